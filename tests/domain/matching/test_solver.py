"""The plan of the whole school against trying every plan, and the properties a curator relies on."""

from __future__ import annotations

import dataclasses
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.domain.matching import oracle
from tests.domain.matching.flow import cheapest_flow
from tests.domain.matching.schools import EVERYTHING, GROUPED, LOCKED, PLAIN, TIED, Shape, mentor, request, school

from curator_app.domain.matching.causes import CauseKind, causes
from curator_app.domain.matching.certificate import proves_plan
from curator_app.domain.matching.facts import Wishes
from curator_app.domain.matching.plan import Plan
from curator_app.domain.matching.problem import Problem
from curator_app.domain.matching.solver import solve
from curator_app.domain.matching.weights import DEFAULT_ORDER, Tier, Weights

SHAPES = {"plain": PLAIN, "locked": LOCKED, "grouped": GROUPED, "everything": EVERYTHING, "tied": TIED}
seeds = st.integers(0, 10**6)


def unservable(plan: Plan) -> frozenset[int]:
    return frozenset(cause.request for cause in causes(plan) if cause.contradiction)


def matched(plan: Plan) -> dict[int, int]:
    return dict(plan.mentor_of)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("seed", range(60))
def test_no_plan_is_better(shape: str, seed: int) -> None:
    problem = school(random.Random(f"{shape} {seed}"), SHAPES[shape])
    plan = solve(problem)
    every = list(oracle.plans(problem, unservable(plan)))
    assert plan.proven
    assert plan.mentor_of in every
    assert plan.objective == oracle.objective(problem, plan.mentor_of)
    assert plan.objective == max(oracle.objective(problem, choice) for choice in every)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("seed", range(60))
def test_the_published_scores_have_no_larger_sum(shape: str, seed: int) -> None:
    problem = school(random.Random(f"scores {shape} {seed}"), SHAPES[shape])
    plan = solve(problem)
    own = oracle.published(plan, plan.mentor_of)
    every = oracle.plans(problem, unservable(plan))
    assert own == max(oracle.published(plan, choice) for choice in every)
    assert own[1] == sum(pair.score for pair in plan.pairs)
    assert proves_plan(plan) is not False


@pytest.mark.parametrize("seed", range(12))
def test_larger_schools_agree_with_a_second_solver(seed: int) -> None:
    problem = school(random.Random(seed), Shape(mentors=12, requests=30))
    plan = solve(problem)
    assert proves_plan(plan) is not False
    big = 1 + sum(abs(score) for row in plan.scores for score in row if score is not None)
    rooms = [*plan.capacity_left, len(problem.requests)]
    cost: list[list[int | None]] = []
    for index, covered in enumerate(plan.coverage):
        scores = [row[index] for row in plan.scores]
        cost.append([*(None if score is None else -score - covered * big for score in scores), 0])
    coverage, score = oracle.published(plan, plan.mentor_of)
    assert cheapest_flow(cost, rooms) == -(coverage * big + score)


@given(seeds)
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_lists_leaves_no_trace(seed: int) -> None:
    dice = random.Random(seed)
    problem = school(dice, dataclasses.replace(EVERYTHING, mentors=8, requests=14))
    shuffled = dataclasses.replace(
        problem,
        mentors=tuple(dice.sample(problem.mentors, len(problem.mentors))),
        requests=tuple(dice.sample(problem.requests, len(problem.requests))),
    )
    one, other = solve(problem), solve(shuffled)
    assert one.pairs == other.pairs
    assert one.unmatched == other.unmatched


@given(seeds)
@settings(max_examples=60, deadline=None)
def test_one_place_more_never_hurts(seed: int) -> None:
    dice = random.Random(seed)
    problem = school(dice, dataclasses.replace(LOCKED, mentors=7, requests=12))
    if not problem.mentors:
        return
    number = dice.randrange(len(problem.mentors))
    mentors = list(problem.mentors)
    mentors[number] = dataclasses.replace(mentors[number], capacity=mentors[number].capacity + 1)
    before, after = solve(problem), solve(dataclasses.replace(problem, mentors=tuple(mentors)))
    if unservable(before) == unservable(after):
        assert after.objective >= before.objective


