"""What rules are reckoned from: dates of mentees, pairs, routes and the school, in a fixed number of queries."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from curator_app.domain.codes import (
    ClosingReason,
    MenteeCategory,
    OrderEffect,
    OrderType,
    PairEventKind,
    PairStatus,
    PersonKind,
    RouteStatus,
    TaskObject,
)
from curator_app.domain.names import PersonName
from curator_app.domain.terms.calendar import WorkCalendar
from curator_app.domain.terms.occurrences import Span
from curator_app.domain.terms.rules import Trigger
from curator_app.models import Mentee, Order, OrderPair, Pair, PairEvent, PairMentee, Person, Route, School
from curator_app.services import pair_facts

_ENDED: Final = {PairStatus.COMPLETED.value, PairStatus.TERMINATED.value}
_LED: Final = {PairStatus.READY.value, PairStatus.ASSIGNED.value, PairStatus.PAUSED.value}
_EARLY_REASONS: Final = {ClosingReason.PARTICIPANTS_INITIATIVE.value, ClosingReason.CURATOR_INITIATIVE.value}
_EARLY_EVENTS: Final = (PairEventKind.EARLY_NOTICE.value, PairEventKind.RESIGNATION_REQUEST.value)
_NOT_BY_WORK_START: Final = {
    MenteeCategory.DIFFICULTIES.value,
    MenteeCategory.NEW_POST.value,
    MenteeCategory.PUPIL.value,
}
_OTHER_ORDERS: Final = {
    OrderType.INCENTIVE.value: "incentive_order",
    OrderType.FINAL_EVENT.value: "final_event_order",
}
_ACQUAINTANCE_RULE: Final = "s2-p8"
_DAY: Final = dt.timedelta(days=1)
_YEAR: Final = dt.timedelta(days=365)
_MONTH: Final = dt.timedelta(days=30)
_NO_DATE: Final = Span()


@dataclass(frozen=True, slots=True)
class Fact:
    """A task is done because the base says so."""

    done_on: dt.date
    evidence: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What tasks are about. ``spans``: the dates of the triggers that concern it (without dates: the date is missing);
    ``facts``: what the base itself tells to be done, by the code of a rule or by ``Rule.needs``; ``ended``: only what
    was marked before is still shown."""

    kind: TaskObject
    id: int
    title: str
    persons: tuple[int, ...]
    spans: Mapping[Trigger, Span]
    facts: Mapping[str, Fact] = field(default_factory=dict)
    ended: bool = False


@dataclass(slots=True)
class _Someone:
    name: str
    kind: str
    work_start: dt.date | None
    gone: bool


@dataclass(slots=True)
class _Pairing:
    id: int
    mentor: int
    start: dt.date | None
    end: dt.date | None
    status: str
    closing_reason: str | None
    order_date: dt.date | None
    order_number: str | None
    mentees: list[int] = field(default_factory=list)


def subjects(session: Session, on: dt.date, calendar: WorkCalendar) -> list[Subject]:
    """Everything rules can be about on a day. ``calendar``: mentoring that ends early ends on a working day."""
    people = _people(session, on)
    pairs = _pairs(session)
    of_mentee: dict[int, list[_Pairing]] = defaultdict(list)
    for pair in pairs:
        for one in pair.mentees:
            of_mentee[one].append(pair)
    routes = _routes(session)
    found = _school(session, people)
    found += _mentees(session, people, of_mentee, routes, on)
    ordered = _other_orders(session)
    found += _of_pairs(session, pairs, people, routes, ordered, on, calendar)
    found += _of_routes(routes, people, ordered)
    return found


def _school(session: Session, people: Mapping[int, _Someone]) -> list[Subject]:
    """The school itself: number 0, as in the marks; a base with nobody in it has no tasks yet. The list of mentees was
    last gone through on the newest «актуализировано» (S1 Пол-3.4-2)."""
    name = session.scalar(select(School.short_name))
    if not name and not people:
        return []
    looked = session.scalar(select(func.max(Mentee.actualized_on)).where(Mentee.deleted_at.is_(None)))
    spans = {
        Trigger.FIXED: _NO_DATE,
        Trigger.CALENDAR: _NO_DATE,
        Trigger.ACADEMIC_YEAR: _NO_DATE,
        Trigger.PREVIOUS_DONE: Span(looked),
    }
    return [Subject(TaskObject.SCHOOL, 0, name or "Школа", (), spans)]


