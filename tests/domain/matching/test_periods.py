"""Which running pairs count while a planned one would run."""

from __future__ import annotations

import datetime as dt

import pytest

from curator_app.domain.matching.periods import Period, peak_load


def days(start: str | None, end: str | None) -> Period:
    return Period(start and dt.date.fromisoformat(start), end and dt.date.fromisoformat(end))  # type: ignore[arg-type]


YEAR = days("2026-09-01", "2027-05-31")


@pytest.mark.parametrize(
    ("other", "overlap"),
    [
        (days("2027-05-31", None), True),
        (days("2027-06-01", None), False),
        (days(None, "2026-09-01"), True),
        (days(None, "2026-08-31"), False),
        (days(None, None), True),
        (days("2026-12-01", "2026-12-01"), True),
    ],
)
def test_both_ends_belong_to_a_period(other: Period, overlap: bool) -> None:
    assert YEAR.overlaps(other) is overlap
    assert other.overlaps(YEAR) is overlap


@pytest.mark.parametrize(
    ("running", "load"),
    [
        ([], 0),
        ([days(None, None), days("2026-01-01", None)], 2),
        # the old period ends the day before the new one begins: one place is enough
        ([days("2026-09-01", "2026-12-31"), days("2027-01-01", "2027-05-31")], 1),
        ([days("2026-09-01", "2027-01-01"), days("2027-01-01", "2027-05-31")], 2),
        ([days("2027-06-01", None), days(None, "2026-08-31")], 0),
        ([days(None, "2026-10-01"), days("2026-10-01", "2026-11-01"), days("2026-11-01", None)], 2),
    ],
)
def test_the_busiest_day_counts(running: list[Period], load: int) -> None:
    assert peak_load(running, YEAR) == load


def test_an_open_plan_meets_everybody() -> None:
    assert peak_load([days("2026-09-01", None), days(None, "2026-08-31")], days(None, None)) == 1
    assert peak_load([days(None, None)], days(None, "2020-01-01")) == 1
