"""What is placed as a whole: a single request, or the requests of a group. Locks are settled here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from curator_app.domain.matching.facts import MentorFacts, Obstacle
from curator_app.domain.matching.problem import Problem, Request

Obstacles = list[dict[int, tuple[Obstacle, ...]]]


class Contradiction(StrEnum):
    """Why the curator's own settings leave a unit without a mentor."""

    LOCKS_DISAGREE = "locks_disagree"
    LOCK_FORBIDDEN = "lock_forbidden"
    LOCK_NO_PLACE = "lock_no_place"
    GROUP_OVER_LIMIT = "group_over_limit"


@dataclass(frozen=True, slots=True)
class Unit:
    """Indices of requests that share one mentor, how many places they take, and the mentor they are locked to."""

    requests: tuple[int, ...]
    size: int
    home: int | None = None
    contradiction: Contradiction | None = None

    @property
    def open(self) -> bool:
        """Whether the solver has to find a mentor."""
        return self.home is None and self.contradiction is None


def gather(
    problem: Problem, mentors: Sequence[MentorFacts], requests: Sequence[Request], obstacles: Obstacles
) -> tuple[list[Unit], list[int]]:
    """Units in the order of their first requests, and the places locked pairs take of each mentor.

    ``obstacles`` (by request, {mentor: why}) grow by what standing groups and locked pairs rule out. A lock that
    cannot hold leaves its unit unplaced, with the contradiction named; it is never put elsewhere.
    """
    _bar_other_mentors(problem, mentors, requests, obstacles)
    locked: dict[int, set[int]] = {}
    position = {mentor.id: index for index, mentor in enumerate(mentors)}
    number = {request.id: index for index, request in enumerate(requests)}
    for mentor, request in problem.locks:
        locked.setdefault(number[request], set()).add(position[mentor])
    taken = [0] * len(mentors)
    units = []
    for members in _members(requests):
        homes = set().union(*(locked.get(member, set()) for member in members))
        size = len({requests[member].mentee.id for member in members})
        home, contradiction = _settled(problem, homes, size, [obstacles[member] for member in members])
        if home is not None and mentors[home].free - taken[home] < size:
            home, contradiction = None, Contradiction.LOCK_NO_PLACE
        if home is not None:
            taken[home] += size
            _bar_same_pair(requests, members, home, obstacles)
        units.append(Unit(members, size, home, contradiction))
    return units, taken


def _members(requests: Sequence[Request]) -> list[tuple[int, ...]]:
    found: dict[object, list[int]] = {}
    for index, request in enumerate(requests):
        found.setdefault(index if request.group is None else request.group, []).append(index)
    return [tuple(members) for members in found.values()]


def _settled(
    problem: Problem, homes: set[int], size: int, obstacles: Sequence[dict[int, tuple[Obstacle, ...]]]
) -> tuple[int | None, Contradiction | None]:
    if problem.group_limit is not None and size > max(1, problem.group_limit):
        return None, Contradiction.GROUP_OVER_LIMIT
    if not homes:
        return None, None
    if len(homes) > 1:
        return None, Contradiction.LOCKS_DISAGREE
    (home,) = homes
    if any(home in barred for barred in obstacles):
        return None, Contradiction.LOCK_FORBIDDEN
    return home, None


def _bar_other_mentors(
    problem: Problem, mentors: Sequence[MentorFacts], requests: Sequence[Request], obstacles: Obstacles
) -> None:
    for request, barred in zip(requests, obstacles, strict=True):
        if request.group is not None and request.group in problem.standing_groups:
            own = problem.standing_groups[request.group]
            for index, mentor in enumerate(mentors):
                if mentor.id != own:
                    barred[index] = (*barred.get(index, ()), Obstacle.GROUP)


def _bar_same_pair(requests: Sequence[Request], members: tuple[int, ...], home: int, obstacles: Obstacles) -> None:
    """A mentee locked to a mentor by one request is not given the same mentor again by another."""
    mentees = {requests[member].mentee.id for member in members}
    for index, request in enumerate(requests):
        barred = obstacles[index].get(home, ())
        if index not in members and request.mentee.id in mentees and Obstacle.PAIRED not in barred:
            obstacles[index][home] = (*barred, Obstacle.PAIRED)
