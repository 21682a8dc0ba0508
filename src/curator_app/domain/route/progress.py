"""How far a route has come, in numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from curator_app.domain.codes import StepStatus

_DONE, _CANCELLED = StepStatus.DONE.value, StepStatus.CANCELLED.value


def is_overdue(status: str, due: dt.date | None, today: dt.date) -> bool:
    """The last day of a step has passed and it is neither done nor cancelled."""
    return due is not None and due < today and status not in (_DONE, _CANCELLED)


@dataclass(frozen=True, slots=True)
class Progress:
    """Live steps of a route: all, done, overdue, done after their last day."""

    total: int = 0
    done: int = 0
    overdue: int = 0
    late: int = 0

    @property
    def share(self) -> float | None:
        """Done of all, 0–1; None when there is nothing to do."""
        return self.done / self.total if self.total else None


def progress(
    steps: Iterable[tuple[str, dt.date | None, dt.date | None]], today: dt.date, *, over: bool = False
) -> Progress:
    """Counts steps told as (status, last day, day done); a cancelled step is no step of the plan any more, and
    nothing is overdue in a route that is ``over``."""
    total = done = overdue = late = 0
    for status, due, done_on in steps:
        if status == _CANCELLED:
            continue
        total += 1
        done += status == _DONE
        overdue += not over and is_overdue(status, due, today)
        late += status == _DONE and due is not None and done_on is not None and done_on > due
    return Progress(total, done, overdue, late)