def _people(session: Session, on: dt.date) -> dict[int, _Someone]:
    query = select(
        Person.id,
        Person.surname,
        Person.first_name,
        Person.patronymic,
        Person.kind,
        Person.work_start_date,
        Person.archived_on,
        Person.dismissal_date,
    ).where(Person.deleted_at.is_(None))
    return {
        number: _Someone(
            PersonName(surname, first, patronymic).surname_initials,
            kind,
            start,
            (archived is not None and archived <= on) or (dismissed is not None and dismissed < on),
        )
        for number, surname, first, patronymic, kind, start, archived, dismissed in session.execute(query)
    }


def _pairs(session: Session) -> list[_Pairing]:
    issued = pair_facts.assignment_requisites(session)
    query = select(
        Pair.id,
        Pair.mentor_id,
        Pair.start_date,
        Pair.end_date,
        Pair.status,
        Pair.closing_reason,
        Pair.order_date,
        Pair.order_number,
    ).where(Pair.deleted_at.is_(None))
    pairs: dict[int, _Pairing] = {}
    for row in session.execute(query.order_by(Pair.id)):
        pair = _Pairing(*row)
        if pair.id in issued:
            pair.order_date, pair.order_number = issued[pair.id]
        pairs[pair.id] = pair
    members = select(PairMentee.pair_id, PairMentee.mentee_id).order_by(PairMentee.id)
    for pair_id, mentee_id in session.execute(members):
        if pair_id in pairs:
            pairs[pair_id].mentees.append(mentee_id)
    return list(pairs.values())


def _mentees(
    session: Session,
    people: Mapping[int, _Someone],
    of_mentee: Mapping[int, Sequence[_Pairing]],
    routes: Sequence[Route],
    on: dt.date,
) -> list[Subject]:
    routed: dict[int, list[Route]] = defaultdict(list)
    for route in routes:
        routed[route.mentee_id].append(route)
    found = []
    query = select(Mentee.id, Mentee.category).where(Mentee.deleted_at.is_(None)).order_by(Mentee.id)
    for number, category in session.execute(query):
        person = people.get(number)
        if person is None or person.gone:
            continue
        pairs = of_mentee.get(number, ())
        spans: dict[Trigger, Span] = {}
        if _starts_by_work(person, category, pairs, on):
            spans[Trigger.WORK_START] = Span(person.work_start)
        if number not in routed and any(pair.status in _LED for pair in pairs):
            spans |= {Trigger.ROUTE_START: _NO_DATE, Trigger.ROUTE_END: _NO_DATE}
        if spans:
            facts = _facts_of_mentee(person, pairs, routed.get(number, ()))
            found.append(Subject(TaskObject.MENTEE, number, person.name, (number,), spans, facts))
    return found


def _starts_by_work(person: _Someone, category: str | None, pairs: Sequence[_Pairing], on: dt.date) -> bool:
    """Whether the first days at work concern this mentee: not a pupil, not one whose mentoring is over, and not an
    old hand whose difficulties or new post were found years after the first day."""
    if pairs and all(pair.status in _ENDED for pair in pairs):
        return False
    if person.work_start is None:
        return person.kind != PersonKind.PUPIL.value and category != MenteeCategory.PUPIL.value
    return category not in _NOT_BY_WORK_START or person.work_start > on - _YEAR


def _facts_of_mentee(person: _Someone, pairs: Sequence[_Pairing], routes: Sequence[Route]) -> dict[str, Fact]:
    facts: dict[str, Fact] = {}
    start = person.work_start
    since = [pair for pair in pairs if start is None or pair.end is None or pair.end >= start]
    ordered = [(pair.order_date, pair.order_number) for pair in since if pair.order_date is not None]
    if ordered:
        date, number = min(ordered, key=lambda one: one[0])
        facts["assignment_order"] = Fact(date, f"Приказ № {number}" if number else "Приказ о закреплении")
    approved = [
        route.approved_on
        for route in routes
        if route.approved_on is not None and (start is None or route.end_date >= start)
    ]
    if approved:
        facts["route"] = Fact(min(approved), "ИОМ утверждён")
    return facts


