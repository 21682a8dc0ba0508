"""What happened: the history of one record, the list of actions, undo of a chosen one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, distinct, func, or_, select

from curator_app.models import Action, Change
from curator_app.services.rows import HistoryRow
from curator_app.services.workspace import Workspace
from curator_app.storage.journal import row_values

# Fields that tell a person nothing.
_SILENT = frozenset(
    {
        *("id", "person_id", "mentor_id", "mentee_id", "request_id", "pair_id", "order_id", "replaces_id"),
        *("snapshot", "content", "content_hash", "file_hash", "sha256", "raw_hash"),
    }
)
# Rows of other tables that belong to a record, by the column that points at it.
_PARTS: dict[str, dict[str, str]] = {
    "person": {
        "person": "id",
        "mentor": "id",
        "mentee": "id",
        "competence": "mentor_id",
        "consent": "person_id",
        "request": "mentee_id",
        "name_form": "person_id",
        "pair_mentee": "mentee_id",
    },
    "pair": {"pair": "id", "pair_mentee": "pair_id", "pair_event": "pair_id", "order_pair": "pair_id"},
    "request": {"request": "id", "deficit": "request_id"},
    "route": {"route": "id", "route_stage": "route_id", "route_step": "route_id", "route_change": "route_id"},
    "order": {"order": "id"},
    "paper": {"paper": "id"},
    "reply": {"reply": "id"},
    "meeting": {"meeting": "id"},
    "lesson_visit": {"lesson_visit": "id"},
    "activity": {"activity": "id", "activity_participant": "activity_id"},
    "roadmap": {"roadmap": "id", "roadmap_item": "roadmap_id"},
}


@dataclass(frozen=True, kw_only=True, slots=True)
class ActionRow:
    """One user action; ``who``: the account of the computer that did it, when it is known."""

    id: int
    title: str
    at: dt.datetime
    kind: str
    undone: bool
    undoable: bool
    who: str | None = None


def list_actions(workspace: Workspace, *, limit: int = 200) -> list[ActionRow]:
    """The latest actions, the newest first."""
    with workspace.read() as session:
        query = select(Action).order_by(Action.id.desc()).limit(limit)
        return [
            ActionRow(
                id=one.id,
                title=one.title,
                at=one.at,
                kind=one.kind,
                undone=one.undone,
                undoable=one.undoable,
                who=one.who,
            )
            for one in session.scalars(query)
        ]


def touched(workspace: Workspace, action_id: int) -> dict[str, int]:
    """How many rows of each table an action changed."""
    with workspace.read() as session:
        query = (
            select(Change.table_name, func.count(distinct(Change.row_id)))
            .where(Change.action_id == action_id)
            .group_by(Change.table_name)
        )
        return {str(table): int(number) for table, number in session.execute(query)}


def _about(table: str, column: str, record_id: int) -> ColumnElement[bool]:
    """Changes of a table that may speak of the record, found by the base: a journal of years is not read whole."""
    if column == "id":
        return and_(Change.table_name == table, Change.row_id == record_id)
    told = func.coalesce(Change.after, Change.before)
    return and_(Change.table_name == table, func.instr(told, f'"{column}":{record_id}') > 0)


def record_history(workspace: Workspace, kind: str, record_id: int) -> list[HistoryRow]:
    """Changes of one record of a kind of ``_PARTS`` (``person`` with all roles, consents and requests), the newest
    first."""
    parts = _PARTS[kind]
    with workspace.read() as session:
        query = (
            select(Change, Action)
            .join(Action, Action.id == Change.action_id)
            .where(or_(*(_about(table, column, record_id) for table, column in parts.items())))
            .order_by(Change.id.desc())
        )
        rows: list[HistoryRow] = []
        for change, action in session.execute(query):
            before, after = row_values(change.before) or {}, row_values(change.after) or {}
            if (after or before).get(parts[change.table_name]) != record_id:
                continue
            for field in after or before:
                was, became = before.get(field), after.get(field)
                if field in _SILENT or was == became or (not was and not became):
                    continue
                rows.append(
                    HistoryRow(
                        at=action.at,
                        action_id=action.id,
                        action={"undo": "Отмена: ", "redo": "Повтор: "}.get(action.kind, "") + action.title,
                        who=action.who,
                        table=change.table_name,
                        field=field,
                        before=was,
                        after=became,
                    )
                )
        return rows