@given(seeds)
@settings(max_examples=60, deadline=None)
def test_a_lock_never_breaks_and_a_ban_never_appears(seed: int) -> None:
    problem = school(random.Random(seed), dataclasses.replace(EVERYTHING, mentors=8, requests=14))
    plan = solve(problem)
    people = {one.id: one for one in problem.mentors}
    asked = {one.id: one for one in problem.requests}
    out = unservable(plan)
    for number, locked in problem.locks:
        assert locked in out or plan.mentor_of.get(locked, number) == number
    for pair in plan.pairs:
        assert not oracle.forbidden(problem, people[pair.mentor], asked[pair.request])
        members = {
            one.id for one in problem.requests if one.group is not None and one.group == asked[pair.request].group
        }
        assert pair.locked == any(locked in members | {pair.request} for _, locked in problem.locks)


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 2, 1), (2, 3, 1)])
def test_who_stays_unpaired_does_not_depend_on_the_order(order: tuple[int, ...]) -> None:
    wishes = Wishes({(9, 1001): 2, (9, 1002): 1, (9, 1003): 3}, {(9, 1002): 1})
    asked = {number: request(number) for number in (1, 2, 3)}
    plan = solve(Problem((mentor(9, 1),), tuple(asked[number] for number in order), wishes))
    assert matched(plan) == {2: 9}
    assert plan.unmatched == (1, 3)


def test_equals_are_served_in_the_order_of_their_keys() -> None:
    plan = solve(Problem((mentor(9, 2),), tuple(request(number) for number in (4, 2, 3, 1))))
    assert matched(plan) == {1: 9, 2: 9}


def test_urgent_requests_come_first_and_are_worth_several() -> None:
    plan = solve(Problem((mentor(9, 1),), (request(1, deficits=[("a", 3)]), request(2, urgent=True))))
    assert matched(plan) == {2: 9}
    assert plan.objective[0] == Weights().urgent


def test_nobody_is_left_out_for_the_sake_of_points() -> None:
    # mentor 8 is far better for both, but only mentor 8 may take request 2
    mentors = (mentor(8, 1, competences={"a": 3}), mentor(9, 1))
    requests = (request(1, deficits=[("a", 3)]), request(2))
    plan = solve(Problem(mentors, requests, bans=frozenset({(9, 1002)})))
    assert matched(plan) == {1: 9, 2: 8}


def test_a_mutual_wish_outweighs_several_one_sided_ones_but_no_deficit() -> None:
    mentors = (mentor(8, 1), mentor(9, 1))
    requests = (request(1), request(2))
    wishes = Wishes({(8, 1001): 1, (9, 1002): 1, (9, 1001): 2}, {(9, 1001): 1})
    assert matched(solve(Problem(mentors, requests, wishes))) == {1: 9, 2: 8}
    skilled = (mentor(8, 1, competences={"a": 1}), mentor(9, 1))
    needy = (request(1, deficits=[("a", 1)]), request(2))
    assert matched(solve(Problem(skilled, needy, wishes))) == {1: 8, 2: 9}


def test_loads_are_levelled_with_the_running_pairs_counted() -> None:
    mentors = (mentor(1, 5, 2), mentor(2, 5), mentor(3, 5))
    plan = solve(Problem(mentors, tuple(request(number) for number in range(1, 8))))
    given_to = list(plan.mentor_of.values())
    assert [given_to.count(number) for number in (1, 2, 3)] == [1, 3, 3]
    assert plan.capacity_left == (3, 5, 5)
    assert plan.objective[DEFAULT_ORDER.index(Tier.LOAD)] == -(3 + 1 + 2 + 3 + 1 + 2 + 3)


def test_load_weighs_what_its_place_in_the_order_says() -> None:
    mentors = (mentor(1, 2, competences={"a": 1}), mentor(2, 2))
    requests = (request(1, deficits=[("a", 1)]), request(2, deficits=[("a", 1)]))
    assert set(solve(Problem(mentors, requests)).mentor_of.values()) == {1}
    order = (Tier.COVERAGE, Tier.LOAD, Tier.DEFICITS, Tier.WISHES, Tier.CONDITIONS, Tier.STABILITY)
    assert set(solve(Problem(mentors, requests, tiers=order)).mentor_of.values()) == {1, 2}


