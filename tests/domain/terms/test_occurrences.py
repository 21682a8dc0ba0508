"""Terms worked out by hand, and what is told beside the date: window, key, reasons, knowledge of the calendar."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from curator_app.domain.terms.calendar import OffReason, WorkCalendar
from curator_app.domain.terms.occurrences import Occurrence, Span, due
from curator_app.domain.terms.rules import Rule, parse_rule
from curator_app.domain.terms.settings import CountingSettings
from curator_app.services.terms.shipped import shipped_rules

D = dt.date
PLAIN = CountingSettings()


def one(
    rule: str | Rule,
    span: Span,
    on: dt.date,
    calendars: dict[int, WorkCalendar],
    settings: CountingSettings = PLAIN,
    week: int = 5,
) -> Occurrence:
    """The only occurrence of a rule, shipped or given."""
    asked = shipped_rules()[rule] if isinstance(rule, str) else rule
    (found,) = due(asked, span, on, calendars[week], settings)
    return found


def made(**fields: Any) -> Rule:
    """A rule of the test's own."""
    return parse_rule({"id": "t", "task_ru": "Задача", **fields})


@pytest.mark.parametrize(
    ("start", "raw", "moved"),
    [
        (D(2026, 9, 1), D(2026, 9, 4), D(2026, 9, 4)),
        (D(2025, 9, 3), D(2025, 9, 6), D(2025, 9, 8)),  # Saturday
        (D(2025, 10, 29), D(2025, 11, 1), D(2025, 11, 1)),  # a worked Saturday
        (D(2025, 10, 31), D(2025, 11, 3), D(2025, 11, 5)),  # transferred day off, holiday
        (D(2024, 2, 26), D(2024, 2, 29), D(2024, 2, 29)),
        (D(2024, 4, 26), D(2024, 4, 29), D(2024, 5, 2)),
        (D(2024, 12, 27), D(2024, 12, 30), D(2025, 1, 9)),
        (D(2025, 12, 29), D(2026, 1, 1), D(2026, 1, 12)),
        (D(2026, 4, 28), D(2026, 5, 1), D(2026, 5, 4)),
        (D(2026, 5, 6), D(2026, 5, 9), D(2026, 5, 12)),
        (D(2027, 4, 29), D(2027, 5, 2), D(2027, 5, 4)),  # 1 May is a Saturday: Monday is off by ст. 112
        (D(2030, 2, 20), D(2030, 2, 23), D(2030, 2, 26)),
    ],
)
def test_three_calendar_days(start: dt.date, raw: dt.date, moved: dt.date, calendars: dict[int, WorkCalendar]) -> None:
    found = one("s2-p1", Span(start), start, calendars)
    assert (found.raw_due, found.due, found.trigger_date) == (raw, moved, start)


@pytest.mark.parametrize(
    ("start", "raw"),
    [
        (D(2026, 9, 1), D(2026, 12, 1)),
        (D(2024, 11, 29), D(2025, 2, 28)),
        (D(2023, 11, 29), D(2024, 2, 29)),
        (D(2023, 11, 30), D(2024, 2, 29)),
        (D(2026, 10, 31), D(2027, 1, 31)),
        (D(2026, 3, 31), D(2026, 6, 30)),
    ],
)
def test_the_end_of_the_adaptation(start: dt.date, raw: dt.date, calendars: dict[int, WorkCalendar]) -> None:
    found = one("s2-m2a", Span(start), start, calendars)
    assert found.raw_due == raw
    assert (found.window_start, found.window_end) == (raw, raw + dt.timedelta(days=14))


def test_a_year_of_the_route_from_a_leap_day(calendars: dict[int, WorkCalendar]) -> None:
    found = one("s2-m3", Span(D(2024, 2, 29)), D(2024, 3, 1), calendars)
    assert found.raw_due == D(2025, 2, 28)


@pytest.mark.parametrize(
    ("settings", "week", "raw", "moved"),
    [
        (CountingSettings(), 5, D(2025, 9, 6), D(2025, 9, 8)),
        (CountingSettings(), 6, D(2025, 9, 6), D(2025, 9, 6)),
        (CountingSettings(event_day_counts=True), 5, D(2025, 9, 5), D(2025, 9, 5)),
        (CountingSettings(roll_forward=False), 5, D(2025, 9, 6), D(2025, 9, 6)),
    ],
)
def test_readings(
    settings: CountingSettings, week: int, raw: dt.date, moved: dt.date, calendars: dict[int, WorkCalendar]
) -> None:
    found = one("s2-p6", Span(D(2025, 9, 3)), D(2025, 9, 3), calendars, settings, week)
    assert (found.raw_due, found.due) == (raw, moved)


