"""What the curator of the demonstration school has done by 5 October 2026, and her own tasks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from curator_app.domain.codes import TaskObject
from curator_app.domain.terms.states import TaskState
from curator_app.services.terms.counting import keep_terms_since
from curator_app.services.terms.marks import mark_done
from curator_app.services.terms.own import OwnTaskData, add_own_task
from curator_app.services.terms.rows import OWN_RULE
from curator_app.services.terms.tasks import get_task, list_tasks
from curator_app.services.workspace import Workspace

_LIVE = {TaskState.OVERDUE.value, TaskState.DUE.value, TaskState.OPEN.value}
_EVENING = dt.time(16, 0)


def fill_tasks(
    workspace: Workspace,
    told: Mapping[str, Any],
    ids: Mapping[str, int],
    at: Callable[[Workspace, dt.datetime], Workspace],
) -> None:
    """Marks tasks as done and adds own ones. ``told``: resources/demo/tasks.json (``left``: so many of the last ones
    stay open); ``ids``: people by their names in the files; ``at``: the same base with a clock at a moment."""
    keep_terms_since(workspace, dt.date.fromisoformat(told["since"]))
    for one in told["marks"]:
        day = dt.date.fromisoformat(one["on"])
        now = at(workspace, dt.datetime.combine(day, _EVENING))
        due = dt.date.fromisoformat(one["due"]) if "due" in one else None
        rows = [
            row
            for row in list_tasks(now)
            if row.rule_id == one["rule"] and row.state in _LIVE and due in (None, row.due)
        ]
        chosen = rows[: len(rows) - one.get("left", 0)] if due is not None else rows[:1]
        if chosen:
            mark_done(now, chosen, on=day, evidence=one["evidence"])
    for one in told["own"]:
        _add_own(at(workspace, dt.datetime.combine(dt.date.fromisoformat(told["shown"]), _EVENING)), one, ids)


def _add_own(workspace: Workspace, told: Mapping[str, Any], ids: Mapping[str, int]) -> None:
    person = ids[told["person"]] if "person" in told else None
    number = add_own_task(
        workspace,
        OwnTaskData(
            title=told["title"],
            due=dt.date.fromisoformat(told["due"]),
            object_kind=None if person is None else TaskObject.PERSON.value,
            object_id=person,
        ),
    )
    if "done" in told:
        mark_done(workspace, [get_task(workspace, f"{OWN_RULE}:{number}")], on=dt.date.fromisoformat(told["done"]))
