"""Days of rest copied by hand from the wall calendars of 2023-2026 and worked out by hand by ТК РФ ст. 112 for
2027-2030. Nothing here is computed by the program."""

from __future__ import annotations

import datetime as dt

# Weekdays (Monday to Friday) that are off under a five-day week: month, then days.
_FIVE: dict[int, dict[int, tuple[int, ...]]] = {
    2023: {1: (2, 3, 4, 5, 6), 2: (23, 24), 3: (8,), 5: (1, 8, 9), 6: (12,), 11: (6,)},
    2024: {1: (1, 2, 3, 4, 5, 8), 2: (23,), 3: (8,), 4: (29, 30), 5: (1, 9, 10), 6: (12,), 11: (4,), 12: (30, 31)},
    2025: {1: (1, 2, 3, 6, 7, 8), 5: (1, 2, 8, 9), 6: (12, 13), 11: (3, 4), 12: (31,)},
    2026: {1: (1, 2, 5, 6, 7, 8, 9), 2: (23,), 3: (9,), 5: (1, 11), 6: (12,), 11: (4,), 12: (31,)},
    2027: {1: (1, 4, 5, 6, 7, 8), 2: (23,), 3: (8,), 5: (3, 10), 6: (14,), 11: (4,)},
    2028: {1: (3, 4, 5, 6, 7), 2: (23,), 3: (8,), 5: (1, 9), 6: (12,), 11: (6,)},
    2029: {1: (1, 2, 3, 4, 5, 8), 2: (23,), 3: (8,), 5: (1, 9), 6: (12,), 11: (5,)},
    2030: {1: (1, 2, 3, 4, 7, 8), 2: (25,), 3: (8,), 5: (1, 9), 6: (12,), 11: (4,)},
}
# Saturdays that are worked under a five-day week.
_WORKED_SATURDAYS = ((2024, 4, 27), (2024, 11, 2), (2024, 12, 28), (2025, 11, 1))
# Monday to Saturday that are off under a six-day week: only a Sunday is moved.
_SIX: dict[int, dict[int, tuple[int, ...]]] = {
    2023: {1: (2, 3, 4, 5, 6, 7), 2: (23, 24), 3: (8,), 5: (1, 8, 9), 6: (12,), 11: (4,)},
    2024: {1: (1, 2, 3, 4, 5, 6, 8), 2: (23,), 3: (8,), 5: (1, 9), 6: (12,), 11: (4,), 12: (31,)},
    2025: {1: (1, 2, 3, 4, 6, 7, 8), 3: (8,), 5: (1, 8, 9), 6: (12,), 11: (4,), 12: (31,)},
    2026: {1: (1, 2, 3, 5, 6, 7, 8), 2: (23,), 3: (9,), 5: (1, 9), 6: (12,), 11: (4,), 12: (31,)},
    2027: {1: (1, 2, 4, 5, 6, 7, 8), 2: (23,), 3: (8,), 5: (1, 10), 6: (12,), 11: (4,)},
    2028: {1: (1, 3, 4, 5, 6, 7, 8), 2: (23,), 3: (8,), 5: (1, 9), 6: (12,), 11: (4,)},
    2029: {1: (1, 2, 3, 4, 5, 6, 8), 2: (23,), 3: (8,), 5: (1, 9), 6: (12,), 11: (5,)},
    2030: {1: (1, 2, 3, 4, 5, 7, 8), 2: (23,), 3: (8,), 5: (1, 9), 6: (12,), 11: (4,)},
}
WORKING_DAYS_OF_A_YEAR = {2023: 247, 2024: 248, 2025: 247, 2026: 247}
"""As the published production calendars for a five-day week count them."""
FIRST, LAST = dt.date(2023, 1, 1), dt.date(2030, 12, 31)


def _dates(table: dict[int, dict[int, tuple[int, ...]]]) -> frozenset[dt.date]:
    return frozenset(
        dt.date(year, month, day) for year, months in table.items() for month, days in months.items() for day in days
    )


_OFF = {5: _dates(_FIVE), 6: _dates(_SIX)}
_WORKED = {5: frozenset(dt.date(*one) for one in _WORKED_SATURDAYS), 6: frozenset[dt.date]()}


def is_working(day: dt.date, week: int) -> bool:
    """Whether people work on a day of 2023-2030."""
    assert FIRST <= day <= LAST
    if day in _WORKED[week]:
        return True
    return day.isoweekday() <= week and day not in _OFF[week]