def test_months_do_not_ask_whose_day_is_the_first(calendars: dict[int, WorkCalendar]) -> None:
    start = Span(D(2026, 9, 1))
    inclusive = CountingSettings(event_day_counts=True)
    assert one("s2-m2a", start, D(2026, 9, 1), calendars, inclusive).raw_due == D(2026, 12, 1)
    week = made(kind="not_later_than", trigger="route.start", offset=1, unit="weeks")
    assert one(week, start, D(2026, 9, 1), calendars, inclusive).raw_due == D(2026, 9, 8)


@pytest.mark.parametrize(
    ("end", "last"),
    [
        (D(2026, 9, 14), D(2026, 9, 9)),
        (D(2026, 1, 12), D(2025, 12, 26)),
        (D(2025, 11, 5), D(2025, 10, 30)),
        (D(2026, 5, 12), D(2026, 5, 6)),
    ],
)
def test_three_working_days_of_notice(end: dt.date, last: dt.date, calendars: dict[int, WorkCalendar]) -> None:
    for settings in (CountingSettings(), CountingSettings(event_day_counts=True)):
        found = one("tk-351.8", Span(end), end, calendars, settings)
        assert (found.raw_due, found.due, found.moved) == (last, last, ())


def test_reasons_stand_in_their_order(calendars: dict[int, WorkCalendar]) -> None:
    found = one("s2-p1", Span(D(2025, 12, 28)), D(2025, 12, 28), calendars)
    assert found.raw_due == D(2025, 12, 31)
    assert found.moved == (OffReason.TRANSFERRED, OffReason.HOLIDAY, OffReason.WEEKEND)


@pytest.mark.parametrize(
    ("start", "settings", "known"),
    [
        (D(2026, 9, 1), PLAIN, True),
        (D(2026, 12, 28), PLAIN, False),  # 31 December moves into 2027
        (D(2027, 9, 1), PLAIN, False),
        (D(2027, 9, 1), CountingSettings(roll_forward=False), True),  # the calendar was not asked
    ],
)
def test_an_unknown_year_is_told(
    start: dt.date, settings: CountingSettings, known: bool, calendars: dict[int, WorkCalendar]
) -> None:
    assert one("s2-p1", Span(start), start, calendars, settings).calendar_known is known


def test_working_days_over_an_unknown_year_are_told_even_when_nothing_moves(
    calendars: dict[int, WorkCalendar],
) -> None:
    rule = made(kind="not_later_than", trigger="pair.order_date", offset=10, unit="working_days")
    fixed = CountingSettings(roll_forward=False)
    assert not one(rule, Span(D(2026, 12, 25)), D(2026, 12, 25), calendars, fixed).calendar_known
    assert one(rule, Span(D(2026, 9, 1)), D(2026, 9, 1), calendars, fixed).calendar_known


@pytest.mark.parametrize("rule", ["s2-p1", "s2-p6", "s2-m2b", "s2-m3", "s1-1.2", "s1-3.4-2", "tk-351.8", "s2-i1"])
def test_without_the_date_there_is_no_term(rule: str, calendars: dict[int, WorkCalendar]) -> None:
    assert due(shipped_rules()[rule], Span(), D(2026, 9, 1), calendars[5], PLAIN) == ()


def test_a_programme_lasts_from_three_months_to_a_year(calendars: dict[int, WorkCalendar]) -> None:
    found = one("s1-1.2", Span(D(2026, 9, 1)), D(2026, 9, 1), calendars)
    assert (found.window_start, found.raw_due) == (D(2026, 12, 1), D(2027, 9, 1))


def test_during_a_programme(calendars: dict[int, WorkCalendar]) -> None:
    found = one("s2-i1", Span(D(2025, 9, 1), D(2026, 5, 31)), D(2025, 10, 1), calendars)
    assert (found.window_start, found.raw_due, found.due) == (D(2025, 9, 1), D(2026, 5, 31), D(2026, 6, 1))
    assert due(shipped_rules()["s2-i1"], Span(D(2025, 9, 1)), D(2025, 10, 1), calendars[5], PLAIN) == ()


