"""What the curator says about tasks: done with evidence, postponed with a reason, not applicable, open again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from curator_app.domain.codes import TaskMarkState, TaskObject
from curator_app.models import OwnTask, TaskMark
from curator_app.runtime.errors import KnownProblem, NotFound
from curator_app.services.terms.rows import OWN_RULE, TaskRow
from curator_app.services.validation import TEXT_LIMIT, Checker
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted

_ROLES: Final = (TaskObject.PERSON.value, TaskObject.MENTOR.value, TaskObject.MENTEE.value)


def mark_done(
    workspace: Workspace,
    tasks: Sequence[TaskRow],
    *,
    on: dt.date,
    evidence: str | None = None,
    note: str | None = None,
) -> None:
    """Notes that tasks were done on a day, with the evidence (a paper, a link). The date they were reckoned from is
    remembered, so that a later change of it is asked about. Raises InvalidInput, NotFound."""
    checker = Checker()
    checker.date("done_on", on)
    if on > workspace.clock.today():
        checker.fail("done_on", f"{on:%d.%m.%Y} ещё не наступило. Отметьте задачу, когда она будет сделана.")
    evidence = checker.text("evidence", evidence)
    note = checker.text("note", note, limit=TEXT_LIMIT, lines=True)
    checker.done()
    with workspace.action(_title("Сделано", tasks)) as session:
        for task in tasks:
            if task.rule_id == OWN_RULE:
                own = own_task(session, task)
                own.done_on, own.evidence, own.note = on, evidence, note or own.note
            else:
                known = _find(session, task)
                earlier = None if known is None else known.note  # why it was postponed is still worth knowing
                mark = _mark(session, task, TaskMarkState.DONE)
                mark.done_on, mark.evidence, mark.note = on, evidence, note or earlier


def postpone(workspace: Workspace, tasks: Sequence[TaskRow], *, to: dt.date, reason: str) -> None:
    """Moves tasks to a later day and keeps the reason; the term itself stays as it is reckoned.
    Raises InvalidInput, NotFound."""
    checker = Checker()
    checker.date("postponed_to", to)
    if to <= workspace.clock.today():
        checker.fail("postponed_to", f"{to:%d.%m.%Y} уже наступило. Выберите день позже сегодняшнего.")
    note = checker.text("note", reason, limit=TEXT_LIMIT, required=True, lines=True)
    checker.done()
    with workspace.action(_title(f"Отложено до {to:%d.%m.%Y}", tasks)) as session:
        for task in tasks:
            if task.rule_id == OWN_RULE:
                own = own_task(session, task)
                own.due, own.note = to, note
            else:
                mark = _mark(session, task, TaskMarkState.POSTPONED)
                mark.postponed_to, mark.note = to, note


def drop(workspace: Workspace, tasks: Sequence[TaskRow], *, reason: str | None = None) -> None:
    """Says that tasks do not concern their objects; an own task goes to nowhere (Ctrl+Z brings it back).
    Raises InvalidInput, NotFound."""
    checker = Checker()
    note = checker.text("note", reason, limit=TEXT_LIMIT, lines=True)
    checker.done()
    with workspace.action(_title("Не применимо", tasks)) as session:
        for task in tasks:
            if task.rule_id == OWN_RULE:
                own_task(session, task).deleted_at = workspace.clock.now()
            else:
                _mark(session, task, TaskMarkState.DROPPED).note = note


def reopen(workspace: Workspace, tasks: Sequence[TaskRow]) -> None:
    """Takes the marks back: the tasks are open under their own terms again. Raises KnownProblem, NotFound."""
    if any(task.derived for task in tasks):
        raise KnownProblem("Задача сделана по документу в базе (приказ, ИОМ), а не по отметке. Снимать нечего.")
    with workspace.action(_title("Снова в работе", tasks)) as session:
        for task in tasks:
            if task.rule_id == OWN_RULE:
                own_task(session, task).done_on = None
            elif (mark := _find(session, task)) is not None:
                session.delete(mark)


def confirm(workspace: Workspace, tasks: Sequence[TaskRow]) -> None:
    """«Основание изменилось» — and the mark stands nevertheless: it now speaks of the date in the base.
    Raises NotFound."""
    with workspace.action(_title("Отметка подтверждена", tasks)) as session:
        for task in tasks:
            mark = _find(session, task)
            if mark is None:
                raise NotFound("Отметки уже нет. Обновите список.")
            mark.trigger_date, mark.due = task.trigger_date, task.due


def own_task(session: Session, task: TaskRow) -> OwnTask:
    """The own task behind a row. Raises NotFound."""
    found = session.get(OwnTask, int(task.id.removeprefix(f"{OWN_RULE}:")))
    if found is None or found.deleted_at is not None:
        raise NotFound("Этой задачи уже нет. Обновите список.")
    return found


def forget(session: Session, kind: str, object_id: int) -> None:
    """What was said of the tasks of a record goes with it when it is erased for good, inside the caller's action; a
    person's roles go with the person."""
    kinds = _ROLES if kind == TaskObject.PERSON.value else (kind,)
    for table in (TaskMark, OwnTask):
        session.execute(delete(table).where(table.object_kind.in_(kinds), table.object_id == object_id))


def _find(session: Session, task: TaskRow) -> TaskMark | None:
    return session.scalar(
        select(TaskMark).where(
            TaskMark.rule_code == task.rule_id,
            TaskMark.object_kind == task.object_kind,
            TaskMark.object_id == task.object_id,
            TaskMark.occurrence == task.occurrence,
        )
    )


def _mark(session: Session, task: TaskRow, state: TaskMarkState) -> TaskMark:
    """The mark of a task, new or said anew, without a word of the former one."""
    mark = _find(session, task)
    if mark is None:
        mark = TaskMark(
            rule_code=task.rule_id,
            object_kind=task.object_kind,
            object_id=task.object_id,
            occurrence=task.occurrence,
        )
        session.add(mark)
    mark.state = state.value
    mark.trigger_date, mark.due = task.trigger_date, task.due
    mark.done_on = mark.postponed_to = mark.evidence = mark.note = None
    return mark


def _title(what: str, tasks: Sequence[TaskRow]) -> str:
    if len(tasks) != 1:
        return f"{what}: {counted(len(tasks), 'задача', 'задачи', 'задач')}"
    (task,) = tasks
    return f"{what}: «{task.title}»" + (f" — {task.object_title}" if task.object_title else "")
