"""Mutual wishes that did not come true, and what it would cost to fulfil more of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from curator_app.domain.matching.branching import settle
from curator_app.domain.matching.fair import fair_board
from curator_app.domain.matching.folding import span, weigh
from curator_app.domain.matching.model import Model
from curator_app.domain.matching.plan import Plan
from curator_app.domain.matching.solution import Solution
from curator_app.domain.matching.weights import Tier

_EFFORT = 400
_MOST_OFFERS = 9


@dataclass(frozen=True, slots=True)
class BlockingPair:
    """Both wished for each other and are not together; ``possible`` when nothing forbids it."""

    mentor: int
    mentee: int
    possible: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """A plan of the largest coverage that nobody can better in both: ``fit`` is its points for deficits, ``mutual``
    the mutual wishes it fulfils, ``mentor_of`` {request: mentor}."""

    fit: int
    mutual: int
    mentor_of: Mapping[int, int]


def blocking_pairs(plan: Plan) -> tuple[BlockingPair, ...]:
    """Unfulfilled mutual wishes of people in the problem, in canonical order."""
    model = plan.solution.model
    together = {(pair.mentor, pair.mentee) for pair in plan.pairs}
    mutual = plan.problem.wishes.mutual
    found: dict[tuple[int, int], bool] = {}
    for index, request in enumerate(model.requests):
        for position, mentor in enumerate(model.mentors):
            pair = (mentor.id, request.mentee.id)
            if pair in mutual and pair not in together and mentor.id not in request.mentee.mentors:
                found[pair] = found.get(pair, False) or position not in model.obstacles[index]
    return tuple(BlockingPair(*pair, possible) for pair, possible in found.items())


def offers(plan: Plan) -> tuple[Offer, ...]:
    """Plans from the best fit to the most mutual wishes, each the best for some rate of exchange between the two."""
    model = plan.solution.model
    wished = [
        [int((mentor.id, request.mentee.id) in plan.problem.wishes.mutual) for mentor in model.mentors]
        for request in model.requests
    ]
    most_fit, _ = span(model.points[Tier.DEFICITS])
    most_mutual, _ = span(wished)
    fittest = _best(model, wished, most_mutual + 1, 1)
    dearest = _best(model, wished, 1, most_fit + 1)
    found = [fittest, dearest]
    gaps = [(fittest, dearest)]
    while gaps and len(found) < _MOST_OFFERS:
        left, right = gaps.pop(0)
        fit, mutual = right.mutual - left.mutual, left.fit - right.fit
        if fit > 0:
            middle = _best(model, wished, fit, mutual)
            if fit * middle.fit + mutual * middle.mutual > fit * left.fit + mutual * left.mutual:
                found.append(middle)
                gaps += [(left, middle), (middle, right)]
    best_of = {(offer.fit, offer.mutual): offer for offer in found}
    return tuple(best_of[key] for key in sorted(best_of, reverse=True))


def within(choice: Sequence[Offer], percent: int) -> Offer:
    """The offer with most mutual wishes that gives up at most ``percent`` of the best fit: the slider."""
    best = max(offer.fit for offer in choice)
    affordable = [offer for offer in choice if (best - offer.fit) * 100 <= percent * best]
    return max(affordable, key=lambda offer: (offer.mutual, offer.fit))


def _best(model: Model, wished: Sequence[Sequence[int]], fit: int, mutual: int) -> Offer:
    """The best plan when a point of fit counts ``fit`` and a mutual wish ``mutual``, right below coverage."""
    deficits = model.points[Tier.DEFICITS]
    blend = [
        [fit * one + mutual * other for one, other in zip(row, wishes, strict=True)]
        for row, wishes in zip(deficits, wished, strict=True)
    ]
    points = {**model.points, Tier.DEFICITS: blend}
    order = [Tier.COVERAGE, Tier.DEFICITS]
    order += [tier for tier in model.problem.tiers if tier not in order]
    spans = {tier: span(rows) for tier, rows in points.items()}
    spans[Tier.LOAD] = (model.load_span, 1)
    blended = replace(model, points=points, weights=weigh(order, spans))
    board = fair_board(blended)
    outcome = settle(board.root, board.rules, limit=_EFFORT)
    assert outcome.best is not None, "leaving everybody out is always a placing"
    columns = board.columns(outcome.best)
    mentors = Solution(blended, columns, [0] * len(model.mentors), board, outcome.proven).mentor_of
    pairs = [(request, mentor) for request, mentor in enumerate(mentors) if mentor is not None]
    return Offer(
        fit=sum(deficits[request][mentor] for request, mentor in pairs),
        mutual=sum(wished[request][mentor] for request, mentor in pairs),
        mentor_of={model.requests[request].id: model.mentors[mentor].id for request, mentor in pairs},
    )
