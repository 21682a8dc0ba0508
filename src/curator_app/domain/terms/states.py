"""Where a task stands on a day, and when to remind of it."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Final


class TaskState(StrEnum):
    """State of a task on a day."""

    OVERDUE = "overdue"
    DUE = "due"
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"
    NO_TRIGGER = "no_trigger"


WEEK_BEFORE: Final = -7
DAY_BEFORE: Final = -1
ON_THE_DAY: Final = 0
_WEEK: Final = 7


def state_on(due: dt.date, on: dt.date) -> TaskState:
    """State of a task that is neither done nor dropped."""
    if due < on:
        return TaskState.OVERDUE
    return TaskState.DUE if due == on else TaskState.OPEN


def ladder_step(due: dt.date, on: dt.date) -> int | None:
    """The last step of the ladder that was reached, in days from the term: -7, -1, 0, then 7, 14…; None when the term
    is more than a week away."""
    late = (on - due).days
    if late >= ON_THE_DAY:
        return late // _WEEK * _WEEK
    if late == DAY_BEFORE:
        return DAY_BEFORE
    return WEEK_BEFORE if late >= WEEK_BEFORE else None
