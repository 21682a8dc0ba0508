"""The deed of destruction: right after it with the name, later with the number of the record alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app import APP_NAME
from curator_app.documents.blocks import Document
from curator_app.documents.privacy_papers import ErasedPerson, Operator, destruction_deed
from curator_app.domain.codes import ErasureKind
from curator_app.domain.names import PersonName
from curator_app.models import Erasure, Person, School
from curator_app.runtime.errors import NotFound
from curator_app.services.privacy.erasing import ErasureRow, row_of
from curator_app.services.workspace import Workspace

HOW: Mapping[str, str] = {
    ErasureKind.DESTROYED.value: "уничтожены",
    ErasureKind.DEPERSONALISED.value: "обезличены",
}
"""What was done, of data."""


def deed(workspace: Workspace, erasures: Sequence[int], names: Mapping[int, str] | None = None) -> Document:
    """One deed for lines of the register of erasures (numbers given by ``erase_many``); the first line's act number and
    date are the deed's. ``names``: by number of person, known only to who has just erased them. Raises NotFound."""
    with workspace.read() as session:
        rows = [row_of(one) for one in session.scalars(select(Erasure).where(Erasure.id.in_(erasures)))]
        if not rows:
            raise NotFound("В журнале уничтожения нет такой записи. Обновите список.")
        operator = operator_of(session)
    told = names or {}
    people = [
        ErasedPerson(
            subject=told.get(row.person) or f"запись № {row.person} информационной системы",
            categories=row.categories,
            how=HOW.get(row.kind, row.kind),
            reason=_reason(row),
            at=row.at,
        )
        for row in sorted(rows, key=lambda row: row.id)
    ]
    return destruction_deed(operator, rows[0].act_number or "б/н", rows[0].at.date(), people, system_name())


def system_name() -> str:
    """How the program is called in papers."""
    return f"программа «{APP_NAME}» (база данных школы на компьютере куратора)"


def operator_of(session: Session) -> Operator:
    """The school as the operator of personal data."""
    school = session.get_one(School, 1)
    return Operator(
        name=school.full_name or school.short_name or "Образовательная организация",
        address=school.address or "",
        place=school.place or "",
        director_post=(school.director_post[:1].upper() + school.director_post[1:]) or "Директор",
        director=_signature(session, school.director_id),
        curator=_signature(session, school.curator_id),
    )


def _signature(session: Session, person_id: int | None) -> str:
    person = None if person_id is None else session.get(Person, person_id)
    if person is None:
        return ""
    return PersonName(person.surname, person.first_name, person.patronymic).initials_surname


def _reason(row: ErasureRow) -> str:
    return f"{row.reason} ({row.basis})" if row.basis else row.reason
