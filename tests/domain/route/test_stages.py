"""Three months of adaptation, evaluation at the end, the main stage between."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator_app.domain.route.stages import stages_between

D = dt.date
_DAY = dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("start", "end", "main", "evaluation"),
    [
        (D(2026, 9, 1), D(2027, 5, 31), D(2026, 12, 1), D(2027, 5, 1)),
        (D(2026, 9, 4), D(2027, 5, 31), D(2026, 12, 4), D(2027, 5, 1)),
        (D(2026, 11, 30), D(2027, 8, 31), D(2027, 2, 28), D(2027, 8, 1)),
        (D(2024, 1, 15), D(2025, 1, 14), D(2024, 4, 15), D(2024, 12, 15)),
    ],
)
def test_an_ordinary_year(start: dt.date, end: dt.date, main: dt.date, evaluation: dt.date) -> None:
    stages = stages_between(start, end)
    assert [stage.code.value for stage in stages] == ["adaptation", "main", "evaluation"]
    assert stages[1].start == main
    assert stages[2].start == evaluation


@given(st.dates(D(2024, 1, 1), D(2030, 12, 31)), st.integers(2, 800))
def test_no_gap_no_overlap_no_empty_stage(start: dt.date, days: int) -> None:
    end = start + dt.timedelta(days=days)
    first, second, third = stages_between(start, end)
    assert first.start == start
    assert third.end == end
    assert second.start == first.end + _DAY
    assert third.start == second.end + _DAY
    for stage in (first, second, third):
        assert stage.start <= stage.end
    assert (third.end - third.start).days <= 31
    assert (first.end - first.start).days <= 92


@pytest.mark.parametrize("days", [0, 1])
def test_a_route_of_a_day_or_two_is_all_stages_at_once(days: int) -> None:
    end = D(2026, 9, 1) + dt.timedelta(days=days)
    assert {(stage.start, stage.end) for stage in stages_between(D(2026, 9, 1), end)} == {(D(2026, 9, 1), end)}


def test_an_end_before_the_start_is_refused() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        stages_between(D(2026, 9, 2), D(2026, 9, 1))
