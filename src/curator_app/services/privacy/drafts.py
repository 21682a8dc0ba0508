"""What stands in an open dialog, kept until it is saved or thrown away: offered back after a crash."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select

from curator_app.models import DialogDraft
from curator_app.services.workspace import Workspace

_DATE = "date"


@dataclass(frozen=True, slots=True)
class Draft:
    """An unsaved text: in which dialog (its key and its title), since when, what."""

    key: str
    title: str
    saved_at: dt.datetime
    values: dict[str, Any]


def save_draft(workspace: Workspace, key: str, title: str, values: Mapping[str, Any]) -> None:
    """Keeps the values of a form; those that JSON has no word for are left out."""
    content = {"title": title, "values": {name: told for name, value in values.items() if (told := _put(value)) != ()}}
    with workspace.note() as session:
        row = session.scalar(select(DialogDraft).where(DialogDraft.key == key))
        if row is None:
            session.add(DialogDraft(key=key, saved_at=workspace.clock.now(), content=content))
        else:
            row.saved_at, row.content = workspace.clock.now(), content


def get_draft(workspace: Workspace, key: str) -> Draft | None:
    """The draft of a dialog, if there is one."""
    return next((one for one in list_drafts(workspace) if one.key == key), None)


def list_drafts(workspace: Workspace) -> list[Draft]:
    """All drafts, the latest first."""
    with workspace.read() as session:
        return [
            Draft(
                row.key,
                str(row.content.get("title", "")),
                row.saved_at,
                {name: _got(value) for name, value in row.content.get("values", {}).items()},
            )
            for row in session.scalars(select(DialogDraft).order_by(DialogDraft.saved_at.desc()))
        ]


def drop_draft(workspace: Workspace, key: str) -> None:
    """The dialog was saved or thrown away."""
    with workspace.note() as session:
        session.execute(delete(DialogDraft).where(DialogDraft.key == key))


def _put(value: Any) -> Any:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return {_DATE: value.isoformat()}
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, list | tuple) and all(isinstance(one, str | int | float | bool) for one in value):
        return list(value)
    return ()


def _got(value: Any) -> Any:
    return dt.date.fromisoformat(value[_DATE]) if isinstance(value, dict) and _DATE in value else value
