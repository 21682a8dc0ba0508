"""The register of exports: every file with personal data that leaves the program (152-ФЗ ст. 19)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import func, select

from curator_app.models import ExportRecord, Person
from curator_app.services.workspace import Workspace

MANY: Final = 50
"""From more people than this on, one is reminded before an export (a leak of many is dear, 420-ФЗ)."""

KIND: Final[Mapping[str, str]] = {
    "workbook": "книга мониторинга",
    "order": "приказ",
    "pdf": "документ PDF",
    "docx": "документ Word",
    "csv": "таблица CSV",
    "xlsx": "таблица Excel",
    "email": "письмо",
    "dump": "вся база",
    "register": "реестр",
    "forms": "файлы анкет",
    "backup": "копия базы",
    "calendar": "календарь",
    "print": "печать",
}
"""Kinds of exports in words."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ExportRow:
    """A line of the register. ``people``: data of how many; ``protected``: under a password."""

    id: int
    at: dt.datetime
    kind: str
    title: str
    file_name: str
    people: int
    personal: bool
    protected: bool
    recipient: str | None
    note: str | None


def note_export(
    workspace: Workspace,
    kind: str,
    title: str,
    path: Path | str,
    people: int,
    *,
    personal: bool = True,
    protected: bool = False,
    recipient: str | None = None,
    note: str | None = None,
) -> None:
    """Writes that a file has left the program. ``kind``: a key of ``KIND``; of ``path`` only the name is kept. A base
    opened for looking only writes nothing: the register lies in the base."""
    if workspace.read_only:
        return
    with workspace.note() as session:
        session.add(
            ExportRecord(
                at=workspace.clock.now(),
                kind=kind,
                title=title,
                file_name=Path(path).name,
                people=people,
                personal=personal,
                protected=protected,
                recipient=recipient or None,
                note=note,
            )
        )


def list_exports(workspace: Workspace) -> list[ExportRow]:
    """The register, the latest first."""
    with workspace.read() as session:
        query = select(ExportRecord).order_by(ExportRecord.at.desc(), ExportRecord.id.desc())
        return [
            ExportRow(**{name: getattr(one, name) for name in ExportRow.__dataclass_fields__})
            for one in session.scalars(query)
        ]


def people_in_base(workspace: Workspace) -> int:
    """How many people a file about everybody tells of."""
    with workspace.read() as session:
        query = select(func.count(Person.id)).where(Person.deleted_at.is_(None), Person.depersonalised_on.is_(None))
        return session.scalar(query) or 0


def needs_reminder(people: int, *, personal: bool = True, protected: bool = False) -> bool:
    """Whether to remind of a password or of codes instead of names before an export."""
    return personal and not protected and people > MANY