def test_a_draft_is_kept_where_nothing_is_gained_by_leaving_it() -> None:
    mentors = (mentor(1, 2), mentor(2, 2))
    requests = (request(1), request(2))
    for draft in ({1: 1, 2: 2}, {1: 2, 2: 1}):
        assert matched(solve(Problem(mentors, requests, draft=draft))) == draft
    # levelling the load comes before keeping the draft
    plan = solve(Problem(mentors, requests, draft={1: 1, 2: 1}))
    assert set(plan.mentor_of.values()) == {1, 2}
    assert plan.objective[-1] == 1


def test_a_group_goes_whole_to_a_mentor_with_room_for_it() -> None:
    mentors = (mentor(1, 2, competences={"a": 3}), mentor(2, 3))
    requests = tuple(request(number, group="кружок", deficits=[("a", 3)]) for number in (1, 2, 3))
    assert matched(solve(Problem(mentors, requests))) == {1: 2, 2: 2, 3: 2}
    assert solve(Problem(mentors[:1], requests)).pairs == ()
    limited = solve(Problem(mentors, requests, group_limit=2))
    assert [cause.kind for cause in causes(limited)] == [CauseKind.GROUP_OVER_LIMIT] * 3


def test_a_new_member_joins_the_group_that_runs() -> None:
    mentors = (mentor(1, 3, competences={"a": 3}), mentor(2, 3, load=2))
    member = request(1, group="кружок", deficits=[("a", 3)])
    assert matched(solve(Problem(mentors, (member,), standing_groups={"кружок": 2}))) == {1: 2}


def test_two_requests_of_a_mentee_go_to_two_mentors_unless_grouped() -> None:
    mentors = (mentor(1, 2, competences={"a": 3}), mentor(2, 2, competences={"a": 1}))
    apart = (request(1, id=7, deficits=[("a", 3)]), request(2, id=7, deficits=[("a", 2)]))
    assert matched(solve(Problem(mentors, apart))) == {1: 1, 2: 2}
    together = tuple(dataclasses.replace(one, group="вместе") for one in apart)
    plan = solve(Problem((mentor(1, 1), mentor(2, 0)), together))
    assert matched(plan) == {1: 1, 2: 1}
    assert [pair.parts[Tier.LOAD] for pair in plan.pairs] == [-1, 0]


def test_locks_take_their_places_and_stand_in_the_plan() -> None:
    mentors = (mentor(1, 1, competences={"a": 3}), mentor(2, 1))
    requests = (request(1, deficits=[("a", 3)]), request(2))
    plan = solve(Problem(mentors, requests, locks=frozenset({(1, 2)})))
    assert {(pair.request, pair.mentor, pair.locked) for pair in plan.pairs} == {(1, 2, False), (2, 1, True)}


def test_a_stop_from_outside_is_obeyed_at_once() -> None:
    class Stopped(Exception):
        pass

    calls: list[int] = []

    def pulse() -> None:
        calls.append(1)
        if len(calls) == 5:
            raise Stopped

    with pytest.raises(Stopped):
        solve(Problem((mentor(1, 9),), tuple(request(number) for number in range(1, 10))), pulse=pulse)
    assert len(calls) == 5


@pytest.mark.parametrize(
    "order", [DEFAULT_ORDER[1:], (Tier.LOAD, *DEFAULT_ORDER), (Tier.DEFICITS, Tier.COVERAGE, *DEFAULT_ORDER[2:])]
)
def test_an_order_without_coverage_first_is_refused(order: tuple[Tier, ...]) -> None:
    with pytest.raises(ValueError, match="coverage first"):
        Problem((), (), tiers=order)


def test_ids_used_twice_and_unknown_locks_are_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        Problem((mentor(1), mentor(1)), ())
    with pytest.raises(ValueError, match="unknown"):
        Problem((mentor(1),), (request(1),), locks=frozenset({(1, 2)}))


@given(seeds)
@settings(max_examples=40, deadline=None)
def test_scores_are_none_exactly_where_a_pair_must_not_be(seed: int) -> None:
    problem = school(random.Random(seed), PLAIN)
    plan = solve(problem)
    for one, scores in zip(problem.mentors, plan.scores, strict=True):
        for other, score in zip(problem.requests, scores, strict=True):
            assert (score is None) == oracle.forbidden(problem, one, other)
