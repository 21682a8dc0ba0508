"""What other services ask of the life of pairs: pauses, requests that wait for an order, who is still in a group."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.codes import PairEventKind
from curator_app.domain.pair_life import Pause, paused_on, pauses
from curator_app.models import Pair, PairEvent, PairMentee

PAUSING = (PairEventKind.PAUSE.value, PairEventKind.RESUMPTION.value)
WAITING = (
    PairEventKind.RESIGNATION_REQUEST.value,
    PairEventKind.REPLACEMENT_REQUEST.value,
    PairEventKind.EARLY_NOTICE.value,
    PairEventKind.EXTENSION.value,
)
"""Events that want an order; without ``order_id`` they still wait for it."""


def pauses_of(session: Session, pair_ids: Collection[int] | None = None) -> dict[int, tuple[Pause, ...]]:
    """{pair: its pauses} of these pairs or of all that have some, in one query."""
    query = select(PairEvent).where(PairEvent.kind.in_(PAUSING)).order_by(PairEvent.id)
    if pair_ids is not None:
        query = query.where(PairEvent.pair_id.in_(pair_ids))
    told: dict[int, list[PairEvent]] = defaultdict(list)
    for event in session.scalars(query):
        told[event.pair_id].append(event)
    return {pair_id: pauses(events) for pair_id, events in told.items()}


def paused_pairs(session: Session, on: dt.date) -> set[int]:
    """Pairs that do not work on a day: no meeting or task is expected of them; their places stay taken."""
    return {pair_id for pair_id, found in pauses_of(session).items() if paused_on(found, on) is not None}


def paused_and_waiting(session: Session, on: dt.date) -> tuple[set[int], dict[int, str]]:
    """``paused_pairs`` and {pair: kind of the latest request, notice or agreement without its order}; one query."""
    told: dict[int, list[PairEvent]] = defaultdict(list)
    waiting: dict[int, str] = {}
    query = select(PairEvent, Pair.end_date).join(Pair, Pair.id == PairEvent.pair_id)
    for event, end in session.execute(query.where(PairEvent.kind.in_((*PAUSING, *WAITING))).order_by(PairEvent.id)):
        if event.kind in PAUSING:
            told[event.pair_id].append(event)
        elif waits(event, end):
            waiting[event.pair_id] = event.kind
    return {pair_id for pair_id, found in told.items() if paused_on(pauses(found), on) is not None}, waiting


def waits(event: PairEvent, end: dt.date | None) -> bool:
    """The event wants an order and has none. ``end``: of its pair; one that lasts as long as was agreed wants none (it
    was extended with the school year, or by a paper of before)."""
    if event.kind not in WAITING or event.order_id is not None:
        return False
    return event.kind != PairEventKind.EXTENSION.value or event.until is None or end is None or end < event.until


def present(pair: Pair) -> list[PairMentee]:
    """Mentees who have not left the pair before its end."""
    return [one for one in pair.members if not has_left(pair, one)]


def has_left(pair: Pair, member: PairMentee) -> bool:
    """The mentee left a group that goes on."""
    return member.end_date is not None and (pair.end_date is None or member.end_date < pair.end_date)
