"""Periods of monitoring told by a code: ``2026-09``, ``2026-Q3``, ``2026/2027``, ``2026-12-31`` (domain.md c)."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from curator_app.domain.school_year import SchoolYear

_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_QUARTER = re.compile(r"([0-9]{4})-Q([1-4])")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEARS = range(1990, 2101)


class PeriodKind(StrEnum):
    """How long a period is."""

    MONTH = "month"
    QUARTER = "quarter"
    SCHOOL_YEAR = "school_year"
    DATE = "date"


class BadPeriod(ValueError):
    """A code that is no period."""


@dataclass(frozen=True, slots=True)
class Period:
    """A period of monitoring. ``first`` and ``last`` are its days, both inclusive."""

    code: str
    kind: PeriodKind
    first: dt.date
    last: dt.date

    @property
    def count_day(self) -> dt.date:
        """The day on which it is counted unless another one is told: its last day; a school year is counted on the
        31st of May, while its pairs still work."""
        return dt.date(self.last.year, 5, 31) if self.kind is PeriodKind.SCHOOL_YEAR else self.last

    def counted_on(self, today: dt.date) -> dt.date:
        """The day on which it is counted as seen today: today while it runs, else its day of counting; a date is
        always counted on itself."""
        runs = self.kind is not PeriodKind.DATE and self.first <= today < self.count_day
        return today if runs else self.count_day


def parse_period(told: str) -> Period:
    """The period of a code. Raises BadPeriod for what is none (a 13th month, a fifth quarter, 2026/2028)."""
    code = told.strip()
    if (found := _MONTH.fullmatch(code)) and int(found[2]) in range(1, 13) and int(found[1]) in _YEARS:
        return _span(code, PeriodKind.MONTH, int(found[1]), int(found[2]), int(found[2]))
    if (found := _QUARTER.fullmatch(code)) and int(found[1]) in _YEARS:
        first = 3 * int(found[2]) - 2
        return _span(code, PeriodKind.QUARTER, int(found[1]), first, first + 2)
    if (year := SchoolYear.parse(code)) is not None and year.first in _YEARS:
        return Period(code, PeriodKind.SCHOOL_YEAR, year.start, year.end)
    if _DATE.fullmatch(code):
        try:
            day = dt.date.fromisoformat(code)
        except ValueError:
            raise BadPeriod(told) from None
        if day.year in _YEARS:
            return Period(code, PeriodKind.DATE, SchoolYear.of(day).start, day)
    raise BadPeriod(told)


def periods_of(year: SchoolYear) -> tuple[Period, ...]:
    """The periods districts ask for in a school year, in their order: September, quarters, November, December,
    31 December, April, May, the whole year."""
    first, second = year.first, year.first + 1
    codes = (
        f"{first}-09", f"{first}-Q3", f"{first}-11", f"{first}-12", f"{first}-Q4", f"{first}-12-31",
        f"{second}-Q1", f"{second}-04", f"{second}-05", f"{second}-Q2", year.label,
    )  # fmt: skip
    return tuple(parse_period(code) for code in codes)


def _span(code: str, kind: PeriodKind, year: int, first: int, last: int) -> Period:
    end = dt.date(year, last, calendar.monthrange(year, last)[1])
    return Period(code, kind, dt.date(year, first, 1), end)
