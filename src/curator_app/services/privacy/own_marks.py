"""By what texts may name one person of the base: the card, its history in the journal, the namesakes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.names import Gender, PersonName
from curator_app.models import Change, Person
from curator_app.services.privacy.marks import Known, Marks, surname_forms
from curator_app.storage.journal import row_values

_Other = tuple[str, str, str | None, Gender | None]


def marks_of_many(session: Session, people: Sequence[Person]) -> list[Marks]:
    """By what texts may name each of the people: names of today and of the past, telephones, addresses, own words. They
    go together: they are no namesakes of each other that stay."""
    query = select(Person.surname, Person.first_name, Person.patronymic, Person.gender).where(
        Person.id.not_in([person.id for person in people]), Person.depersonalised_on.is_(None)
    )
    others: dict[str, list[_Other]] = {}
    for surname, first_name, patronymic, gender in session.execute(query):
        told = surname.casefold().replace("ё", "е")
        others.setdefault(told[:3], []).append((surname, first_name, patronymic, cast("Gender | None", gender)))
    return [_marks(session, person, others) for person in people]


def _marks(session: Session, person: Person, others: Mapping[str, Sequence[_Other]]) -> Marks:
    names, phones, emails, values = _own_marks(session, person)
    forms = {form for known in names for form in surname_forms(known)}
    shared = twin = near = False
    initial, second = _initial(person.first_name), _initial(person.patronymic)
    for start in {form[:3] for form in forms}:
        for surname, first_name, patronymic, gender in others.get(start, ()):
            told = surname.casefold().replace("ё", "е")
            if told in forms or surname_forms(Known(PersonName(surname, first_name), gender)) & forms:
                shared = True
                if _initial(first_name) == initial:
                    told_apart = second and _initial(patronymic) and _initial(patronymic) != second
                    twin, near = twin or not told_apart, near or bool(told_apart)
    return Marks(names, phones=phones, emails=emails, values=values, shared=shared, twin=twin, near=near)


def _initial(name: str | None) -> str:
    return (name or "")[:1].casefold().replace("ё", "е")


def _own_marks(session: Session, person: Person) -> tuple[list[Known], set[str], set[str], set[str]]:
    names: dict[PersonName, Known] = {}
    phones: set[str] = set()
    emails: set[str] = set()
    values: set[str] = set()
    told = [{column.name: getattr(person, column.key) for column in Person.__table__.columns}]
    query = select(Change.before, Change.after).where(Change.table_name == "person", Change.row_id == person.id)
    told += [row for sides in session.execute(query) for side in sides if (row := row_values(side))]
    forms = tuple(PersonName(form.surname, form.first_name, form.patronymic) for form in person.name_forms)
    for row in told:
        if not row.get("surname") or not row.get("first_name"):
            continue
        name = PersonName(row["surname"], row["first_name"], row.get("patronymic"))
        names.setdefault(name, Known(name, row.get("gender"), forms if not names else ()))
        phones |= {row["phone"]} if row.get("phone") else set()
        emails |= {row["email"]} if row.get("email") else set()
        values |= {row["note"]} if row.get("note") else set()
        raw = row.get("raw")
        raw = row_values(raw) if isinstance(raw, str) else raw
        values |= {str(one) for one in (raw or {}).values()}
    return list(names.values()), phones, emails, values
