"""Why somebody is left without a mentor, by name and number."""

from __future__ import annotations

import random

import pytest
from tests.domain.matching import oracle
from tests.domain.matching.schools import EVERYTHING, mentor, request, school

from curator_app.domain.matching.causes import CauseKind, Trouble, causes, troubles
from curator_app.domain.matching.facts import Obstacle
from curator_app.domain.matching.problem import Problem, Request
from curator_app.domain.matching.solver import solve
from curator_app.domain.matching.units import Contradiction

ALGEBRA = frozenset({"алгебра"})


def algebra(number: int) -> Request:
    return request(number, required_subject="алгебра")


def test_the_overloaded_set_is_named_and_no_larger_than_it_must_be() -> None:
    mentors = (mentor(1, 1, subjects=ALGEBRA), mentor(2, 1, subjects=ALGEBRA), mentor(3, 5))
    requests = (*(algebra(number) for number in (1, 2, 3, 4)), request(5))
    found = causes(solve(Problem(mentors, requests)))
    assert [cause.request for cause in found] == [3, 4]
    for cause in found:
        assert cause.kind is CauseKind.OVERLOADED
        assert cause.requests == (1, 2, 3, 4)
        assert cause.mentors == (1, 2)
        assert (cause.needed, cause.places) == (4, 2)


def test_a_set_grows_along_those_who_could_make_room() -> None:
    # 1 may go to anybody, 2 and 3 to mentor 1 only: moving 1 away is what the set has to account for
    mentors = (mentor(1, 1), mentor(2, 1))
    requests = (request(1), request(2), request(3))
    plan = solve(Problem(mentors, requests, bans=frozenset({(2, 1002), (2, 1003)})))
    (cause,) = causes(plan)
    assert (cause.mentors, cause.needed, cause.places) == ((1,), 2, 1)


@pytest.mark.parametrize(
    ("problem", "kind"),
    [
        (Problem((), (request(1),)), CauseKind.NO_MENTORS),
        (Problem((mentor(1, 0), mentor(2, 1, 3)), (request(1),)), CauseKind.NO_PLACES),
        (
            Problem((mentor(1, 2),), tuple(request(number, group="г") for number in (1, 2, 3))),
            CauseKind.GROUP_TOO_LARGE,
        ),
        (
            Problem((mentor(1, 3),), tuple(request(number, group="г") for number in (1, 2)), group_limit=1),
            CauseKind.GROUP_OVER_LIMIT,
        ),
        (Problem((mentor(1, 5),), (request(1, id=7), request(2, id=7))), CauseKind.SAME_MENTOR_TWICE),
    ],
)
def test_every_kind_of_cause(problem: Problem, kind: CauseKind) -> None:
    found = causes(solve(problem))
    assert {cause.kind for cause in found} == {kind}


def test_groups_that_do_not_fit_into_what_is_left() -> None:
    requests = (*(request(number, group="а") for number in (1, 2)), *(request(number, group="б") for number in (3, 4)))
    mentors = (mentor(1, 3), mentor(2, 1))
    (cause, _) = causes(solve(Problem(mentors, requests)))
    assert cause.kind is CauseKind.GROUPS_DO_NOT_FIT
    assert (cause.needed, cause.places) == (4, 4)


def test_obstacles_are_counted_by_mentor() -> None:
    mentors = (mentor(1), mentor(2, subjects=ALGEBRA), mentor(3, subjects=ALGEBRA, refused=True))
    plan = solve(Problem(mentors, (algebra(1),), bans=frozenset({(1, 1001), (2, 1001)})))
    (cause,) = causes(plan)
    assert cause.kind is CauseKind.ALL_FORBIDDEN
    assert cause.obstacles == {Obstacle.BAN: 2, Obstacle.REFUSED: 1, Obstacle.SUBJECT: 1}


@pytest.mark.parametrize(
    ("problem", "left_out", "contradiction"),
    [
        (
            Problem((mentor(1), mentor(2)), (request(1),), locks=frozenset({(1, 1), (2, 1)})),
            (1,),
            Contradiction.LOCKS_DISAGREE,
        ),
        (
            Problem((mentor(1, 2),), (request(1),), bans=frozenset({(1, 1001)}), locks=frozenset({(1, 1)})),
            (1,),
            Contradiction.LOCK_FORBIDDEN,
        ),
        (
            Problem((mentor(1, 1),), (request(1), request(2)), locks=frozenset({(1, 1), (1, 2)})),
            (2,),
            Contradiction.LOCK_NO_PLACE,
        ),
        (
            Problem((mentor(1, 2),), (request(1, id=7), request(2, id=7)), locks=frozenset({(1, 1), (1, 2)})),
            (2,),
            Contradiction.LOCK_FORBIDDEN,
        ),
        (
            Problem(
                (mentor(1, 2), mentor(2, 2)),
                (request(1, group="г"), request(2, group="г")),
                locks=frozenset({(1, 1), (2, 2)}),
            ),
            (1, 2),
            Contradiction.LOCKS_DISAGREE,
        ),
    ],
)
def test_a_lock_that_cannot_hold_is_named_and_put_nowhere_else(
    problem: Problem, left_out: tuple[int, ...], contradiction: Contradiction
) -> None:
    plan = solve(problem)
    assert plan.unmatched == left_out
    assert {(cause.kind, cause.contradiction) for cause in causes(plan)} == {(CauseKind.LOCK, contradiction)}
    assert troubles(plan) == (Trouble.CONTRADICTORY_LOCKS,)


@pytest.mark.parametrize(
    ("problem", "found"),
    [
        (Problem((), ()), (Trouble.NO_MENTORS, Trouble.NO_REQUESTS)),
        (Problem((), (request(1),)), (Trouble.NO_MENTORS,)),
        (Problem((mentor(1),), ()), (Trouble.NO_REQUESTS,)),
        (Problem((mentor(1, 0),), (request(1),)), (Trouble.NO_PLACES,)),
        (Problem((mentor(1, refused=True),), (request(1), request(2))), (Trouble.ALL_FORBIDDEN,)),
        (Problem((mentor(1),), (request(1),)), ()),
    ],
)
def test_degenerate_input_gets_a_name_and_an_honest_empty_plan(problem: Problem, found: tuple[Trouble, ...]) -> None:
    plan = solve(problem)
    assert troubles(plan) == found
    assert plan.proven
    assert len(plan.pairs) + len(plan.unmatched) == len(problem.requests)


@pytest.mark.parametrize("seed", range(80))
def test_everybody_left_out_has_a_cause_that_holds(seed: int) -> None:
    problem = school(random.Random(f"cause {seed}"), EVERYTHING)
    plan = solve(problem)
    found = causes(plan)
    assert tuple(cause.request for cause in found) == plan.unmatched
    asked = {one.id: one for one in problem.requests}
    for cause in found:
        if cause.kind is CauseKind.OVERLOADED:
            members = [asked[number] for number in cause.requests]
            assert cause.request in cause.requests
            assert cause.needed > cause.places
            assert cause.needed == len({(one.group or one.id, one.mentee.id) for one in members})
            for one in members:
                group = [one] if one.group is None else [x for x in problem.requests if x.group == one.group]
                for other in problem.mentors:
                    if not any(oracle.forbidden(problem, other, member) for member in group):
                        assert other.id in cause.mentors or _locked_out(problem, one, other.id)


def _locked_out(problem: Problem, one: Request, number: int) -> bool:
    """Another request of the same mentee is locked to that mentor."""
    return any(
        mentor_id == number and other.id == locked and other.mentee.id == one.mentee.id
        for mentor_id, locked in problem.locks
        for other in problem.requests
    )
