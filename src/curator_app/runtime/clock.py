"""The one place that asks the machine for the date, so that years of deadlines can be tested."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass


def _now() -> dt.datetime:
    return dt.datetime.now().astimezone().replace(tzinfo=None, microsecond=0)


@dataclass(frozen=True, slots=True)
class Clock:
    """Local wall-clock time. ``read`` gives a naive local datetime without microseconds."""

    read: Callable[[], dt.datetime] = _now

    def now(self) -> dt.datetime:
        """Local date and time."""
        return self.read()

    def today(self) -> dt.date:
        """Local date."""
        return self.read().date()


def fixed(moment: dt.datetime) -> Clock:
    """A clock that stands still (demonstration school, tests)."""
    return Clock(lambda: moment)
