"""Lists of what mentoring has brought, for the screens: each record with the names it points at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, fields
from typing import Any, Final, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.names import PersonName
from curator_app.domain.school_year import SchoolYear
from curator_app.models import Order, Person, Route
from curator_app.services.meetings.reading import pair_titles
from curator_app.services.outcomes import (
    MODELS,
    AgreementData,
    ContestData,
    IncentiveData,
    OutcomeData,
    PracticeData,
    PublicationData,
    column_of,
)
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import date_short

OutcomeKind = Literal["contest", "publication", "practice", "incentive", "agreement"]
KINDS: Final[dict[OutcomeKind, type[OutcomeData]]] = {
    "contest": ContestData,
    "publication": PublicationData,
    "practice": PracticeData,
    "incentive": IncentiveData,
    "agreement": AgreementData,
}
"""Codes of the lists, as the recycle bin and the workbook call them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OutcomeRow:
    """One record. ``who``: the person or pair it is about (``who_short``: with initials); ``order_words``:
    «№ 12-К от 05.10.2026»; ``from_route``: whose route the practice was made from."""

    id: int
    kind: OutcomeKind
    data: Any
    title: str
    date: dt.date
    who: str = ""
    who_short: str = ""
    position: str | None = None
    order_words: str = ""
    from_route: str = ""


def list_outcome_rows(workspace: Workspace, kind: OutcomeKind, year: str | None = None) -> list[OutcomeRow]:
    """Records of one kind, the latest first; of a school year when asked: an agreement in every year it is in force,
    the bank of practices whole up to its end. A constant number of queries."""
    data_class = KINDS[kind]
    model = MODELS[data_class]
    names = [one.name for one in fields(data_class)]
    asked = None if year is None else SchoolYear.parse(year)
    with workspace.read() as session:
        query = select(model).where(model.deleted_at.is_(None)).order_by(model.date.desc(), model.id.desc())
        found = [
            (row.id, data_class(**{name: getattr(row, column_of(name)) for name in names}))
            for row in session.scalars(query)
        ]
        kept = [(number, data) for number, data in found if asked is None or _concerns(data, asked)]
        return _rows(session, kind, kept)


def _concerns(data: Any, year: SchoolYear) -> bool:
    if isinstance(data, PracticeData):
        return data.date <= year.end
    if isinstance(data, AgreementData):
        return data.date <= year.end and (data.until is None or data.until >= year.start)
    return year.holds(data.date)


def _rows(session: Session, kind: OutcomeKind, found: list[tuple[int, Any]]) -> list[OutcomeRow]:
    people = _people(session, {getattr(data, "person", None) for _, data in found})
    pairs = pair_titles(session, {one for _, data in found if (one := getattr(data, "pair", None)) is not None})
    orders = _orders(session, {getattr(data, "order", None) for _, data in found})
    routes = _routes(session, {getattr(data, "route", None) for _, data in found})
    rows = []
    for number, data in found:
        person = people.get(getattr(data, "person", None) or 0, ("", "", None))
        pair = pairs.get(getattr(data, "pair", None) or 0, "")
        rows.append(
            OutcomeRow(
                id=number,
                kind=kind,
                data=data,
                title=_title(data, person[0]),
                date=data.date,
                who=person[0] or pair,
                who_short=person[1] or pair,
                position=person[2],
                order_words=orders.get(getattr(data, "order", None) or 0, ""),
                from_route=routes.get(getattr(data, "route", None) or 0, ""),
            )
        )
    return rows


def _title(data: Any, person: str) -> str:
    if isinstance(data, IncentiveData):
        return person
    return str(data.partner if isinstance(data, AgreementData) else data.title)


def _people(session: Session, ids: Collection[int | None]) -> dict[int, tuple[str, str, str | None]]:
    """{person: (full name, surname with initials, post)}."""
    query = select(Person).where(Person.id.in_({one for one in ids if one is not None}))
    found = {}
    for one in session.scalars(query):
        name = one.name
        found[one.id] = (name.full, name.surname_initials, one.position)
    return found


def _orders(session: Session, ids: Collection[int | None]) -> dict[int, str]:
    query = select(Order.id, Order.number, Order.date).where(Order.id.in_({one for one in ids if one is not None}))
    return {one.id: f"№ {one.number} от {date_short(one.date)}" for one in session.execute(query)}


def _routes(session: Session, ids: Collection[int | None]) -> dict[int, str]:
    query = (
        select(Route.id, Person.surname, Person.first_name, Person.patronymic)
        .join(Person, Person.id == Route.mentee_id)
        .where(Route.id.in_({one for one in ids if one is not None}))
    )
    return {row.id: PersonName(*row[1:]).surname_initials for row in session.execute(query)}
