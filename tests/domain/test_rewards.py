"""Points of a mentor's year."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from curator_app.domain.rewards import WEIGHTS, Criterion, Merits, most_of, points, total

FULL = Merits(
    minutes=600,
    steps_due=10,
    steps_done=10,
    deficits_found=4,
    deficits_gone=4,
    answered=2,
    satisfied=2,
    contests=1,
    contest_results=1,
    trainings=1,
)


def test_a_full_year_brings_a_hundred_points() -> None:
    assert sum(WEIGHTS.values()) == 100
    assert total(points(FULL, most_of([FULL]))) == 100


def test_what_is_not_known_adds_nothing_and_is_not_a_zero() -> None:
    half = Merits(minutes=300, steps_due=10, steps_done=5)
    parts = points(half, most_of([half, FULL]))
    assert parts[Criterion.HOURS] == Fraction(25, 2)
    assert parts[Criterion.ROUTES] == Fraction(25, 2)
    assert parts[Criterion.SATISFACTION] is None
    assert parts[Criterion.CONTESTS] == 0
    assert total(parts) == 25


def test_nobody_has_done_anything_yet() -> None:
    nothing = Merits()
    parts = points(nothing, most_of([nothing]))
    assert total(parts) == 0
    assert [one for one, told in parts.items() if told is not None] == [Criterion.TRAINING]


_COUNTS = st.integers(0, 50)


@st.composite
def _merits(draw: st.DrawFn) -> Merits:
    due, found, answered, contests = (draw(_COUNTS) for _ in range(4))
    return Merits(
        minutes=draw(st.integers(0, 10_000)),
        steps_due=due,
        steps_done=draw(st.integers(0, due)),
        deficits_found=found,
        deficits_gone=draw(st.integers(0, found)),
        answered=answered,
        satisfied=draw(st.integers(0, answered)),
        contests=contests,
        contest_results=draw(st.integers(0, contests)),
        trainings=draw(_COUNTS),
    )


@given(st.lists(_merits(), min_size=1, max_size=8))
def test_points_are_within_their_weights(everybody: list[Merits]) -> None:
    most = most_of(everybody)
    for one in everybody:
        parts = points(one, most)
        assert all(told is None or 0 <= told <= WEIGHTS[criterion] for criterion, told in parts.items())
        assert 0 <= total(parts) <= 100
