"""Where the rows of a plan lie in the picture of the year: plain numbers, no painting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from curator_app.domain.school_year import SchoolYear
from curator_app.services.roadmaps.rows import ItemRow

LONG_DAYS = 240
"""A row that takes so many days runs all the year: it is counted, not drawn as a bar of its own."""
MOST_LANES = 8
"""Rows of the whole year get bars of their own while there is room for them."""
_LEAST_SHARE = 0.012


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of the plan: from ``left`` to ``right`` (shares of the width, 0–1) in lane ``lane`` (from 0)."""

    item: ItemRow
    left: float
    right: float
    lane: int


@dataclass(frozen=True, slots=True)
class Month:
    """A month: its number and edges (shares of the width)."""

    number: int
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Band:
    """The whole picture. ``first`` and ``last``: its days; ``all_year``: rows that run all the
    year and got no bar; ``undated``:
    rows whose term depends on an event; ``today``: share, or None outside."""

    first: dt.date
    last: dt.date
    months: tuple[Month, ...]
    bars: tuple[Bar, ...]
    lanes: int
    all_year: tuple[ItemRow, ...]
    undated: int
    today: float | None


def lay_out(items: Sequence[ItemRow], year: SchoolYear, today: dt.date) -> Band:
    """Bars packed into as few lanes as possible, earlier ones first. The August before the year is shown when a row
    lies in it."""
    live = [item for item in items if item.state != "cancelled" and _last(item) is not None]
    before = year.day(8, 1, before=True)
    starts = [_first(item) for item in live]
    first = before if any(day < year.start for day in starts) else year.start
    last = year.end
    days = (last - first).days + 1

    def share(day: dt.date) -> float:
        return min(max((day - first).days / days, 0.0), 1.0)

    bars: list[Bar] = []
    all_year: list[ItemRow] = []
    ends: list[float] = []
    for item in sorted(live, key=lambda one: (_first(one), _last(one) or last, one.number)):
        ends_on = _last(item) or last
        if (ends_on - _first(item)).days >= LONG_DAYS:
            all_year.append(item)
            continue
        left = share(_first(item))
        right = max(share(ends_on + dt.timedelta(days=1)), left + _LEAST_SHARE)
        if right > 1.0:
            left, right = 1.0 - (right - left), 1.0
        lane = next((number for number, end in enumerate(ends) if end <= left), len(ends))
        if lane == len(ends):
            ends.append(0.0)
        ends[lane] = right
        bars.append(Bar(item, left, right, lane))
    if len(ends) + len(all_year) <= MOST_LANES:
        lane = len(ends)
        for number, item in enumerate(all_year):
            left, right = share(_first(item)), share((_last(item) or last) + dt.timedelta(days=1))
            bars.append(Bar(item, left, right, lane + number))
            ends.append(right)
        all_year = []
    return Band(
        first,
        last,
        tuple(_months(first, last, share)),
        tuple(bars),
        len(ends),
        tuple(all_year),
        sum(1 for item in items if _last(item) is None and item.state != "cancelled"),
        share(today) if first <= today <= last else None,
    )


def _last(item: ItemRow) -> dt.date | None:
    """The last day of the term; of a row whose term depends on an event, the day on which it was done."""
    return item.due_date or item.done_on


def _first(item: ItemRow) -> dt.date:
    start = item.start_date or _last(item)
    assert start is not None
    return start


def _months(first: dt.date, last: dt.date, share: object) -> list[Month]:
    assert callable(share)
    found = []
    day = first
    while day <= last:
        following = dt.date(day.year + day.month // 12, day.month % 12 + 1, 1)
        found.append(Month(day.month, share(day), share(following)))
        day = following
    return found
