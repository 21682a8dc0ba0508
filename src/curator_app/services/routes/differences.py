"""What became different in a route since it was approved or last corrected, read from the journal."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from curator_app.models import Action, Change
from curator_app.services.routes.reading import require
from curator_app.services.workspace import Workspace
from curator_app.storage.journal import row_values
from curator_app.texts.labels import field_label

_SILENT = frozenset(
    {"id", "route_id", "sort", "anchor", "offset_days", "start_date", "due_date", "responsible_person_id"}
)
_MARKS = frozenset({"status", "done_on", "result", "evidence", "evidence_path", "mentor_comment"})


def changes_since_approval(workspace: Workspace, route_id: int) -> list[str]:
    """Sentences for the history: steps added, removed, moved, reworded. Marks of completion are no correction.
    Raises NotFound."""
    with workspace.read() as session:
        require(session, route_id)
        first: dict[int, dict[str, Any] | None] = {}
        last: dict[int, dict[str, Any] | None] = {}
        for change in _changes(session, route_id):
            first.setdefault(change.row_id, row_values(change.before))
            last[change.row_id] = row_values(change.after)
    sentences = []
    for step_id, before in first.items():
        sentence = _sentence(before, last[step_id])
        if sentence:
            sentences.append(sentence)
    return sentences


def _changes(session: Session, route_id: int) -> list[Change]:
    marker = session.scalar(
        select(func.max(Change.action_id))
        .join(Action, Action.id == Change.action_id)
        .where(Change.table_name == "route_change", Action.kind == "do", Action.undone.is_(False))
        .where(func.instr(Change.after, f'"route_id":{route_id},') > 0)
    )
    told = func.coalesce(Change.after, Change.before)
    query = (
        select(Change)
        .join(Action, Action.id == Change.action_id)
        .where(Change.table_name == "route_step", Action.kind == "do", Action.undone.is_(False))
        .where(Change.action_id > (marker or 0))
        .where(func.instr(told, f'"route_id":{route_id},') > 0)
        .order_by(Change.id)
    )
    return list(session.scalars(query))


def _sentence(before: dict[str, Any] | None, after: dict[str, Any] | None) -> str | None:
    if before is None:
        return None if after is None else f"Добавлено: «{_brief(after)}»{_term(after)}."
    if after is None:
        return f"Исключено: «{_brief(before)}»."
    if before["status"] != "cancelled" and after["status"] == "cancelled":
        return f"Отменено: «{_brief(before)}»."
    parts = []
    if (before["start_date"], before["due_date"]) != (after["start_date"], after["due_date"]):
        parts.append(f"срок перенесён{_term(before, ' с')}{_term(after, ' на')}")
    fields = [
        field_label(name).lower()
        for name in after
        if name not in _SILENT | _MARKS and before.get(name) != after.get(name)
    ]
    if fields:
        parts.append(f"изменено: {', '.join(fields)}")
    return f"«{_brief(after)}»: {'; '.join(parts)}." if parts else None


def _brief(step: dict[str, Any]) -> str:
    line = " ".join(str(step["content"]).split())
    return line if len(line) <= 80 else f"{line[:79]}…"


def _term(step: dict[str, Any], before: str = ",") -> str:
    if not step["start_date"] or not step["due_date"]:
        return ""
    days = [f"{dt.date.fromisoformat(step[name]):%d.%m.%Y}" for name in ("start_date", "due_date")]
    return f"{before} {'–'.join(dict.fromkeys(days))}"
