"""An independent witness: HiGHS and scipy's assignment solver find no better plan than ours.

Whole schools with groups, locks, several requests of a mentee and running pairs are put as integer programmes made of
what a plan publishes; bare matrices are compared with ``linear_sum_assignment``.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from tests.domain.matching import oracle
from tests.domain.matching.schools import EVERYTHING, GROUPED, LOCKED, Shape, school

from curator_app.domain.matching.causes import CauseKind, causes
from curator_app.domain.matching.matrix import solve_matrix
from curator_app.domain.matching.plan import Plan
from curator_app.domain.matching.solver import solve

optimize = pytest.importorskip("scipy.optimize")

LARGE = Shape(mentors=8, requests=20, groups=0.2, repeated=0.2, locks=0.1)
SEEDS = {"locked": (LOCKED, 8), "grouped": (GROUPED, 8), "everything": (EVERYTHING, 8), "large": (LARGE, 12)}
CASES = [pytest.param(shape, seed, id=f"{name}-{seed}") for name, (shape, n) in SEEDS.items() for seed in range(n)]
_SETTLED = {CauseKind.LOCK, CauseKind.GROUP_OVER_LIMIT}


@dataclass(frozen=True)
class Unit:
    """Requests that go to one mentor: their columns, mentees and what they count together."""

    columns: Sequence[int]
    mentees: frozenset[int]
    coverage: int
    home: int | None
    left_out: bool


def units(plan: Plan) -> list[Unit]:
    """What is placed as a whole, told from the problem; what the curator's settings leave out stays out."""
    problem = plan.problem
    row = {mentor.id: index for index, mentor in enumerate(problem.mentors)}
    members: dict[object, list[int]] = {}
    for index, one in enumerate(problem.requests):
        members.setdefault(("request", one.id) if one.group is None else ("group", one.group), []).append(index)
    out = {cause.request for cause in causes(plan) if cause.kind in _SETTLED}
    home = {pair.request: row[pair.mentor] for pair in plan.pairs if pair.locked}
    found = []
    for columns in members.values():
        asked = [problem.requests[column] for column in columns]
        found.append(
            Unit(
                columns=columns,
                mentees=frozenset(one.mentee.id for one in asked),
                coverage=sum(plan.coverage[column] for column in columns),
                home=next((home[one.id] for one in asked if one.id in home), None),
                left_out=any(one.id in out for one in asked),
            )
        )
    return found


def best(plan: Plan) -> tuple[int, int]:
    """(coverage, sum of scores) of the best plan: two integer programmes, one after the other."""
    whole = units(plan)
    mentors = range(len(plan.problem.mentors))
    cells = [(unit, mentor) for unit in range(len(whole)) for mentor in mentors]
    gains = [_gain(plan, whole[unit], mentor) for unit, mentor in cells]
    if not cells:
        return 0, 0
    lowest = [int(whole[unit].home == mentor) for unit, mentor in cells]
    highest = [int(gain is not None and not whole[unit].left_out) for (unit, _), gain in zip(cells, gains, strict=True)]
    covered = [whole[unit].coverage for unit, _ in cells]
    worth = [gain or 0 for gain in gains]
    rows, most = zip(*_limits(plan, whole, cells), strict=True)
    scale = max(1, *map(abs, worth))

    def largest(values: Sequence[float], least: int | None) -> list[int]:
        rules = [optimize.LinearConstraint(rows, ub=most)]
        if least is not None:
            rules.append(optimize.LinearConstraint([covered], lb=least - 0.5))
        told: Any = optimize.milp(
            [-value for value in values],
            integrality=[1] * len(cells),
            bounds=optimize.Bounds(lowest, highest),
            constraints=rules,
            options={"mip_rel_gap": 0},
        )
        assert told.x is not None, told.message
        return [round(value) for value in told.x]

    coverage = sum(map(int.__mul__, covered, largest(covered, None)))
    chosen = largest([value / scale for value in worth], coverage)
    return coverage, sum(map(int.__mul__, worth, chosen))


def _gain(plan: Plan, unit: Unit, mentor: int) -> int | None:
    scores = [plan.scores[mentor][column] for column in unit.columns]
    known = [one for one in scores if one is not None]
    return sum(known) if len(known) == len(scores) else None


def _limits(plan: Plan, whole: Sequence[Unit], cells: Sequence[tuple[int, int]]) -> Iterator[tuple[list[int], int]]:
    """One mentor for a unit, places of a mentor, and no mentor twice for a mentee."""
    for unit in range(len(whole)):
        yield [int(one == unit) for one, _ in cells], 1
    for mentor, room in enumerate(plan.capacity_left):
        yield [len(whole[one].mentees) * int(other == mentor) for one, other in cells], room
    for mentor in range(len(plan.capacity_left)):
        for person in {one for unit in whole for one in unit.mentees}:
            yield [int(other == mentor and person in whole[one].mentees) for one, other in cells], 1


@pytest.mark.parametrize(("shape", "seed"), CASES)
def test_highs_finds_no_better_plan(shape: Shape, seed: int) -> None:
    plan = solve(school(random.Random(f"scipy {seed}"), shape))
    assert plan.proven
    assert oracle.published(plan, plan.mentor_of) == best(plan)


def assigned(scores: Sequence[Sequence[float | None]], capacity: Sequence[int]) -> tuple[int, float]:
    """(pairs, sum) by ``linear_sum_assignment``, a row for every place, forbidden cells dearer than all others."""
    places = [row for row, room in zip(scores, capacity, strict=True) for _ in range(room)]
    known = [cell for row in scores for cell in row if cell is not None]
    if not places or not known:
        return 0, 0
    bonus = (max(known) - min(known) + 1) * (len(scores[0]) + 1)
    raised = [[0 if cell is None else cell - min(known) + bonus for cell in row] for row in places]
    rows, columns = optimize.linear_sum_assignment(raised, maximize=True)
    taken = [cell for i, j in zip(rows, columns, strict=True) if (cell := places[i][j]) is not None]
    return len(taken), sum(taken)


@pytest.mark.parametrize("seed", range(30))
def test_matrices_against_the_assignment_solver(seed: int) -> None:
    dice = random.Random(f"matrix {seed}")
    mentors, mentees, spread = dice.randint(1, 15), dice.randint(1, 25), dice.choice([1, 5, 1000])
    scores = [
        [None if dice.random() < 0.15 else dice.randint(-spread, spread) for _ in range(mentees)]
        for _ in range(mentors)
    ]
    capacity = [dice.randint(0, 3) for _ in range(mentors)]
    plan = solve_matrix(scores, capacity)
    assert (len(plan.pairs), plan.total) == assigned(scores, capacity)


WORST: Mapping[str, list[list[int]]] = {
    "product": [[(i + 1) * (j + 1) for j in range(30)] for i in range(90)],
    "same order": [[i for _ in range(40)] for i in range(60)],
    "one place too few": [[100 - abs(i - j) for j in range(50)] for i in range(49)],
}


@pytest.mark.parametrize("name", WORST)
def test_all_want_the_same_mentors(name: str) -> None:
    scores = WORST[name]
    plan = solve_matrix(scores, [1] * len(scores))
    assert (len(plan.pairs), plan.total) == assigned(scores, [1] * len(scores))
