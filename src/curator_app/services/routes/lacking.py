"""Who still has to get a route in a school year: those with a mentor or with an open request; others are at rest."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ColumnElement, and_, exists, or_, select

from curator_app.domain.codes import RequestStatus, RouteStatus
from curator_app.domain.school_year import SchoolYear
from curator_app.models import Mentee, Pair, PairMentee, Person, Request, Route
from curator_app.services import pair_facts
from curator_app.services.workspace import Workspace
from curator_app.texts.collation import collation_key

_OPEN_REQUEST = (RequestStatus.NEW.value, RequestStatus.IN_WORK.value)
_OVER = (RouteStatus.COMPLETED.value, RouteStatus.TERMINATED.value)


def has_route() -> ColumnElement[bool]:
    """A mentee with a route that is not over."""
    return exists().where(Route.mentee_id == Mentee.id, Route.deleted_at.is_(None), Route.status.not_in(_OVER))


def needs_route(label: str, today: dt.date) -> ColumnElement[bool]:
    """A mentee with an open request or a pair that is not over, as the year ``label`` is looked at (S2-П1)."""
    asks = [Request.mentee_id == Mentee.id, Request.deleted_at.is_(None), Request.status.in_(_OPEN_REQUEST)]
    paired = [PairMentee.mentee_id == Mentee.id, Pair.id == PairMentee.pair_id, Pair.deleted_at.is_(None)]
    paired += [pair_facts.not_ended(), or_(PairMentee.end_date.is_(None), PairMentee.end_date >= today)]
    year = SchoolYear.parse(label)
    if year is not None and today > year.end:
        asks.append(or_(Request.date.is_(None), Request.date <= year.end))
        begun = or_(Pair.start_date.is_(None), Pair.start_date <= year.end)
        paired.append(and_(begun, or_(Pair.end_date.is_(None), Pair.end_date >= year.start)))
    return or_(exists().where(*asks), exists().where(*paired))


def mentees_awaiting_route(workspace: Workspace, label: str) -> list[tuple[int, str]]:
    """Mentees who need a route in the year ``label`` and have none that is not over, by name."""
    with workspace.read() as session:
        query = (
            select(Person)
            .join(Mentee, Mentee.id == Person.id)
            .where(Mentee.deleted_at.is_(None), Person.deleted_at.is_(None), Person.archived_on.is_(None))
            .where(~has_route(), needs_route(label, workspace.clock.today()))
            .order_by(Person.id)
        )
        return sorted(
            ((one.id, one.name.full) for one in session.scalars(query)), key=lambda one: collation_key(one[1])
        )
