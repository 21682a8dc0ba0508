"""Ranks and interchangeable pairs, against trying every plan."""

from __future__ import annotations

import random

import pytest
from tests.domain.matching import oracle
from tests.domain.matching.schools import EVERYTHING, GROUPED, LOCKED, TIED, mentor, request, school
from tests.domain.matching.test_solver import unservable

from curator_app.domain.matching.explain import explain
from curator_app.domain.matching.problem import Problem
from curator_app.domain.matching.solver import solve
from curator_app.domain.matching.weights import Tier

SHAPES = {"locked": LOCKED, "grouped": GROUPED, "everything": EVERYTHING, "tied": TIED}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("seed", range(40))
def test_a_pair_is_interchangeable_when_the_best_is_reached_without_it(shape: str, seed: int) -> None:
    problem = school(random.Random(f"swap {shape} {seed}"), SHAPES[shape])
    plan = solve(problem)
    best = oracle.published(plan, plan.mentor_of)
    as_good = [choice for choice in oracle.plans(problem, unservable(plan)) if oracle.published(plan, choice) == best]
    found = explain(plan)
    assert [(one.request, one.mentor) for one in found] == [(pair.request, pair.mentor) for pair in plan.pairs]
    for one in found:
        others = {choice.get(one.request) for choice in as_good} - {one.mentor}
        assert one.interchangeable == bool(others)
        assert one.substitute in others if others else one.substitute is None


@pytest.mark.parametrize("seed", range(40))
def test_ranks_count_those_who_fit_better_and_may(seed: int) -> None:
    problem = school(random.Random(f"rank {seed}"), LOCKED)
    plan = solve(problem)
    people = {one.id: one for one in problem.mentors}
    asked = {one.id: one for one in problem.requests}
    tiers = [tier for tier in problem.tiers if tier in (Tier.DEFICITS, Tier.WISHES, Tier.CONDITIONS)]

    def fit(number: int, one: int) -> tuple[int, ...]:
        points = oracle.points(problem, people[number], asked[one])
        return tuple(points[tier] for tier in tiers)

    def may(number: int, one: int) -> bool:
        return not oracle.forbidden(problem, people[number], asked[one])

    for found in explain(plan):
        own = fit(found.mentor, found.request)
        mentors = [number for number in people if may(number, found.request)]
        requests = [one for one in asked if may(found.mentor, one)]
        assert found.rank_of_mentor == 1 + sum(fit(number, found.request) > own for number in mentors)
        assert found.rank_of_mentee == 1 + sum(fit(found.mentor, one) > own for one in requests)


def test_half_of_the_pairs_of_equals_could_be_others() -> None:
    mentors = (mentor(1, 1, competences={"a": 1}), mentor(2, 1, competences={"a": 1}), mentor(3, 1))
    requests = (request(1, deficits=[("a", 3)]), request(2, deficits=[("a", 3)]), request(3))
    found = explain(solve(Problem(mentors, requests)))
    assert [one.interchangeable for one in found] == [True, True, False]
    assert [one.substitute for one in found] == [3 - found[0].mentor, found[0].mentor, None]


def test_a_locked_pair_is_never_interchangeable() -> None:
    problem = Problem((mentor(1), mentor(2)), (request(1), request(2)), locks=frozenset({(1, 1)}))
    assert not any(one.interchangeable for one in explain(solve(problem)))
