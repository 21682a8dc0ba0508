"""Values of indicators and periods of monitoring."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from curator_app.domain.indicators.definitions import Value
from curator_app.domain.indicators.facts import MemberFact, PairFact, PersonFact, YoungRule
from curator_app.domain.indicators.periods import BadPeriod, PeriodKind, parse_period, periods_of
from curator_app.domain.indicators.standing import Moment, is_active, is_present, is_young, members_on
from curator_app.domain.school_year import SchoolYear

DAY = dt.date(2026, 10, 5)


@pytest.mark.parametrize(
    ("numerator", "denominator", "percent"),
    [(1, 3, "33.3"), (2, 3, "66.7"), (1, 16, "6.3"), (7, 2000, "0.4"), (0, 5, "0.0"), (5, 4, "125.0"), (3, 0, None)],
)
def test_a_percent_is_rounded_half_up_and_open_over_nothing(
    numerator: int, denominator: int, percent: str | None
) -> None:
    assert Value(numerator, denominator).percent == (None if percent is None else Decimal(percent))


def test_a_number_that_is_no_share_has_no_percent() -> None:
    assert Value(7).percent is None


@pytest.mark.parametrize(
    ("code", "kind", "first", "last", "counted"),
    [
        ("2026-09", PeriodKind.MONTH, "2026-09-01", "2026-09-30", "2026-09-30"),
        ("2028-02", PeriodKind.MONTH, "2028-02-01", "2028-02-29", "2028-02-29"),
        ("2026-Q3", PeriodKind.QUARTER, "2026-07-01", "2026-09-30", "2026-09-30"),
        ("2026-Q4", PeriodKind.QUARTER, "2026-10-01", "2026-12-31", "2026-12-31"),
        ("2026/2027", PeriodKind.SCHOOL_YEAR, "2026-09-01", "2027-08-31", "2027-05-31"),
        ("2026-12-31", PeriodKind.DATE, "2026-09-01", "2026-12-31", "2026-12-31"),
        (" 2027-04 ", PeriodKind.MONTH, "2027-04-01", "2027-04-30", "2027-04-30"),
    ],
)
def test_periods_are_told_by_a_code(code: str, kind: PeriodKind, first: str, last: str, counted: str) -> None:
    period = parse_period(code)
    assert (period.kind, period.first.isoformat(), period.last.isoformat()) == (kind, first, last)
    assert period.count_day.isoformat() == counted


@pytest.mark.parametrize(
    "code",
    ["", "2026", "2026-13", "2026-00", "2026-Q5", "2026-Q0", "2026/2028", "2026-02-30", "0001-01", "٢٠٢٦-٠٩"],
)
def test_impossible_periods_are_none(code: str) -> None:
    with pytest.raises(BadPeriod):
        parse_period(code)


def test_a_running_period_is_counted_today_a_past_one_on_its_last_day() -> None:
    assert parse_period("2026/2027").counted_on(DAY) == DAY
    assert parse_period("2026-09").counted_on(DAY) == dt.date(2026, 9, 30)
    assert parse_period("2027-05").counted_on(DAY) == dt.date(2027, 5, 31)
    assert parse_period("2026-12-31").counted_on(DAY) == dt.date(2026, 12, 31)


def test_the_periods_of_a_year_cover_what_districts_ask_for() -> None:
    codes = [one.code for one in periods_of(SchoolYear(2026))]
    assert {"2026-09", "2026-11", "2026-12", "2027-04", "2027-05", "2026-12-31", "2026/2027"} <= set(codes)
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize(
    ("status", "start", "end", "active"),
    [
        ("assigned", DAY, DAY, True),
        ("assigned", DAY, None, True),
        ("assigned", DAY + dt.timedelta(days=1), None, False),
        ("assigned", None, DAY - dt.timedelta(days=1), False),
        ("paused", DAY, None, True),
        ("ready", DAY, None, False),
        ("draft", DAY, None, False),
        ("completed", dt.date(2026, 9, 1), DAY, True),
        ("completed", dt.date(2026, 9, 1), None, False),
        ("terminated", dt.date(2026, 9, 1), DAY - dt.timedelta(days=1), False),
    ],
)
def test_who_is_active_on_a_day(status: str, start: dt.date | None, end: dt.date | None, active: bool) -> None:
    assert is_active(PairFact(1, 2, (MemberFact(3),), status, start, end), DAY) is active


def test_a_mentee_who_left_the_group_is_not_in_it() -> None:
    pair = PairFact(1, 2, (MemberFact(3, end=DAY - dt.timedelta(days=1)), MemberFact(4, start=DAY)), "assigned", DAY)
    assert [one.mentee for one in members_on(pair, DAY)] == [4]


@pytest.mark.parametrize(
    ("person", "young"),
    [
        (PersonFact(1, "staff", experience_years=3), True),
        (PersonFact(1, "staff", experience_years=4), False),
        (PersonFact(1, "staff"), False),
        (PersonFact(1, "staff", birth_date=dt.date(1991, 10, 6), experience_years=0), True),
        (PersonFact(1, "staff", birth_date=dt.date(1991, 10, 5), experience_years=0), False),
        (PersonFact(1, "staff", birth_year=1950, experience_years=0), True),
        (PersonFact(1, "staff", experience_years=30, young=True), True),
        (PersonFact(1, "staff", experience_years=0, young=False), False),
    ],
)
def test_young_by_the_rule_or_as_the_school_says(person: PersonFact, young: bool) -> None:
    assert is_young(person, YoungRule(3, 35), DAY) is young


def test_present_from_the_first_day_of_work_to_the_last() -> None:
    person = PersonFact(1, "staff", work_start=DAY, dismissed_on=DAY + dt.timedelta(days=2))
    days = [is_present(person, DAY + dt.timedelta(days=step)) for step in (-1, 0, 2, 3)]
    assert days == [False, True, True, False]


def test_what_grows_is_counted_from_the_first_of_september() -> None:
    at = Moment(dt.date(2027, 4, 30))
    assert (at.since, at.prepared_since) == (dt.date(2026, 9, 1), dt.date(2026, 7, 1))
    assert at.grown(dt.date(2026, 9, 1))
    assert at.grown(None)
    assert not at.grown(dt.date(2026, 8, 31))
    assert at.prepared(dt.date(2026, 8, 31))
    assert not at.grown(dt.date(2027, 5, 1))
