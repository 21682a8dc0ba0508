"""Working days and days off of Russia: ТК РФ ст. 111, 112, decreed transfers, days settled by the school."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

ONE_DAY: Final = dt.timedelta(days=1)
_JANUARY: Final = tuple((1, day) for day in range(1, 9))
_LATER: Final = ((2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4))
HOLIDAYS: Final = _JANUARY + _LATER
"""(month, day) of the holidays of ТК РФ ст. 112; a day off that meets a January one is moved only by decree."""


class OffReason(StrEnum):
    """Why a day is no working day."""

    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    TRANSFERRED = "transferred"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Transfer:
    """A day off moved by decree from ``day_from`` to ``day_to``."""

    day_from: dt.date
    day_to: dt.date


class WorkCalendar:
    """Days of work and rest under a five- or six-day week.

    ``decreed``: years whose transfers are known, with the transfers (an empty tuple is knowledge too). For other years
    only ст. 112 is applied: its holidays, and a day off that meets a holiday outside January goes to the next working
    day. A transfer of a Saturday means nothing where Saturday is worked. ``own``: days settled by the school, True =
    working; they win over everything.
    """

    def __init__(
        self,
        week: int = 5,
        decreed: Mapping[int, Iterable[Transfer]] | None = None,
        own: Mapping[dt.date, bool] | None = None,
    ) -> None:
        if week not in (5, 6):
            raise ValueError(f"a working week of {week} days")
        self.week = week
        self._decreed = {year: tuple(moved) for year, moved in (decreed or {}).items()}
        self._own = dict(own or {})
        self._years: dict[int, dict[dt.date, OffReason]] = {}

    def is_known(self, year: int) -> bool:
        """Whether the transfers of the year are known."""
        return year in self._decreed

    def off_reason(self, day: dt.date) -> OffReason | None:
        """Why the day is off; None for a working day."""
        if day in self._own:
            return None if self._own[day] else OffReason.OWN
        return self._law(day)

    def is_working(self, day: dt.date) -> bool:
        """Whether people work on the day."""
        return self.off_reason(day) is None

    def next_working(self, day: dt.date) -> dt.date:
        """``day`` itself or the first working day after it."""
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def shift_working(self, day: dt.date, count: int) -> dt.date:
        """The ``count``-th working day after ``day`` (before it when negative); ``day`` itself is not counted."""
        step = ONE_DAY if count > 0 else -ONE_DAY
        left = abs(count)
        while left:
            day += step
            left -= self.is_working(day)
        return day

    def _law(self, day: dt.date) -> OffReason | None:
        if day.year not in self._years:
            self._years[day.year] = self._days_off(day.year)
        return self._years[day.year].get(day)

    def _is_weekly_rest(self, day: dt.date) -> bool:
        return day.isoweekday() > self.week

    def _days_off(self, year: int) -> dict[dt.date, OffReason]:
        first, after = dt.date(year, 1, 1), dt.date(year + 1, 1, 1)
        every = (first + dt.timedelta(days=one) for one in range((after - first).days))
        off = {day: OffReason.WEEKEND for day in every if self._is_weekly_rest(day)}
        holidays = [dt.date(year, month, day) for month, day in HOLIDAYS]
        off |= dict.fromkeys(holidays, OffReason.HOLIDAY)
        decreed = [one for one in self._decreed.get(year, ()) if self._is_weekly_rest(one.day_from)]
        for one in decreed:
            if off[one.day_from] is OffReason.WEEKEND:
                del off[one.day_from]
            off[one.day_to] = OffReason.TRANSFERRED
        moved_by_decree = {one.day_from for one in decreed}
        for month, number in _LATER:
            day = dt.date(year, month, number)
            if self._is_weekly_rest(day) and day not in moved_by_decree:
                while day in off:
                    day += ONE_DAY
                off[day] = OffReason.TRANSFERRED
        return off
