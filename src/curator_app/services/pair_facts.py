"""What other services need to know of pairs: who is busy with whom today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from curator_app.domain.codes import PAIR_ENDED, OrderEffect, OrderType
from curator_app.models import Order, OrderPair, Pair, PairMentee

ASSIGNING = (OrderType.ASSIGNMENT.value, OrderType.ASSIGNMENT_LIST.value, OrderType.REPLACEMENT.value)
"""Kinds of orders that give a pair its mentor."""


def not_ended() -> ColumnElement[bool]:
    """A pair that is planned or running."""
    return Pair.status.not_in(PAIR_ENDED)


def _busy(on: dt.date) -> ColumnElement[bool]:
    """A mentee of a pair who is running or planned on a day."""
    return and_(Pair.deleted_at.is_(None), not_ended(), or_(PairMentee.end_date.is_(None), PairMentee.end_date >= on))


def load(session: Session, on: dt.date) -> dict[int, int]:
    """Mentees of every mentor who are running or planned on a day (an ended period does not count)."""
    query = (
        select(Pair.mentor_id, func.count())
        .join(PairMentee, PairMentee.pair_id == Pair.id)
        .where(_busy(on))
        .group_by(Pair.mentor_id)
    )
    return dict(session.execute(query).all())


def assignment_requisites(session: Session) -> dict[int, tuple[dt.date, str]]:
    """{pair: (date, number)} of the order that assigns its mentor, without reading the papers themselves."""
    cancelled = select(Order.refers_to_id).where(Order.effect == OrderEffect.CANCELS.value)
    query = (
        select(OrderPair.pair_id, Order.date, Order.number)
        .join(Order, Order.id == OrderPair.order_id)
        .where(Order.type.in_(ASSIGNING), Order.id.not_in(cancelled))
        .order_by(Order.date.desc(), Order.id.desc())
    )
    return {pair_id: (date, number) for pair_id, date, number in session.execute(query)}


def assigning_orders(session: Session) -> dict[int, Order]:
    """{pair: the order that assigns its mentor}: the earliest one in force; a cancelled order assigns nobody."""
    cancelled = select(Order.refers_to_id).where(Order.effect == OrderEffect.CANCELS.value)
    query = (
        select(OrderPair.pair_id, Order.id)
        .join(Order, Order.id == OrderPair.order_id)
        .where(Order.type.in_(ASSIGNING), Order.id.not_in(cancelled))
        .order_by(Order.date.desc(), Order.id.desc())
    )
    of_pair = dict(session.execute(query).all())
    # each order once: one may list every pair of the school, and its paper is long
    read = session.scalars(select(Order).where(Order.id.in_(set(of_pair.values()))))
    orders = {one.id: one for one in read}
    return {pair_id: orders[order_id] for pair_id, order_id in of_pair.items()}


def assigned_on(session: Session, pair_ids: Collection[int] | None) -> dict[int, dt.date]:
    """{pair: the day its mentor was assigned}: of the order in force, else of one made outside of the program. None
    asks about all pairs."""
    cancelled = select(Order.refers_to_id).where(Order.effect == OrderEffect.CANCELS.value)
    own = select(Pair.id, Pair.order_date).where(Pair.order_date.is_not(None))
    issued = (
        select(OrderPair.pair_id, func.min(Order.date))
        .join(Order, Order.id == OrderPair.order_id)
        .where(Order.type.in_(ASSIGNING), Order.id.not_in(cancelled))
        .group_by(OrderPair.pair_id)
    )
    if pair_ids is not None:
        own, issued = own.where(Pair.id.in_(pair_ids)), issued.where(OrderPair.pair_id.in_(pair_ids))
    told = [*session.execute(own).all(), *session.execute(issued).all()]
    return {pair_id: day for pair_id, day in told if day is not None}


def assigning_order_number(session: Session, pair_id: int) -> str | None:
    """The number of the order in force that assigned the mentor of a pair."""
    cancelled = select(Order.refers_to_id).where(Order.effect == OrderEffect.CANCELS.value)
    return session.scalar(
        select(Order.number)
        .join(OrderPair, OrderPair.order_id == Order.id)
        .where(OrderPair.pair_id == pair_id, Order.type.in_(ASSIGNING), Order.id.not_in(cancelled))
        .order_by(Order.date, Order.id)
        .limit(1)
    )
