"""Small invented schools made through the records of the headless interface, in any order of entry."""

from __future__ import annotations

import datetime as dt
import functools
import random
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from curator_app.runtime.clock import fixed
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.paths import data_folder
from curator_app.services import pairs, records
from curator_app.services.workspace import Workspace, open_workspace

DAY = dt.datetime(2026, 10, 5, 9, 0)
STARTS, ENDS = dt.date(2026, 10, 5), dt.date(2027, 5, 31)
SURNAMES = (
    "Абрамов",
    "Белов",
    "Волков",
    "Громов",
    "Дунаев",
    "Ежов",
    "Жилин",
    "Зимин",
    "Ильин",
    "Котов",
    "Лунин",
    "Мухин",
)
AREAS = ("methodical", "digital", "communicative")
SUBJECTS = ("математика", "химия", "Актёрское мастерство")


@dataclass
class School:
    """Records by kind; people are told by surname, so that no number depends on the order of entry."""

    mentors: list[dict[str, Any]] = field(default_factory=list)
    mentees: list[dict[str, Any]] = field(default_factory=list)
    both: list[str] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    wishes: list[dict[str, Any]] = field(default_factory=list)
    bans: list[tuple[str, str]] = field(default_factory=list)
    locks: list[tuple[str, str]] = field(default_factory=list)
    refusals: list[tuple[str, str]] = field(default_factory=list)
    running: list[tuple[str, str]] = field(default_factory=list)


@functools.cache
def _empty() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        made = data_folder(Path(folder))
        open_workspace(made, fixed(DAY)).close()
        return made.database.read_bytes()


def new_base(folder: Path) -> Workspace:
    """An empty base on a fixed day (a copy of one made by the migrations)."""
    told = data_folder(folder)
    folder.mkdir(parents=True)
    told.database.write_bytes(_empty())
    return open_workspace(told, fixed(DAY))


def person(surname: str, **more: Any) -> dict[str, Any]:
    """A record of a person."""
    return {"surname": surname, "first_name": "Анна", "patronymic": "Петровна", "gender": "f", **more}


def random_school(dice: random.Random, *, groups: bool = True) -> School:
    """Up to four mentors and five mentees with everything that may stand in the way."""
    school = School()
    names = dice.sample(SURNAMES, 9)
    mentor_names, mentee_names = names[: dice.randint(1, 4)], names[4 : 4 + dice.randint(1, 5)]
    for name in mentor_names:
        school.mentors.append(
            person(
                name,
                capacity=dice.choice([0, 1, 1, 2, 3]),
                kind=dice.choice(["staff", "staff", "external"]),
                subjects=dice.sample(SUBJECTS, dice.randint(0, 2)),
                experience_years=dice.choice([None, 4, 20]),
                building=dice.choice([None, "А", "Б"]),
                competence_areas=[{"area": one, "level": dice.randint(1, 3)} for one in AREAS if dice.random() < 0.6],
            )
        )
    for name in mentee_names:
        school.mentees.append(
            person(
                name,
                subjects=[dice.choice(SUBJECTS)],
                experience_years=dice.choice([None, 0, 2]),
                building=dice.choice([None, "А", "Б"]),
                group=dice.choice([None, None, None, "Г1"]) if groups else None,
            )
        )
    if dice.random() < 0.4:
        school.both.append(dice.choice(mentor_names))
    asking = [*mentee_names, *school.both]
    for name in asking:
        for _ in range(dice.choice([1, 1, 1, 2])):
            school.requests.append(_request(dice, name))
    for _ in range(dice.randint(0, 8)):
        mentor, mentee = dice.choice(mentor_names), dice.choice(mentee_names)
        wish: dict[str, Any] = {"side": dice.choice(["mentor", "mentee"]), "mentor": mentor, "mentee": mentee}
        wish |= {"avoid": True} if dice.random() < 0.15 else {"rank": dice.randint(1, 3)}
        school.wishes.append(wish)
    for _ in range(dice.randint(0, 2)):
        school.bans.append((dice.choice(mentor_names), dice.choice(mentee_names)))
    for _ in range(dice.choice([0, 0, 1, 2])):
        school.locks.append((dice.choice(mentor_names), dice.choice(mentee_names)))
    if dice.random() < 0.2:
        kind, name = dice.choice([("mentoring", dice.choice(mentor_names)), ("mentee", dice.choice(mentee_names))])
        school.refusals.append((name, kind))
    if dice.random() < 0.3:
        school.running.append((dice.choice(mentor_names), dice.choice(mentee_names)))
    return school


def _request(dice: random.Random, name: str) -> dict[str, Any]:
    subject = dice.choice([None, None, *SUBJECTS])
    return {
        "mentee": name,
        "wording": dice.choice(["помощь", "консультации", "уроки"]),
        "date": dice.choice([None, "2026-09-01", "2026-09-15"]),
        "urgent": dice.random() < 0.25,
        "subject": None if subject is None else subject.upper().replace("Ё", "Е"),
        "subject_required": subject is not None and dice.random() < 0.5,
        "deficits": [{"area": one, "severity": dice.randint(0, 3)} for one in dice.sample(AREAS, 2)],
    }


def enter(
    workspace: Workspace, school: School, shuffle: Callable[[list[Any]], None] | None = None
) -> Mapping[str, int]:
    """Enters a school; ``shuffle`` mixes the order of every kind of records. Gives numbers of people by surname."""

    def mixed(told: list[Any]) -> list[Any]:
        copy = list(told)
        if shuffle is not None:
            shuffle(copy)
        return copy

    numbers: dict[str, int] = {}
    for kind, told in mixed([("mentor", school.mentors), ("mentee", school.mentees)]):
        people = mixed(told)
        added = records.add_records(workspace, kind, people)
        numbers |= {one["surname"]: done["id"] for one, done in zip(people, added, strict=True)}
    records.add_records(workspace, "mentee", [{"person": numbers[name]} for name in mixed(school.both)])
    records.add_records(
        workspace, "request", [one | {"mentee": numbers[one["mentee"]]} for one in mixed(school.requests)]
    )
    unique = {(one["side"], one["mentor"], one["mentee"]): one for one in school.wishes}
    wishes = [one | {"mentor": numbers[one["mentor"]], "mentee": numbers[one["mentee"]]} for one in unique.values()]
    records.add_records(workspace, "wish", mixed(wishes))
    refusals = [
        {"person": numbers[name], "kind": kind, "refused": True, "date": "2026-09-01"} for name, kind in school.refusals
    ]
    records.add_records(workspace, "consent", refusals)
    for mentor, mentee in dict.fromkeys(school.running):
        data = pairs.PairData(
            mentor=numbers[mentor], mentees=[numbers[mentee]], start_date=dt.date(2026, 9, 1), end_date=ENDS
        )
        pairs.form_pairs(workspace, [data])
    for mentor, mentee in dict.fromkeys(school.locks):
        try:
            records.add_records(workspace, "lock", [{"mentor": numbers[mentor], "mentee": numbers[mentee]}])
        except KnownProblem:
            continue
    bans = [
        {"mentor": numbers[mentor], "mentee": numbers[mentee], "reason": "конфликт"}
        for mentor, mentee in mixed(list(dict.fromkeys(school.bans)))
    ]
    records.add_records(workspace, "ban", bans)
    return numbers
