"""Months and quarters (ТК РФ ст. 14: a term in months or years ends on the same day number)."""

from __future__ import annotations

import calendar
import datetime as dt


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day number so many months later (earlier when negative); the last day of a month without one."""
    month = day.month - 1 + months
    return on_day(day.year + month // 12, month % 12 + 1, day.day)


def on_day(year: int, month: int, number: int) -> dt.date:
    """A day of a month, or the last day of a month that has no such day (29 February)."""
    return dt.date(year, month, min(number, calendar.monthrange(year, month)[1]))


def month_end(year: int, month: int) -> dt.date:
    """The last day of a month."""
    return on_day(year, month, 31)


def quarter(day: dt.date) -> int:
    """The quarter of the calendar year, 1–4."""
    return (day.month + 2) // 3


def quarter_bounds(year: int, number: int) -> tuple[dt.date, dt.date]:
    """First and last day of a quarter."""
    return dt.date(year, number * 3 - 2, 1), month_end(year, number * 3)
