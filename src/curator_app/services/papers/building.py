"""The plain data of an order from what was asked for and what the base knows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from curator_app.documents.norms import Norm, Scope, preamble
from curator_app.documents.paper_data import (
    AcknowledgementPlace,
    ChangeItem,
    EventData,
    NormData,
    OrderData,
    OrderReference,
    PairData,
    PaperPerson,
    Release,
    Reward,
)
from curator_app.domain.codes import OrderType
from curator_app.domain.school_year import SchoolYear
from curator_app.models import Order, Pair
from curator_app.runtime.errors import NotFound
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.papers.deadlines import order_deadlines
from curator_app.services.papers.gathering import Gatherer
from curator_app.services.papers.norm_library import library
from curator_app.services.papers.settings import PaperSettings
from curator_app.texts.labels import CLOSING_REASON, code_label

_ON_THE_ORDER = 6
_PREPARING = (7, 8)  # months when the papers of the coming school year are signed
_BARE_CLAUSE = re.compile(r"\d+(?:\.\d+)*")
_LABOUR_NORM = "tk_351_8"
_GROUND = "ground_consents"
_ABOUT_PAIRS = {
    OrderType.ASSIGNMENT,
    OrderType.ASSIGNMENT_LIST,
    OrderType.REPLACEMENT,
    OrderType.EXTENSION,
}
_WITHOUT_NORMS = {OrderType.CHANGE, OrderType.CANCELLATION, OrderType.INCENTIVE, OrderType.GENERIC}


def load_pairs(session: Session, ids: Sequence[int]) -> list[Pair]:
    """The pairs in the order asked. Raises NotFound."""
    query = select(Pair).where(Pair.id.in_(ids), Pair.deleted_at.is_(None)).options(selectinload(Pair.members))
    found = {pair.id: pair for pair in session.scalars(query)}
    for one in ids:
        if one not in found:
            raise NotFound(f"Пары № {one} в базе нет. Обновите список.")
    return [found[one] for one in ids]


def build_order(session: Session, command: OrderCommand, settings: PaperSettings) -> OrderData:
    """All that the order is printed from. Raises NotFound for a pair, person or order that is not there."""
    gatherer = Gatherer(session, settings)
    school = gatherer.school()
    mapped = load_pairs(session, command.pairs)
    pairs = gatherer.pairs(mapped)
    release = None
    if command.type == OrderType.REPLACEMENT and pairs:
        pairs, release = _replaced(pairs, command, gatherer)
    if command.type == OrderType.EXTENSION:
        pairs = [replace(pair, end=command.end_date, previous_end=pair.end) for pair in pairs]
    if command.type == OrderType.COMPLETION:
        reason = code_label(command.closing_reason, CLOSING_REASON) if command.closing_reason else None
        pairs = [replace(pair, closing_reason=reason, previous_end=pair.end) for pair in pairs]
    data = OrderData(
        type=command.type,
        school=school,
        number=command.number,
        date=command.date,
        place=command.place or school.place,
        heading=command.heading,
        school_year=_school_year(command, pairs),
        preamble=_preamble(command, pairs, settings, library(session)),
        pairs=tuple(pairs),
        deadlines=order_deadlines(session, command.date, pairs, command.pairs),
        pay_clause=command.pay_clause,
        control=None if command.control is None else gatherer.person(command.control),
        executor=_executor(command, school.curator, gatherer),
        publish=command.publish,
        reason=command.reason,
        refers_to=_reference(session, command),
        effective_date=command.effective_date,
        changes=tuple(_named(one) for one in command.changes),
        release=release,
        rewards=tuple(
            Reward(gatherer.person(one.person), one.kind, after_for(one.reason), one.amount) for one in command.rewards
        ),
        event=_event(command, gatherer),
        members=tuple(gatherer.person(one) for one in command.members),
        documents=command.documents,
        until=command.until,
        supplier=None if command.supplier is None else gatherer.person(command.supplier),
        monitoring_terms=command.monitoring_terms,
        results=command.results,
        protocol=command.protocol,
        extra_clauses=command.extra_clauses,
        layout=command.layout or settings.layout,
    )
    return _with_acknowledgement(data, command)


def _replaced(
    pairs: list[PairData], command: OrderCommand, gatherer: Gatherer
) -> tuple[list[PairData], Release | None]:
    old = pairs[0]
    release = Release(old.mentor, old.mentees, command.from_date, command.ground)
    mentor = gatherer.person(command.new_mentor) if command.new_mentor is not None else PaperPerson()
    return [replace(old, mentor=mentor, start=command.from_date, addendum=None)], release


def _named(item: ChangeItem) -> ChangeItem:
    """«2.1» alone is no beginning of a sentence: «пункт 2.1»."""
    bare = item.clause.strip().rstrip(".")
    return replace(item, clause=f"пункт {bare}") if _BARE_CLAUSE.fullmatch(bare) else item


def _school_year(command: OrderCommand, pairs: Sequence[PairData]) -> str | None:
    """The year an order speaks of; one of July or August without other dates prepares the coming year."""
    begins = next((pair.start for pair in pairs if pair.start is not None), command.effective_date)
    if begins is not None or command.date is None:
        return None if begins is None else SchoolYear.of(begins).label
    year = SchoolYear.of(command.date)
    return (year.next if command.date.month in _PREPARING else year).label


def _preamble(
    command: OrderCommand, pairs: Sequence[PairData], settings: PaperSettings, known: Sequence[Norm]
) -> tuple[NormData, ...]:
    own = tuple(
        NormData(f"own_{number}", words)
        for number, words in enumerate((*settings.own_norms, *command.own_norms), start=1)
        if words.strip()
    )
    if command.date is None or (command.norms is None and command.type in _WITHOUT_NORMS):
        return own
    without = set()
    if command.norms is None:
        if command.type not in _ABOUT_PAIRS:
            without.add(_GROUND)
        if command.pay_clause == "part_of_duties" or command.type not in _ABOUT_PAIRS:
            without.add(_LABOUR_NORM)
    norms = preamble(command.date, _scope(pairs), chosen=command.norms, without=without, norms=known)
    return (*(norm for norm in norms if norm.role == "according"), *own, *(n for n in norms if n.role != "according"))


def _scope(pairs: Sequence[PairData]) -> Scope:
    """Workers, unless every pair is about pupils: ст. 351.8 ТК speaks of mentoring of workers."""
    pupils = [all(mentee.kind == "pupil" for mentee in pair.mentees) for pair in pairs]
    return "pupils" if pupils and all(pupils) else "workers"


def _executor(command: OrderCommand, curator: PaperPerson | None, gatherer: Gatherer) -> PaperPerson | None:
    if command.without_executor:
        return None
    return curator if command.executor is None else gatherer.person(command.executor)


def _reference(session: Session, command: OrderCommand) -> OrderReference | None:
    if command.refers_to is None:
        return None
    order = session.get(Order, command.refers_to)
    if order is None:
        raise NotFound(f"Приказа с записью № {command.refers_to} в реестре нет. Обновите список.")
    return OrderReference(order.number, order.date, order.heading)


def _event(command: OrderCommand, gatherer: Gatherer) -> EventData | None:
    event = command.event
    if event is None:
        return None
    responsible = None if event.responsible is None else gatherer.person(event.responsible)
    gatherer.load_people(event.participants)
    return EventData(
        event.title,
        event.date,
        event.time,
        event.place,
        responsible,
        event.partners,
        event.report_due,
        event.programme,
        tuple(gatherer.person(one) for one in event.participants),
        event.final,
    )


def after_for(reason: str | None) -> str | None:
    """A reason as it stands after «За»: people write the word themselves, and a full stop behind."""
    words = (reason or "").strip().rstrip(".")
    return (words[3:].lstrip() if words.casefold().startswith("за ") else words) or None


def _with_acknowledgement(data: OrderData, command: OrderCommand) -> OrderData:
    """Everybody the order names signs that he has read it (domain.md f.1); a pupil's parent does it elsewhere."""
    named: list[PaperPerson] = []
    if data.release is not None:
        named.append(data.release.mentor)
    for pair in data.pairs:
        named.extend((pair.mentor, *pair.mentees))
    named.extend(reward.person for reward in data.rewards)
    named.extend(data.members)
    if data.event is not None:
        named.extend(one for one in (data.event.responsible, *data.event.participants) if one is not None)
    named.extend(one for one in (data.supplier, data.school.curator, data.control) if one is not None)
    people = tuple(dict.fromkeys(one for one in named if one.surname and one.kind != "pupil"))
    director = data.school.director
    people = tuple(one for one in people if director is None or one.name != director.name)
    place: AcknowledgementPlace = command.acknowledgement or ("order" if len(people) <= _ON_THE_ORDER else "sheet")
    return replace(data, acknowledgement=people, acknowledgement_place=place)
