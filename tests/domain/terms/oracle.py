"""Terms by walking from day to day over the hand-written tables: slow, plain, and nothing of the engine in it."""

from __future__ import annotations

import datetime as dt

from tests.domain.terms.year_tables import is_working

DAY = dt.timedelta(days=1)


def walk_days(event: dt.date, count: int, *, event_day_counts: bool = False) -> dt.date:
    """The last of ``count`` calendar days; day 1 is the day after the event, or the event's own."""
    day, number = event, 1 if event_day_counts else 0
    while number < count:
        day += DAY
        number += 1
    return day


def walk_working(event: dt.date, count: int, week: int, *, event_day_counts: bool = False) -> dt.date:
    """The last of ``count`` working days."""
    day = event
    number = 1 if event_day_counts and is_working(event, week) else 0
    while number < count:
        day += DAY
        if is_working(day, week):
            number += 1
    return day


def walk_back(event: dt.date, count: int, week: int) -> dt.date:
    """The ``count``-th working day before an event."""
    day, number = event, 0
    while number < count:
        day -= DAY
        if is_working(day, week):
            number += 1
    return day


def walk_months(event: dt.date, count: int) -> dt.date:
    """The same number of the month so many first days of a month later, or the last day of a shorter month."""
    day, firsts = event, 0
    while True:
        day += DAY
        if day.day == 1:
            firsts += 1
        if firsts == count and (day.day == event.day or (day + DAY).day == 1):
            return day


def moved(day: dt.date, week: int) -> dt.date:
    """The day or the next working one."""
    while not is_working(day, week):
        day += DAY
    return day


def month_end(day: dt.date) -> dt.date:
    """The last day of the month of a day."""
    while (day + DAY).day != 1:
        day += DAY
    return day


def next_end(on: dt.date, ends: set[tuple[int, int]], week: int, *, roll: bool) -> tuple[dt.date, dt.date]:
    """The first period whose (moved) last day has not passed: its last day and the moved one. ``ends``: (month, day)
    of the last days; day 31 stands for the end of the month."""
    day = on - 14 * DAY
    while True:
        told = (day.month, 31 if (day + DAY).day == 1 and (day.month, 31) in ends else day.day)
        if told in ends:
            due = moved(day, week) if roll else day
            if due >= on:
                return day, due
        day += DAY
