from __future__ import annotations

import datetime as dt

import pytest

from curator_app.domain.acquaintance import Analysis, Mutual, Slip, analyse, counts_on
from curator_app.domain.codes import WishSide


def _round() -> Analysis:
    mentor, mentee = WishSide.MENTOR, WishSide.MENTEE
    return analyse(
        [
            Slip(number=1, side=mentor, answered=True, choices=(4, 3)),
            Slip(number=2, side=mentor, answered=True),
            Slip(number=3, side=mentee, answered=True, choices=(1,)),
            Slip(number=4, side=mentee, answered=True, choices=(2, 1)),
            Slip(number=5, side=mentee, answered=False),
        ]
    )


def test_mutual_wishes_stand_closest_first_and_name_both_places() -> None:
    assert _round().mutual == (
        Mutual(mentor=1, mentee=3, by_mentor=2, by_mentee=1),
        Mutual(mentor=1, mentee=4, by_mentor=1, by_mentee=2),
    )


def test_nobody_is_left_out_of_the_counts() -> None:
    found = _round()
    assert found.unwished == (5,)
    assert found.silent == (2,)
    assert found.unanswered == (5,)
    assert [(one.number, one.places) for one in found.popularity] == [
        (1, (1, 1, 0)),
        (2, (1, 0, 0)),
        (4, (1, 0, 0)),
        (3, (0, 1, 0)),
        (5, (0, 0, 0)),
    ]


@pytest.mark.parametrize(
    ("made_on", "day", "counts"),
    [
        (None, dt.date(2040, 1, 1), True),
        (dt.date(2026, 9, 3), dt.date(2027, 8, 31), True),
        (dt.date(2026, 9, 3), dt.date(2027, 9, 1), False),
        (dt.date(2027, 4, 30), dt.date(2027, 9, 1), False),
        (dt.date(2027, 5, 1), dt.date(2028, 8, 31), True),
        (dt.date(2027, 5, 1), dt.date(2028, 9, 1), False),
    ],
)
def test_a_wish_counts_for_the_year_it_was_made_for(made_on: dt.date | None, day: dt.date, counts: bool) -> None:
    assert counts_on(made_on, day) is counts
