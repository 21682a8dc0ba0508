"""Why a request is left without a mentor: the smallest set of requests that overloads its mentors, by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from curator_app.domain.matching.facts import Obstacle
from curator_app.domain.matching.model import Model
from curator_app.domain.matching.plan import Plan
from curator_app.domain.matching.solution import Solution
from curator_app.domain.matching.units import Contradiction, Unit


class CauseKind(StrEnum):
    """What stands in the way of a request."""

    NO_MENTORS = "no_mentors"
    LOCK = "lock"
    GROUP_OVER_LIMIT = "group_over_limit"
    ALL_FORBIDDEN = "all_forbidden"
    NO_PLACES = "no_places"
    GROUP_TOO_LARGE = "group_too_large"
    OVERLOADED = "overloaded"
    GROUPS_DO_NOT_FIT = "groups_do_not_fit"
    SAME_MENTOR_TWICE = "same_mentor_twice"


@dataclass(frozen=True, slots=True)
class Cause:
    """Why ``request`` has no mentor.

    OVERLOADED: ``requests`` may go to nobody but ``mentors``, need ``needed`` places there and find ``places``
    (places of running and locked pairs not counted); no smaller set around this request is overloaded.
    ALL_FORBIDDEN: ``obstacles`` tells how many mentors each obstacle bars. LOCK: ``contradiction`` says how.
    """

    request: int
    kind: CauseKind
    requests: tuple[int, ...] = ()
    mentors: tuple[int, ...] = ()
    needed: int = 0
    places: int = 0
    obstacles: Mapping[Obstacle, int] = field(default_factory=dict)
    contradiction: Contradiction | None = None


class Trouble(StrEnum):
    """What is wrong with a whole problem, before any request is looked at."""

    NO_MENTORS = "no_mentors"
    NO_REQUESTS = "no_requests"
    NO_PLACES = "no_places"
    ALL_FORBIDDEN = "all_forbidden"
    CONTRADICTORY_LOCKS = "contradictory_locks"


def troubles(plan: Plan) -> tuple[Trouble, ...]:
    """What makes the plan empty or cuts it short as a whole; empty when nothing does."""
    model = plan.solution.model
    open_units = [model.units[index] for index in model.open_units]
    everyone = set(range(len(model.mentors)))
    checks = (
        (Trouble.NO_MENTORS, not model.mentors),
        (Trouble.NO_REQUESTS, not model.requests),
        (Trouble.NO_PLACES, bool(model.mentors and open_units) and not any(model.rooms)),
        (
            Trouble.ALL_FORBIDDEN,
            bool(model.mentors and open_units) and all(model.barred(unit) == everyone for unit in open_units),
        ),
        (
            Trouble.CONTRADICTORY_LOCKS,
            any(unit.contradiction not in (None, Contradiction.GROUP_OVER_LIMIT) for unit in model.units),
        ),
    )
    return tuple(trouble for trouble, found in checks if found)


def causes(plan: Plan) -> tuple[Cause, ...]:
    """The cause of every unmatched request, in the plan's order."""
    solution = plan.solution
    number = {request.id: index for index, request in enumerate(solution.model.requests)}
    return tuple(_cause(solution, number[request]) for request in plan.unmatched)


def allowed_mentors(model: Model, unit: Unit) -> set[int]:
    """Mentors nothing forbids to a unit, whether they have room or not."""
    return set(range(len(model.mentors))) - model.barred(unit)


def overloaded(solution: Solution, index: int) -> tuple[set[int], set[int]]:
    """(units, mentors): the unit, those whose moving away could let it in, and all mentors any of them may have."""
    model = solution.model
    guests: dict[int, list[int]] = {}
    for other, mentor in zip(model.open_units, solution.columns, strict=True):
        if mentor is not None:
            guests.setdefault(mentor, []).append(other)
    units, mentors, queue = {index}, set[int](), [index]
    while queue:
        for mentor in allowed_mentors(model, model.units[queue.pop()]) - mentors:
            mentors.add(mentor)
            new = [other for other in guests.get(mentor, ()) if other not in units]
            units.update(new)
            queue += new
    return units, mentors


def _cause(solution: Solution, request: int) -> Cause:
    model = solution.model
    name = model.requests[request].id
    index = model.unit_of[request]
    unit = model.units[index]
    if unit.contradiction is not None:
        over = unit.contradiction is Contradiction.GROUP_OVER_LIMIT
        return Cause(
            name,
            CauseKind.GROUP_OVER_LIMIT if over else CauseKind.LOCK,
            requests=_names(model, [index]),
            needed=unit.size,
            places=(model.problem.group_limit or 0) if over else 0,
            contradiction=unit.contradiction,
        )
    if not model.mentors:
        return Cause(name, CauseKind.NO_MENTORS)
    allowed = allowed_mentors(model, unit)
    if not allowed:
        return Cause(name, CauseKind.ALL_FORBIDDEN, requests=_names(model, [index]), obstacles=_tally(model, unit))
    widest = max(model.rooms[mentor] for mentor in allowed)
    if widest < unit.size:
        kind = CauseKind.NO_PLACES if widest == 0 else CauseKind.GROUP_TOO_LARGE
        return Cause(name, kind, _names(model, [index]), _mentors(model, allowed), unit.size, widest)
    return _crowded(solution, name, index)


def _crowded(solution: Solution, name: int, index: int) -> Cause:
    model = solution.model
    units, mentors = overloaded(solution, index)
    left_out = [other for other, place in zip(model.open_units, solution.columns, strict=True) if place is None]
    units |= {other for other in left_out if allowed_mentors(model, model.units[other]) <= mentors}
    needed = sum(model.units[other].size for other in units)
    places = sum(model.rooms[mentor] for mentor in mentors)
    if needed > places:
        kind = CauseKind.OVERLOADED
    elif any(model.units[other].size > 1 for other in units):
        kind = CauseKind.GROUPS_DO_NOT_FIT
    else:
        kind = CauseKind.SAME_MENTOR_TWICE
    return Cause(name, kind, _names(model, sorted(units)), _mentors(model, mentors), needed, places)


def _tally(model: Model, unit: Unit) -> dict[Obstacle, int]:
    tally: Counter[Obstacle] = Counter()
    for mentor in range(len(model.mentors)):
        tally.update({obstacle for request in unit.requests for obstacle in model.obstacles[request].get(mentor, ())})
    return {obstacle: tally[obstacle] for obstacle in Obstacle if tally[obstacle]}


def _names(model: Model, units: list[int]) -> tuple[int, ...]:
    return tuple(model.requests[request].id for unit in units for request in model.units[unit].requests)


def _mentors(model: Model, mentors: set[int]) -> tuple[int, ...]:
    return tuple(model.mentors[mentor].id for mentor in sorted(mentors))
