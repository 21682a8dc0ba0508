"""A school year as a value: 1 September to 31 August, told by its label «2026/2027»."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from curator_app.domain.terms.arithmetic import add_months, on_day

_LABEL = re.compile(r"(\d{4})/(\d{4})")


@dataclass(frozen=True, order=True, slots=True)
class SchoolYear:
    """``first``: the calendar year in which it begins."""

    first: int

    @staticmethod
    def of(day: dt.date) -> SchoolYear:
        """The school year of a day."""
        return SchoolYear(day.year if day.month >= 9 else day.year - 1)

    @staticmethod
    def parse(label: str) -> SchoolYear | None:
        """The school year of a label; None for what is no label."""
        found = _LABEL.fullmatch(label)
        if found is None or int(found[2]) != int(found[1]) + 1:
            return None
        return SchoolYear(int(found[1]))

    @property
    def label(self) -> str:
        """«2026/2027»."""
        return f"{self.first}/{self.first + 1}"

    @property
    def start(self) -> dt.date:
        """Its first day."""
        return dt.date(self.first, 9, 1)

    @property
    def end(self) -> dt.date:
        """Its last day."""
        return dt.date(self.first + 1, 8, 31)

    @property
    def next(self) -> SchoolYear:
        """The year after it."""
        return SchoolYear(self.first + 1)

    def holds(self, day: dt.date) -> bool:
        """Whether a day lies in it."""
        return self.start <= day <= self.end

    def concerns(self, start: dt.date | None, end: dt.date | None, today: dt.date) -> bool:
        """Whether something is looked at with this year: it has a day in it, or lies ahead while the year is not over.
        A missing day is open."""
        if end is not None and end < self.start:
            return False
        return start is None or start <= self.end or today <= self.end

    def day(self, month: int, number: int, *, before: bool = False) -> dt.date:
        """A month and day inside the year; ``before``: in the summer that prepares it. A day that the month has not
        is its last one."""
        year = self.first if month >= 9 or before else self.first + 1
        return on_day(year, month, number)


def moved(day: dt.date, years: int) -> dt.date:
    """The same day so many years later; 29 February becomes the 28th where there is none."""
    return add_months(day, 12 * years)
