"""The tasks of a day: what is late, due, ahead, done, and what has no date to be reckoned from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final
from weakref import WeakKeyDictionary

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from curator_app.domain.codes import TaskObject
from curator_app.domain.names import PersonName
from curator_app.domain.terms.states import TaskState, ladder_step, state_on
from curator_app.models import Action, OwnTask, Person, Setting
from curator_app.runtime.errors import NotFound
from curator_app.services.terms.counting import SINCE_KEY, read_calendar, read_counting
from curator_app.services.terms.facts import subjects
from curator_app.services.terms.reckoning import Reckoning, read_marks
from curator_app.services.terms.rows import OWN_RULE, TaskRow
from curator_app.services.terms.rulebook import read_rules
from curator_app.services.terms.subjects import Subject
from curator_app.services.workspace import Workspace

# What was reckoned last of a base: (the action it stood at, the day), the tasks.
_kept: WeakKeyDictionary[Workspace, tuple[tuple[int | None, dt.date], tuple[TaskRow, ...]]] = WeakKeyDictionary()
_PEOPLE: Final = (TaskObject.PERSON.value, TaskObject.MENTOR.value, TaskObject.MENTEE.value)


def list_tasks(
    workspace: Workspace, *, on: dt.date | None = None, horizon: int | None = None, missed: bool = True
) -> list[TaskRow]:
    """Tasks as they stand on a day (default: today), the most urgent first, those without a date last.

    ``horizon``: only what is late, due within so many days, done and due within so many days before or after the day,
    or without a date; None = everything. ``missed``: of a rule of the calendar also the period before, when it ended
    in the same school year.
    """
    with workspace.read() as session:
        return _reckoned(session, on or workspace.clock.today(), horizon, missed)


def tasks_of_today(workspace: Workspace) -> tuple[TaskRow, ...]:
    """The same as ``list_tasks(workspace)``, reckoned once a change and day: the tab «Сегодня», its counter and the
    proposals ask for the same, and a school of ten years takes a fifth of a second."""
    with workspace.read() as session:
        now = (session.scalar(select(func.max(Action.id))), workspace.clock.today())  # undo is an action as well
        kept = _kept.get(workspace)
        if kept is None or kept[0] != now:
            kept = _kept[workspace] = (now, tuple(_reckoned(session, now[1], None, missed=True)))
    return kept[1]


def _reckoned(session: Session, day: dt.date, horizon: int | None, missed: bool) -> list[TaskRow]:
    reckoning = read_reckoning(session, day, missed=missed)
    found = subjects(session, day, reckoning.calendar)
    rows = list(reckoning.tasks(read_rules(session), found, horizon))
    rows += _own(session, found, day, horizon)
    return sorted(rows, key=_urgency)


def get_task(workspace: Workspace, task: str, *, on: dt.date | None = None) -> TaskRow:
    """One task by its id. Raises NotFound."""
    for row in list_tasks(workspace, on=on):
        if row.id == task:
            return row
    raise NotFound("Этой задачи уже нет: правило или запись изменились. Обновите список.")


def read_reckoning(session: Session, on: dt.date, *, missed: bool = True) -> Reckoning:
    """Calendar, settings and marks inside the caller's session."""
    return Reckoning(
        on=on,
        calendar=read_calendar(session),
        settings=read_counting(session),
        marks=read_marks(session),
        begun=_begun(session),
        missed=missed,
    )


def _begun(session: Session) -> dt.date:
    """The day from which the school keeps its terms here: the one it has told, else the day the base was made."""
    told = select(Setting.value).where(Setting.key == SINCE_KEY).scalar_subquery()
    since, made = session.execute(select(told, select(func.min(Action.at)).scalar_subquery())).one()
    if since is not None:
        return dt.date.fromisoformat(since["date"])
    return dt.date.min if made is None else made.date()


def _urgency(row: TaskRow) -> tuple[bool, dt.date, dt.date, str, str]:
    last = dt.date.max
    return row.acts_on is None, row.acts_on or last, row.raw_due or last, row.rule_id, row.object_title


def _own(session: Session, found: list[Subject], on: dt.date, horizon: int | None) -> Iterator[TaskRow]:
    tasks = session.scalars(select(OwnTask).where(OwnTask.deleted_at.is_(None)).order_by(OwnTask.id)).all()
    if not tasks:
        return
    about = _people(session, {task.object_id for task in tasks if task.object_kind in _PEOPLE})
    about |= {(one.kind, one.id): (one.title, one.persons) for one in found}
    for task in tasks:
        state = TaskState.DONE if task.done_on is not None else state_on(task.due, on)
        left = (task.due - on).days
        if horizon is not None and (left > horizon or (state is TaskState.DONE and left < -horizon)):
            continue
        title, persons = about.get((task.object_kind or "", task.object_id or 0), ("", ()))
        yield TaskRow(
            id=f"{OWN_RULE}:{task.id}",
            rule_id=OWN_RULE,
            occurrence="",
            title=task.title,
            rule="своя задача",
            source="",
            object_kind=task.object_kind or "school",
            object_id=task.object_id or 0,
            object_title=title,
            persons=persons,
            trigger="",
            trigger_date=None,
            raw_due=task.due,
            due=task.due,
            window_start=None,
            window_end=None,
            moved="",
            acts_on=task.due,
            state=state.value,
            days_left=left,
            ladder=None if state is TaskState.DONE else ladder_step(task.due, on),
            needs=None,
            responsible=("curator",),
            result=None,
            done_on=task.done_on,
            evidence=task.evidence,
            note=task.note,
            postponed_to=None,
            trigger_changed=False,
            derived=False,
            calendar_known=True,
        )


def _people(session: Session, ids: set[int | None]) -> dict[tuple[str, int], tuple[str, tuple[int, ...]]]:
    """{(kind, number): (name, people)} of people and their roles, whose number is the person's."""
    if not ids:
        return {}
    query = select(Person.id, Person.surname, Person.first_name, Person.patronymic).where(Person.id.in_(ids))
    names = {
        number: PersonName(surname, first_name, patronymic).surname_initials
        for number, surname, first_name, patronymic in session.execute(query)
    }
    return {(kind, number): (name, (number,)) for kind in _PEOPLE for number, name in names.items()}
