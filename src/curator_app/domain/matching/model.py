"""A problem made ready for the solver: canonical order, points by tier, units, one number per pair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from curator_app.domain.matching.canonical import in_order
from curator_app.domain.matching.facts import MentorFacts
from curator_app.domain.matching.folding import span, weigh
from curator_app.domain.matching.problem import Problem, Request
from curator_app.domain.matching.ratings import Ratings
from curator_app.domain.matching.units import Obstacles, Unit, gather
from curator_app.domain.matching.weights import Tier

_SPARE_PLACES = 4  # how far above today's rooms «what if» may go without outweighing a higher tier


@dataclass(frozen=True)
class Model:
    """Mentors and requests by index in canonical order. ``points[tier][request][mentor]`` are the points of a pair;
    coverage depends on the request alone and load on the whole plan, so neither stands there."""

    problem: Problem
    mentors: Sequence[MentorFacts]
    requests: Sequence[Request]
    points: Mapping[Tier, Sequence[Sequence[int]]]
    obstacles: Obstacles
    units: Sequence[Unit]
    rooms: Sequence[int]
    loads: Sequence[int]
    load_span: int
    weights: Mapping[Tier, int]

    @cached_property
    def coverage(self) -> list[int]:
        """Coverage of each request."""
        return [self.problem.coverage(request) for request in self.requests]

    @cached_property
    def worth(self) -> list[list[int]]:
        """Folded points of each request with each mentor, without coverage and load."""
        factors = [(self.weights[tier], rows) for tier, rows in self.points.items() if self.weights[tier]]
        worth = []
        for index in range(len(self.requests)):
            total = [0] * len(self.mentors)
            for weight, rows in factors:
                if not any(rows[index]):
                    continue
                total = [sum_ + weight * points for sum_, points in zip(total, rows[index], strict=True)]
            worth.append(total)
        return worth

    @cached_property
    def open_units(self) -> list[int]:
        """Indices of the units the solver places."""
        return [index for index, unit in enumerate(self.units) if unit.open]

    @cached_property
    def unit_of(self) -> list[int]:
        """The unit each request belongs to."""
        found = [0] * len(self.requests)
        for index, unit in enumerate(self.units):
            for request in unit.requests:
                found[request] = index
        return found

    @cached_property
    def places(self) -> list[int]:
        """Places each request takes: 1, or 0 for a further request of a mentee in the same group."""
        found = []
        seen: set[tuple[int, int]] = set()
        for request, unit in zip(self.requests, self.unit_of, strict=True):
            mentee = (unit, request.mentee.id)
            found.append(int(mentee not in seen))
            seen.add(mentee)
        return found

    def barred(self, unit: Unit) -> set[int]:
        """Mentors a member of the unit must not have (room is another matter)."""
        return set().union(*(self.obstacles[request] for request in unit.requests))

    def unit_coverage(self, unit: Unit) -> int:
        """Coverage of all requests of a unit."""
        return sum(self.coverage[request] for request in unit.requests)

    def apart(self) -> list[tuple[int, int]]:
        """Open units of which some requests come from one mentee, as positions in ``open_units``."""
        standing: dict[int, list[int]] = {}
        for position, index in enumerate(self.open_units):
            for mentee in {self.requests[request].mentee.id for request in self.units[index].requests}:
                standing.setdefault(mentee, []).append(position)
        return [
            (one, other)
            for positions in standing.values()
            for rank, one in enumerate(positions)
            for other in positions[rank + 1 :]
        ]


def compile_model(problem: Problem) -> Model:
    """The model of a problem; the order in which people are listed leaves no trace in it."""
    mentors, requests = in_order(problem)
    ratings = Ratings(mentors, problem.wishes, problem.bans, problem.weights)
    rows = [ratings.row(request.mentee) for request in requests]
    obstacles = [row.obstacles for row in rows]
    units, taken = gather(problem, mentors, requests, obstacles)
    points: dict[Tier, list[list[int]]] = {
        Tier.DEFICITS: [row.deficits for row in rows],
        Tier.WISHES: [row.wishes for row in rows],
        Tier.CONDITIONS: [row.conditions for row in rows],
        Tier.STABILITY: _kept(problem, mentors, requests),
    }
    spans = {tier: span(cells) for tier, cells in points.items()}
    load_span = _load_span(mentors, units)
    spans[Tier.LOAD] = (load_span, 1)
    return Model(
        problem=problem,
        mentors=mentors,
        requests=requests,
        points=points,
        obstacles=obstacles,
        units=units,
        rooms=[mentor.free - places for mentor, places in zip(mentors, taken, strict=True)],
        loads=[mentor.load + places for mentor, places in zip(mentors, taken, strict=True)],
        load_span=load_span,
        weights=weigh(problem.tiers, spans),
    )


def _kept(problem: Problem, mentors: Sequence[MentorFacts], requests: Sequence[Request]) -> list[list[int]]:
    position = {mentor.id: index for index, mentor in enumerate(mentors)}
    empty = [0] * len(mentors)
    rows = []
    for request in requests:
        kept = problem.draft.get(request.id)
        index = None if kept is None else position.get(kept)
        if index is None:
            rows.append(empty)
        else:
            row = empty[:]
            row[index] = 1
            rows.append(row)
    return rows


def _load_span(mentors: Sequence[MentorFacts], units: Sequence[Unit]) -> int:
    """Each place costs the load it brings a mentor to, so a plan costs at most all places at the highest load."""
    sizes = [unit.size for unit in units]
    highest = max((max(mentor.capacity, mentor.load) for mentor in mentors), default=0)
    return sum(sizes) * (highest + max(sizes, default=0) + _SPARE_PLACES)
