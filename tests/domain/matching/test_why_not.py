"""«Почему не …» equals forcing the pair and solving anew."""

from __future__ import annotations

import random

import pytest
from tests.domain.matching import oracle
from tests.domain.matching.schools import EVERYTHING, GROUPED, LOCKED, PLAIN, mentor, request, school
from tests.domain.matching.test_solver import unservable

from curator_app.domain.matching.facts import Obstacle
from curator_app.domain.matching.problem import Problem
from curator_app.domain.matching.solver import solve
from curator_app.domain.matching.why_not import Barrier, Move, why_not

SHAPES = {"plain": PLAIN, "locked": LOCKED, "grouped": GROUPED, "everything": EVERYTHING}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("seed", range(20))
def test_every_cell_tells_the_exact_loss_and_who_moves(shape: str, seed: int) -> None:
    problem = school(random.Random(f"why {shape} {seed}"), SHAPES[shape])
    plan = solve(problem)
    every = list(oracle.plans(problem, unservable(plan)))
    coverage, score = oracle.published(plan, plan.mentor_of)
    for one in problem.mentors:
        for other in problem.requests:
            answer = why_not(plan, one.id, other.id)
            forced = [choice for choice in every if choice.get(other.id) == one.id]
            assert answer.possible == bool(forced)
            if not forced:
                assert answer.barrier is not None
                continue
            best = max(oracle.published(plan, choice) for choice in forced)
            assert (coverage - answer.coverage, score - answer.score) == best
            moved = dict(plan.mentor_of)
            for move in answer.moves:
                assert moved.get(move.request) == move.before
                moved.pop(move.request, None)
                if move.after is not None:
                    moved[move.request] = move.after
            assert moved in forced
            assert oracle.published(plan, moved) == best
            losses = zip(plan.objective, oracle.objective(problem, moved), strict=True)
            assert list(answer.tiers.values()) == [before - after for before, after in losses]


def test_the_fewest_move() -> None:
    mentors = tuple(mentor(number, 1) for number in (1, 2, 3))
    plan = solve(Problem(mentors, tuple(request(number) for number in (1, 2, 3))))
    other = plan.mentor_of[2]
    answer = why_not(plan, other, 1)
    assert set(answer.moves) == {Move(1, plan.mentor_of[1], other), Move(2, other, plan.mentor_of[1])}
    assert (answer.coverage, answer.score) == (0, 0)


def test_who_is_left_without_a_mentor_is_named() -> None:
    plan = solve(Problem((mentor(1, 1),), (request(1), request(2))))
    assert why_not(plan, 1, 2).moves == (Move(1, 1, None), Move(2, None, 1))


def test_the_pair_of_the_plan_costs_nothing() -> None:
    plan = solve(Problem((mentor(1),), (request(1),)))
    answer = why_not(plan, 1, 1)
    assert answer.possible
    assert answer.moves == ()
    assert set(answer.tiers.values()) == {0}


@pytest.mark.parametrize(
    ("problem", "barrier", "obstacles"),
    [
        (
            Problem((mentor(1), mentor(2)), (request(1),), bans=frozenset({(1, 1001)})),
            Barrier.OBSTACLE,
            (Obstacle.BAN,),
        ),
        (
            Problem((mentor(1, 2),), (request(1, group="г"), request(2, group="г", refused=True))),
            Barrier.GROUP_MEMBER,
            (Obstacle.REFUSED,),
        ),
        (Problem((mentor(1, 1, load=1),), (request(1),)), Barrier.NO_PLACE, ()),
        (Problem((mentor(1, 1),), (request(1, group="г"), request(2, group="г"))), Barrier.GROUP_TOO_LARGE, ()),
        (Problem((mentor(1, 1),), (request(1), request(2)), locks=frozenset({(1, 2)})), Barrier.PLACES_LOCKED, ()),
        (Problem((mentor(1), mentor(2)), (request(1),), locks=frozenset({(2, 1)})), Barrier.LOCKED_ELSEWHERE, ()),
        (
            Problem((mentor(1), mentor(2), mentor(3)), (request(1),), locks=frozenset({(2, 1), (3, 1)})),
            Barrier.CONTRADICTION,
            (),
        ),
    ],
)
def test_what_cannot_be_says_why(problem: Problem, barrier: Barrier, obstacles: tuple[Obstacle, ...]) -> None:
    answer = why_not(solve(problem), 1, 1)
    assert (answer.possible, answer.barrier, answer.obstacles) == (False, barrier, obstacles)
    assert (answer.coverage, answer.score, answer.moves) == (0, 0, ())


def test_an_unknown_id_is_refused() -> None:
    plan = solve(Problem((mentor(1),), (request(1),)))
    with pytest.raises(KeyError):
        why_not(plan, 5, 1)
