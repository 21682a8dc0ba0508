"""Which running pairs take a place while a planned pair would run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``start`` to ``end``, both included; None is open."""

    start: dt.date | None = None
    end: dt.date | None = None

    def overlaps(self, other: Period) -> bool:
        """Whether the two have a day in common."""
        return _not_after(self.start, other.end) and _not_after(other.start, self.end)


def peak_load(running: Iterable[Period], planned: Period) -> int:
    """How many of the running periods stand at once on the busiest day of the planned one: the mentor's load."""
    periods = [period for period in running if period.overlaps(planned)]
    # somebody's first day, or the first planned one, is always among the busiest
    days = {_later(period.start, planned.start) for period in (*periods, planned)}
    return max(sum(_runs(period, day) for period in periods) for day in days)


def _not_after(one: dt.date | None, other: dt.date | None) -> bool:
    return one is None or other is None or one <= other


def _later(one: dt.date | None, other: dt.date | None) -> dt.date | None:
    return other if one is None else one if other is None else max(one, other)


def _runs(period: Period, day: dt.date | None) -> bool:
    if day is None:
        return period.start is None
    return _not_after(period.start, day) and _not_after(day, period.end)
