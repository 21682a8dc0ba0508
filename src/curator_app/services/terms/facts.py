"""What rules are reckoned from: dates of mentees, pairs, routes and the school, in a fixed number of queries."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from curator_app.domain.codes import RouteStatus, TaskObject
from curator_app.domain.names import PersonName
from curator_app.domain.terms.calendar import WorkCalendar
from curator_app.domain.terms.occurrences import Span
from curator_app.domain.terms.rules import Trigger
from curator_app.models import Mentee, Person, Route, School
from curator_app.services.terms import acquaintance
from curator_app.services.terms.mentee_subjects import mentee_subjects
from curator_app.services.terms.pair_subjects import Pairing, other_orders, pair_subjects, read_pairs
from curator_app.services.terms.subjects import NO_DATE, Fact, Someone, Subject
from curator_app.services.terms.survey_facts import after, facts_of_mentees, facts_of_school

_AT_THE_END: Final = ("s2-m2b", "s2-m4")


def subjects(session: Session, on: dt.date, calendar: WorkCalendar) -> list[Subject]:
    """Everything rules can be about on a day. ``calendar``: mentoring that ends early ends on a working day."""
    people = _people(session, on)
    pairs = read_pairs(session, on)
    of_mentee: dict[int, list[tuple[Pairing, bool]]] = defaultdict(list)
    for pair in pairs:
        for one in (*pair.mentees, *pair.former):
            of_mentee[one].append((pair, pair.ended or one in pair.former))
    routes = _routes(session)
    replied = facts_of_mentees(session)
    found = _school(session, people)
    found += mentee_subjects(session, people, of_mentee, routes, replied, on)
    ordered = other_orders(session)
    for pair_id, fact in acquaintance.signed_orders(session, pairs).items():
        ordered[pair_id][acquaintance.RULE] = fact
    found += pair_subjects(session, pairs, people, routes, ordered, on, calendar)
    found += _of_routes(routes, people, ordered, replied)
    return found


def _school(session: Session, people: Mapping[int, Someone]) -> list[Subject]:
    """The school itself: number 0, as in the marks; a base with nobody in it has no tasks yet. The list of mentees was
    last gone through on the newest «актуализировано» (S1 Пол-3.4-2)."""
    name = session.scalar(select(School.short_name))
    if not name and not people:
        return []
    looked = session.scalar(select(func.max(Mentee.actualized_on)).where(Mentee.deleted_at.is_(None)))
    spans = {
        Trigger.FIXED: NO_DATE,
        Trigger.CALENDAR: NO_DATE,
        Trigger.ACADEMIC_YEAR: NO_DATE,
        Trigger.PREVIOUS_DONE: Span(looked),
    }
    return [Subject(TaskObject.SCHOOL, 0, name or "Школа", (), spans, facts_of_school(session))]


def _people(session: Session, on: dt.date) -> dict[int, Someone]:
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
        number: Someone(
            PersonName(surname, first, patronymic).surname_initials,
            kind,
            start,
            (archived is not None and archived <= on) or (dismissed is not None and dismissed < on),
        )
        for number, surname, first, patronymic, kind, start, archived, dismissed in session.execute(query)
    }


def _routes(session: Session) -> list[Route]:
    living = and_(Route.deleted_at.is_(None), Route.status != RouteStatus.TERMINATED.value)
    return list(session.scalars(select(Route).where(living).order_by(Route.id)))


def _of_routes(
    routes: Sequence[Route],
    people: Mapping[int, Someone],
    ordered: Mapping[int, Mapping[str, Fact]],
    replied: Mapping[int, Mapping[str, list[Fact]]],
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
            {
                **ordered.get(route.pair_id or 0, {}),
                **after(replied.get(route.mentee_id, {}), route.start_date, _AT_THE_END),
            },
        )
        for route in routes
        if route.mentee_id in people and not people[route.mentee_id].gone
    ]
