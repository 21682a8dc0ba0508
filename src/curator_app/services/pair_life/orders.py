"""The order that follows from what happened in a pair, filled in so that nothing is typed twice."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.documents.paper_data import ChangeItem
from curator_app.domain.codes import ClosingReason, OrderType, PairEventKind
from curator_app.domain.names import Gender
from curator_app.models import Pair, PairEvent
from curator_app.services import pair_facts, pairs, people
from curator_app.services.pair_life.facts import present
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import Case
from curator_app.texts.grammar.names import NameInflection

_LEAVING = (
    PairEventKind.RESIGNATION_REQUEST.value,
    PairEventKind.REPLACEMENT_REQUEST.value,
    PairEventKind.EARLY_NOTICE.value,
)


def replacement(workspace: Workspace, pair_id: int, new_mentor: int | None = None) -> OrderCommand:
    """The order about another mentor: from the day and on the ground of the request that waits. Raises NotFound."""
    with workspace.read() as session:
        pair = pairs.require(session, pair_id)
        event = _waiting(session, pair_id, _LEAVING)
        return OrderCommand(
            type=OrderType.REPLACEMENT.value,
            pairs=(pair_id,),
            new_mentor=new_mentor,
            from_date=None if event is None else event.effective_on,
            ground=None if event is None else _ground(session, pair, event),
            closing_reason=_reason(event),
        )


def extension(workspace: Workspace, pair_id: int, until: dt.date | None = None) -> OrderCommand:
    """The order about a later end: as agreed. Raises NotFound."""
    with workspace.read() as session:
        pairs.require(session, pair_id)
        event = _waiting(session, pair_id, (PairEventKind.EXTENSION.value,))
        agreed = until if until is not None or event is None else event.until
        return OrderCommand(type=OrderType.EXTENSION.value, pairs=(pair_id,), end_date=agreed)


def completion(
    workspace: Workspace, pair_id: int, day: dt.date | None = None, reason: str | None = None
) -> OrderCommand:
    """The order about the end: on the last day and for the reason told, else as the request that waits has it. Raises
    NotFound."""
    with workspace.read() as session:
        pairs.require(session, pair_id)
        event = _waiting(session, pair_id, _LEAVING)
        if day is None and event is not None and event.effective_on is not None:
            day = event.effective_on - dt.timedelta(days=1)
        return OrderCommand(
            type=OrderType.COMPLETION.value,
            pairs=(pair_id,),
            effective_date=day,
            closing_reason=reason or _reason(event),
        )


def change(workspace: Workspace, pair_id: int, sentence: str) -> OrderCommand:
    """The order of change about who is in a group: ``sentence`` as it is to be printed. Raises NotFound."""
    with workspace.read() as session:
        pairs.require(session, pair_id)
        order = pair_facts.assigning_orders(session).get(pair_id)
        return OrderCommand(
            type=OrderType.CHANGE.value,
            pairs=(pair_id,),
            refers_to=None if order is None else order.id,
            changes=(ChangeItem("", sentence),),
        )


def _waiting(session: Session, pair_id: int, kinds: tuple[str, ...]) -> PairEvent | None:
    query = (
        select(PairEvent)
        .where(PairEvent.pair_id == pair_id, PairEvent.kind.in_(kinds), PairEvent.order_id.is_(None))
        .order_by(PairEvent.id.desc())
        .limit(1)
    )
    return session.scalar(query)


def _reason(event: PairEvent | None) -> str | None:
    if event is None:
        return None
    own = event.kind == PairEventKind.EARLY_NOTICE.value
    return (ClosingReason.CURATOR_INITIATIVE if own else ClosingReason.PARTICIPANTS_INITIATIVE).value


def _ground(session: Session, pair: Pair, event: PairEvent) -> str:
    """«заявления Петровой А.С. от 05.11.2026»: after «на основании»."""
    date = f"от {event.date:%d.%m.%Y}"
    if event.kind == PairEventKind.EARLY_NOTICE.value:
        return f"уведомления о досрочном прекращении {date}"
    if event.kind == PairEventKind.RESIGNATION_REQUEST.value:
        return f"заявления {_genitive(session, pair.mentor_id)} {date}"
    members = present(pair)
    return (
        f"ходатайства {_genitive(session, members[0].mentee_id)} {date}" if len(members) == 1 else f"ходатайства {date}"
    )


def _genitive(session: Session, person_id: int) -> str:
    person = people.require(session, person_id)
    by_hand = {Case(one.grammatical_case): one.name for one in person.name_forms}
    gender: Gender | None = "m" if person.gender == "m" else "f" if person.gender == "f" else None
    name = person.name
    return NameInflection(name, gender, by_hand, person.indeclinable).form(Case.GENITIVE).surname_initials
