"""The life of one pair as its card tells it: entries in their order and what the strip of the period shows."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from curator_app.documents.catalogue import paper
from curator_app.domain.codes import PAIR_ENDED, ConsentKind, PairEventKind, PairStatus
from curator_app.domain.consents import deciding
from curator_app.domain.pair_life import Pause, paused_days, pauses
from curator_app.models import Action, Change, Consent, Meeting, Order, OrderPair, Pair, PairEvent, Person
from curator_app.services import pairs
from curator_app.services.pair_life.facts import PAUSING, WAITING, waits
from curator_app.services.papers import register
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.texts.labels import CLOSING_REASON, code_label
from curator_app.texts.pair_words import PAIR_EVENT_KIND

EntryKind = Literal["formed", "consent", "order", "start", "event", "pause", "mentor", "meeting", "end"]
_ABOUT_WORK = (ConsentKind.MENTORING.value, ConsentKind.MENTEE.value, ConsentKind.PARENT.value)
_RANK: dict[EntryKind, int] = {
    "formed": 0,
    "consent": 1,
    "order": 2,
    "mentor": 3,
    "start": 4,
    "event": 5,
    "pause": 6,
    "meeting": 7,
    "end": 8,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class LifeEntry:
    """One thing that happened. ``order``: the paper to open; ``pair``: the earlier or later pair to open; ``event``:
    the record that may be taken back; ``waits``: it still waits for its order; ``cancelled``: the order was."""

    date: dt.date
    kind: EntryKind
    text: str
    note: str = ""
    order: int | None = None
    pair: int | None = None
    event: int | None = None
    waits: bool = False
    cancelled: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class PairTimeline:
    """Entries, the newest last; the period with its pauses and the days of orders for the strip. ``paused_days``: up to
    today."""

    entries: tuple[LifeEntry, ...]
    start: dt.date | None
    end: dt.date | None
    ended: bool
    pauses: tuple[Pause, ...]
    orders: tuple[dt.date, ...]
    meetings: tuple[dt.date, ...]
    paused_days: int


def timeline(workspace: Workspace, pair_id: int) -> PairTimeline:
    """The whole life of a pair. Raises NotFound."""
    today = workspace.clock.today()
    with workspace.read() as session:
        pair = pairs.require(session, pair_id)
        events = list(session.scalars(select(PairEvent).where(PairEvent.pair_id == pair_id).order_by(PairEvent.id)))
        orders = _orders(session, pair_id)
        meetings = list(
            session.scalars(
                select(Meeting.date)
                .where(Meeting.pair_id == pair_id, Meeting.deleted_at.is_(None))
                .order_by(Meeting.date)
            )
        )
        ended = pair.status in PAIR_ENDED
        entries = [
            *_formed(session, pair),
            *_consents(session, pair, today),
            *orders,
            *_events(events, pair.end_date),
            *_mentors(session, pair),
            *_meetings(meetings),
        ]
        if pair.start_date is not None:
            entries.append(LifeEntry(date=pair.start_date, kind="start", text="Начало работы"))
        if ended and pair.end_date is not None:
            done = pair.status == PairStatus.COMPLETED.value
            words = "Работа завершена" if done else "Работа прекращена"
            entries.append(
                LifeEntry(
                    date=pair.end_date, kind="end", text=words, note=code_label(pair.closing_reason, CLOSING_REASON)
                )
            )
        found = pauses(one for one in events if one.kind in PAUSING)
        return PairTimeline(
            entries=tuple(sorted(entries, key=lambda one: (one.date, _RANK[one.kind], one.event or one.order or 0))),
            start=pair.start_date,
            end=pair.end_date,
            ended=ended,
            pauses=found,
            orders=tuple(one.date for one in orders if not one.cancelled),
            meetings=tuple(meetings),
            paused_days=paused_days(found, min(today, pair.end_date or today)),
        )


def _formed(session: Session, pair: Pair) -> list[LifeEntry]:
    query = (
        select(func.min(Action.at))
        .join(Change, Change.action_id == Action.id)
        .where(and_(Change.table_name == Pair.__tablename__, Change.row_id == pair.id))
    )
    at = session.scalar(query)
    if at is None or pair.replaces_id is not None:
        return []
    return [LifeEntry(date=at.date(), kind="formed", text="Сформирована")]


def _consents(session: Session, pair: Pair, today: dt.date) -> list[LifeEntry]:
    ids = [pair.mentor_id, *(one.mentee_id for one in pair.members)]
    kept: dict[tuple[int, str], list[Consent]] = defaultdict(list)
    query = select(Consent).where(Consent.person_id.in_(ids), Consent.kind.in_(_ABOUT_WORK)).order_by(Consent.id)
    for consent in session.scalars(query):
        if consent.kind != ConsentKind.MENTORING.value or consent.person_id == pair.mentor_id:
            kept[consent.person_id, consent.kind].append(consent)
    names = {one.id: one.name.surname_initials for one in session.scalars(select(Person).where(Person.id.in_(ids)))}
    given: dict[dt.date, list[str]] = defaultdict(list)
    for (person, _kind), found in kept.items():
        latest = deciding(found, today)
        if latest is not None and latest.date is not None and not latest.refused:
            given[latest.date].append(names[person])
    return [
        LifeEntry(date=day, kind="consent", text="Получены согласия", note=", ".join(dict.fromkeys(who)))
        for day, who in given.items()
    ]


def _orders(session: Session, pair_id: int) -> list[LifeEntry]:
    query = (
        select(Order.id, Order.type, Order.number, Order.date)
        .join(OrderPair, OrderPair.order_id == Order.id)
        .where(OrderPair.pair_id == pair_id)
        .order_by(Order.id)
    )
    states = register.statuses(session)
    return [
        LifeEntry(
            date=date,
            kind="order",
            text=f"Приказ № {number}",
            note=paper(kind).title,
            order=order_id,
            cancelled=states.get(order_id) == "cancelled",
        )
        for order_id, kind, number, date in session.execute(query)
    ]


def _events(events: list[PairEvent], end: dt.date | None) -> list[LifeEntry]:
    return [
        LifeEntry(
            date=event.effective_on or event.date if event.kind in PAUSING else event.date,
            kind="pause" if event.kind in PAUSING else "event",
            text=_event_text(event),
            note=event.reason or "",
            order=event.order_id,
            event=event.id,
            waits=waits(event, end),
        )
        for event in events
    ]


def _event_text(event: PairEvent) -> str:
    words = code_label(PairEventKind(event.kind), PAIR_EVENT_KIND)
    if event.kind == PairEventKind.PAUSE.value:
        return f"{words} по {event.until:%d.%m.%Y}" if event.until else words
    if event.kind == PairEventKind.EXTENSION.value:
        return f"{words} до {event.until:%d.%m.%Y}" if event.until else words
    if event.kind in WAITING and event.effective_on is not None:
        return f"{words}, с {event.effective_on:%d.%m.%Y}"
    return words


def _mentors(session: Session, pair: Pair) -> list[LifeEntry]:
    query = (
        select(Pair.id, Pair.start_date, Pair.end_date, Pair.replaces_id, Person)
        .join(Person, Person.id == Pair.mentor_id)
        .where((Pair.id == pair.replaces_id) | (Pair.replaces_id == pair.id), Pair.deleted_at.is_(None))
    )
    entries = []
    for pair_id, start, end, replaces, person in session.execute(query):
        name = person.name.surname_initials
        if replaces == pair.id:
            day, words = start, f"Наставник заменён: {name}"
        else:
            day, words = pair.start_date or end, f"Работа принята от прежнего наставника: {name}"
        if day is not None:
            entries.append(LifeEntry(date=day, kind="mentor", text=words, pair=pair_id))
    return entries


def _meetings(days: list[dt.date]) -> list[LifeEntry]:
    if not days:
        return []
    words = counted(len(days), "встреча", "встречи", "встреч")
    note = "" if len(days) == 1 else f"первая {days[0]:%d.%m.%Y}"
    return [LifeEntry(date=days[-1], kind="meeting", text=f"Последняя встреча, всего {words}", note=note)]
