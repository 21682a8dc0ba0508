"""Tasks the curator sets herself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.codes import TaskObject
from curator_app.models import Mentee, Mentor, OwnTask, Pair, Person, Route
from curator_app.runtime.errors import NotFound
from curator_app.services.people import assign
from curator_app.services.validation import TEXT_LIMIT, Checker
from curator_app.services.workspace import Workspace

_TABLES: Final[Mapping[str, type[Person | Mentor | Mentee | Pair | Route]]] = {
    TaskObject.PERSON.value: Person,
    TaskObject.MENTOR.value: Mentor,
    TaskObject.MENTEE.value: Mentee,
    TaskObject.PAIR.value: Pair,
    TaskObject.ROUTE.value: Route,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnTaskData:
    """A task: what, by when, about whom (``object_kind`` a code of ``TaskObject`` with its number, or nobody)."""

    title: str
    due: dt.date | None
    object_kind: str | None = None
    object_id: int | None = None
    note: str | None = None


def add_own_task(workspace: Workspace, data: OwnTaskData) -> int:
    """Adds a task; gives its number. Raises InvalidInput."""
    with workspace.action(f"Своя задача: «{data.title.strip()[:60]}»") as session:
        task = OwnTask(**_checked(session, data))
        session.add(task)
        session.flush()
        return task.id


def change_own_task(workspace: Workspace, task_id: int, data: OwnTaskData) -> None:
    """Changes a task. Raises InvalidInput, NotFound."""
    with workspace.action(f"Изменена задача: «{data.title.strip()[:60]}»") as session:
        task = session.get(OwnTask, task_id)
        if task is None or task.deleted_at is not None:
            raise NotFound("Этой задачи уже нет. Обновите список.")
        assign(task, _checked(session, data))


def _checked(session: Session, data: OwnTaskData) -> dict[str, Any]:
    checker = Checker()
    values: dict[str, Any] = {
        "title": checker.text("task", data.title, required=True),
        "due": checker.date("due", data.due),
        "note": checker.text("note", data.note, limit=TEXT_LIMIT, lines=True),
        "object_kind": checker.code("object", data.object_kind, TaskObject),
        "object_id": data.object_id if data.object_kind else None,
    }
    if data.due is None:
        checker.fail("due", "Укажите, к какому дню сделать.")
    table = _TABLES.get(data.object_kind or "")
    if table is not None:
        living = select(table.id).where(table.id == data.object_id, table.deleted_at.is_(None))
        if session.scalar(living) is None:
            checker.fail("object", "Того, о ком задача, в базе уже нет. Выберите другого или оставьте пустым.")
    elif data.object_kind == TaskObject.SCHOOL.value:
        values["object_id"] = 0
    checker.done()
    return values
