"""Tasks of the headless interface: rows of ``tasks`` and ``list tasks``."""

from __future__ import annotations

import datetime as dt
from typing import Any

from curator_app.domain.school_year import SchoolYear
from curator_app.services.terms.rows import TaskRow
from curator_app.services.terms.tasks import list_tasks
from curator_app.services.workspace import Workspace

HORIZON = 30
"""Days ahead that ``tasks`` tells of unless told otherwise."""


def tasks_of_day(workspace: Workspace, on: dt.date, horizon: int = HORIZON) -> list[dict[str, Any]]:
    """Tasks that are late or fall due within ``horizon`` days after ``on``. A rule of the calendar is told of the
    period that holds the day or comes next."""
    return [_record(row) for row in list_tasks(workspace, on=on, horizon=horizon, missed=False)]


def tasks_of_year(workspace: Workspace, year: str | None) -> list[dict[str, Any]]:
    """Every task as it stands today; ``year`` («2026/2027») keeps those whose time touches that school year and those
    that have no date."""
    rows = list_tasks(workspace, missed=False)
    if year is not None:
        asked = SchoolYear(int(year[:4]))
        rows = [row for row in rows if _touches(row, asked.start, asked.end)]
    return [_record(row) for row in rows]


def _touches(row: TaskRow, first: dt.date, last: dt.date) -> bool:
    if row.acts_on is None:
        return True
    start = row.window_start or row.raw_due or row.acts_on
    return min(start, row.acts_on) <= last and row.acts_on >= first


def _record(row: TaskRow) -> dict[str, Any]:
    """A task with the fields of the contract first."""
    return {
        "id": row.id,
        "rule_id": row.rule_id,
        "object": {"kind": row.object_kind, "id": row.object_id, "title": row.object_title},
        "raw_due": _iso(row.raw_due),
        "due": _iso(row.due),
        "status": row.state,
        "done_on": _iso(row.done_on),
        "title": row.title,
        "source": row.source,
        "rule": row.rule,
        "trigger": row.trigger or None,
        "trigger_date": _iso(row.trigger_date),
        "trigger_changed": row.trigger_changed,
        "window_start": _iso(row.window_start),
        "window_end": _iso(row.window_end),
        "moved": row.moved or None,
        "calendar_known": row.calendar_known,
        "postponed_to": _iso(row.postponed_to),
        "days_left": row.days_left,
        "responsible": list(row.responsible),
        "needs": row.needs,
        "evidence": row.evidence,
        "note": row.note,
    }


def _iso(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()
