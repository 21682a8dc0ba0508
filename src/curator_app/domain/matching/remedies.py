"""Looking for repairs: which changes are worth trying, and whether they work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from curator_app.domain.matching.board import Board
from curator_app.domain.matching.branching import honest, settle
from curator_app.domain.matching.causes import allowed_mentors, overloaded
from curator_app.domain.matching.exchange import same_units_served
from curator_app.domain.matching.facts import Obstacle
from curator_app.domain.matching.fair import fair_row
from curator_app.domain.matching.model import Model
from curator_app.domain.matching.plan import Plan
from curator_app.domain.matching.problem import Request
from curator_app.domain.matching.repairs import Repair, RepairKind, apply
from curator_app.domain.matching.solution import Solution
from curator_app.domain.matching.solver import DEFAULT_EFFORT, outline
from curator_app.domain.matching.steady import stays_best
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
    if not _may_fit(plan.solution, index, repair):
        return False
    sure = _tried_on_the_board(plan.solution, index, repair, effort)
    if sure is not None:
        return sure
    model = plan.solution.model
    wanted = plan.mentor_of.keys() | {model.requests[request].id for request in model.units[index].requests}
    return outline(apply(plan.problem, repair), effort=effort).mentor_of.keys() >= wanted


def _may_fit(solution: Solution, index: int, repair: Repair) -> bool:
    """Whether a unit that nothing but its bans, its subject or somebody's lock keeps out would find a place: False when
    the mentors it (and whoever was locked) would be allowed, and all those their guests could move to, have too few
    for these guests and the unit."""
    model = solution.model
    rooms = list(model.rooms)
    units = {index}
    if model.units[index].contradiction or repair.kind in (RepairKind.ADD_PLACE, RepairKind.ADD_MENTOR):
        return True
    if repair.kind is RepairKind.REMOVE_LOCK:
        number = next(one for one, request in enumerate(model.requests) if request.id == repair.request)
        freed = model.unit_of[number]
        home = model.units[freed].home
        if home is None:
            return True
        rooms[home] += model.units[freed].size
        units.add(freed)
        start = {home, *allowed_mentors(model, model.units[freed]), *allowed_mentors(model, model.units[index])}
    else:
        start = allowed_mentors(model, model.units[index]) | _let_in(model, index, repair)
    mentors, queue = set(start), list(start)
    guests = _guests(solution)
    while queue:
        for unit in guests.get(queue.pop(), ()):
            units.add(unit)
            if len(mentors) < len(rooms):
                others = allowed_mentors(model, model.units[unit]) - mentors
                mentors |= others
                queue += others
    return sum(model.units[unit].size for unit in units) <= sum(rooms[mentor] for mentor in mentors)


def _guests(solution: Solution) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for unit, mentor in zip(solution.model.open_units, solution.columns, strict=True):
        if mentor is not None:
            found.setdefault(mentor, []).append(unit)
    return found


def _let_in(model: Model, index: int, repair: Repair) -> frozenset[int]:
    """Mentors a unit may have once its requirement is dropped or the ban lifted, and not before."""
    lifted = Obstacle.SUBJECT if repair.kind is RepairKind.DROP_REQUIREMENT else Obstacle.BAN
    found = set()
    for request in model.units[index].requests:
        if model.requests[request].id == repair.request:
            found = {
                mentor
                for mentor, barred in model.obstacles[request].items()
                if barred == (lifted,) and repair.mentor in (None, model.mentors[mentor].id)
            }
    others = [one for one in model.units[index].requests if model.requests[one].id != repair.request]
    return frozenset(found - set().union(*(model.obstacles[one] for one in others)))


def _tried_on_the_board(solution: Solution, index: int, repair: Repair, effort: int) -> bool | None:
    """What a change does to the board the plan was found on: the same as a fresh solve at a fraction of its time.

    None when it cannot be told that way: with contradictory locks, when others of a mentee's requests or groups would
    be let in by the same change, and, without groups, when plans just as good serve different people.
    """
    model, board = solution.model, solution.fair
    mentees = {model.requests[request].mentee.id for request in model.units[index].requests}
    elsewhere = any(one.mentee.id in mentees for one in _others(model, index))
    if (
        repair.kind is RepairKind.REMOVE_LOCK
        or any(one.contradiction for one in model.units)
        or (repair.kind is RepairKind.LIFT_BAN and (elsewhere or model.units[index].size > 1))
        or not solution.proven
    ):
        return None
    lot = model.open_units.index(index)
    # a mentor from outside is locked to the request, or it is the only one left: nothing else changes
    if repair.kind is RepairKind.ADD_MENTOR:
        return True if board.rules or same_units_served(board.root, board.nobody) else None
    if repair.lock and board.rules and stays_best(solution, lot, _column(model, repair)):
        return True
    placing = board.root.clone()
    if not _changed(placing, solution, lot, repair):
        return None
    before = {one for one, mentor in enumerate(solution.columns) if mentor is not None}
    if honest(placing, board.rules) and same_units_served(placing, board.nobody):
        columns = board.columns(placing)
    elif board.rules:
        incumbent = _with_new_place(solution, lot, repair)
        ceiling = None if incumbent is None else _cost(placing, board, incumbent)
        outcome = settle(placing, board.rules, ceiling=ceiling, limit=effort)
        if not outcome.proven:
            return None
        if outcome.best is None:
            return True
        columns = board.columns(outcome.best)
    else:
        return None
    return {one for one, column in enumerate(columns) if column is not None} >= before | {lot}


def _others(model: Model, index: int) -> list[Request]:
    return [one for number, one in enumerate(model.requests) if number not in model.units[index].requests]


def _with_new_place(solution: Solution, lot: int, repair: Repair) -> list[int | None] | None:
    """The plan as it is with the unit in the places added for it: what a better plan has to beat."""
    if repair.kind is not RepairKind.ADD_PLACE:
        return None
    columns = list(solution.columns)
    columns[lot] = _column(solution.model, repair)
    taken_twice = any(lot in pair and columns[pair[0]] == columns[pair[1]] for pair in solution.model.apart())
    return None if taken_twice else columns


def _column(model: Model, repair: Repair) -> int:
    return next(index for index, one in enumerate(model.mentors) if one.id == repair.mentor)


def _cost(placing: Transport, board: Board, columns: Sequence[int | None]) -> int:
    taken = [0] * len(placing.room)
    total = 0
    for pieces, column in zip(board.pieces, columns, strict=True):
        place = board.nobody if column is None else column
        taken[place] += len(pieces)
        total += sum(placing.cost[piece][place] for piece in pieces)
    for count, first, step in zip(taken, placing.first, placing.step, strict=True):
        total += first * count + step * (count * (count - 1) // 2)
    return total


def _changed(placing: Transport, solution: Solution, lot: int, repair: Repair) -> bool:
    """Makes a change about one unit on the board; False when the board cannot show it."""
    model, board = solution.model, solution.fair
    index = model.open_units[lot]
    size, grain = model.units[index].size, board.rules.grain
    rooms = list(model.rooms)
    if repair.kind is RepairKind.ADD_PLACE:
        column = _column(model, repair)
        room = rooms[column]
        crowds = [
            model.units[other].size for other in model.open_units if other != index and model.units[other].size > 1
        ]
        if any(room < crowd <= room + repair.places for crowd in crowds):
            return False
        rooms[column] += repair.places
        for _ in range(repair.places):
            placing.add_place(column)
        allowed = frozenset[int]()
        only = {column} if repair.lock else None
    else:
        allowed, only = _let_in(model, index, repair), None
    row = [
        placing.wall
        if gain is None or 1 < size > rooms[mentor] or (only is not None and mentor not in only)
        else -gain * (grain // size)
        for mentor, gain in enumerate(fair_row(model, lot, allowed))
    ]
    row.append(placing.wall if repair.lock else 0)
    for piece in board.pieces[lot]:
        placing.reprice(piece, row)
    return True
