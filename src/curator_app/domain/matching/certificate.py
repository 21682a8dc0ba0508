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
    """Whether the published scores and the plan's prices prove the plan best; None with groups, where prices alone
    prove nothing."""
    solution = plan.solution
    model = solution.model
    if solution.scarcity is None:
        return None
    weight = model.weights[Tier.COVERAGE]
    place = {request.id: index for index, request in enumerate(plan.problem.requests)}
    row = {mentor.id: index for index, mentor in enumerate(plan.problem.mentors)}
    open_requests = [place[model.requests[model.units[index].requests[0]].id] for index in model.open_units]
    chosen = [plan.mentor_of.get(plan.problem.requests[request].id) for request in open_requests]
    scores, coverage = plan.scores, plan.coverage
    rows = [row[mentor.id] for mentor in model.mentors]
    values = [
        [None if (score := scores[index][one]) is None else weight * coverage[one] + score for one in open_requests]
        for index in rows
    ]
    position = {mentor.id: index for index, mentor in enumerate(model.mentors)}
    return proves(
        values, model.rooms, [None if mentor is None else position[mentor] for mentor in chosen], solution.scarcity
    )
