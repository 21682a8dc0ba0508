"""Facts of the school: requisites of the order header, director, curator, defaults."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.school_year import SchoolYear
from curator_app.models import AcademicYear, Person, School
from curator_app.runtime.errors import FieldProblem
from curator_app.services import people
from curator_app.services.people import PersonData, assign
from curator_app.services.validation import LINE_LIMIT, Checker
from curator_app.services.workspace import Workspace


@dataclass(frozen=True, kw_only=True, slots=True)
class SchoolData:
    """Everything the settings of the school hold. ``director`` and ``curator`` are numbers of people."""

    full_name: str = ""
    short_name: str = ""
    founder: str | None = None
    place: str | None = None
    address: str | None = None
    inn: str | None = None
    kpp: str | None = None
    ogrn: str | None = None
    phone: str | None = None
    email: str | None = None
    director: int | None = None
    director_post: str = "директор"
    curator: int | None = None
    curator_order: str | None = None
    order_number_suffix: str | None = None
    municipal_body: str | None = None
    municipal_email: str | None = None
    working_week: int = 5
    young_max_years: int = 3
    young_max_age: int = 35
    default_capacity: int = 2


_REFERENCES = {"director": "director_id", "curator": "curator_id"}


def read_school(session: Session) -> SchoolData:
    """The school as it is set, inside the caller's session."""
    row = session.get_one(School, 1)
    return SchoolData(**{one.name: getattr(row, _REFERENCES.get(one.name, one.name)) for one in fields(SchoolData)})


def get_school(workspace: Workspace) -> SchoolData:
    """The school as it is set."""
    with workspace.read() as session:
        return read_school(session)


def is_set_up(workspace: Workspace) -> bool:
    """Whether the school has a name: the first start is over."""
    return bool(get_school(workspace).full_name)


def _digits(checker: Checker, field: str, value: str | None, lengths: tuple[int, ...]) -> str | None:
    cleaned = checker.text(field, value)
    if cleaned is None:
        return None
    digits = re.sub(r"[\s-]", "", cleaned)
    if not digits.isdigit() or len(digits) not in lengths:
        wanted = " или ".join(str(length) for length in lengths)
        checker.fail(field, f"«{cleaned[:30]}»: должно быть {wanted} цифр. Сверьте с печатью школы.")
        return None
    return digits


def checked(session: Session, data: SchoolData, checker: Checker) -> dict[str, Any]:
    """Cleaned values of the mapped columns."""
    values: dict[str, Any] = {
        "full_name": checker.text("full_name", data.full_name, limit=500, required=True, lines=True),
        "short_name": checker.text("short_name", data.short_name, required=True),
        "inn": _digits(checker, "inn", data.inn, (10, 12)),
        "kpp": _digits(checker, "kpp", data.kpp, (9,)),
        "ogrn": _digits(checker, "ogrn", data.ogrn, (13, 15)),
        "email": checker.email("email", data.email),
        "municipal_email": checker.email("municipal_email", data.municipal_email),
        "director_post": checker.text("director_post", data.director_post) or "директор",
        "working_week": checker.number("working_week", data.working_week, 5, 6),
        "young_max_years": checker.number("young_max_years", data.young_max_years, 0, 10),
        "young_max_age": checker.number("young_max_age", data.young_max_age, 18, 80),
        "default_capacity": checker.number("default_capacity", data.default_capacity, 1, 100),
        "director_id": data.director,
        "curator_id": data.curator,
    }
    for field in ("founder", "place", "address", "phone", "curator_order", "order_number_suffix", "municipal_body"):
        values[field] = checker.text(field, getattr(data, field), limit=LINE_LIMIT, lines=field == "founder")
    ids = set(session.scalars(select(Person.id).where(Person.deleted_at.is_(None))))
    for field in _REFERENCES:
        if (person := getattr(data, field)) is not None:
            checker.known(field, person, ids, "человека")
    return values


def find_problems(
    workspace: Workspace, data: SchoolData, newcomers: Mapping[str, PersonData] | None = None
) -> list[FieldProblem]:
    """What ``save_school`` would refuse, without saving: for checks while the form is being filled."""
    checker = Checker()
    for role, person in (newcomers or {}).items():
        _newcomer_values(role, person, workspace.clock.today(), checker)
    with workspace.read() as session:
        checked(session, data, checker)
    return checker.problems


def save_school(workspace: Workspace, data: SchoolData, newcomers: Mapping[str, PersonData] | None = None) -> None:
    """Sets the school's facts. ``newcomers`` («director», «curator») are people who are not in the base yet: they
    are added by the same action. Raises InvalidInput; what is wrong with a newcomer is told under the role."""
    checker = Checker()
    told = {
        role: _newcomer_values(role, person, workspace.clock.today(), checker)
        for role, person in (newcomers or {}).items()
    }
    with workspace.action("Изменены сведения о школе") as session:
        values = checked(session, data, checker)
        checker.done()
        values |= {_REFERENCES[role]: _newcomer(session, person) for role, person in told.items()}
        assign(session.get_one(School, 1), values)


def _newcomer_values(role: str, data: PersonData, today: dt.date, checker: Checker) -> dict[str, Any]:
    own = Checker()
    values = people.checked(data, today, own)
    for problem in own.problems:
        checker.fail(role, problem.message)
    return values


def _newcomer(session: Session, values: dict[str, Any]) -> int:
    """One person typed for both roles is added once."""
    same = {name: values[name] for name in ("surname", "first_name", "patronymic")}
    twin = session.scalar(select(Person.id).filter_by(**same, deleted_at=None))
    return twin if twin is not None else people.insert(session, values).id


def ensure_year(session: Session, day: dt.date) -> AcademicYear:
    """The school year of a day, made when it is not there yet; inside the caller's action."""
    told = SchoolYear.of(day)
    year = session.scalar(select(AcademicYear).where(AcademicYear.label == told.label))
    if year is None:
        year = AcademicYear(label=told.label, start_date=told.start, end_date=told.end)
        session.add(year)
        session.flush()
    return year
