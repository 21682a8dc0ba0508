"""Why the pairs of a plan are as they are: ranks both ways, and pairs that could be others just as well."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from curator_app.domain.matching.branching import every_best, settle
from curator_app.domain.matching.exchange import equal_columns, reachable
from curator_app.domain.matching.plan import Plan
from curator_app.domain.matching.solution import Solution
from curator_app.domain.matching.transport import Transport
from curator_app.domain.matching.weights import Tier

WHAT_IF_EFFORT = 400
_ALL_BEST_EFFORT = 1000
_PERSONAL = (Tier.DEFICITS, Tier.WISHES, Tier.CONDITIONS)


@dataclass(frozen=True, slots=True)
class Explanation:
    """A pair of the plan. ``rank_of_mentor`` counts from 1 among the mentors possible for the request, by deficits,
    wishes and conditions; ``rank_of_mentee`` among the requests possible for the mentor. ``interchangeable``:
    coverage and total stay the same without the pair; ``substitute`` is then a mentor who would take it over (None
    when another request would be served instead). A group is judged as a whole, a locked pair is never
    interchangeable."""

    request: int
    mentor: int
    parts: Mapping[Tier, int]
    rank_of_mentor: int
    rank_of_mentee: int
    interchangeable: bool
    substitute: int | None


def explain(plan: Plan) -> tuple[Explanation, ...]:
    """Every pair of the plan, in its order."""
    solution = plan.solution
    model = solution.model
    swaps = _swaps(solution)
    fit = _fit(solution)
    number = {request.id: index for index, request in enumerate(model.requests)}
    position = {mentor.id: index for index, mentor in enumerate(model.mentors)}
    found = []
    for pair in plan.pairs:
        request, mentor = number[pair.request], position[pair.mentor]
        own = fit[request][mentor]
        swap = swaps.get(model.unit_of[request])
        column = [(other, row[mentor]) for other, row in enumerate(fit)]
        found.append(
            Explanation(
                request=pair.request,
                mentor=pair.mentor,
                parts=pair.parts,
                rank_of_mentor=1
                + sum(
                    points > own and other not in model.obstacles[request] for other, points in enumerate(fit[request])
                ),
                rank_of_mentee=1
                + sum(points > own and mentor not in model.obstacles[other] for other, points in column),
                interchangeable=swap is not None,
                substitute=None if swap is None or swap < 0 else model.mentors[swap].id,
            )
        )
    return tuple(found)


def _fit(solution: Solution) -> list[list[int]]:
    model = solution.model
    rows = []
    for request in range(len(model.requests)):
        total = [0] * len(model.mentors)
        for tier in _PERSONAL:
            weight = model.weights[tier]
            total = [one + weight * more for one, more in zip(total, model.points[tier][request], strict=True)]
        rows.append(total)
    return rows


def _swaps(solution: Solution) -> dict[int, int]:
    """{unit: another mentor without loss}, -1 when another request would be served instead."""
    board = solution.board
    ceiling = board.rules.grain * (1 - solution.total)
    if not board.rules:
        placings: list[Transport] | None = [board.root]
    else:
        placings = every_best(board.root, board.rules, ceiling=ceiling, limit=_ALL_BEST_EFFORT)
    found = {}
    for lot, ways in enumerate(_other_ways(solution, placings)):
        if ways and (placings is None or board.rules.apart):
            ways = _confirmed(solution, lot, ceiling)
        if ways:
            found[solution.model.open_units[lot]] = -1 if ways[0] == board.nobody else ways[0]
    return found


def _other_ways(solution: Solution, placings: list[Transport] | None) -> list[list[int]]:
    """For every lot the columns it may stand in in some best placing, its own left out; all of them when the best
    placings are not known."""
    board = solution.board
    masks = [0] * len(board.pieces)
    for placing in placings or ():
        equals = equal_columns(placing)
        reach = reachable(placing, equals, board.nobody)
        for lot, pieces in enumerate(board.pieces):
            here = placing.place[pieces[0]]
            masks[lot] |= 1 << here
            if len(pieces) == 1:
                for column in range(board.nobody + 1):
                    if equals[pieces[0]] >> column & 1 and reach[column] >> here & 1:
                        masks[lot] |= 1 << column
    everywhere = range(board.nobody + 1)
    return [
        []
        if own is None
        else [column for column in everywhere if column != own and (placings is None or mask >> column & 1)]
        for mask, own in zip(masks, solution.columns, strict=True)
    ]


def _confirmed(solution: Solution, lot: int, ceiling: int) -> list[int]:
    """Where the lot goes in a best placing that keeps it out of its column; empty when there is none."""
    board = solution.board
    own = solution.columns[lot]
    assert own is not None
    outcome = settle(board.forbidden(lot, own), board.rules, ceiling=ceiling, limit=WHAT_IF_EFFORT)
    if outcome.best is None:
        return []
    column = board.columns(outcome.best)[lot]
    return [board.nobody if column is None else column]
