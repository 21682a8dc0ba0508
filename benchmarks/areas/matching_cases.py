"""The solver of pairs against independent answers on many random schools: how many plans are not the best.

Small schools (bans, refusals, shortage, locks, groups, several requests of one mentee, ties) are compared with trying
every plan. Where scipy happens to be installed (it is no dependency of the project) larger ones are compared with
`linear_sum_assignment`, and with HiGHS tier by tier where there are groups.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.util import find_spec

from tests.domain.matching import oracle
from tests.domain.matching.schools import EVERYTHING, GROUPED, LOCKED, PLAIN, TIED, Shape, school

from benchmarks.measuring import Figure
from curator_app.domain.matching.causes import causes
from curator_app.domain.matching.certificate import proves_plan
from curator_app.domain.matching.plan import Plan
from curator_app.domain.matching.problem import Problem
from curator_app.domain.matching.solver import solve
from curator_app.domain.matching.weights import Tier

SHAPES = {"plain": PLAIN, "locked": LOCKED, "grouped": GROUPED, "everything": EVERYTHING, "tied": TIED}
LOAD_LAST = (Tier.COVERAGE, Tier.DEFICITS, Tier.WISHES, Tier.CONDITIONS, Tier.STABILITY, Tier.LOAD)

_CASES = 2000


def small(kind: str, seed: int) -> list[str]:
    """What is wrong with the plan of one small school; empty when it is the best of all plans."""
    problem = school(random.Random(f"{kind} {seed}"), SHAPES[kind])
    plan = solve(problem)
    every = list(oracle.plans(problem, _unservable(plan)))
    best = max(oracle.objective(problem, choice) for choice in every)
    largest = max(oracle.published(plan, choice) for choice in every)
    return [
        fault
        for fault, found in (
            ("breaks a rule", plan.mentor_of not in every),
            ("not proven", not plan.proven),
            ("tiers", plan.objective != best),
            ("scores", oracle.published(plan, plan.mentor_of) != largest),
            ("certificate", proves_plan(plan) is False),
        )
        if found
    ]


def large(seed: int) -> list[str]:
    """The same of a larger school without groups, by scipy's `linear_sum_assignment`."""
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    problem = school(random.Random(f"large {seed}"), Shape(mentors=15, requests=40))
    if len({one.mentee.id for one in problem.requests}) < len(problem.requests):
        return []
    plan = solve(problem)
    coverage, score = oracle.published(plan, plan.mentor_of)
    rows = [index for index, places in enumerate(plan.capacity_left) for _ in range(places)]
    size = len(problem.requests)
    big = 1 + sum(max((abs(row[one] or 0) for row in plan.scores), default=0) for one in range(size))
    if big * (max(plan.coverage, default=1) + 1) * size >= 2**53:
        return ["scores too large for floats"]
    gains = np.full((len(rows) + size, size), 0.0)
    for number, index in enumerate(rows):
        for one in range(size):
            cell = plan.scores[index][one]
            gains[number, one] = -1.0 if cell is None else big * plan.coverage[one] + cell
    chosen = linear_sum_assignment(gains, maximize=True)
    total = gains[chosen].sum()
    return [] if total == big * coverage + score and proves_plan(plan) is not False else ["linear_sum_assignment"]


def grouped(seed: int) -> list[str]:
    """The same of a larger school with groups, by HiGHS, one tier after the other (load comes last and is left out)."""
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import coo_array

    problem = school(random.Random(f"grouped {seed}"), Shape(mentors=10, requests=24, groups=0.35, reorder=0))
    problem = replace(problem, tiers=LOAD_LAST, locks=frozenset())
    plan = solve(problem)
    units: dict[object, list[int]] = {}
    for index, one in enumerate(problem.requests):
        units.setdefault(index if one.group is None else one.group, []).append(index)
    if not problem.mentors or len({one.mentee.id for one in problem.requests}) < len(problem.requests):
        return []
    members = list(units.values())
    limit = problem.group_limit
    cells = [
        (unit, index)
        for unit, requests in enumerate(members)
        for index, mentor in enumerate(problem.mentors)
        if not any(oracle.forbidden(problem, mentor, problem.requests[one]) for one in requests)
        and (limit is None or len(requests) <= max(1, limit))
    ]
    if not cells:
        return [] if not plan.pairs else ["HiGHS: nothing is allowed"]
    once = [(unit, column, 1) for column, (unit, _) in enumerate(cells)]
    room = [(len(members) + index, column, len(members[unit])) for column, (unit, index) in enumerate(cells)]
    entries = once + room
    matrix = coo_array(
        ([value for *_, value in entries], ([row for row, *_ in entries], [column for _, column, _ in entries])),
        shape=(len(members) + len(problem.mentors), len(cells)),
    )
    constraints = [LinearConstraint(matrix.tocsr(), -np.inf, [1] * len(members) + list(plan.capacity_left))]
    for tier, reached in zip(LOAD_LAST[:-1], plan.objective, strict=False):
        gains = np.array([_gain(problem, members[unit], index, tier) for unit, index in cells], float)
        found = milp(-gains, constraints=constraints, bounds=Bounds(0, 1), integrality=np.ones(len(cells)))
        if round(-found.fun) != reached:
            return [f"HiGHS: {tier}"] if plan.proven else []
        constraints.append(LinearConstraint(gains, reached - 0.5, np.inf))
    return []


def _gain(problem: Problem, requests: list[int], mentor: int, tier: Tier) -> int:
    if tier is Tier.COVERAGE:
        return sum(problem.coverage(problem.requests[one]) for one in requests)
    return sum(oracle.points(problem, problem.mentors[mentor], problem.requests[one])[tier] for one in requests)


def _unservable(plan: Plan) -> frozenset[int]:
    return frozenset(cause.request for cause in causes(plan) if cause.contradiction)


def measure() -> Iterator[Figure]:
    """Schools that differ; every one is printed."""
    kinds = list(SHAPES)
    checks: list[tuple[str, int, Callable[[int], list[str]]]] = [
        (f"of {_CASES} schools against every plan", _CASES, lambda seed: small(kinds[seed % len(kinds)], seed))
    ]
    if find_spec("scipy"):
        checks.append((f"of {_CASES // 10} larger ones against scipy", _CASES // 10, large))
        checks.append((f"of {_CASES // 20} with groups against HiGHS", _CASES // 20, grouped))
    for name, cases, check in checks:
        faults = [f"{seed}: {fault}" for seed in range(cases) for fault in check(seed)]
        for fault in faults:
            print("  ", fault)
        yield Figure(f"{name}, not the best", float(len(faults)), "", bar=0)
