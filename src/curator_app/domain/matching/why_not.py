"""«Почему не …»: what would be lost, tier by tier, if a pair were made, and who would move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from curator_app.domain.matching.branching import settle
from curator_app.domain.matching.explain import WHAT_IF_EFFORT
from curator_app.domain.matching.facts import Obstacle
from curator_app.domain.matching.model import Model
from curator_app.domain.matching.plan import Plan, plan_of
from curator_app.domain.matching.solution import Solution
from curator_app.domain.matching.weights import Tier


class Barrier(StrEnum):
    """Why a pair cannot be made at any price."""

    OBSTACLE = "obstacle"
    GROUP_MEMBER = "group_member"
    LOCKED_ELSEWHERE = "locked_elsewhere"
    CONTRADICTION = "contradiction"
    NO_PLACE = "no_place"
    GROUP_TOO_LARGE = "group_too_large"
    PLACES_LOCKED = "places_locked"


@dataclass(frozen=True, slots=True)
class Move:
    """A request and its mentor before and after; None is «without a mentor»."""

    request: int
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class WhyNot:
    """The answer. ``coverage``, ``score`` and ``tiers`` are what the plan loses (negative: gains). ``moves`` are all
    requests that move, the one asked about among them. When not ``possible``, ``barrier`` and ``obstacles`` say why
    and nothing is lost."""

    possible: bool
    coverage: int = 0
    score: int = 0
    tiers: Mapping[Tier, int] = field(default_factory=dict)
    moves: tuple[Move, ...] = ()
    barrier: Barrier | None = None
    obstacles: tuple[Obstacle, ...] = ()
    proven: bool = True


def why_not(plan: Plan, mentor: int, request: int, *, effort: int = WHAT_IF_EFFORT) -> WhyNot:
    """What making the pair would cost; a group comes as a whole. Raises KeyError for an unknown id."""
    solution = plan.solution
    model = solution.model
    row = {one.id: index for index, one in enumerate(model.mentors)}[mentor]
    column = {one.id: index for index, one in enumerate(model.requests)}[request]
    if solution.mentor_of[column] == row:
        return WhyNot(possible=True, tiers=dict.fromkeys(plan.problem.tiers, 0))
    barred = _barred(model, row, column)
    if barred is not None:
        return barred
    board = solution.calm_board
    lot = model.open_units.index(model.unit_of[column])
    outcome = settle(board.forced(lot, row), board.rules, limit=effort)
    assert outcome.best is not None, "a pair that fits can be forced by sending others away"
    forced = replace(solution, columns=board.columns(outcome.best), scarcity=None)
    return _difference(plan, forced, outcome.proven)


def _barred(model: Model, mentor: int, request: int) -> WhyNot | None:
    unit = model.units[model.unit_of[request]]
    size, person = unit.size, model.mentors[mentor]
    own = model.obstacles[request].get(mentor)
    if own:
        return WhyNot(possible=False, barrier=Barrier.OBSTACLE, obstacles=own)
    others = tuple(
        dict.fromkeys(obstacle for member in unit.requests for obstacle in model.obstacles[member].get(mentor, ()))
    )
    if others:
        return WhyNot(possible=False, barrier=Barrier.GROUP_MEMBER, obstacles=others)
    for barrier, found in (
        (Barrier.CONTRADICTION, unit.contradiction is not None),
        (Barrier.LOCKED_ELSEWHERE, unit.home is not None),
        (Barrier.NO_PLACE, person.free == 0),
        (Barrier.GROUP_TOO_LARGE, person.free < size),
        (Barrier.PLACES_LOCKED, model.rooms[mentor] < size),
    ):
        if found:
            return WhyNot(possible=False, barrier=barrier)
    return None


def _difference(plan: Plan, forced: Solution, proven: bool) -> WhyNot:
    solution = plan.solution
    model = solution.model
    after = plan_of(forced)
    losses = [before - now for before, now in zip(plan.objective, after.objective, strict=True)]
    return WhyNot(
        possible=True,
        coverage=losses[0],
        score=sum(pair.score for pair in plan.pairs) - sum(pair.score for pair in after.pairs),
        tiers=dict(zip(plan.problem.tiers, losses, strict=True)),
        moves=tuple(
            Move(request.id, plan.mentor_of.get(request.id), after.mentor_of.get(request.id))
            for request in model.requests
            if plan.mentor_of.get(request.id) != after.mentor_of.get(request.id)
        ),
        proven=proven,
    )