@pytest.mark.parametrize(
    ("rule", "on", "key", "opens", "raw"),
    [
        ("s0-8", D(2026, 9, 10), "2026-09", D(2026, 9, 1), D(2026, 9, 30)),
        ("s0-8", D(2026, 10, 1), "2027-04", D(2027, 4, 1), D(2027, 4, 30)),
        ("s4-5.2", D(2026, 6, 10), "2026-12", D(2026, 12, 1), D(2026, 12, 31)),
        ("s4-2", D(2026, 9, 15), "2026-09-01", D(2026, 9, 1), D(2026, 9, 15)),
        ("s4-2", D(2026, 9, 16), "2027-09-01", D(2027, 9, 1), D(2027, 9, 15)),
        ("s3-20", D(2026, 1, 10), "2025-12-01", D(2025, 12, 1), D(2026, 1, 31)),
        ("s4-5.1", D(2026, 10, 5), "2026-Q4", D(2026, 10, 1), D(2026, 12, 31)),
        ("s0-9", D(2026, 10, 5), "2026", D(2026, 1, 1), D(2026, 12, 31)),
        ("s2-p3", D(2026, 10, 5), "2026/2027", D(2026, 9, 1), D(2027, 8, 31)),
        ("s2-p3", D(2026, 8, 31), "2025/2026", D(2025, 9, 1), D(2026, 8, 31)),
        ("s1-dk3.1.1", D(2026, 10, 5), "", D(2027, 1, 1), D(2027, 1, 31)),
        ("s1-dk5", D(2026, 10, 5), "2027-06", D(2027, 6, 1), D(2027, 6, 30)),
    ],
)
def test_periods(
    rule: str, on: dt.date, key: str, opens: dt.date, raw: dt.date, calendars: dict[int, WorkCalendar]
) -> None:
    found = one(rule, Span(), on, calendars)
    assert (found.key, found.window_start, found.raw_due) == (key, opens, raw)


def test_a_moved_last_day_still_belongs_to_its_period(calendars: dict[int, WorkCalendar]) -> None:
    # 30 November 2025 is a Sunday
    found = one("s3-17", Span(), D(2025, 12, 1), calendars)
    assert (found.key, found.raw_due, found.due) == ("2025-11", D(2025, 11, 30), D(2025, 12, 1))
    assert one("s3-17", Span(), D(2025, 12, 2), calendars).key == "2026-11"


def test_a_missed_period_of_the_same_school_year_is_not_forgotten(calendars: dict[int, WorkCalendar]) -> None:
    def keys(rule: str, on: dt.date) -> list[str]:
        return [found.key for found in due(shipped_rules()[rule], Span(), on, calendars[5], PLAIN, missed=True)]

    assert keys("s0-8", D(2026, 10, 5)) == ["2026-09", "2027-04"]
    assert keys("s0-8", D(2026, 9, 5)) == ["2026-09"]  # April was in the former school year
    assert keys("s4-5.1", D(2026, 10, 5)) == ["2026-Q3", "2026-Q4"]
    # done once: the January that passed is the one still to be done
    (january,) = due(shipped_rules()["s1-dk3.1.1"], Span(), D(2027, 2, 10), calendars[5], PLAIN, missed=True)
    assert january.raw_due == D(2027, 1, 31)
    assert one("s1-dk3.1.1", Span(), D(2027, 2, 10), calendars).raw_due == D(2028, 1, 31)


@pytest.mark.parametrize(
    ("rule", "on", "raw", "key"),
    [
        ("s1-o8.1", D(2026, 9, 1), D(2027, 1, 20), ""),
        ("s1-o8.1", D(2027, 8, 31), D(2027, 1, 20), ""),
        ("s1-o7.3", D(2027, 3, 1), D(2027, 1, 25), "2026/2027"),
    ],
)
def test_a_fixed_day_is_that_of_the_school_year(
    rule: str, on: dt.date, raw: dt.date, key: str, calendars: dict[int, WorkCalendar]
) -> None:
    found = one(rule, Span(), on, calendars)
    assert (found.raw_due, found.key) == (raw, key)


def test_a_fixed_leap_day(calendars: dict[int, WorkCalendar]) -> None:
    rule = made(kind="not_later_than", trigger="fixed", offset="02-29")
    assert one(rule, Span(), D(2026, 10, 1), calendars).raw_due == D(2027, 2, 28)
    assert one(rule, Span(), D(2027, 10, 1), calendars).raw_due == D(2028, 2, 29)


@pytest.mark.parametrize(
    ("unit", "offset", "raw"),
    [("weeks", 2, D(2026, 9, 15)), ("quarters", 1, D(2026, 12, 1)), ("days", 0, D(2026, 9, 1))],
)
def test_other_units(unit: str, offset: int, raw: dt.date, calendars: dict[int, WorkCalendar]) -> None:
    rule = made(kind="not_later_than", trigger="route.start", offset=offset, unit=unit)
    assert one(rule, Span(D(2026, 9, 1)), D(2026, 9, 1), calendars).raw_due == raw
    back = made(kind="notice_before", trigger="route.start", offset=1, unit="months")
    assert one(back, Span(D(2026, 3, 31)), D(2026, 3, 1), calendars).raw_due == D(2026, 2, 28)


def test_each_time_it_is_done_a_year_begins(calendars: dict[int, WorkCalendar]) -> None:
    found = one("s1-3.4-2", Span(D(2025, 9, 13)), D(2026, 1, 1), calendars)
    assert (found.key, found.raw_due, found.due) == ("2025-09-13", D(2026, 9, 13), D(2026, 9, 14))
