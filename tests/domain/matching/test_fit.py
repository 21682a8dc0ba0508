"""One pair judged: the same points as the solver's, with reasons a curator can read out."""

from __future__ import annotations

import random

import pytest
from tests.domain.matching import oracle
from tests.domain.matching.schools import LOCKED, mentor, request, school

from curator_app.domain.matching.facts import Obstacle, Wishes
from curator_app.domain.matching.fit import Reason, judge, rank
from curator_app.domain.matching.weights import Tier, Weights

NOTHING = Wishes({}, {})


@pytest.mark.parametrize("seed", range(40))
def test_points_and_obstacles_are_those_of_the_rules(seed: int) -> None:
    problem = school(random.Random(f"fit {seed}"), LOCKED)
    for one in problem.mentors:
        for other in problem.requests:
            fit = judge(one, other.mentee, problem.wishes, problem.bans)
            points = oracle.points(problem, one, other)
            assert fit.deficit_points == points[Tier.DEFICITS]
            assert fit.wish_points == points[Tier.WISHES]
            assert fit.condition_points == points[Tier.CONDITIONS]
            if other.group is None:
                assert fit.possible != oracle.forbidden(problem, one, other)


def test_wishes_are_stretched_to_one_scale_for_everybody() -> None:
    wishes = Wishes({(1, 10): 2, (2, 10): 3, (1, 11): 1, (2, 11): 1, (3, 11): 3}, {(5, 10): 3})
    assert wishes.mentees_choices == {(1, 10): 3, (2, 10): 2, (1, 11): 3, (2, 11): 3, (3, 11): 2}
    assert wishes.mentors_choices == {(5, 10): 3}


def test_reasons_name_what_speaks_for_a_pair() -> None:
    one = mentor(
        1,
        2,
        1,
        competences={"digital": 2},
        subjects=frozenset({"физика"}),
        form="педагог – педагог",
        building="А",
        shift="1",
        experience=20,
    )
    other = request(
        1,
        deficits=[("subject", 1), ("digital", 3), ("methodical", 0)],
        subjects=frozenset({"физика"}),
        form="педагог – педагог",
        building="А",
        shift="1",
        experience=1,
        previous=frozenset({1}),
    ).mentee
    fit = judge(one, other, Wishes({(1, 1001): 2}, {}))
    assert fit.reasons == (
        (Reason.DEFICIT_COVERED, "digital"),
        (Reason.DEFICIT_OPEN, "subject"),
        (Reason.MENTEE_WISH, "2"),
        (Reason.SAME_SUBJECT, "физика"),
        (Reason.SAME_FORM, "педагог – педагог"),
        (Reason.SAME_BUILDING, "А"),
        (Reason.SAME_SHIFT, "1"),
        (Reason.EXPERIENCED, "20"),
        (Reason.GOOD_PAIR_BEFORE, ""),
        (Reason.FREE_PLACES, "1"),
    )
    assert fit.condition_points == 3 + 1 + 1 + 1 + 1 + 2


def test_weights_are_the_curators() -> None:
    weights = Weights(areas={"digital": 5}, mentee_wish=2, same_building=0)
    one = mentor(1, competences={"digital": 2}, building="А")
    other = request(1, deficits=[("digital", 3)], building="А").mentee
    fit = judge(one, other, Wishes({(1, 1001): 1}, {}), weights=weights)
    assert (fit.deficit_points, fit.wish_points, fit.condition_points) == (30, 6, 0)
    with pytest.raises(ValueError, match="whole numbers"):
        Weights(mutual=-1)
    with pytest.raises(ValueError, match="whole numbers"):
        Weights(urgent=0)


def test_those_who_must_not_and_those_without_a_place_come_last() -> None:
    asked = request(1, deficits=[("a", 1)]).mentee
    full = mentor(1, 1, 1, competences={"a": 3})
    banned = mentor(2, 1, competences={"a": 3})
    plain = mentor(3, 1)
    ranked = rank([full, banned, plain], asked, NOTHING, frozenset({(2, 1001)}))
    assert [fit.mentor for fit in ranked] == [3, 1, 2]
    assert ranked[2].obstacles == (Obstacle.BAN,)
    assert ranked[1].reasons[-1] == (Reason.NO_PLACES, "1")
