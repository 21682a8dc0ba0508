"""People: reading, adding, changing, archiving. Roles are in ``mentors`` and ``mentees``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.codes import PersonKind, QualificationCategory
from curator_app.domain.names import PersonName
from curator_app.models import Person
from curator_app.runtime.errors import KnownProblem, NotFound
from curator_app.services.rows import PersonRow
from curator_app.services.validation import EARLIEST, NAME_LIMIT, TEXT_LIMIT, Checker
from curator_app.services.workspace import Workspace


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonData:
    """Everything about a person that a dialog or a file may set."""

    surname: str
    first_name: str
    patronymic: str | None = None
    gender: str | None = None
    birth_date: dt.date | None = None
    birth_year: int | None = None
    kind: str = PersonKind.STAFF.value
    position: str | None = None
    subjects: Sequence[str] = ()
    qualification_category: str | None = None
    experience_years: int | None = None
    young_specialist: bool | None = None
    phone: str | None = None
    email: str | None = None
    workplace: str | None = None
    work_start_date: dt.date | None = None
    dismissal_date: dt.date | None = None
    class_name: str | None = None
    building: str | None = None
    shift: str | None = None
    education: str | None = None
    note: str | None = None
    indeclinable: bool = False


def checked(data: PersonData, today: dt.date, checker: Checker) -> dict[str, Any]:
    """Cleaned values of the mapped columns; problems go to ``checker``."""
    from curator_app.texts.grammar.gender import detect_gender

    surname = checker.text("surname", data.surname, limit=NAME_LIMIT, required=True)
    first_name = checker.text("first_name", data.first_name, limit=NAME_LIMIT, required=True)
    patronymic = checker.text("patronymic", data.patronymic, limit=NAME_LIMIT)
    gender = data.gender
    if gender not in {None, "m", "f"}:
        checker.fail("gender", "«Пол»: допустимо «м» или «ж».")
    if gender is None and surname and first_name:
        guess = detect_gender(PersonName(surname, first_name, patronymic))
        gender = guess.gender if guess.sure else None
    birth_year = checker.number("birth_year", data.birth_year, EARLIEST_BIRTH.year, today.year)
    birth_date = checker.date("birth_date", data.birth_date, earliest=EARLIEST_BIRTH, latest=today)
    if birth_date is not None:
        birth_year = birth_date.year
    work_start = checker.date("work_start_date", data.work_start_date)
    dismissal = checker.date("dismissal_date", data.dismissal_date)
    checker.order("dismissal_date", work_start, dismissal)
    subjects = [
        subject for one in data.subjects if (subject := checker.text("subjects", one, limit=NAME_LIMIT)) is not None
    ]
    return {
        "surname": surname,
        "first_name": first_name,
        "patronymic": patronymic,
        "gender": gender,
        "birth_date": birth_date,
        "birth_year": birth_year,
        "kind": checker.code("kind", data.kind, PersonKind, required=True),
        "position": checker.text("position", data.position, lines=True),
        "subjects": subjects,
        "qualification_category": checker.code(
            "qualification_category", data.qualification_category, QualificationCategory
        ),
        "experience_years": checker.number("experience_years", data.experience_years, 0, 80),
        "young_specialist": data.young_specialist,
        "phone": checker.phone("phone", data.phone),
        "email": checker.email("email", data.email),
        "workplace": checker.text("workplace", data.workplace, lines=True),
        "work_start_date": work_start,
        "dismissal_date": dismissal,
        "class_name": checker.text("class_name", data.class_name, limit=20),
        "building": checker.text("building", data.building, limit=NAME_LIMIT),
        "shift": checker.text("shift", data.shift, limit=NAME_LIMIT),
        "education": checker.text("education", data.education, limit=TEXT_LIMIT, lines=True),
        "note": checker.text("note", data.note, limit=TEXT_LIMIT, lines=True),
        "indeclinable": data.indeclinable,
    }


EARLIEST_BIRTH = EARLIEST


_PLAIN: Final = (
    "id", "surname", "first_name", "patronymic", "gender", "birth_date", "birth_year", "kind", "position",
    "qualification_category", "experience_years", "young_specialist", "phone", "email", "workplace", "work_start_date",
    "dismissal_date", "class_name", "building", "shift", "education", "note", "indeclinable", "archived_on",
)  # fmt: skip
_NAMES: Final = (*_PLAIN, "subjects", "raw")
PERSON_COLUMNS: Final = tuple(getattr(Person, name) for name in _NAMES)
"""What ``values_of_columns`` takes: a long list is read without making an object of each person."""


def person_values(person: Person) -> dict[str, Any]:
    """Fields of PersonRow from the mapped object."""
    return values_of_columns([getattr(person, name) for name in _NAMES])


def values_of_columns(told: Sequence[Any]) -> dict[str, Any]:
    """The same from the values of PERSON_COLUMNS."""
    *plain, subjects, raw = told
    values = dict(zip(_PLAIN, plain, strict=True))
    return {
        **values,
        "subjects": tuple(subjects or ()),
        "archived": values["archived_on"] is not None,
        "raw": dict(raw or {}),
    }


def list_people(workspace: Workspace, *, archived: bool = True) -> list[PersonRow]:
    """Everybody in the base (not in the recycle bin), in the order of entry."""
    with workspace.read() as session:
        query = select(Person).where(Person.deleted_at.is_(None)).order_by(Person.id)
        if not archived:
            query = query.where(Person.archived_on.is_(None))
        return [PersonRow(**person_values(person)) for person in session.scalars(query)]


def get_person(workspace: Workspace, person_id: int) -> PersonRow:
    """One person. Raises NotFound."""
    with workspace.read() as session:
        return PersonRow(**person_values(require(session, person_id)))


def data_of(row: PersonRow) -> PersonData:
    """The editable part of a row, to be changed with ``dataclasses.replace``."""
    return PersonData(**{name: getattr(row, name) for name in PersonData.__dataclass_fields__})


def require(session: Session, person_id: int) -> Person:
    """The mapped person. Raises NotFound when it is not there or lies in the recycle bin."""
    person = session.get(Person, person_id)
    if person is None or person.deleted_at is not None:
        raise NotFound(f"Человека № {person_id} в базе нет: возможно, он удалён. Обновите список.")
    return person


def title_of(person: Person) -> str:
    """«Иванова М.П.» for the undo menu and messages."""
    return person.name.surname_initials


def insert(session: Session, values: dict[str, Any]) -> Person:
    """A new person inside the caller's action."""
    person = Person(**values)
    session.add(person)
    session.flush()
    return person


