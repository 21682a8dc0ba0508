"""The plan of the whole school: proven best in ordered tiers, the same whatever order people are listed in.

How it is found. Tiers are folded into one whole number per pair. Load is not a matter of a pair: the n-th mentee of a
mentor costs n, so that the largest loads go down first. The placing of least cost is therefore sought with places of
rising cost. Its prices then turn load into a fixed price of a place of each mentor, at which the same plan is best
again; with these prices every pair has a score of its own, and anyone can check that the plan has the largest sum.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from curator_app.domain.matching.branching import settle
from curator_app.domain.matching.fair import fair_board, fineness
from curator_app.domain.matching.model import Model, compile_model
from curator_app.domain.matching.plan import Plan, plan_of
from curator_app.domain.matching.problem import Problem
from curator_app.domain.matching.solution import Solution, unit_gains
from curator_app.domain.matching.weights import Tier

DEFAULT_EFFORT = 4000
Pulse = Callable[[], None]


def solve(problem: Problem, *, effort: int = DEFAULT_EFFORT, pulse: Pulse | None = None) -> Plan:
    """The best plan.

    Without groups the proof is always complete. With groups at most ``effort`` partial plans are looked at; when
    that is not enough, ``Plan.proven`` is False and the plan is the best found. ``pulse`` is called now and then and
    may raise to stop.
    """
    return scored(outline(problem, effort=effort, pulse=pulse), effort=effort, pulse=pulse)


def outline(problem: Problem, *, effort: int = DEFAULT_EFFORT, pulse: Pulse | None = None) -> Plan:
    """The pairs of the best plan in about half the time: enough to compare plans or to see who is served. Scores
    (and with groups ``Plan.proven``) are right only after ``scored``."""
    model = compile_model(problem)
    board = fair_board(model, pulse)
    outcome = settle(board.root, board.rules, limit=effort, pulse=pulse)
    assert outcome.best is not None, "leaving everybody out is always a placing"
    columns = board.columns(outcome.best)
    unit = fineness(model) * board.rules.grain
    worth = [price // unit for price in outcome.best.price]
    prices = _place_prices(model, columns, worth)
    scarcity = [max(0, total - price) for total, price in zip(worth, prices, strict=False)]
    return plan_of(Solution(model, columns, prices, board, outcome.proven, scarcity, found=outcome))


def scored(plan: Plan, *, effort: int = DEFAULT_EFFORT, pulse: Pulse | None = None) -> Plan:
    """A plan of ``outline`` with scores at which it is best."""
    solution = plan.solution
    if not solution.fair.rules or _proven_by_prices(solution, solution.scarcity or ()):
        return plan
    return plan_of(_checked(replace(solution, scarcity=None), effort, pulse))


def _place_prices(model: Model, columns: Sequence[int | None], worth: Sequence[int]) -> list[int]:
    """A fixed price of a place of each mentor at which nobody gains by moving: what the place is worth in the plan,
    between the cost of the last taken place and of the next one."""
    taken = [0] * len(model.mentors)
    for index, column in zip(model.open_units, columns, strict=True):
        if column is not None:
            taken[column] += model.units[index].size
    weight = model.weights[Tier.LOAD]
    prices = []
    for load, more, value in zip(model.loads, taken, worth, strict=False):
        last, following = weight * (load + more), weight * (load + more + 1)
        prices.append(min(max(value, last), following) if more else following)
    return prices


def _proven_by_prices(solution: Solution, scarcity: Sequence[int]) -> bool:
    """Whether no unit would gain by moving at these prices and only full mentors have one."""
    model = solution.model
    rooms = list(model.rooms)
    for index, column in zip(model.open_units, solution.columns, strict=True):
        size = model.units[index].size
        gains = [
            gain - size * (price + more)
            for gain, price, more in zip(unit_gains(model, index), solution.prices, scarcity, strict=True)
            if gain is not None
        ]
        own = 0
        if column is not None:
            rooms[column] -= size
            gain = unit_gains(model, index)[column]
            assert gain is not None
            own = gain - size * (solution.prices[column] + scarcity[column])
        if own < max(0, 0, *gains):
            return False
    return not any(price and room for price, room in zip(scarcity, rooms, strict=True))


def _checked(solution: Solution, effort: int, pulse: Pulse | None) -> Solution:
    """The plan with scores at which it is best although groups are not torn.

    Prices of places may not exist for that; then load is left out of the scores, and where something below load
    speaks against the plan, every pair outside the plan pays for the load it would upset.
    """
    free = [0] * len(solution.prices)
    inertia = solution.model.weights[Tier.LOAD]
    for candidate in (
        solution,
        replace(solution, prices=free),
        replace(solution, prices=free, inertia=inertia),
    ):
        board = candidate.board
        ceiling = -candidate.total * board.rules.grain
        outcome = settle(board.root, board.rules, ceiling=ceiling, limit=effort, pulse=pulse)
        proven = candidate.proven and outcome.proven
        if outcome.best is None:
            return replace(candidate, proven=proven)
        better = replace(candidate, columns=board.columns(outcome.best), proven=False)
    return better
