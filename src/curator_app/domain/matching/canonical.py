"""An order of mentors and requests that depends on what they are, never on how they were listed.

Keys given by the caller come first; whoever has equal keys is told apart by facts, then by relations to the others
(colour refinement). Who cannot be told apart even so is interchangeable for every purpose of the plan.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from curator_app.domain.matching.facts import MenteeFacts, MentorFacts
from curator_app.domain.matching.problem import Problem, Request
from curator_app.domain.matching.ratings import Ratings


def in_order(problem: Problem) -> tuple[tuple[MentorFacts, ...], tuple[Request, ...]]:
    """Mentors and requests of a problem in their own order."""
    mentors = sorted(problem.mentors, key=_of_mentor)
    requests = sorted(problem.requests, key=_of_request)
    mentor_ranks = dense([_of_mentor(mentor) for mentor in mentors])
    request_ranks = dense([_of_request(request) for request in requests])
    if _distinct(mentor_ranks) and _distinct(request_ranks):
        return tuple(mentors), tuple(requests)
    mentor_ranks, request_ranks = refined(_relations(problem, mentors, requests), mentor_ranks, request_ranks)
    return (
        tuple(mentor for _, mentor in sorted(zip(mentor_ranks, mentors, strict=True), key=lambda one: one[0])),
        tuple(request for _, request in sorted(zip(request_ranks, requests, strict=True), key=lambda one: one[0])),
    )


def dense(values: Sequence[Any]) -> list[int]:
    """The rank of every value among the distinct ones."""
    ranks = {value: rank for rank, value in enumerate(sorted(set(values)))}
    return [ranks[value] for value in values]


def refined(
    cells: Sequence[Sequence[Any]], rows: list[int], columns: list[int], rounds: int = 4
) -> tuple[list[int], list[int]]:
    """Ranks of rows and columns in which equals are told apart by their cells, as far as these tell."""
    across = list(zip(*cells, strict=True)) if cells else [()] * len(columns)
    for _ in range(rounds):
        finer = _told_apart(rows, cells, columns)
        finer_columns = _told_apart(columns, across, finer)
        if (max(finer, default=0), max(finer_columns, default=0)) == (max(rows, default=0), max(columns, default=0)):
            break
        rows, columns = finer, finer_columns
        if _distinct(rows) and _distinct(columns):
            break
    return rows, columns


def _told_apart(ranks: list[int], cells: Sequence[Sequence[Any]], others: list[int]) -> list[int]:
    size = Counter(ranks)
    return dense(
        [
            (rank, tuple(sorted(zip(others, row, strict=True))) if size[rank] > 1 else ())
            for rank, row in zip(ranks, cells, strict=True)
        ]
    )


def _distinct(ranks: list[int]) -> bool:
    return len(set(ranks)) == len(ranks)


def _relations(problem: Problem, mentors: list[MentorFacts], requests: list[Request]) -> list[list[Any]]:
    """What ties each mentor to each request: wishes, obstacles, lock, draft."""
    ratings = Ratings(mentors, problem.wishes, problem.bans, problem.weights)
    columns = []
    for request in requests:
        row = ratings.row(request.mentee)
        columns.append(
            [
                (
                    row.wishes[index],
                    row.conditions[index],
                    row.obstacles.get(index, ()),
                    (mentor.id, request.id) in problem.locks,
                    problem.draft.get(request.id) == mentor.id,
                )
                for index, mentor in enumerate(mentors)
            ]
        )
    return [list(cells) for cells in zip(*columns, strict=True)] if columns else [[] for _ in mentors]


def _of_mentor(mentor: MentorFacts) -> tuple[Any, ...]:
    return (
        mentor.key,
        tuple(sorted(mentor.competences.items())),
        tuple(sorted(mentor.subjects)),
        (mentor.capacity, mentor.load, mentor.refused),
        (mentor.form or "", mentor.building or "", mentor.shift or ""),
        -1 if mentor.experience is None else mentor.experience,
    )


def _of_request(request: Request) -> tuple[Any, ...]:
    return (request.key, not request.urgent, request.group or "", *_of_mentee(request.mentee))


def _of_mentee(mentee: MenteeFacts) -> tuple[Any, ...]:
    return (
        tuple(sorted(mentee.deficits)),
        tuple(sorted(mentee.subjects)),
        (mentee.required_subject or "", mentee.form or "", mentee.building or "", mentee.shift or ""),
        (mentee.refused, -1 if mentee.experience is None else mentee.experience),
        len(mentee.mentors),
    )
