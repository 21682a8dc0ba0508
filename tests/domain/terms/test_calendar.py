"""The working calendar against the hand-written tables, day by day."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.domain.terms.year_tables import FIRST, LAST, WORKING_DAYS_OF_A_YEAR, is_working

from curator_app.domain.terms.calendar import OffReason, WorkCalendar
from curator_app.domain.terms.production import parse_years, years_record
from curator_app.services.terms.shipped import decreed_transfers, shipped_years

D = dt.date


def _every_day() -> list[dt.date]:
    return [FIRST + dt.timedelta(days=one) for one in range((LAST - FIRST).days + 1)]


@pytest.mark.parametrize("week", [5, 6])
def test_every_day_of_eight_years(week: int, calendars: dict[int, WorkCalendar]) -> None:
    wrong = [day for day in _every_day() if calendars[week].is_working(day) != is_working(day, week)]
    assert wrong == []


@pytest.mark.parametrize(("year", "days"), WORKING_DAYS_OF_A_YEAR.items())
def test_working_days_of_a_year(year: int, days: int, calendars: dict[int, WorkCalendar]) -> None:
    assert sum(calendars[5].is_working(day) for day in _every_day() if day.year == year) == days


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (D(2024, 4, 27), None),  # a worked Saturday
        (D(2024, 11, 2), None),
        (D(2024, 12, 28), None),
        (D(2025, 11, 1), None),
        (D(2024, 4, 29), OffReason.TRANSFERRED),
        (D(2025, 5, 8), OffReason.TRANSFERRED),
        (D(2026, 1, 9), OffReason.TRANSFERRED),
        (D(2026, 3, 9), OffReason.TRANSFERRED),  # ст. 112: 8 March is a Sunday
        (D(2026, 3, 8), OffReason.HOLIDAY),
        (D(2026, 9, 5), OffReason.WEEKEND),
        (D(2026, 9, 7), None),
    ],
)
def test_reasons(day: dt.date, reason: OffReason | None, calendars: dict[int, WorkCalendar]) -> None:
    assert calendars[5].off_reason(day) is reason


def test_a_transferred_saturday_means_nothing_where_saturday_is_worked(calendars: dict[int, WorkCalendar]) -> None:
    assert calendars[6].is_working(D(2024, 4, 29))
    assert calendars[6].is_working(D(2026, 1, 9))
    assert not calendars[6].is_working(D(2026, 12, 31))  # came from a Sunday


def test_days_settled_by_the_school_win() -> None:
    calendar = WorkCalendar(5, decreed_transfers(), {D(2026, 9, 5): True, D(2026, 10, 5): False, D(2026, 5, 9): True})
    assert calendar.is_working(D(2026, 9, 5))
    assert calendar.is_working(D(2026, 5, 9))
    assert calendar.off_reason(D(2026, 10, 5)) is OffReason.OWN
    assert calendar.next_working(D(2026, 10, 3)) == D(2026, 10, 6)


def test_known_years_name_their_decree() -> None:
    calendar = WorkCalendar(5, decreed_transfers())
    assert [year for year in range(2022, 2031) if calendar.is_known(year)] == [2023, 2024, 2025, 2026]
    assert [one.decree.split()[-1] for one in shipped_years()] == ["1505", "1314", "1335", "1466"]
    assert parse_years(years_record(shipped_years())) == shipped_years()


@pytest.mark.parametrize(
    "raw",
    [
        None,
        {},
        {"years": {}},
        {"years": [2027]},
        {"years": [{"year": "2027", "decree": "№ 1", "transfers": []}]},
        {"years": [{"year": 1917, "decree": "№ 1", "transfers": []}]},
        {"years": [{"year": 2027, "decree": None, "transfers": []}]},
        {"years": [{"year": 2027, "decree": "№ 1"}]},
        {"years": [{"year": 2027, "decree": "№ 1", "transfers": [{"from": "2027-01-02"}]}]},
        {"years": [{"year": 2027, "decree": "№ 1", "transfers": [{"from": "2027-01-02", "to": "31.12.2027"}]}]},
        {"years": [{"year": 2027, "decree": "№ 1", "transfers": [{"from": "2027-01-02", "to": "2028-01-10"}]}]},
        {"years": [{"year": 2027, "decree": "№ 1", "transfers": [{"from": "2027-01-04", "to": "2027-12-31"}]}]},
        {"years": [{"year": 2027, "decree": "№ 1", "transfers": [{"from": "2027-01-02", "to": "2027-12-26"}]}]},
        {"years": [{"year": 2027, "decree": "№ 1", "transfers": []}] * 2},
    ],
)
def test_what_is_no_calendar_is_refused(raw: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_years(raw)


def test_a_week_is_of_five_or_six_days() -> None:
    with pytest.raises(ValueError, match="7"):
        WorkCalendar(7)


@pytest.mark.parametrize(
    ("day", "count", "found"),
    [
        (D(2026, 9, 4), 1, D(2026, 9, 7)),
        (D(2026, 9, 4), 0, D(2026, 9, 4)),
        (D(2026, 9, 5), 0, D(2026, 9, 5)),
        (D(2026, 9, 7), -1, D(2026, 9, 4)),
        (D(2026, 1, 12), -1, D(2025, 12, 30)),
        (D(2025, 12, 30), 3, D(2026, 1, 14)),
        (D(2025, 10, 31), 1, D(2025, 11, 1)),
    ],
)
def test_counting_working_days(day: dt.date, count: int, found: dt.date, calendars: dict[int, WorkCalendar]) -> None:
    assert calendars[5].shift_working(day, count) == found
