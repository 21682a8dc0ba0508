"""A school on a real base, for timing `propose` as a whole process; equal seeds give equal schools."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path
from typing import Any

from benchmarks.areas.matching import AREAS, SUBJECTS
from curator_app.runtime.clock import fixed
from curator_app.runtime.paths import data_folder
from curator_app.services import records
from curator_app.services.workspace import open_workspace

DAY = dt.datetime(2026, 10, 5, 9, 0)
_SURNAMES = ("Петров", "Ким", "Соколов", "Юсупов", "Медведев", "Чернышёв", "Жук", "Долгих", "Орлов", "Лебедев")
_NAMES = ("Анна", "Пётр", "Ольга", "Ринат", "Мария", "Илья", "Софья", "Тимур")


def fill(folder: Path, requests: int, mentors: int, capacity: tuple[int, int], seed: int = 1) -> None:
    """Makes the base of a school in ``folder``."""
    dice = random.Random(seed)
    workspace = open_workspace(data_folder(folder), fixed(DAY))
    try:
        told = [_mentor(dice, number, capacity) for number in range(mentors)]
        mentor_ids = [one["id"] for one in records.add_records(workspace, "mentor", told)]
        told = [_person(dice, number) | {"ref": f"@{number}"} for number in range(requests)]
        mentee_ids = [one["id"] for one in records.add_records(workspace, "mentee", told)]
        records.add_records(workspace, "request", [_request(dice, mentee) for mentee in mentee_ids])
        pairs = sorted({(dice.choice(mentor_ids), dice.choice(mentee_ids)) for _ in range(2 * requests)})
        dice.shuffle(pairs)
        third = len(pairs) // 4
        wishes = [_wish(dice, side, pair) for side in ("mentor", "mentee") for pair in pairs[: 2 * third]]
        records.add_records(workspace, "wish", wishes)
        bans = [{"mentor": one, "mentee": other, "reason": "конфликт"} for one, other in pairs[2 * third : 3 * third]]
        records.add_records(workspace, "ban", bans)
    finally:
        workspace.close()


def _person(dice: random.Random, number: int) -> dict[str, Any]:
    return {
        "surname": f"{dice.choice(_SURNAMES)}-{_letters(number)}",
        "first_name": dice.choice(_NAMES),
        "subjects": [dice.choice(SUBJECTS)],
        "experience_years": dice.randint(0, 3),
        "building": dice.choice("АБ"),
        "shift": dice.choice("12"),
    }


def _letters(number: int) -> str:
    return "".join("абвгдежзик"[int(figure)] for figure in f"{number:03}").capitalize()


def _mentor(dice: random.Random, number: int, capacity: tuple[int, int]) -> dict[str, Any]:
    return _person(dice, 900 - number) | {
        "experience_years": dice.randint(3, 40),
        "capacity": dice.randint(*capacity),
        "competence_areas": [{"area": area, "level": dice.randint(1, 3)} for area in AREAS if dice.random() < 0.5],
    }


def _request(dice: random.Random, mentee: int) -> dict[str, Any]:
    required = dice.random() < 0.1
    return {
        "mentee": mentee,
        "wording": "нужна помощь",
        "urgent": dice.random() < 0.1,
        "subject": dice.choice(SUBJECTS) if required else None,
        "subject_required": required,
        "deficits": [{"area": area, "severity": dice.randint(1, 3)} for area in dice.sample(AREAS, 3)],
    }


def _wish(dice: random.Random, side: str, pair: tuple[int, int]) -> dict[str, Any]:
    return {"side": side, "mentor": pair[0], "mentee": pair[1], "rank": dice.randint(1, 3)}
