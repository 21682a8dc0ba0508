"""When a rule falls due: the raw date, the moved one and the reasons of the move."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from curator_app.domain.school_year import SchoolYear
from curator_app.domain.terms import arithmetic
from curator_app.domain.terms.calendar import OffReason, WorkCalendar
from curator_app.domain.terms.rules import Kind, Rule, Trigger, Unit
from curator_app.domain.terms.settings import CountingSettings


class Span(NamedTuple):
    """The dates of a trigger: an event has ``start`` only, a programme or a route its first and last day."""

    start: dt.date | None = None
    end: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One term. ``key`` tells the occurrences of one rule for one object apart («» for the only one).

    ``raw_due``: as the rule reckons; ``due``: moved off a day of rest, ``moved`` names the reasons of the days
    passed over. ``window_start``: from when it can be done, where the rule says so; ``window_end``: until when the
    program proposes to have it done after the term. ``calendar_known`` is false where the calendar was asked about
    a year whose transfers are not known.
    """

    key: str
    trigger_date: dt.date | None
    raw_due: dt.date
    due: dt.date
    window_start: dt.date | None
    window_end: dt.date | None
    moved: tuple[OffReason, ...]
    calendar_known: bool


@dataclass(frozen=True, slots=True)
class _Period:
    key: str
    start: dt.date
    end: dt.date


_MONTHS_IN: Final = {Unit.MONTHS: 1, Unit.QUARTERS: 3, Unit.YEARS: 12}


def due(
    rule: Rule,
    trigger: Span,
    on: dt.date,
    calendar: WorkCalendar,
    settings: CountingSettings,
    *,
    missed: bool = False,
) -> tuple[Occurrence, ...]:
    """The occurrences of a rule as they stand on a day; none when the date that starts the clock is missing.

    A rule of an event has one. A rule of the calendar has the period that holds ``on`` or comes next (a period whose
    moved last day has not passed still holds it); ``missed`` adds the period before it that ended in the same school
    year, so that a term nobody kept is not forgotten (of a rule that is done once it stands alone). A fixed day is the
    one of the school year of ``on``.
    """
    periods = _PERIODS.get(rule.kind)
    if periods is not None and rule.trigger is not Trigger.PROGRAM:
        return _of_calendar(rule, periods, on, calendar, settings, missed=missed)
    if rule.trigger is Trigger.FIXED:
        year = SchoolYear.of(on)
        key = year.label if rule.repeats else ""
        return (_occurrence(key, None, year.day(*rule.days[0]), None, None, calendar, settings),)
    return _of_event(rule, trigger, calendar, settings)


def _of_event(rule: Rule, trigger: Span, calendar: WorkCalendar, settings: CountingSettings) -> tuple[Occurrence, ...]:
    start = trigger.start
    if rule.kind is Kind.DURING:
        if start is None or trigger.end is None:
            return ()
        return (_occurrence("", start, trigger.end, start, None, calendar, settings),)
    if start is None:
        return ()
    key = start.isoformat() if rule.trigger is Trigger.PREVIOUS_DONE else ""
    if rule.kind is Kind.NOTICE_BEFORE:
        last, known = _back(rule, start, calendar)
        return (Occurrence(key, start, last, last, None, None, (), known),)
    opens = None
    if rule.kind is Kind.LENGTH_BETWEEN:
        assert rule.limits is not None
        opens, raw = (_plus(rule, start, amount, calendar, settings) for amount in rule.limits)
    else:
        raw = _plus(rule, start, rule.amount or 0, calendar, settings)
    closes = None
    if rule.window_days is not None:
        opens, closes = opens or raw, raw + dt.timedelta(days=rule.window_days)
    counted_from = start if rule.unit is Unit.WORKING_DAYS else None
    return (_occurrence(key, start, raw, opens, closes, calendar, settings, counted_from=counted_from),)


def _plus(rule: Rule, day: dt.date, amount: int, calendar: WorkCalendar, settings: CountingSettings) -> dt.date:
    """The last day of a term that an event starts. Whose day is day 1 matters only for terms in days; a term in
    weeks, months or years ends on the same day of the week or the month under both readings (ТК РФ ст. 14)."""
    unit = rule.unit
    if unit in _MONTHS_IN:
        return arithmetic.add_months(day, amount * _MONTHS_IN[unit])
    if unit is Unit.WEEKS:
        return day + dt.timedelta(weeks=amount)
    inclusive = settings.event_day_counts and amount > 0 and rule.kind is Kind.NOT_LATER_THAN
    if unit is Unit.WORKING_DAYS:
        return calendar.shift_working(day, amount - (inclusive and calendar.is_working(day)))
    return day + dt.timedelta(days=amount - inclusive)