def _other_orders(session: Session) -> dict[int, dict[str, Fact]]:
    """{pair: {needs: the first order in force about it}} of rewards and final events (S2-Н1, Н2)."""
    cancelled = select(Order.refers_to_id).where(Order.effect == OrderEffect.CANCELS.value)
    query = (
        select(OrderPair.pair_id, Order.type, Order.date, Order.number)
        .join(Order, Order.id == OrderPair.order_id)
        .where(Order.type.in_(list(_OTHER_ORDERS)), Order.id.not_in(cancelled))
        .order_by(Order.date.desc(), Order.id.desc())
    )
    found: dict[int, dict[str, Fact]] = defaultdict(dict)
    for pair_id, kind, date, number in session.execute(query):
        found[pair_id][_OTHER_ORDERS[kind]] = Fact(date, f"Приказ № {number}")
    return found


def _acquainted(pair: _Pairing, routes: Mapping[tuple[int, int], Route]) -> dict[str, Fact]:
    """S2-П8 is done when every mentee of the pair has signed for his route."""
    days = [
        route.acquainted_on for one in pair.mentees if (route := routes.get((pair.id, one))) and route.acquainted_on
    ]
    if not days or len(days) < len(pair.mentees):
        return {}
    return {_ACQUAINTANCE_RULE: Fact(max(days), "Подпись в ИОМ")}


def _of_pairs(
    session: Session,
    pairs: Sequence[_Pairing],
    people: Mapping[int, _Someone],
    routes: Sequence[Route],
    ordered: Mapping[int, Mapping[str, Fact]],
    on: dt.date,
    calendar: WorkCalendar,
) -> list[Subject]:
    released, noticed = _early(session)
    of_pair = {(route.pair_id, route.mentee_id): route for route in routes if route.pair_id is not None}
    found = []
    for pair in pairs:
        members = [one for one in pair.mentees if one in people]
        if pair.mentor not in people or not members:
            continue
        ended = pair.status in _ENDED
        spans = {
            Trigger.ORDER_DATE: Span(pair.order_date),
            Trigger.PROGRAM: Span(pair.start, pair.end),
            Trigger.PROGRAM_START: Span(pair.start),
            Trigger.PROGRAM_END: Span(pair.end),
        }
        free = released.get(pair.id)
        if free is None and ended and pair.closing_reason in _EARLY_REASONS and pair.end is not None:
            free = pair.end + _DAY
        facts = {**ordered.get(pair.id, {}), **_acquainted(pair, of_pair)}
        if pair.id in noticed:
            facts["notice"] = Fact(noticed[pair.id], "Уведомление")
        title = f"{people[pair.mentor].name} — {', '.join(people[one].name for one in members)}"
        persons = (pair.mentor, *members)
        # A notice is worth a reminder while it can still be given or explained; the rest of an ended pair is history.
        if free is not None and free > on - _MONTH:
            last = {Trigger.EARLY_TERMINATION: Span(calendar.shift_working(free, -1))}
            if ended:
                found.append(Subject(TaskObject.PAIR, pair.id, title, persons, last, facts))
            else:
                spans |= last
        found.append(Subject(TaskObject.PAIR, pair.id, title, persons, spans, facts, ended=ended))
    return found


def _early(session: Session) -> tuple[dict[int, dt.date], dict[int, dt.date]]:
    """{pair: the first day without its mentor}, {pair: the day the notice was given} (ТК РФ ст. 351.8)."""
    query = (
        select(PairEvent.pair_id, PairEvent.kind, PairEvent.date, PairEvent.effective_on)
        .where(PairEvent.kind.in_(_EARLY_EVENTS))
        .order_by(PairEvent.date, PairEvent.id)
    )
    released: dict[int, dt.date] = {}
    noticed: dict[int, dt.date] = {}
    for pair_id, kind, date, effective_on in session.execute(query):
        if effective_on is not None:
            released[pair_id] = effective_on
        if kind == PairEventKind.EARLY_NOTICE.value:
            noticed[pair_id] = date
    return released, noticed


def _routes(session: Session) -> list[Route]:
    living = and_(Route.deleted_at.is_(None), Route.status != RouteStatus.TERMINATED.value)
    return list(session.scalars(select(Route).where(living).order_by(Route.id)))


def _of_routes(
    routes: Sequence[Route], people: Mapping[int, _Someone], ordered: Mapping[int, Mapping[str, Fact]]
) -> list[Subject]:
    return [
        Subject(
            TaskObject.ROUTE,
            route.id,
            people[route.mentee_id].name,
            (route.mentee_id,),
            {
                Trigger.ROUTE_START: Span(route.start_date),
                Trigger.ROUTE_END: Span(route.completed_on or route.end_date),
            },
            ordered.get(route.pair_id or 0, {}),
        )
        for route in routes
        if route.mentee_id in people and not people[route.mentee_id].gone
    ]
