"""Whether the lock of a repair falls to the request it is meant for, when others of the mentee could take it too."""

from __future__ import annotations

from collections.abc import Iterable

from curator_app.domain.matching.branching import Outcome, settle
from curator_app.domain.matching.fair import fair_row, fineness
from curator_app.domain.matching.plan import Plan, plan_of
from curator_app.domain.matching.ratings import Ratings
from curator_app.domain.matching.repairs import Repair, RepairKind, apply
from curator_app.domain.matching.solution import Solution
from curator_app.domain.matching.solver import DEFAULT_EFFORT
from curator_app.domain.matching.steady import stays_best
from curator_app.domain.matching.transport import Transport
from curator_app.domain.matching.weights import Tier


def lock_stays(plan: Plan, repair: Repair, others: Iterable[int], *, effort: int = DEFAULT_EFFORT) -> bool:
    """Whether the plan with the new pair of ``repair`` is at least as good as any in which one of ``others`` (served
    requests of the mentee) takes the new lock instead. Told on the board of the plan, which has to serve them
    already; False where that does not tell."""
    solution = plan.solution
    model = solution.model
    if not solution.proven or any(one.contradiction for one in model.units):
        return False
    number = {one.id: index for index, one in enumerate(model.requests)}
    units = [model.unit_of[number[one]] for one in (repair.request, *others)]
    if any(model.units[one].size > 1 or len(model.units[one].requests) > 1 for one in units):
        return False
    lot, *rivals = [model.open_units.index(one) for one in units if model.units[one].open]
    compare = _no_better_in_place if repair.kind is RepairKind.ADD_PLACE else _no_better_with_guest
    return repair.places == 1 and compare(plan, repair, lot, rivals, effort)


def _no_better_in_place(plan: Plan, repair: Repair, lot: int, rivals: list[int], effort: int) -> bool:
    solution, board = plan.solution, plan.solution.fair
    mentor = next(index for index, one in enumerate(solution.model.mentors) if one.id == repair.mentor)
    if solution.found is None or solution.found.best is None or not stays_best(solution, lot, mentor):
        return False
    grain, point = board.rules.grain, fineness(solution.model)
    placing = solution.found.best.clone()
    _only(placing, board.pieces[lot], mentor, _gain(solution, lot, mentor) * -grain, places=1)
    reached = -placing.value // grain // point
    for rival in rivals:
        if fair_row(solution.model, rival)[mentor] is None:
            continue  # a lock that is forbidden keeps nobody
        trial = board.root.clone()
        _only(trial, board.pieces[rival], mentor, _gain(solution, rival, mentor) * -grain, places=1)
        outcome = settle(trial, board.rules, ceiling=-(reached + 1) * point * grain + grain, limit=effort)
        if outcome.best is not None or not outcome.proven:
            return False
    return True


def _no_better_with_guest(plan: Plan, repair: Repair, lot: int, rivals: list[int], effort: int) -> bool:
    solution, board = plan.solution, plan.solution.fair
    reached = _with_guest(plan, solution, repair, lot)
    for rival in rivals:
        trial = board.root.clone()
        _only(trial, board.pieces[rival], board.nobody, 0)
        outcome = settle(trial, board.rules, limit=effort)
        if outcome.best is None or not outcome.proven:
            return False
        if _with_guest(plan, _replaced(solution, outcome, outcome.best), repair, rival) > reached:
            return False
    return True


def _gain(solution: Solution, lot: int, mentor: int) -> int:
    gain = fair_row(solution.model, lot)[mentor]
    assert gain is not None, "nobody is locked to a mentor who is barred"
    return gain


def _only(placing: Transport, pieces: Iterable[int], column: int, cost: int, places: int = 0) -> None:
    """Puts a lot into a column for good."""
    row = [placing.wall] * len(placing.room)
    row[column] = cost
    for _ in range(places):
        placing.add_place(column)
    for piece in pieces:
        placing.reprice(piece, row)


def _replaced(solution: Solution, outcome: Outcome, placing: Transport) -> Solution:
    return Solution(solution.model, solution.fair.columns(placing), solution.prices, solution.fair, outcome.proven)


def _with_guest(plan: Plan, solution: Solution, repair: Repair, lot: int) -> list[int]:
    """The objective of a plan when a single request has a guest for itself besides."""
    model = solution.model
    request = model.requests[model.units[model.open_units[lot]].requests[0]]
    guest = apply(plan.problem, repair).mentors[-1]
    row = Ratings([guest], plan.problem.wishes, weights=plan.problem.weights).row(request.mentee)
    more = {
        Tier.COVERAGE: plan.problem.coverage(request),
        Tier.DEFICITS: row.deficits[0],
        Tier.WISHES: row.wishes[0],
        Tier.CONDITIONS: row.conditions[0],
        Tier.LOAD: -1,
        Tier.STABILITY: 0,
    }
    reached = plan_of(solution).objective
    return [points + more[tier] for tier, points in zip(plan.problem.tiers, reached, strict=True)]
