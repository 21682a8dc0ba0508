"""The single steps of a going over, inside the caller's action."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.codes import (
    ClosingReason,
    MentorStatus,
    PairEventKind,
    PairEventSide,
    PairStatus,
    RouteChangeKind,
    RouteStatus,
)
from curator_app.domain.school_year import SchoolYear
from curator_app.models import Mentor, Pair, PairEvent, Person, Route, RouteChange
from curator_app.runtime.errors import KnownProblem
from curator_app.services.routes import life

_NOT_BEGUN = frozenset({PairStatus.DRAFT.value, PairStatus.READY.value})


def carry_pair(session: Session, pair_id: int, fate: str, until: dt.date, own: SchoolYear, *, today: dt.date) -> None:
    """Lets a pair run on as it is (it keeps its first year), moves its end, or ends it with the year. An extension is
    noted in the life of the pair (S1 Пол-7.2). Raises KnownProblem."""
    pair = session.get_one(Pair, pair_id)
    if fate == "extend":
        _extend(session, pair, until, own, today)
    elif fate == "end":
        _end(pair, own, today)
    elif pair.end_date is not None and pair.end_date <= own.end and pair.status not in _NOT_BEGUN:
        raise KnownProblem(
            f"Срок одной из пар кончается {pair.end_date:%d.%m.%Y}: без продления она не может идти дальше. "
            "Продлите её или завершите."
        )


def _extend(session: Session, pair: Pair, until: dt.date, own: SchoolYear, today: dt.date) -> None:
    if until <= own.end or (pair.end_date is not None and until < pair.end_date):
        raise KnownProblem(f"Продлить пару можно на день после {own.end:%d.%m.%Y}. Укажите более позднюю дату.")
    session.add(
        PairEvent(
            pair_id=pair.id,
            kind=PairEventKind.EXTENSION.value,
            side=PairEventSide.BOTH.value,
            date=today,
            effective_on=min(pair.end_date + dt.timedelta(days=1), until) if pair.end_date else today,
            until=until,
            reason=f"Переход на {own.next.label} учебный год",
        )
    )
    for member in pair.members:
        if member.end_date is None or member.end_date == pair.end_date:
            member.end_date = until
    pair.end_date = until


def _end(pair: Pair, own: SchoolYear, today: dt.date) -> None:
    """The last day is that of the pair or of the year, and never one still to come."""
    begun = pair.status not in _NOT_BEGUN
    last = min(pair.end_date or own.end, own.end, today)
    if pair.start_date is not None:
        last = max(last, pair.start_date)
    pair.status = (PairStatus.COMPLETED if begun else PairStatus.TERMINATED).value
    pair.closing_reason = (ClosingReason.PLAN_COMPLETED if begun else ClosingReason.CURATOR_INITIATIVE).value
    pair.end_date = last
    for member in pair.members:
        if member.end_date is None or member.end_date > last:
            member.end_date = last if member.start_date is None else max(last, member.start_date)


def end_route(session: Session, route_id: int, on: dt.date) -> None:
    """Completes a route with the year and notes it in its history."""
    route = session.get_one(Route, route_id)
    day = max(on, route.start_date)
    draft = route.status == RouteStatus.DRAFT.value
    route.status = (RouteStatus.TERMINATED if draft else RouteStatus.COMPLETED).value
    route.completed_on = day
    session.add(
        RouteChange(route_id=route.id, kind=RouteChangeKind.COMPLETION.value, date=day, reason="Конец учебного года")
    )


def extend_route(session: Session, route_id: int, until: dt.date, own: SchoolYear, today: dt.date) -> None:
    """Extends a route to the new end of its pair (S1 Пол-7.2); one that lasts longer stays."""
    route = session.get_one(Route, route_id)
    if until > route.end_date:
        life.extend_in(session, route, until, today, f"Переход на {own.next.label} учебный год")


def settle_mentors(session: Session, fates: Mapping[int, str]) -> int:
    """Puts mentors into the reserve or marks them as left; the others stay. Gives how many went into the reserve."""
    reserved = 0
    for mentor in session.scalars(select(Mentor).where(Mentor.id.in_(fates))):
        fate = fates[mentor.id]
        if fate == "reserve" and mentor.status != MentorStatus.RESERVE.value:
            mentor.status = MentorStatus.RESERVE.value
            reserved += 1
        elif fate == "left":
            mentor.status = MentorStatus.LEFT.value
    return reserved


def archive(session: Session, people: Collection[int], today: dt.date) -> None:
    """Puts people into the archive; a mentor among them has left."""
    for person in session.scalars(select(Person).where(Person.id.in_(people))):
        if person.archived_on is None:
            person.archived_on = today
    for mentor in session.scalars(select(Mentor).where(Mentor.id.in_(people))):
        mentor.status = MentorStatus.LEFT.value


def move_classes(session: Session, classes: Mapping[int, str]) -> None:
    """Pupils go into the next class."""
    for person in session.scalars(select(Person).where(Person.id.in_(classes))):
        person.class_name = classes[person.id]
