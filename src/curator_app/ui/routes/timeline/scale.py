"""Days to pixels and back, and what stands in the header at each magnification. Days are ordinals (date.toordinal)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from curator_app.texts.grammar import month_name

MIN_PX, MAX_PX = 0.4, 96.0
"""Logical pixels a day: from several years in a window to half a dozen days."""

_SHORT_MONTHS = ("янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_WEEKDAYS = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
_QUARTERS = ("I", "II", "III", "IV")


class Tier(Enum):
    """A line of the header."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Tick:
    """A field of the header: days ``first`` up to, not including, ``after``; its names, the longest first."""

    first: int
    after: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TimeScale:
    """``origin`` stands at 0; a day is ``px`` logical pixels wide."""

    origin: int
    px: float

    def x(self, day: float) -> float:
        """Where a day begins."""
        return (day - self.origin) * self.px

    def day(self, x: float) -> float:
        """The day at a place, with its fraction: the inverse of ``x``."""
        return x / self.px + self.origin

    def zoomed(self, factor: float) -> TimeScale:
        """The same origin, ``factor`` times as wide, within the bounds."""
        return replace(self, px=min(max(self.px * factor, MIN_PX), MAX_PX))

    def tiers(self) -> tuple[Tier, Tier]:
        """The upper and the lower line of the header."""
        if self.px >= 20:
            return Tier.MONTH, Tier.DAY
        if self.px >= 4:
            return Tier.MONTH, Tier.WEEK
        if self.px >= 0.9:
            return Tier.YEAR, Tier.MONTH
        return Tier.YEAR, Tier.QUARTER

    @property
    def step(self) -> int:
        """Days a drag snaps to: a day, or a week where a day is too narrow to aim at."""
        return 1 if self.px >= 4 else 7


def ticks(tier: Tier, first: int, after: int, *, dated: bool = True) -> Iterator[Tick]:
    """Fields of a line of the header that meet the days ``first`` up to ``after``, from left to right, without gaps.

    ``dated`` months tell their year.
    """
    begin = _floor(tier, date.fromordinal(max(first, 1)))
    while begin.toordinal() < after:
        following = _next(tier, begin)
        yield Tick(begin.toordinal(), following.toordinal(), _names(tier, begin, dated=dated))
        begin = following


def _floor(tier: Tier, day: date) -> date:
    if tier is Tier.YEAR:
        return date(day.year, 1, 1)
    if tier is Tier.QUARTER:
        return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    if tier is Tier.MONTH:
        return date(day.year, day.month, 1)
    if tier is Tier.WEEK:
        return day - timedelta(days=day.weekday())
    return day


def _next(tier: Tier, begin: date) -> date:
    if tier is Tier.DAY:
        return begin + timedelta(days=1)
    if tier is Tier.WEEK:
        return begin + timedelta(days=7)
    months = {Tier.MONTH: 1, Tier.QUARTER: 3, Tier.YEAR: 12}[tier]
    place = begin.month - 1 + months
    return date(begin.year + place // 12, place % 12 + 1, 1)


def _names(tier: Tier, begin: date, *, dated: bool) -> tuple[str, ...]:
    if tier is Tier.YEAR:
        return (str(begin.year),)
    if tier is Tier.QUARTER:
        roman = _QUARTERS[(begin.month - 1) // 3]
        return (f"{roman} квартал", f"{roman} кв.", roman)
    if tier is Tier.MONTH:
        name, short = month_name(begin.month).capitalize(), _SHORT_MONTHS[begin.month - 1]
        return (f"{name} {begin.year}", name, short) if dated else (name, short)
    if tier is Tier.WEEK:
        sunday = begin + timedelta(days=6)
        return (f"{begin.day}–{sunday.day}", str(begin.day))
    return (f"{begin.day} {_WEEKDAYS[begin.weekday()]}", str(begin.day))


def day_short(day: date) -> str:
    """«вт, 22 сен» for bubbles; the year is told by the header."""
    return f"{_WEEKDAYS[day.weekday()]}, {day.day} {_SHORT_MONTHS[day.month - 1]}"


def days_off(first: int, after: int, working: Callable[[int], bool], shortest: int) -> list[tuple[int, int]]:
    """Runs of days off of at least ``shortest`` days between ``first`` and ``after`` (not included)."""
    runs: list[tuple[int, int]] = []
    begin: int | None = None
    for day in range(first, after):
        if working(day):
            if begin is not None and day - begin >= shortest:
                runs.append((begin, day))
            begin = None
        elif begin is None:
            begin = day
    if begin is not None and after - begin >= shortest:
        runs.append((begin, after))
    return runs
