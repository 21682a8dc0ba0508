"""Frozen rows of monitoring: what the screen, the papers and the workbook receive."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class PartRow:
    """A part of an indicator: «по форме: педагог – педагог». ``key`` names it among its parts; ``code`` is «K9.1»."""

    code: str
    key: str
    title: str
    numerator: int
    denominator: int | None
    percent: Decimal | None
    value: str
    fraction: str


@dataclass(frozen=True, kw_only=True, slots=True)
class IndicatorRow:
    """An indicator on a day.

    ``unit`` is percent, count or points; ``value`` is printed («75,0 %», «12», «—»), ``fraction`` stands beside it
    («3 из 4»). ``known``: False when there is nothing to tell («—»). ``target`` None: no target; ``target_own``: set by
    the school; ``met`` None: not to be told. ``basis``: where the denominator comes from when the school told it.
    """

    code: str
    title: str
    formula: str
    unit: str
    source: str
    numerator: int
    denominator: int | None
    percent: Decimal | None
    value: str
    fraction: str
    known: bool
    target: float | None
    target_own: bool
    met: bool | None
    basis: str
    parts: tuple[PartRow, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Measured:
    """All indicators of a period. ``period`` is its code, ``on`` the day of counting, ``since`` 1 September of its
    school year: what grows is counted from there. ``ahead``: the day has not come yet."""

    period: str
    title: str
    on: dt.date
    since: dt.date
    ahead: bool
    rows: tuple[IndicatorRow, ...]

    def row(self, code: str) -> IndicatorRow:
        """The indicator of a code."""
        return next(row for row in self.rows if row.code == code)


@dataclass(frozen=True, kw_only=True, slots=True)
class ListedRow:
    """A record behind a number: ``kind`` and ``id`` open its card (person, pair, route …), ``title`` names it, ``why``
    tells the reason, ``weight`` what it adds."""

    kind: str
    id: int
    title: str
    why: str
    day: dt.date | None
    weight: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Behind:
    """The lists behind an indicator or one of its parts; ``rest`` are those of the denominator (when it is a list) who
    are not in the numerator: whom the number lacks."""

    code: str
    title: str
    numerator: tuple[ListedRow, ...]
    denominator: tuple[ListedRow, ...]
    rest: tuple[ListedRow, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class PeriodRow:
    """A period to choose. ``begun``: its first day has come."""

    code: str
    title: str
    first: dt.date
    last: dt.date
    on: dt.date
    begun: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class SnapshotRow:
    """A kept count that never changes."""

    id: int
    period: str
    title: str
    date: dt.date
    made_at: dt.datetime
    content_hash: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ComparedCell:
    """One side of a comparison."""

    value: str
    fraction: str
    percent: Decimal | None
    numerator: int | None
    target: float | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ComparedRow:
    """One indicator (or part) in several counts, in their order; None where it was not counted. ``change``: the last
    against the first, «+5,0 п.п.», «−2», «» when it cannot be told."""

    code: str
    title: str
    unit: str
    cells: tuple[ComparedCell | None, ...]
    change: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Compared:
    """Counts side by side: ``titles`` and days of the columns."""

    titles: tuple[str, ...]
    days: tuple[dt.date, ...]
    rows: tuple[ComparedRow, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class TargetRow:
    """The target of an indicator in a year; ``own``: set by the school, else the one shipped (None: none)."""

    code: str
    title: str
    unit: str
    year: int
    value: float | None
    own: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class SchoolFactRow:
    """A number told by the school on a day."""

    id: int
    code: str
    title: str
    date: dt.date
    value: int
