"""A proposal as JSON values and as lines of text: the contract of ``propose`` and ``why-not`` (docs/cli.md).

A mentee with several open requests stands in ``mentees`` once for each: a column is a request. ``id`` is the
person's number, ``request`` tells the columns apart, in ``pairs`` and ``unmatched`` too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from curator_app.domain.matching.periods import Period
from curator_app.runtime.errors import KnownProblem
from curator_app.services.proposals import explaining, repairing
from curator_app.services.proposals.asking import Answer
from curator_app.services.proposals.gathering import planned_period
from curator_app.services.proposals.proposing import Proposal, propose
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.texts.proposal import TIER_NAMES


def planned_proposal(workspace: Workspace, starts: dt.date | None, ends: dt.date | None) -> Proposal:
    """The proposal for a period told in part or not at all. Raises KnownProblem when it ends before it starts."""
    planned = Period(starts or planned_period(workspace.clock.today()).start, ends)
    if planned.start is not None and planned.end is not None and planned.end < planned.start:
        raise KnownProblem(
            f"Окончание ({planned.end:%d.%m.%Y}) раньше начала ({planned.start:%d.%m.%Y}). Исправьте даты."
        )
    return propose(workspace, planned=planned)


def told(proposal: Proposal, *, explained: bool = False) -> dict[str, Any]:
    """The proposal as JSON values; ``explained`` adds what needs words."""
    words = explaining.explain_pairs(proposal)
    unmatched = explaining.explain_unmatched(proposal)
    repairs = repairing.find_repairs(proposal)
    value: dict[str, Any] = {
        "planned": {"starts": _day(proposal.planned.start), "ends": _day(proposal.planned.end)},
        "mentors": [
            {
                "id": one.id,
                "full_name": one.full_name,
                "capacity": one.capacity,
                "capacity_left": one.capacity_left,
            }
            for one in proposal.mentors
        ],
        "mentees": [_column(proposal, one.id) for one in proposal.requests],
        "tiers": [tier.value for tier in proposal.tiers],
        "scores": proposal.scores,
        "forbidden": _forbidden(proposal),
        "locked": [[one.mentor, one.mentee] for one in proposal.pairs if one.locked],
        "pairs": [
            {
                "mentor": one.mentor,
                "mentor_name": proposal.mentor[one.mentor].full_name,
                "mentee": one.mentee,
                "mentee_name": proposal.request[one.request].full_name,
                "request": one.request,
                "score": one.score,
                "parts": {tier.value: points for tier, points in one.parts.items()},
                "locked": one.locked,
                "interchangeable": words[one.request].interchangeable,
                **(_pair_words(words[one.request]) if explained else {}),
            }
            for one in proposal.pairs
        ],
        "unmatched": [
            {
                "mentee": one.mentee,
                "mentee_name": proposal.request[one.request].full_name,
                "request": one.request,
                "cause": one.cause,
                "cause_kind": one.kind,
                "repairs": [_repair(found) for found in repairs.get(one.request, ())],
            }
            for one in unmatched.values()
        ],
        "objective": list(proposal.objective),
        "proven": proposal.proven,
        "blocking_pairs": [
            {"mentor": one.mentor, "mentee": one.mentee, **({"reason": one.reason} if explained and one.reason else {})}
            for one in explaining.unfulfilled(proposal)
        ],
        "problems": [*proposal.problems, *proposal.notes],
    }
    if explained:
        value["forbidden_reasons"] = [
            {
                "mentor": mentor,
                "mentee": proposal.request[request].mentee,
                "request": request,
                "obstacles": [one.value for one in barred],
                "words": explaining.forbidden_words(proposal, mentor, request),
            }
            for (mentor, request), barred in sorted(proposal.obstacles.items())
        ]
        value["gaps"] = [
            {
                "area": one.area,
                "area_label": one.area_label,
                "kind": one.kind,
                "requests": list(one.requests),
                "words": one.words,
            }
            for one in explaining.school_gaps(proposal)
        ]
    return value


def _day(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _column(proposal: Proposal, request: int) -> dict[str, Any]:
    one = proposal.request[request]
    column: dict[str, Any] = {"id": one.mentee, "full_name": one.full_name, "request": one.id}
    if one.coverage != 1:
        column["coverage"] = one.coverage
    if one.group is not None:
        column["group"] = one.group
    return column


def _forbidden(proposal: Proposal) -> list[list[int]]:
    """Pairs of people no request of the mentee allows."""
    found = []
    for mentor in proposal.mentors:
        for mentee, own in proposal.requests_of.items():
            if all((mentor.id, one.id) in proposal.obstacles for one in own):
                found.append([mentor.id, mentee])
    return found


def _pair_words(told: explaining.PairExplanation) -> dict[str, Any]:
    return {
        "words": {tier.value: words for tier, words in told.words.items()},
        "rank_of_mentor": told.rank_of_mentor,
        "rank_of_mentee": told.rank_of_mentee,
        "substitute": told.substitute,
        "substitute_words": told.substitute_words or None,
        "missing_consents": [
            {"person": one.person, "person_name": one.name, "kind": one.kind, "kind_label": one.kind_label}
            for one in told.missing
        ],
    }


def _repair(row: repairing.RepairRow) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": row.kind}
    if row.mentor is not None:
        found["mentor"] = row.mentor
    found |= {"mentee": row.mentee, "words": row.words}
    found["applies"] = [{"do": one.do, "kind": one.kind, "record": dict(one.record)} for one in row.applies]
    return found


def lines(proposal: Proposal, *, explained: bool = False) -> Iterator[str]:
    """The proposal as a short text."""
    pairs = counted(len(proposal.pairs), "пара", "пары", "пар")
    yield f"Предложено: {pairs}. Без наставника: {counted(len(proposal.unmatched), 'запрос', 'запроса', 'запросов')}."
    words = explaining.explain_pairs(proposal) if explained else {}
    for one in proposal.pairs:
        mark = " (закреплено)" if one.locked else ""
        yield f"{proposal.mentor[one.mentor].name} — {proposal.request[one.request].name}{mark}"
        if one.request in words:
            yield from _explained(words[one.request])
    repairs = repairing.find_repairs(proposal) if explained else {}
    for left in explaining.explain_unmatched(proposal).values():
        yield f"{proposal.request[left.request].name} — без наставника"
        yield f"    {left.cause}"
        for found in repairs.get(left.request, ()):
            yield f"    можно: {found.words[:1].lower()}{found.words[1:]}"
    if explained:
        for wish in explaining.unfulfilled(proposal):
            told = f" ({wish.reason})" if wish.reason else ""
            yield f"Взаимное пожелание не сбылось: {wish.mentor_name} — {wish.mentee_name}{told}."
        for gap in explaining.school_gaps(proposal):
            yield gap.words
        if lacking := explaining.consents_missing(proposal):
            yield lacking


def _explained(told: explaining.PairExplanation) -> Iterator[str]:
    for tier, words in told.words.items():
        yield f"    {TIER_NAMES[tier]}: {words}"
    ranks = f"{told.rank_of_mentor}-й по соответствию для запроса, запрос {told.rank_of_mentee}-й для наставника"
    yield f"    наставник {ranks}" + (f"; {told.substitute_words}" if told.substitute_words else "")


def told_answer(answer: Answer) -> dict[str, Any]:
    """«Почему не …» as JSON values."""
    value: dict[str, Any] = {
        "possible": answer.possible,
        "request": answer.request,
        "loss": {"coverage": answer.coverage, "score": answer.score},
        "tiers": {tier.value: loss for tier, loss in answer.tiers.items()},
        "displaced": [
            {"mentee": one.mentee, "request": one.request, "from": one.before, "to": one.after}
            for one in answer.displaced
        ],
        "words": list(answer.words),
    }
    if not answer.possible:
        value["reason"] = answer.reason
    return value


def answer_lines(answer: Answer) -> Iterator[str]:
    """«Почему не …» as a short text."""
    if not answer.possible:
        yield f"Эта пара невозможна: {answer.reason}."
        return
    yield from answer.words
    for one in answer.displaced:
        yield f"    {one.words}"
