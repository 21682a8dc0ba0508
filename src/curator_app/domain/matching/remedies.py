"""Looking for repairs: which changes are worth trying, and whether they work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from curator_app.domain.matching.branching import honest
from curator_app.domain.matching.causes import allowed_mentors, overloaded
from curator_app.domain.matching.exchange import same_units_served
from curator_app.domain.matching.facts import Obstacle
from curator_app.domain.matching.fair import fair_row
from curator_app.domain.matching.model import Model
from curator_app.domain.matching.plan import Plan
from curator_app.domain.matching.repairs import Repair, RepairKind, apply
from curator_app.domain.matching.solution import Solution
from curator_app.domain.matching.solver import DEFAULT_EFFORT, solve
from curator_app.domain.matching.transport import Transport
from curator_app.domain.matching.units import Contradiction, Unit

_TRIED_OF_A_KIND = 4
_MENTORS_TRIED = 3


def repairs(plan: Plan, request: int, *, limit: int = 3, effort: int = DEFAULT_EFFORT) -> tuple[Repair, ...]:
    """Up to ``limit`` changes, the cheapest first and one of a kind, each tried out: the request (with its group) is
    served and everybody served so far still is. Empty for a request that has a mentor, and where none of these
    changes helps. Raises KeyError for an unknown request."""
    solution = plan.solution
    number = {one.id: index for index, one in enumerate(solution.model.requests)}[request]
    return () if request in plan.mentor_of else _repairs(plan, solution.model.unit_of[number], limit, effort)


def all_repairs(plan: Plan, *, limit: int = 3, effort: int = DEFAULT_EFFORT) -> Mapping[int, tuple[Repair, ...]]:
    """The repairs of every unmatched request."""
    model = plan.solution.model
    found: dict[int, tuple[Repair, ...]] = {}
    for index, mentor in enumerate(plan.solution.mentor_of_unit):
        if mentor is None:
            for request in model.units[index].requests:
                name = model.requests[request].id
                found[name] = found.get(model.requests[model.units[index].requests[0]].id) or _repairs(
                    plan, index, limit, effort
                )
    return found


def _repairs(plan: Plan, index: int, limit: int, effort: int) -> tuple[Repair, ...]:
    found: list[Repair] = []
    for kind in RepairKind:
        tried = islice(_candidates(plan.solution, index, kind), _TRIED_OF_A_KIND)
        found += islice((repair for repair in tried if _works(plan, index, repair, effort)), 1)
        if len(found) == limit:
            break
    return tuple(found)


def _candidates(solution: Solution, index: int, kind: RepairKind) -> Iterator[Repair]:
    """Changes of a kind, the most promising first."""
    model = solution.model
    unit = model.units[index]
    if kind is RepairKind.ADD_PLACE and unit.contradiction in (None, Contradiction.LOCK_NO_PLACE):
        yield from _more_places(solution, index)
    elif kind is RepairKind.DROP_REQUIREMENT:
        for request in unit.requests:
            if any(barred == (Obstacle.SUBJECT,) for barred in model.obstacles[request].values()):
                yield Repair(kind, model.requests[request].id)
    elif kind is RepairKind.LIFT_BAN:
        for request in unit.requests:
            banned = {mentor for mentor, barred in model.obstacles[request].items() if barred == (Obstacle.BAN,)}
            for mentor in _best_first(model, unit, banned):
                yield Repair(kind, model.requests[request].id, model.mentors[mentor].id)
    elif kind is RepairKind.REMOVE_LOCK:
        yield from _locks_in_the_way(solution, index)
    elif kind is RepairKind.ADD_MENTOR and _guest_may_come(model, unit):
        alone = solution.mentor_of_unit.count(None) == 1
        yield Repair(kind, model.requests[unit.requests[0]].id, places=unit.size, lock=not alone)


def _more_places(solution: Solution, index: int) -> Iterator[Repair]:
    model = solution.model
    unit = model.units[index]
    name = model.requests[unit.requests[0]].id
    allowed = allowed_mentors(model, unit)
    if unit.contradiction is not None:
        members = {model.requests[request].id for request in unit.requests}
        homes = {mentor for mentor, request in model.problem.locks if request in members}
        allowed = {mentor for mentor in allowed if model.mentors[mentor].id in homes}
    taken = [0] * len(model.mentors)
    for other, mentor in zip(model.open_units, solution.columns, strict=True):
        if mentor is not None:
            taken[mentor] += model.units[other].size
    missing = {mentor: max(1, unit.size - (model.rooms[mentor] - taken[mentor])) for mentor in allowed}
    best = _best_first(model, unit, allowed)[:_MENTORS_TRIED]
    quick = solution.scarcity is not None and unit.size == 1
    uncontested = [mentor for mentor in best if quick or not _contested(solution, index, mentor, missing[mentor])]
    for lock, mentors in ((False, uncontested), (True, best[:1])):
        for mentor in mentors:
            yield Repair(RepairKind.ADD_PLACE, name, model.mentors[mentor].id, places=missing[mentor], lock=lock)


def _contested(solution: Solution, index: int, mentor: int, places: int) -> bool:
    """Whether somebody else left out could take the new places."""
    model = solution.model
    return any(
        place is None
        and other != index
        and model.units[other].size <= places
        and mentor not in model.barred(model.units[other])
        for other, place in zip(model.open_units, solution.columns, strict=True)
    )


def _guest_may_come(model: Model, unit: Unit) -> bool:
    """Whether a mentor from outside could take the unit: nobody refuses, the group does not run elsewhere."""
    members = [model.requests[request] for request in unit.requests]
    return unit.contradiction is None and not any(
        member.mentee.refused or member.group in model.problem.standing_groups for member in members
    )


def _best_first(model: Model, unit: Unit, mentors: set[int]) -> list[int]:
    return sorted(mentors, key=lambda mentor: (-sum(model.worth[one][mentor] for one in unit.requests), mentor))


def _locks_in_the_way(solution: Solution, index: int) -> Iterator[Repair]:
    model = solution.model
    _, mentors = overloaded(solution, index)
    in_the_way = {
        model.requests[request].id
        for other, unit in enumerate(model.units)
        if other == index or unit.home in mentors
        for request in unit.requests
    }
    for mentor, request in sorted(model.problem.locks):
        if request in in_the_way:
            yield Repair(RepairKind.REMOVE_LOCK, request, mentor)


def _works(plan: Plan, index: int, repair: Repair, effort: int) -> bool:
    sure = _tried_on_the_board(plan.solution, index, repair)
    if sure is not None:
        return sure
    model = plan.solution.model
    wanted = plan.mentor_of.keys() | {model.requests[request].id for request in model.units[index].requests}
    return solve(apply(plan.problem, repair), effort=effort).mentor_of.keys() >= wanted


def _tried_on_the_board(solution: Solution, index: int, repair: Repair) -> bool | None:
    """What a change does to the board the plan was found on: the same as a fresh solve at a fraction of its time.

    None when it cannot be told that way: when groups would be torn or fit only afterwards, with contradictory locks,
    several requests of one mentee, and when plans just as good serve different people.
    """
    model, board = solution.model, solution.fair
    unit = model.units[index]
    mentee = model.requests[unit.requests[0]].mentee
    if (
        unit.size > 1
        or repair.kind is RepairKind.REMOVE_LOCK
        or any(one.contradiction for one in model.units)
        or sum(one.mentee.id == mentee.id for one in model.requests) > 1
    ):
        return None
    lot = model.open_units.index(index)
    placing = board.root.clone()
    # a mentor from outside is locked to the request: nobody else gets a place, so that nothing else changes
    if repair.kind is not RepairKind.ADD_MENTOR and not _changed(placing, solution, lot, repair):
        return None
    if not honest(placing, board.rules) or not same_units_served(placing, board.nobody):
        return None
    if repair.kind is RepairKind.ADD_MENTOR:
        return True
    places = board.columns(placing)
    before = {one for one, mentor in enumerate(solution.columns) if mentor is not None}
    return {one for one, column in enumerate(places) if column is not None} >= before | {lot}


def _changed(placing: Transport, solution: Solution, lot: int, repair: Repair) -> bool:
    """Makes a change about a single request on the board; False when the board cannot show it."""
    model, board = solution.model, solution.fair
    (piece,) = board.pieces[lot]
    request = model.units[model.open_units[lot]].requests[0]
    if repair.kind is RepairKind.ADD_PLACE:
        column = next(index for index, one in enumerate(model.mentors) if one.id == repair.mentor)
        room = model.rooms[column]
        crowds = [other for other in model.open_units if model.units[other].size > 1]
        if any(room < model.units[other].size <= room + repair.places for other in crowds):
            return False
        for _ in range(repair.places):
            placing.add_place(column)
        if repair.lock:
            row = [placing.wall] * len(placing.room)
            row[column] = placing.cost[piece][column]
            placing.reprice(piece, row)
        return True
    lifted = Obstacle.SUBJECT if repair.kind is RepairKind.DROP_REQUIREMENT else Obstacle.BAN
    allowed = frozenset(
        mentor
        for mentor, barred in model.obstacles[request].items()
        if barred == (lifted,) and repair.mentor in (None, model.mentors[mentor].id)
    )
    gains = fair_row(model, lot, allowed)
    grain = board.rules.grain
    placing.reprice(piece, [placing.wall if gain is None else -gain * grain for gain in gains] + [0])
    return True
