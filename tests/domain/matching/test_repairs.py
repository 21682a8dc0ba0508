"""Repairs work: the request is served, and nobody served before loses a mentor."""

from __future__ import annotations

import random
from typing import Any

import pytest
from tests.domain.matching.schools import EVERYTHING, GROUPED, LOCKED, PLAIN, TIED, mentor, request, school

from curator_app.domain.matching import remedies
from curator_app.domain.matching.plan import Plan
from curator_app.domain.matching.problem import Problem
from curator_app.domain.matching.remedies import all_repairs, repairs
from curator_app.domain.matching.repairs import Repair, RepairKind, apply
from curator_app.domain.matching.solver import solve
from curator_app.domain.matching.steady import stays_best
from curator_app.domain.matching.weights import Tier

SHAPES = {"plain": PLAIN, "locked": LOCKED, "grouped": GROUPED, "everything": EVERYTHING, "tied": TIED}


def assert_it_works(plan: Plan, number: int, repair: Repair) -> None:
    after = solve(apply(plan.problem, repair))
    assert number in after.mentor_of
    assert plan.mentor_of.keys() <= after.mentor_of.keys()


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("seed", range(30))
def test_every_repair_stands_a_fresh_solve(shape: str, seed: int) -> None:
    plan = solve(school(random.Random(f"repair {shape} {seed}"), SHAPES[shape]))
    found = all_repairs(plan)
    assert set(found) == set(plan.unmatched)
    for number, offered in found.items():
        assert len({repair.kind for repair in offered}) == len(offered) <= 3
        for repair in offered:
            assert_it_works(plan, number, repair)


def test_the_cheapest_come_first() -> None:
    problem = Problem(
        (mentor(1, 1, subjects=frozenset({"алгебра"})), mentor(2, 2)),
        (request(1, required_subject="алгебра"), request(2, required_subject="алгебра")),
    )
    plan = solve(problem)
    (left_out,) = plan.unmatched
    assert repairs(plan, left_out) == (
        Repair(RepairKind.ADD_PLACE, left_out, 1, places=1),
        Repair(RepairKind.DROP_REQUIREMENT, left_out),
        Repair(RepairKind.ADD_MENTOR, left_out, places=1),
    )
    assert repairs(plan, left_out, limit=1) == (Repair(RepairKind.ADD_PLACE, left_out, 1, places=1),)
    assert repairs(plan, next(iter(plan.mentor_of))) == ()


def test_where_several_are_left_out_the_pair_is_locked_too() -> None:
    plan = solve(Problem((mentor(1, 1),), (request(1), request(2, urgent=False), request(3))))
    assert plan.unmatched == (2, 3)
    assert repairs(plan, 2)[0] == Repair(RepairKind.ADD_PLACE, 2, 1, places=1)
    assert repairs(plan, 3)[0] == Repair(RepairKind.ADD_PLACE, 3, 1, places=1, lock=True)
    assert_it_works(plan, 3, repairs(plan, 3)[0])


def test_a_ban_in_the_way_is_offered_for_lifting() -> None:
    plan = solve(Problem((mentor(1, 1),), (request(1),), bans=frozenset({(1, 1001)})))
    assert Repair(RepairKind.LIFT_BAN, 1, 1) in repairs(plan, 1)


def test_a_lock_in_the_way_is_offered_for_removal() -> None:
    mentors = (mentor(1, 1, subjects=frozenset({"алгебра"})), mentor(2, 1))
    requests = (request(1), request(2, required_subject="алгебра"))
    plan = solve(Problem(mentors, requests, locks=frozenset({(1, 1)})))
    assert Repair(RepairKind.REMOVE_LOCK, 1, 1) in repairs(plan, 2, limit=5)


def test_contradictory_locks_are_offered_for_removal() -> None:
    plan = solve(Problem((mentor(1), mentor(2)), (request(1),), locks=frozenset({(1, 1), (2, 1)})))
    assert [repair.kind for repair in repairs(plan, 1)] == [RepairKind.REMOVE_LOCK]


def test_a_whole_group_gets_its_places() -> None:
    requests = tuple(request(number, group="кружок") for number in (1, 2, 3))
    plan = solve(Problem((mentor(1, 1),), requests))
    found = all_repairs(plan)
    assert found[1] == found[3]
    assert found[1][0] == Repair(RepairKind.ADD_PLACE, 1, 1, places=2)


def test_nothing_helps_who_refused() -> None:
    plan = solve(Problem((mentor(1),), (request(1, refused=True),)))
    assert repairs(plan, 1) == ()


def test_a_mentor_from_outside_knows_what_is_asked_for() -> None:
    problem = Problem((), (request(1, required_subject="химия", deficits=[("digital", 2)]),))
    changed = apply(problem, Repair(RepairKind.ADD_MENTOR, 1, places=1, lock=True))
    (guest,) = changed.mentors
    assert guest.id < 0
    assert guest.competences == {"digital": 3}
    assert guest.subjects == {"химия"}
    assert changed.locks == {(guest.id, 1)}


def test_a_mentor_from_outside_was_in_no_draft() -> None:
    """What stands in no draft is not taken for kept because the guest has a number below zero."""
    after = solve(apply(Problem((), (request(1),)), Repair(RepairKind.ADD_MENTOR, 1, places=1, lock=True)))
    assert after.pairs[0].parts[Tier.STABILITY] == 0


def test_a_lock_is_not_offered_for_removal_where_the_freed_place_is_needed_by_the_one_locked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Every place is taken and will be: told by counting places, without solving the school again for every lock."""
    mentors = tuple(mentor(number, 1) for number in (1, 2))
    requests = tuple(request(number) for number in range(1, 6))
    plan = solve(Problem(mentors=mentors, requests=requests, locks=frozenset({(1, 1), (2, 2)})))
    tried: list[Repair] = []

    def counted(problem: Problem, **_more: object) -> Plan:
        tried.append(Repair(RepairKind.REMOVE_LOCK, 0))
        return solve(problem)

    monkeypatch.setattr(remedies, "outline", counted)
    kinds = {one.kind for found in all_repairs(plan).values() for one in found}
    assert RepairKind.REMOVE_LOCK not in kinds
    assert not tried


def test_places_added_for_one_are_judged_by_the_search_that_found_the_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same repairs as when every new place is settled anew, and it is told for some without that."""
    told: list[bool] = []

    def listened(*question: Any) -> bool:
        told.append(stays_best(*question))
        return told[-1]

    for seed in range(150):
        plan = solve(school(random.Random(f"steady {seed}"), EVERYTHING if seed % 2 else GROUPED))
        monkeypatch.setattr(remedies, "stays_best", listened)
        quick = all_repairs(plan)
        monkeypatch.setattr(remedies, "stays_best", lambda *_question: False)
        assert quick == all_repairs(plan)
    assert True in told
