"""Dates and facts of mentees: the first day at work, the order, the approved route."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.codes import MenteeCategory, PairStatus, PersonKind, TaskObject
from curator_app.domain.terms.occurrences import Span
from curator_app.domain.terms.rules import Trigger
from curator_app.models import Mentee, Route
from curator_app.services.terms.pair_subjects import Pairing
from curator_app.services.terms.subjects import NO_DATE, Fact, Someone, Subject
from curator_app.services.terms.survey_facts import after

_LED: Final = (PairStatus.READY.value, PairStatus.ASSIGNED.value, PairStatus.PAUSED.value)
_NOT_BY_WORK_START: Final = (
    MenteeCategory.DIFFICULTIES.value,
    MenteeCategory.NEW_POST.value,
    MenteeCategory.PUPIL.value,
)
_FIRST_DAYS: Final = ("s2-p2", "s2-m1", "s2-m2a")
_BEFOREHAND: Final = dt.timedelta(days=31)  # a questionnaire may be filled in when the contract is signed
_YEAR: Final = dt.timedelta(days=365)


def mentee_subjects(
    session: Session,
    people: Mapping[int, Someone],
    of_mentee: Mapping[int, Sequence[tuple[Pairing, bool]]],
    routes: Sequence[Route],
    replied: Mapping[int, Mapping[str, list[Fact]]],
    on: dt.date,
) -> list[Subject]:
    """Mentees whose first days at work, or whose lacking route, set tasks. ``of_mentee``: their pairs, each with
    whether it is over for the mentee; ``replied``: what their replies do."""
    routed: dict[int, list[Route]] = defaultdict(list)
    for route in routes:
        routed[route.mentee_id].append(route)
    found = []
    query = select(Mentee.id, Mentee.category).where(Mentee.deleted_at.is_(None)).order_by(Mentee.id)
    for number, category in session.execute(query):
        person = people.get(number)
        if person is None or person.gone:
            continue
        pairs = [one for one in of_mentee.get(number, ()) if not _before(one[0].end, person.work_start)]
        spans: dict[Trigger, Span] = {}
        over = bool(pairs) and all(one for _pair, one in pairs)
        if not over and _starts_by_work(person, category, on):
            spans[Trigger.WORK_START] = Span(person.work_start)
        if number not in routed and any(pair.status in _LED and not one for pair, one in pairs):
            spans |= {Trigger.ROUTE_START: NO_DATE, Trigger.ROUTE_END: NO_DATE}
        if spans:
            facts = _facts_of_mentee(person, [pair for pair, _over in pairs], routed.get(number, ()))
            since = None if person.work_start is None else person.work_start - _BEFOREHAND
            facts |= after(replied.get(number, {}), since, _FIRST_DAYS)
            found.append(Subject(TaskObject.MENTEE, number, person.name, (number,), spans, facts))
    return found


def _before(end: dt.date | None, start: dt.date | None) -> bool:
    """Something ended before somebody came to work (again): it says nothing of these first days."""
    return end is not None and start is not None and end < start


def _starts_by_work(person: Someone, category: str | None, on: dt.date) -> bool:
    """Whether the first days at work concern this mentee: not a pupil, and not an old hand whose difficulties or new
    post were found years after the first day."""
    if person.work_start is None:
        return person.kind != PersonKind.PUPIL.value and category != MenteeCategory.PUPIL.value
    return category not in _NOT_BY_WORK_START or person.work_start > on - _YEAR


def _facts_of_mentee(person: Someone, pairs: Sequence[Pairing], routes: Sequence[Route]) -> dict[str, Fact]:
    facts: dict[str, Fact] = {}
    ordered = [(pair.order_date, pair.order_number) for pair in pairs if pair.order_date is not None]
    if ordered:
        date, number = min(ordered, key=lambda one: one[0])
        facts["assignment_order"] = Fact(date, f"Приказ № {number}" if number else "Приказ о закреплении")
    approved = [
        route.approved_on
        for route in routes
        if route.approved_on is not None and not _before(route.end_date, person.work_start)
    ]
    if approved:
        facts["route"] = Fact(min(approved), "ИОМ утверждён")
    return facts
