"""A school year as a value."""

from __future__ import annotations

import datetime as dt

import pytest

from curator_app.domain.school_year import SchoolYear, moved

YEAR = SchoolYear(2026)


def test_it_runs_from_september_to_august() -> None:
    assert (YEAR.label, YEAR.start, YEAR.end) == ("2026/2027", dt.date(2026, 9, 1), dt.date(2027, 8, 31))
    assert SchoolYear.of(dt.date(2027, 8, 31)) == YEAR == SchoolYear.of(dt.date(2026, 9, 1))
    assert YEAR.next == SchoolYear.of(dt.date(2027, 9, 1))


@pytest.mark.parametrize("label", ["2026", "2026/2026", "2026/2028", "2026-2027", ""])
def test_what_is_no_label(label: str) -> None:
    assert SchoolYear.parse(label) is None


def test_days_inside_and_before_it() -> None:
    assert YEAR.day(12, 31) == dt.date(2026, 12, 31)
    assert YEAR.day(8, 31) == dt.date(2027, 8, 31)
    assert YEAR.day(8, 31, before=True) == dt.date(2026, 8, 31)
    assert SchoolYear(2026).day(2, 29) == dt.date(2027, 2, 28)
    assert SchoolYear(2027).day(2, 29) == dt.date(2028, 2, 29)


def test_moving_by_years_keeps_the_day() -> None:
    assert moved(dt.date(2027, 5, 31), 1) == dt.date(2028, 5, 31)
    assert moved(dt.date(2028, 2, 29), 1) == dt.date(2029, 2, 28)


@pytest.mark.parametrize(
    ("start", "end", "today", "expected"),
    [
        (dt.date(2026, 10, 1), dt.date(2027, 5, 31), dt.date(2026, 11, 1), True),
        (dt.date(2025, 10, 1), dt.date(2026, 8, 31), dt.date(2026, 11, 1), False),
        (dt.date(2025, 10, 1), None, dt.date(2026, 11, 1), True),
        (dt.date(2027, 9, 1), None, dt.date(2026, 11, 1), True),  # planned ahead
        (dt.date(2027, 9, 1), None, dt.date(2027, 11, 1), False),  # the year is over
        (None, None, dt.date(2026, 11, 1), True),
    ],
)
def test_what_is_looked_at_with_it(start: dt.date | None, end: dt.date | None, today: dt.date, expected: bool) -> None:
    assert YEAR.concerns(start, end, today) is expected
