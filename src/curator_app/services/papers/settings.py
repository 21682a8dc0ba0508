"""How this school's papers look: layout of orders, the local act on mentoring, addresses for publication."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.documents.paper_data import Layout, LocalAct
from curator_app.documents.plain import from_plain, to_plain
from curator_app.models import Setting
from curator_app.services.workspace import Workspace

_KEY = "papers"


@dataclass(frozen=True, slots=True)
class PaperSettings:
    """Choices of the school. ``own_norms``: parts of «в соответствии с» that every order of the school cites
    (приказ муниципального органа, Положение), in the instrumental."""

    layout: Layout = field(default_factory=Layout)
    regulation: LocalAct | None = None
    website: str | None = None
    own_norms: tuple[str, ...] = ()


def read_settings(session: Session) -> PaperSettings:
    """The settings inside the caller's session; defaults when nothing was chosen."""
    row = session.scalar(select(Setting).where(Setting.key == _KEY))
    return PaperSettings() if row is None else from_plain(PaperSettings, row.value)


def get_settings(workspace: Workspace) -> PaperSettings:
    """The settings; defaults when nothing was chosen."""
    with workspace.read() as session:
        return read_settings(session)


def save_settings(workspace: Workspace, settings: PaperSettings) -> None:
    """Keeps the settings."""
    value: dict[str, Any] = to_plain(settings)
    with workspace.action("Изменено оформление документов") as session:
        row = session.scalar(select(Setting).where(Setting.key == _KEY))
        if row is None:
            session.add(Setting(key=_KEY, value=value))
        elif row.value != value:
            row.value = value
