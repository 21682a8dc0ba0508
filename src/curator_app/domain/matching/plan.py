"""The plan as the rest of the program sees it: ids, points by tier, scores anyone can check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from curator_app.domain.matching.problem import Problem
from curator_app.domain.matching.solution import Solution
from curator_app.domain.matching.weights import Tier


@dataclass(frozen=True, slots=True)
class Pairing:
    """One proposed (or locked) pair. ``parts`` are its points by tier but coverage: load is minus the number of
    mentees the mentor has with this one."""

    request: int
    mentee: int
    mentor: int
    locked: bool
    score: int
    parts: Mapping[Tier, int]


@dataclass(frozen=True)
class Plan:
    """Pairs and unmatched requests in canonical order. ``objective`` is one number a tier in the order of the
    problem, coverage first. ``capacity_left`` is capacity minus running mentees, by mentor in the problem's order.
    ``proven``: no plan is better."""

    problem: Problem
    pairs: tuple[Pairing, ...]
    unmatched: tuple[int, ...]
    objective: tuple[int, ...]
    capacity_left: tuple[int, ...]
    proven: bool
    solution: Solution = field(repr=False, compare=False)

    @cached_property
    def scores(self) -> tuple[tuple[int | None, ...], ...]:
        """What the plan maximises once coverage is maximal, by mentor and request in the problem's order; None where
        the pair must not be."""
        solution = self.solution
        model = solution.model
        row_of = {mentor.id: index for index, mentor in enumerate(model.mentors)}
        column_of = {request.id: index for index, request in enumerate(model.requests)}
        columns = [column_of[request.id] for request in self.problem.requests]
        rows = []
        for mentor in self.problem.mentors:
            row = row_of[mentor.id]
            rows.append(
                tuple(None if row in model.obstacles[column] else solution.score(column, row) for column in columns)
            )
        return tuple(rows)

    @property
    def coverage(self) -> tuple[int, ...]:
        """What each request counts in the first tier, in the problem's order."""
        return tuple(self.problem.coverage(request) for request in self.problem.requests)

    @cached_property
    def mentor_of(self) -> Mapping[int, int]:
        """{request: mentor} of the pairs."""
        return {pair.request: pair.mentor for pair in self.pairs}


def plan_of(solution: Solution) -> Plan:
    """The plan of a solution."""
    model = solution.model
    pairs = tuple(_pairings(solution))
    served = {pair.request for pair in pairs}
    covered = sum(model.coverage[index] for index, mentor in enumerate(solution.mentor_of) if mentor is not None)
    sums = {tier: sum(pair.parts[tier] for pair in pairs) for tier in model.problem.tiers if tier is not Tier.COVERAGE}
    return Plan(
        problem=model.problem,
        pairs=pairs,
        unmatched=tuple(request.id for request in model.requests if request.id not in served),
        objective=tuple(covered if tier is Tier.COVERAGE else sums[tier] for tier in model.problem.tiers),
        capacity_left=tuple(mentor.free for mentor in model.problem.mentors),
        proven=solution.proven,
        solution=solution,
    )


def _pairings(solution: Solution) -> list[Pairing]:
    model = solution.model
    loads = [mentor.load for mentor in model.mentors]
    parts_of_load: dict[int, int] = {}
    mentors = solution.mentor_of
    locked = [model.units[unit].home is not None for unit in model.unit_of]
    for request in sorted(range(len(mentors)), key=lambda one: not locked[one]):
        mentor = mentors[request]
        if mentor is not None and model.places[request]:
            loads[mentor] += 1
            parts_of_load[request] = -loads[mentor]
    return [
        Pairing(
            request=model.requests[request].id,
            mentee=model.requests[request].mentee.id,
            mentor=model.mentors[mentor].id,
            locked=locked[request],
            score=solution.score(request, mentor),
            parts={
                tier: parts_of_load.get(request, 0) if tier is Tier.LOAD else model.points[tier][request][mentor]
                for tier in model.problem.tiers
                if tier is not Tier.COVERAGE
            },
        )
        for request, mentor in enumerate(mentors)
        if mentor is not None
    ]