def assign(target: object, values: dict[str, Any]) -> None:
    """Sets only the attributes that differ, so that the journal has no empty changes."""
    for name, value in values.items():
        if getattr(target, name) != value:
            setattr(target, name, value)


def change(person: Person, values: dict[str, Any]) -> None:
    """Sets a person's card inside the caller's action. Cases written by hand for the old name go with it: a paper
    would print the old surname for ever."""
    if any(getattr(person, part) != values.get(part) for part in ("surname", "first_name", "patronymic")):
        person.name_forms.clear()
    assign(person, values)


def require_active(session: Session, person_id: int) -> Person:
    """The mapped person, for something that begins now. Raises NotFound, KnownProblem for one in the archive."""
    person = require(session, person_id)
    if person.archived_on is not None:
        raise KnownProblem(f"{title_of(person)} в архиве. Верните карточку из архива или выберите другого человека.")
    return person


def add_person(workspace: Workspace, data: PersonData) -> int:
    """Adds a person. Raises InvalidInput."""
    checker = Checker()
    values = checked(data, workspace.clock.today(), checker)
    checker.done()
    name = PersonName(values["surname"], values["first_name"], values["patronymic"])
    with workspace.action(f"Добавлена карточка: {name.surname_initials}") as session:
        return insert(session, values).id


def update_person(workspace: Workspace, person_id: int, data: PersonData) -> None:
    """Changes a person's card. Raises InvalidInput, NotFound."""
    checker = Checker()
    values = checked(data, workspace.clock.today(), checker)
    checker.done()
    name = PersonName(values["surname"], values["first_name"], values["patronymic"])
    with workspace.action(f"Изменена карточка: {name.surname_initials}") as session:
        change(require(session, person_id), values)


def set_archived(workspace: Workspace, person_ids: Iterable[int], *, archived: bool) -> None:
    """Moves people to the archive or back; nothing about them is lost."""
    ids = list(person_ids)
    with workspace.read() as session:
        names = [title_of(require(session, person_id)) for person_id in ids]
    what = names[0] if len(names) == 1 else f"{len(names)} чел."
    with workspace.action(f"{'В архив' if archived else 'Из архива'}: {what}") as session:
        for person_id in ids:
            person = require(session, person_id)
            if archived != (person.archived_on is not None):
                person.archived_on = workspace.clock.today() if archived else None
