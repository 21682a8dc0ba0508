"""Checking that a placing is the best there is, by prices of places and nothing of how it was found.

If nobody gains by moving when every place costs its mentor's price, and only full mentors have a price, then no
placing brings more: whatever another one gains it pays for in prices.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from curator_app.domain.matching.plan import Plan
from curator_app.domain.matching.weights import Tier


def proves(
    values: Sequence[Sequence[int | None]],
    rooms: Sequence[int],
    chosen: Sequence[int | None],
    prices: Sequence[int],
) -> bool:
    """Whether the prices prove the placing best. ``values[mentor][mentee]`` is what a pair brings (None: must not),
    ``chosen[mentee]`` the mentor, None for nobody, which brings 0."""
    taken = Counter(mentor for mentor in chosen if mentor is not None)
    if any(taken[mentor] > room for mentor, room in enumerate(rooms)):
        return False
    if any(price < 0 or (price and taken[mentor] < rooms[mentor]) for mentor, price in enumerate(prices)):
        return False
    for mentee, own in enumerate(chosen):
        gains = [
            row[mentee] - price  # type: ignore[operator]  # None is left out by the condition
            for row, price in zip(values, prices, strict=True)
            if row[mentee] is not None
        ]
        value = 0 if own is None else values[own][mentee]
        if value is None or (value - prices[own] if own is not None else 0) != max(0, *gains, 0):
            return False
    return True


def proves_plan(plan: Plan) -> bool | None:
    """Whether the published scores and the plan's prices prove the plan best; None with groups and with several
    requests of one mentee, where prices alone need not prove it."""
    solution = plan.solution
    model = solution.model
    if solution.scarcity is None or solution.fair.rules:
        return None
    weight = model.weights[Tier.COVERAGE]
    place = {request.id: index for index, request in enumerate(plan.problem.requests)}
    row = {mentor.id: index for index, mentor in enumerate(plan.problem.mentors)}
    rows = [row[mentor.id] for mentor in model.mentors]
    position = {mentor.id: index for index, mentor in enumerate(model.mentors)}
    scores, coverage = plan.scores, plan.coverage
    values: list[list[int | None]] = [[] for _ in rows]
    chosen: list[int | None] = []
    for index in model.open_units:
        requests = [model.requests[request].id for request in model.units[index].requests]
        mentor = plan.mentor_of.get(requests[0])
        chosen.append(None if mentor is None else position[mentor])
        for number, line in zip(rows, values, strict=True):
            cells = [scores[number][place[one]] for one in requests]
            covered = weight * sum(coverage[place[one]] for one in requests)
            line.append(None if None in cells else covered + sum(cell for cell in cells if cell is not None))
    return proves(values, model.rooms, chosen, solution.scarcity)
