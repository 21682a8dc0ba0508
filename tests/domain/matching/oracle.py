"""The rules of pair formation told a second time, in the plainest way: every plan is tried.

Nothing here is shared with the solver but the shape of its input.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from curator_app.domain.matching.facts import MentorFacts
from curator_app.domain.matching.plan import Plan
from curator_app.domain.matching.problem import Problem, Request
from curator_app.domain.matching.weights import Tier

Choice = dict[int, int]
"""{request: mentor}"""


def forbidden(problem: Problem, mentor: MentorFacts, request: Request) -> bool:
    """Whether the pair must not be."""
    mentee = request.mentee
    pair = (mentor.id, mentee.id)
    return (
        mentor.id == mentee.id
        or mentor.id in mentee.mentors
        or pair in problem.bans
        or pair in problem.wishes.avoided
        or mentor.refused
        or mentee.refused
        or (mentee.required_subject is not None and mentee.required_subject not in mentor.subjects)
        or (request.group is not None and problem.standing_groups.get(request.group, mentor.id) != mentor.id)
    )


def points(problem: Problem, mentor: MentorFacts, request: Request) -> dict[Tier, int]:
    """Points of a pair in the tiers that depend on the pair alone."""
    mentee, weights = request.mentee, problem.weights
    wanted = set(mentee.subjects) | ({mentee.required_subject} - {None})
    conditions = weights.same_subject if wanted & mentor.subjects else 0
    conditions += weights.same_form if mentee.form and mentee.form == mentor.form else 0
    conditions += weights.same_building if mentee.building and mentee.building == mentor.building else 0
    conditions += weights.same_shift if mentee.shift and mentee.shift == mentor.shift else 0
    conditions += weights.previous_pair if mentor.id in mentee.previous else 0
    if mentor.experience is not None and mentee.experience is not None:
        conditions += weights.experience if mentor.experience - mentee.experience >= weights.experience_gap else 0
    return {
        Tier.DEFICITS: sum(
            severity * mentor.competences.get(area, 0) * weights.areas.get(area, 1)
            for area, severity in mentee.deficits
        ),
        Tier.WISHES: _wish(problem, mentor.id, mentee.id),
        Tier.CONDITIONS: conditions,
        Tier.STABILITY: 1 if problem.draft.get(request.id) == mentor.id else 0,
    }


def _wish(problem: Problem, mentor: int, mentee: int) -> int:
    weights, pair = problem.weights, (mentor, mentee)
    total, sides = 0, 0
    for ranks, weight, side in (
        (problem.wishes.of_mentees, weights.mentee_wish, 1),
        (problem.wishes.of_mentors, weights.mentor_wish, 0),
    ):
        if pair in ranks:
            better = {rank for other, rank in ranks.items() if other[side] == pair[side] and rank < ranks[pair]}
            total += weight * (3 - len(better))
            sides += 1
    return total + (weights.mutual if sides == 2 else 0)


def plans(problem: Problem, unservable: frozenset[int] = frozenset()) -> Iterator[Choice]:
    """Every plan that breaks no rule. Requests of ``unservable`` (locks that contradict the rules) stay out."""
    units: dict[object, list[Request]] = {}
    for request in problem.requests:
        units.setdefault(request.id if request.group is None else f"group {request.group}", []).append(request)
    choices: list[list[MentorFacts | None]] = []
    for members in units.values():
        ids = {member.id for member in members}
        locked = {mentor for mentor, request in problem.locks if request in ids}
        fits = [
            mentor for mentor in problem.mentors if not any(forbidden(problem, mentor, member) for member in members)
        ]
        if problem.group_limit is not None and _size(members) > max(1, problem.group_limit):
            fits = []
        if ids & unservable:
            choices.append([None])
        elif locked:
            choices.append([mentor for mentor in fits if locked == {mentor.id}])
        else:
            choices.append([None, *fits])
    for chosen in product(*choices):
        placed = [(mentor, members) for mentor, members in zip(chosen, units.values(), strict=True) if mentor]
        if _room(placed):
            yield {member.id: mentor.id for mentor, members in placed for member in members}


def _size(members: list[Request]) -> int:
    return len({member.mentee.id for member in members})


def _room(placed: list[tuple[MentorFacts, list[Request]]]) -> bool:
    taken: dict[int, int] = {}
    pairs: set[tuple[int, int]] = set()
    for mentor, members in placed:
        taken[mentor.id] = taken.get(mentor.id, 0) + _size(members)
        if taken[mentor.id] > max(0, mentor.capacity - mentor.load):
            return False
        new = {(mentor.id, member.mentee.id) for member in members}
        if pairs & new:
            return False
        pairs |= new
    return True


def objective(problem: Problem, choice: Mapping[int, int]) -> tuple[int, ...]:
    """One number a tier; load costs as many points as the mentor then has mentees, mentee by mentee."""
    mentors = {mentor.id: mentor for mentor in problem.mentors}
    loads = {mentor.id: mentor.load for mentor in problem.mentors}
    totals = dict.fromkeys(problem.tiers, 0)
    counted: set[tuple[int, int]] = set()
    for request in problem.requests:
        if request.id in choice:
            mentor = choice[request.id]
            totals[Tier.COVERAGE] += problem.weights.urgent if request.urgent else 1
            for tier, value in points(problem, mentors[mentor], request).items():
                totals[tier] += value
            if (mentor, request.mentee.id) not in counted:
                counted.add((mentor, request.mentee.id))
                loads[mentor] += 1
                totals[Tier.LOAD] -= loads[mentor]
    return tuple(totals[tier] for tier in problem.tiers)


def published(plan: Plan, choice: Mapping[int, int]) -> tuple[int, int]:
    """(coverage, score) of a choice by what the plan publishes."""
    row = {mentor.id: scores for mentor, scores in zip(plan.problem.mentors, plan.scores, strict=True)}
    column = {request.id: index for index, request in enumerate(plan.problem.requests)}
    total = 0
    for request, mentor in choice.items():
        score = row[mentor][column[request]]
        assert score is not None, "a forbidden pair"
        total += score
    return sum(plan.coverage[column[request]] for request in choice), total
