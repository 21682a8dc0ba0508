"""What mentoring has brought: contests, publications, practices, thanks, agreements (S2-Н1–Н4, S1 Пол-3.3-7)."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.codes import IncentiveKind, StepLevel
from curator_app.models import Agreement, Contest, Incentive, Order, Pair, Person, Practice, Publication, Route
from curator_app.runtime.errors import NotFound
from curator_app.services.people import assign
from curator_app.services.validation import LINE_LIMIT, TEXT_LIMIT, Checker
from curator_app.services.workspace import Workspace


@dataclass(frozen=True, kw_only=True, slots=True)
class ContestData:
    """A pair, or one person, in a contest."""

    title: str
    date: dt.date
    level: str | None = None
    result: str | None = None
    pair: int | None = None
    person: int | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicationData:
    """Something published about mentoring."""

    title: str
    date: dt.date
    kind: str | None = None
    place: str | None = None
    link: str | None = None
    pair: int | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PracticeData:
    """A practice of the bank."""

    title: str
    date: dt.date
    authors: str | None = None
    mentoring_form: str | None = None
    problem: str | None = None
    goal: str | None = None
    actions: str | None = None
    result: str | None = None
    conditions: str | None = None
    route: int | None = None
    published_on: dt.date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class IncentiveData:
    """A thank to a person."""

    person: int
    kind: str
    date: dt.date
    reason: str | None = None
    amount: str | None = None
    order: int | None = None
    paid_on: dt.date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class AgreementData:
    """An agreement with a partner."""

    partner: str
    date: dt.date
    number: str | None = None
    until: dt.date | None = None
    subject: str | None = None
    note: str | None = None


OutcomeData = ContestData | PublicationData | PracticeData | IncentiveData | AgreementData
_MODELS: dict[type, Any] = {
    ContestData: Contest,
    PublicationData: Publication,
    PracticeData: Practice,
    IncentiveData: Incentive,
    AgreementData: Agreement,
}
_TITLES: dict[type, str] = {
    ContestData: "конкурс",
    PublicationData: "публикация",
    PracticeData: "практика",
    IncentiveData: "поощрение",
    AgreementData: "соглашение",
}
_REFERENCES: dict[str, Any] = {"pair": Pair, "person": Person, "route": Route, "order": Order}
_REQUIRED = frozenset({"title", "partner"})
_DAYS = frozenset({"date", "until", "published_on", "paid_on"})
_LONG = frozenset({"note", "problem", "goal", "actions", "result", "conditions", "reason", "subject"})


def save_outcome(workspace: Workspace, data: OutcomeData, *, outcome_id: int | None = None) -> int:
    """Adds or changes a record; which one is told by the type of ``data``. Raises InvalidInput, NotFound."""
    model = _MODELS[type(data)]
    verb = "Добавлено" if outcome_id is None else "Изменено"
    with workspace.action(f"{verb}: {_TITLES[type(data)]}") as session:
        values = _checked(session, data)
        if outcome_id is None:
            row = model(**values)
            session.add(row)
        else:
            row = _require(session, model, outcome_id)
            assign(row, values)
        session.flush()
        number: int = row.id
        return number


def delete_outcome(workspace: Workspace, kind: type[OutcomeData], outcome_id: int) -> None:
    """Puts a record into the recycle bin. Raises NotFound."""
    with workspace.action(f"Удалено: {_TITLES[kind]}") as session:
        _require(session, _MODELS[kind], outcome_id).deleted_at = workspace.clock.now()


def list_outcomes(workspace: Workspace, kind: type[OutcomeData]) -> list[tuple[int, OutcomeData]]:
    """(number, record) of one type, the latest first."""
    model = _MODELS[kind]
    names = kind.__dataclass_fields__
    with workspace.read() as session:
        rows = session.scalars(
            select(model).where(model.deleted_at.is_(None)).order_by(model.date.desc(), model.id.desc())
        )
        return [(row.id, kind(**{name: getattr(row, _column(name)) for name in names})) for row in rows]


def _column(name: str) -> str:
    return f"{name}_id" if name in _REFERENCES else name


def _require(session: Session, model: Any, number: int) -> Any:
    row = session.get(model, number)
    if row is None or row.deleted_at is not None:
        raise NotFound("Этой записи уже нет. Обновите список.")
    return row


def _checked(session: Session, data: OutcomeData) -> dict[str, Any]:
    checker = Checker()
    values: dict[str, Any] = {}
    for name, value in asdict(data).items():
        if name in _REFERENCES:
            known = set() if value is None else {value} & set(session.scalars(select(_REFERENCES[name].id)))
            if value is not None:
                checker.known(name, value, known, "записи")
            values[_column(name)] = value
        elif name in _DAYS:
            values[name] = checker.date(name, value)
        elif name == "level":
            values[name] = checker.code(name, value, StepLevel)
        elif name == "kind" and isinstance(data, IncentiveData):
            values[name] = checker.code(name, value, IncentiveKind, required=True)
        else:
            long = name in _LONG
            values[name] = checker.text(
                name, value, limit=TEXT_LIMIT if long else LINE_LIMIT, required=name in _REQUIRED, lines=long
            )
    if isinstance(data, AgreementData):
        checker.order("until", values["date"], values["until"])
    checker.done()
    return values
