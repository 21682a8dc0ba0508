"""Dates that an order sets: reckoned from its own date and from the terms of the pairs (S2-П6, П7, П8, М2)."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence

from curator_app.documents.paper_data import Deadlines, PairData

_DAYS_AFTER_ORDER = 3
_ADAPTATION_MONTHS = 3


def order_deadlines(date: dt.date | None, pairs: Sequence[PairData], *, working_week: int) -> Deadlines:
    """Three calendar days after the order, moved to the next working day (ТК РФ, ст. 14); the survey of
    satisfaction at the end of the three months of adaptation; the report by the end of the pair."""
    starts = [pair.start for pair in pairs if pair.start is not None]
    ends = [pair.end for pair in pairs if pair.end is not None]
    soon = None
    if date is not None:
        soon = next_working_day(date + dt.timedelta(days=_DAYS_AFTER_ORDER), working_week=working_week)
    return Deadlines(
        regulation=soon,
        program=soon,
        route=soon,
        satisfaction=add_months(min(starts), _ADAPTATION_MONTHS) if starts else None,
        report=max(ends) if ends else None,
        monitoring=max(ends) if ends else None,
    )


def next_working_day(day: dt.date, *, working_week: int) -> dt.date:
    """``day`` itself or the first day after it that is no day off of a five- or six-day week."""
    while day.isoweekday() > working_week:
        day += dt.timedelta(days=1)
    return day


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day number so many months later; the last day of a month that has no such day."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
