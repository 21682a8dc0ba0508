"""Mutual wishes that did not come true, and the slider that buys them."""

from __future__ import annotations

import dataclasses
import random
from itertools import pairwise

import pytest
from tests.domain.matching import oracle
from tests.domain.matching.schools import GROUPED, PLAIN, mentor, request, school
from tests.domain.matching.test_solver import unservable

from curator_app.domain.matching.blocking import BlockingPair, Offer, blocking_pairs, offers, within
from curator_app.domain.matching.facts import Wishes
from curator_app.domain.matching.problem import Problem
from curator_app.domain.matching.solver import solve
from curator_app.domain.matching.weights import Tier


def test_mutual_wishes_apart_are_listed_with_what_forbids_them() -> None:
    mentors = (mentor(1, 1, competences={"a": 3}), mentor(2, 1), mentor(3, 1))
    requests = (request(1, deficits=[("a", 3)]), request(2), request(3, mentors=frozenset({3})))
    both = {(1, 1002): 1, (2, 1001): 1, (3, 1001): 2, (3, 1003): 1}
    plan = solve(Problem(mentors, requests, Wishes(both, both), bans=frozenset({(2, 1001)})))
    assert plan.mentor_of[1] == 1
    found = blocking_pairs(plan)
    assert set(found) == {
        BlockingPair(1, 1002, possible=True),
        BlockingPair(2, 1001, possible=False),
        BlockingPair(3, 1001, possible=True),
    }


@pytest.mark.parametrize("shape", [PLAIN, GROUPED], ids=["plain", "grouped"])
@pytest.mark.parametrize("seed", range(40))
def test_every_offer_is_the_best_at_some_rate_and_the_ends_are_the_extremes(shape: object, seed: int) -> None:
    assert isinstance(shape, type(PLAIN))
    problem = school(random.Random(f"offer {seed}"), dataclasses.replace(shape, mentors=4, requests=5))
    plan = solve(problem)
    people = {one.id: one for one in problem.mentors}
    asked = {one.id: one for one in problem.requests}

    def measure(choice: dict[int, int]) -> tuple[int, int]:
        pairs = [(people[number], asked[one]) for one, number in choice.items()]
        fit = sum(oracle.points(problem, *pair)[Tier.DEFICITS] for pair in pairs)
        return fit, sum((one.id, other.mentee.id) in problem.wishes.mutual for one, other in pairs)

    every = list(oracle.plans(problem, unservable(plan)))
    most = max(oracle.objective(problem, choice)[0] for choice in every)
    reachable = {measure(choice) for choice in every if oracle.objective(problem, choice)[0] == most}
    found = offers(plan)
    assert all(measure(dict(offer.mentor_of)) == (offer.fit, offer.mutual) for offer in found)
    assert all(dict(offer.mentor_of) in every for offer in found)
    points = [(offer.fit, offer.mutual) for offer in found]
    assert points[0] == max(reachable)
    assert points[-1] == max(reachable, key=lambda point: (point[1], point[0]))
    for point in points:
        assert not any(other != point and other[0] >= point[0] and other[1] >= point[1] for other in reachable)
    # nothing lies beyond the broken line through the offers
    for (fit, mutual), (less, more) in pairwise(points):
        assert all(
            (more - mutual) * x + (fit - less) * y <= (more - mutual) * fit + (fit - less) * mutual
            for x, y in reachable
        )


def test_the_slider_takes_the_most_wishes_it_can_pay_for() -> None:
    choice = (Offer(100, 0, {}), Offer(95, 2, {}), Offer(60, 5, {}))
    assert [within(choice, percent).mutual for percent in (0, 4, 5, 39, 40, 100)] == [0, 0, 2, 2, 5, 5]