def _back(rule: Rule, day: dt.date, calendar: WorkCalendar) -> tuple[dt.date, bool]:
    """The last day for a notice, and whether the calendar was known: counted back from the day before the event, and
    never moved later (ТК РФ ст. 351.8: not later than three working days before)."""
    amount = rule.amount or 0
    if rule.unit is Unit.WORKING_DAYS:
        last = calendar.shift_working(day, -amount)
        return last, _knows(calendar, last, day)
    if rule.unit in _MONTHS_IN:
        return arithmetic.add_months(day, -amount * _MONTHS_IN[rule.unit]), True
    return day - dt.timedelta(days=amount * 7 if rule.unit is Unit.WEEKS else amount), True


def _of_calendar(
    rule: Rule,
    periods: Callable[[Rule, int], Iterator[_Period]],
    on: dt.date,
    calendar: WorkCalendar,
    settings: CountingSettings,
    *,
    missed: bool,
) -> tuple[Occurrence, ...]:
    this_year = SchoolYear.of(on).start
    before: Occurrence | None = None
    for year in range(on.year - 2, on.year + 3):
        for period in periods(rule, year):
            key = period.key if rule.repeats or rule.kind in _ALWAYS_KEYED else ""
            found = _occurrence(key, None, period.end, period.start, None, calendar, settings)
            if found.due >= on:
                if not missed or before is None or before.due < this_year:
                    return (found,)
                return (before, found) if found.key else (before,)
            before = found
    raise AssertionError("a period of the calendar comes back within two years")


def _occurrence(
    key: str,
    trigger_date: dt.date | None,
    raw: dt.date,
    opens: dt.date | None,
    closes: dt.date | None,
    calendar: WorkCalendar,
    settings: CountingSettings,
    *,
    counted_from: dt.date | None = None,
) -> Occurrence:
    first = raw if counted_from is None else counted_from
    if not settings.roll_forward:
        known = counted_from is None or _knows(calendar, first, raw)
        return Occurrence(key, trigger_date, raw, raw, opens, closes, (), known)
    reasons: list[OffReason] = []
    day = raw
    while (reason := calendar.off_reason(day)) is not None:
        if reason not in reasons:
            reasons.append(reason)
        day += dt.timedelta(days=1)
    return Occurrence(key, trigger_date, raw, day, opens, closes, tuple(reasons), _knows(calendar, first, day))


def _knows(calendar: WorkCalendar, first: dt.date, last: dt.date) -> bool:
    return all(calendar.is_known(year) for year in range(first.year, last.year + 1))


def _month_periods(rule: Rule, year: int) -> Iterator[_Period]:
    for month in rule.months:
        yield _Period(f"{year}-{month:02d}", dt.date(year, month, 1), arithmetic.month_end(year, month))


def _window_periods(rule: Rule, year: int) -> Iterator[_Period]:
    first, last = rule.days
    start = arithmetic.on_day(year, *first)
    yield _Period(start.isoformat(), start, arithmetic.on_day(year + (last < first), *last))


def _quarter_periods(_rule: Rule, year: int) -> Iterator[_Period]:
    for number in range(1, 5):
        yield _Period(f"{year}-Q{number}", *arithmetic.quarter_bounds(year, number))


def _year_periods(_rule: Rule, year: int) -> Iterator[_Period]:
    yield _Period(str(year), dt.date(year, 1, 1), dt.date(year, 12, 31))


def _school_year_periods(_rule: Rule, year: int) -> Iterator[_Period]:
    school_year = SchoolYear(year)
    yield _Period(school_year.label, school_year.start, school_year.end)


_PERIODS: Final = {
    Kind.MONTH: _month_periods,
    Kind.WINDOW: _window_periods,
    Kind.QUARTERLY: _quarter_periods,
    Kind.YEARLY: _year_periods,
    Kind.DURING: _school_year_periods,
}
_ALWAYS_KEYED: Final = frozenset({Kind.QUARTERLY, Kind.YEARLY, Kind.DURING})
