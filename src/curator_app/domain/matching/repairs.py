"""What to change so that a request left out gets a mentor and nobody loses one; every proposal has been tried."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from curator_app.domain.matching.facts import MentorFacts
from curator_app.domain.matching.problem import Problem, Request
from curator_app.domain.matching.ratings import wanted_subjects

_GUEST_LEVEL = 3


class RepairKind(StrEnum):
    """A change, the cheapest first."""

    ADD_PLACE = "add_place"
    DROP_REQUIREMENT = "drop_requirement"
    LIFT_BAN = "lift_ban"
    REMOVE_LOCK = "remove_lock"
    ADD_MENTOR = "add_mentor"


@dataclass(frozen=True, slots=True)
class Repair:
    """A change about a request (of a group left out: about one of its requests).

    ADD_PLACE: ``places`` more with ``mentor``. DROP_REQUIREMENT: the subject is wished for, not demanded. LIFT_BAN,
    REMOVE_LOCK: of ``mentor`` and the request. ADD_MENTOR: somebody from outside with ``places`` who knows the
    subjects and deficits. ``lock``: the new pair has to be locked as well, or somebody else left out would get it.
    """

    kind: RepairKind
    request: int
    mentor: int | None = None
    places: int = 0
    lock: bool = False


def apply(problem: Problem, repair: Repair) -> Problem:
    """The problem after the change. A mentor from outside gets an id below all others."""
    mentor = repair.mentor
    if repair.kind is RepairKind.ADD_PLACE:
        problem = _with_places(problem, repair)
    elif repair.kind is RepairKind.DROP_REQUIREMENT:
        problem = _without_requirement(problem, repair.request)
    elif repair.kind is RepairKind.LIFT_BAN:
        mentee = _request(problem, repair.request).mentee.id
        problem = replace(problem, bans=problem.bans - {(mentor or 0, mentee)})
    elif repair.kind is RepairKind.REMOVE_LOCK:
        problem = replace(problem, locks=problem.locks - {(mentor or 0, repair.request)})
    else:
        guest = _guest(problem, repair)
        mentor = guest.id
        problem = replace(problem, mentors=(*problem.mentors, guest))
    if repair.lock and mentor is not None:
        problem = replace(problem, locks=problem.locks | {(mentor, repair.request)})
    return problem


def _request(problem: Problem, number: int) -> Request:
    return next(request for request in problem.requests if request.id == number)


def _with_places(problem: Problem, repair: Repair) -> Problem:
    mentors = tuple(
        replace(one, capacity=max(one.capacity, one.load) + repair.places) if one.id == repair.mentor else one
        for one in problem.mentors
    )
    return replace(problem, mentors=mentors)


def _without_requirement(problem: Problem, number: int) -> Problem:
    request = _request(problem, number)
    mentee = replace(request.mentee, required_subject=None, subjects=wanted_subjects(request.mentee))
    changed = replace(request, mentee=mentee)
    return replace(problem, requests=tuple(changed if one.id == number else one for one in problem.requests))


def _guest(problem: Problem, repair: Repair) -> MentorFacts:
    request = _request(problem, repair.request)
    group = [one for one in problem.requests if one is request or (request.group and one.group == request.group)]
    return MentorFacts(
        id=min([0, *(mentor.id for mentor in problem.mentors)]) - 1,
        competences={area: _GUEST_LEVEL for one in group for area, _ in one.mentee.deficits},
        subjects=frozenset().union(*(wanted_subjects(one.mentee) for one in group)),
        capacity=repair.places,
        load=0,
        form=request.mentee.form,
    )
