from __future__ import annotations

from curator_app.domain.acquaintance import Analysis, Mutual, Slip, analyse
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
