"""Dates and facts of pairs: the order, the programme, an early end."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.codes import (
    PAIR_ENDED,
    ClosingReason,
    OrderEffect,
    OrderType,
    PairEventKind,
    TaskObject,
)
from curator_app.domain.terms.calendar import WorkCalendar
from curator_app.domain.terms.occurrences import Span
from curator_app.domain.terms.rules import Trigger
from curator_app.models import Order, OrderPair, Pair, PairEvent, PairMentee, Route
from curator_app.services import pair_facts
from curator_app.services.terms.subjects import Fact, Someone, Subject

_EARLY_REASONS: Final = (ClosingReason.PARTICIPANTS_INITIATIVE.value, ClosingReason.CURATOR_INITIATIVE.value)
_EARLY_EVENTS: Final = (PairEventKind.EARLY_NOTICE.value, PairEventKind.RESIGNATION_REQUEST.value)
_OTHER_ORDERS: Final = {
    OrderType.INCENTIVE.value: "incentive_order",
    OrderType.FINAL_EVENT.value: "final_event_order",
}
_ACQUAINTANCE_RULE: Final = "s2-p8"
_DAY: Final = dt.timedelta(days=1)
_MONTH: Final = dt.timedelta(days=30)


@dataclass(slots=True)
class Pairing:
    """A pair or group with the order that assigns its mentor, issued here or written down from a register. ``former``:
    who has left the group before its end."""

    id: int
    mentor: int
    start: dt.date | None
    end: dt.date | None
    status: str
    closing_reason: str | None
    order_date: dt.date | None
    order_number: str | None
    mentees: list[int] = field(default_factory=list)
    former: list[int] = field(default_factory=list)

    @property
    def ended(self) -> bool:
        """Completed or terminated."""
        return self.status in PAIR_ENDED


def read_pairs(session: Session, on: dt.date) -> list[Pairing]:
    """Pairs with their mentees on a day."""
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
    pairs: dict[int, Pairing] = {}
    for row in session.execute(query.order_by(Pair.id)):
        pair = Pairing(*row)
        if pair.id in issued:
            pair.order_date, pair.order_number = issued[pair.id]
        pairs[pair.id] = pair
    members = select(PairMentee.pair_id, PairMentee.mentee_id, PairMentee.end_date).order_by(PairMentee.id)
    for pair_id, mentee_id, end in session.execute(members):
        told = pairs.get(pair_id)
        if told is not None:
            stays = end is None or end >= on or end == told.end
            (told.mentees if stays else told.former).append(mentee_id)
    return list(pairs.values())


def other_orders(session: Session) -> dict[int, dict[str, Fact]]:
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


def _acquainted(pair: Pairing, routes: Mapping[tuple[int, int], Route]) -> dict[str, Fact]:
    """S2-П8 is done when every mentee of the pair has signed for his route."""
    days = [
        route.acquainted_on for one in pair.mentees if (route := routes.get((pair.id, one))) and route.acquainted_on
    ]
    if not days or len(days) < len(pair.mentees):
        return {}
    return {_ACQUAINTANCE_RULE: Fact(max(days), "Подпись в ИОМ")}


def pair_subjects(
    session: Session,
    pairs: Sequence[Pairing],
    people: Mapping[int, Someone],
    routes: Sequence[Route],
    ordered: Mapping[int, Mapping[str, Fact]],
    on: dt.date,
    calendar: WorkCalendar,
) -> list[Subject]:
    """Pairs as subjects. ``ordered``: other orders about them; ``calendar``: an early end falls on a working day."""
    released, noticed = _early(session)
    of_pair = {(route.pair_id, route.mentee_id): route for route in routes if route.pair_id is not None}
    found = []
    for pair in pairs:
        members = [one for one in pair.mentees if one in people]
        if pair.mentor not in people or not members:
            continue
        ended = pair.ended
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
