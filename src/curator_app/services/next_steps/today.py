"""«Сегодня»: the first task of the list, told from the very rows that the tab shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from curator_app.domain.codes import TaskObject
from curator_app.domain.terms.states import TaskState
from curator_app.services.next_steps.people import empty_base
from curator_app.services.next_steps.rows import Door, NextStep, shortened
from curator_app.services.terms.rows import OWN_RULE, TaskRow
from curator_app.texts.collation import collation_key
from curator_app.texts.terms import OTHER_WITHDRAWAL, WITHDRAWAL_TASKS

_OPEN = (TaskState.OVERDUE.value, TaskState.DUE.value)
_WITHDRAWALS = frozenset((*WITHDRAWAL_TASKS.values(), OTHER_WITHDRAWAL))
_WEEK = dt.timedelta(days=7)


def of_today(rows: Sequence[TaskRow], today: dt.date) -> NextStep:
    """What to begin the day with; no query. What fell due before the base was made does not count."""
    if not rows:
        return empty_base("today")
    asked = [row for row in rows if row.trigger_changed]
    if asked:
        return _told("today.changed", f"Основание изменилось: {_what(asked[0])}", asked[0])
    now = [row for row in rows if _withdrawn(row)] or [
        row for row in rows if row.state in _OPEN and row.acts_on is not None and not _of_before(row)
    ]
    if now:
        first = min(now, key=_order)
        assert first.acts_on is not None
        term = "срок сегодня" if first.acts_on == today else f"срок был {first.acts_on:%d.%m}"
        if first.acts_on > today:
            term = f"срок {first.acts_on:%d.%m}"
        return _told("today.first", f"Сначала: {_what(first)}, {term}", first)
    ahead = [
        row
        for row in rows
        if row.state == TaskState.OPEN.value and row.acts_on is not None and row.acts_on <= today + _WEEK
    ]
    if ahead:
        first = min(ahead, key=_order)
        assert first.acts_on is not None
        return _told("today.ahead", f"Ближайшее: {_what(first)}, срок {first.acts_on:%d.%m}", first)
    return NextStep("today.done", "На сегодня и на неделю вперёд срочного нет")


def _order(row: TaskRow) -> tuple[dt.date, object, str]:
    """As the list of the tab."""
    return row.acts_on or dt.date.max, collation_key(row.object_title), row.rule_id


def _withdrawn(row: TaskRow) -> bool:
    """A person's will is done before any paper about him, however far its last day is (152-ФЗ ст. 21 ч. 5)."""
    waits = row.state in (*_OPEN, TaskState.OPEN.value) and row.acts_on is not None
    return waits and row.rule_id == OWN_RULE and row.title in _WITHDRAWALS


def _of_before(row: TaskRow) -> bool:
    """Late before the base was made: it stands in a group of its own, and may have been done on paper."""
    return row.inherited and row.postponed_to is None


def _what(row: TaskRow) -> str:
    about = "" if row.object_kind == TaskObject.SCHOOL.value else f" — {row.object_title}"
    return f"«{shortened(row.title)}»{about}"


def _told(key: str, text: str, row: TaskRow) -> NextStep:
    return NextStep(key, text, "Показать", Door.TASK, detail=row.id)
