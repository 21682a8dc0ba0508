"""A lock speaks of a mentee: it must not fall to another of his requests than the one it was made for."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from tests.domain.matching.schools import Shape, school

from curator_app.domain.matching.lock_taking import lock_stays
from curator_app.domain.matching.plan import Plan
from curator_app.domain.matching.remedies import all_repairs
from curator_app.domain.matching.repairs import Repair, RepairKind, apply
from curator_app.domain.matching.solver import solve

REPEATED = Shape(mentors=4, requests=9, repeated=0.5, locks=0.05)
IN_GROUPS = replace(REPEATED, groups=0.2)


def others_of(plan: Plan, repair: Repair) -> list[int]:
    mentee = {one.id: one.mentee.id for one in plan.problem.requests}
    return [one.request for one in plan.pairs if one.mentee == mentee[repair.request]]


def taken_by(plan: Plan, repair: Repair, request: int) -> tuple[int, tuple[int, ...]]:
    """Locks kept and the objective when the request takes the lock."""
    changed = apply(plan.problem, replace(repair, lock=False))
    mentor = repair.mentor if repair.kind is RepairKind.ADD_PLACE else changed.mentors[-1].id
    assert mentor is not None
    after = solve(replace(changed, locks=changed.locks | {(mentor, request)}))
    return sum(after.mentor_of.get(one) == who for who, one in after.problem.locks), after.objective


@pytest.mark.parametrize("shape", [REPEATED, IN_GROUPS], ids=["single", "grouped"])
def test_what_the_board_tells_is_what_fresh_plans_tell(shape: Shape) -> None:
    told: list[tuple[RepairKind, bool]] = []
    for seed in range(120):
        plan = solve(school(random.Random(f"lock {seed}"), shape))
        for repair in {one for found in all_repairs(plan, limit=5).values() for one in found}:
            others = others_of(plan, repair)
            if not repair.lock or not others:
                continue
            stays = lock_stays(plan, repair, others)
            told.append((repair.kind, stays))
            if stays:
                own = taken_by(plan, repair, repair.request)
                assert own >= max(taken_by(plan, repair, other) for other in others)
    assert set(told) >= {
        (kind, stays) for kind in (RepairKind.ADD_PLACE, RepairKind.ADD_MENTOR) for stays in (True, False)
    }
