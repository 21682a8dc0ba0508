"""What to change so that a request left out gets a mentor and nobody else loses one; every change has been tried.

A repair is a few records as ``add``, ``set`` and ``remove`` accept them, so that a click and a script do the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from curator_app.domain.codes import MentorStatus, PersonKind
from curator_app.domain.matching.lock_taking import lock_stays
from curator_app.domain.matching.plan import Plan
from curator_app.domain.matching.remedies import all_repairs, repairs
from curator_app.domain.matching.repairs import Repair, RepairKind, apply
from curator_app.domain.matching.solver import outline
from curator_app.services.proposals.gathering import group_of, lock_ways
from curator_app.services.proposals.places import promised
from curator_app.services.proposals.proposing import Proposal, best_of
from curator_app.services.workspace import Workspace
from curator_app.texts.collation import fold
from curator_app.texts.proposal import GUEST, repair_reason, repair_title, repair_words

_GUEST_LEVEL = 3
_SMALL = 80  # so many requests with open locks are solved again for every repair


@dataclass(frozen=True, slots=True)
class Step:
    """One call of ``add``, ``set`` or ``remove`` with one record."""

    do: Literal["add", "set", "remove"]
    kind: str
    record: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class RepairRow:
    """A change: ``words`` is the button, ``title`` what was done, ``applies`` the records. ``mentee`` and ``mentor``
    are whom it is about (for a lock in the way, whose lock it is)."""

    kind: str
    request: int
    mentee: int
    mentor: int | None
    words: str
    title: str
    applies: tuple[Step, ...]


def find_repairs(proposal: Proposal) -> dict[int, tuple[RepairRow, ...]]:
    """Up to three repairs of every unmatched request, the cheapest first. Of several requests of a mentee, the mentee
    gets a mentor for one more."""
    return {
        request: tuple(_row(proposal, one) for one in found if _holds(proposal, request, one))
        for request, found in all_repairs(proposal.plan).items()
    }


def _holds(proposal: Proposal, request: int, repair: Repair) -> bool:
    """Whether a repair of a request does its work although a lock names the mentee and not the request: the lock might
    be taken by another request then, and the freed place go to somebody else; or the new lock would be refused because
    of locks that take no place in the plan."""
    if not _lock_has_place(proposal, repair):
        return False
    problem = proposal.plan.problem
    mentee = proposal.request[repair.request].mentee
    served = [one.id for one in proposal.requests_of[mentee] if one.id in proposal.mentor_of]
    open_ways = len(proposal.gathered.ways) > 1 and len(problem.requests) <= _SMALL
    if not open_ways and not (repair.lock and served):
        return True
    if not open_ways and lock_stays(proposal.plan, repair, served):
        return True
    changed = apply(problem, replace(repair, lock=False))
    guests = {one.id for one in changed.mentors} - {one.id for one in problem.mentors}
    mentor = repair.mentor if repair.mentor is not None else min(guests, default=0)
    if len(problem.requests) <= _SMALL:
        locks = set(proposal.gathered.world.locks)
        if repair.kind is RepairKind.REMOVE_LOCK:
            locks.discard((mentor, mentee))
        if repair.lock:
            locks.add((mentor, mentee))
        partners = {one.mentee.id: one.mentee.mentors for one in problem.requests}
        ways, _, _ = lock_ways(locks, changed.mentors, changed.requests, partners)
    else:
        ways = tuple(changed.locks | {(mentor, one)} for one in (repair.request, *served))
    after = _served(best_of([outline(replace(changed, locks=way)) for way in ways]))
    before, wanted = _served(proposal.plan), proposal.request[request].mentee
    return after[wanted] > before[wanted] and all(after[one] >= number for one, number in before.items())


def _served(plan: Plan) -> Counter[int]:
    return Counter(one.mentee for one in plan.pairs)


def _lock_has_place(proposal: Proposal, repair: Repair) -> bool:
    if not repair.lock or repair.mentor is None:
        return True
    world, planned = proposal.gathered.world, proposal.planned
    mentor = proposal.mentor[repair.mentor]
    locked = {mentee for who, mentee in world.locks if who == mentor.id}
    running = {one.mentee for one in world.links if one.mentor == mentor.id and one.period.overlaps(planned)}
    asking = {one.mentee: group_of(card) or "" for one in world.requests if (card := world.mentees.get(one.mentee))}
    taken = mentor.load + promised(proposal.request[repair.request].mentee, locked, running, asking)
    return taken <= max(mentor.capacity, mentor.load) + repair.places


def repairs_of(proposal: Proposal, request: int) -> tuple[RepairRow, ...]:
    """The same for one request; empty for one that has a mentor and where no change helps."""
    return tuple(_row(proposal, one) for one in repairs(proposal.plan, request) if _holds(proposal, request, one))


def apply_repair(workspace: Workspace, repair: RepairRow) -> None:
    """Makes the change in one action. Raises KnownProblem when the base has moved on meanwhile."""
    from curator_app.services.records.applying import apply_steps

    apply_steps(workspace, repair.title, [(one.do, one.kind, one.record) for one in repair.applies])


def _row(proposal: Proposal, repair: Repair) -> RepairRow:
    request = proposal.request[repair.request]
    capacity = 0
    if repair.kind is RepairKind.ADD_PLACE and repair.mentor is not None:
        mentor = proposal.mentor[repair.mentor]
        capacity = max(mentor.capacity, mentor.load) + repair.places
    knows = _wanted(proposal, repair)
    return RepairRow(
        kind=repair.kind.value,
        request=repair.request,
        mentee=request.mentee,
        mentor=repair.mentor,
        words=repair_words(
            repair,
            proposal.named,
            request.mentee,
            subject=request.subject,
            group=request.group,
            capacity=capacity,
            subjects=knows[0],
            areas=knows[2],
        ),
        title=repair_title(repair, proposal.named, request.mentee),
        applies=_STEPS[repair.kind](proposal, repair),
    )


def _wanted(proposal: Proposal, repair: Repair) -> tuple[list[str], list[str], list[str]]:
    """Subjects, areas and titles of areas a guest has to know for a request and its group."""
    asked = {one.id: one for one in proposal.plan.problem.requests}
    group = asked[repair.request].group
    members = [repair.request, *(one.id for one in asked.values() if group is not None and one.group == group)]
    world = proposal.gathered.world
    subjects: dict[str, str] = {}
    areas: dict[str, None] = {}
    for member in members:
        request = proposal.request[member]
        for subject in (request.subject, *world.mentees[request.mentee].person.subjects):
            if subject:
                subjects.setdefault(fold(subject), subject)
        areas.update(dict.fromkeys(area for area, severity in request.deficits if severity))
    return list(subjects.values()), list(areas), [world.areas.get(area, area) for area in areas]


def _more_places(proposal: Proposal, repair: Repair) -> tuple[Step, ...]:
    assert repair.mentor is not None, "a place is added to somebody"
    mentor = proposal.mentor[repair.mentor]
    capacity = max(mentor.capacity, mentor.load) + repair.places
    steps = [Step("set", "mentor", {"id": mentor.id, "capacity": capacity})]
    if repair.lock:
        lock = {"mentor": mentor.id, "mentee": proposal.request[repair.request].mentee, "reason": repair_reason()}
        steps.append(Step("add", "lock", lock))
    return tuple(steps)


def _no_requirement(_proposal: Proposal, repair: Repair) -> tuple[Step, ...]:
    return (Step("set", "request", {"id": repair.request, "subject_required": False}),)


def _no_ban(proposal: Proposal, repair: Repair) -> tuple[Step, ...]:
    return (_removed(proposal, repair, "ban"),)


def _no_lock(proposal: Proposal, repair: Repair) -> tuple[Step, ...]:
    return (_removed(proposal, repair, "lock"),)


def _removed(proposal: Proposal, repair: Repair, kind: Literal["ban", "lock"]) -> Step:
    assert repair.mentor is not None, "a lock or ban is somebody's"
    world = proposal.gathered.world
    marks = world.bans if kind == "ban" else world.locks
    return Step("remove", kind, {"id": marks[repair.mentor, proposal.request[repair.request].mentee].id})


def _guest(proposal: Proposal, repair: Repair) -> tuple[Step, ...]:
    subjects, areas, _ = _wanted(proposal, repair)
    request = proposal.request[repair.request]
    record: dict[str, Any] = {
        **GUEST,
        "kind": PersonKind.EXTERNAL.value,
        "status": MentorStatus.POTENTIAL.value,
        "capacity": repair.places,
        "subjects": subjects,
        "competence_areas": [{"area": area, "level": _GUEST_LEVEL} for area in areas],
        "mentoring_form": request.mentoring_form,
    }
    if repair.lock:
        record["locks"] = [request.mentee]
    return (Step("add", "mentor", record),)


_STEPS: Mapping[RepairKind, Callable[[Proposal, Repair], tuple[Step, ...]]] = {
    RepairKind.ADD_PLACE: _more_places,
    RepairKind.DROP_REQUIREMENT: _no_requirement,
    RepairKind.LIFT_BAN: _no_ban,
    RepairKind.REMOVE_LOCK: _no_lock,
    RepairKind.ADD_MENTOR: _guest,
}
