"""What mentoring has brought: contests, publications, practices, thanks, agreements (S2-Н1–Н4, S1 Пол-3.3-7)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.codes import IncentiveKind, StepLevel
from curator_app.domain.names import Gender, PersonName
from curator_app.models import Agreement, Contest, Incentive, Order, Pair, Person, Practice, Publication, Route
from curator_app.runtime.errors import NotFound
from curator_app.services.people import assign
from curator_app.services.validation import LINE_LIMIT, TEXT_LIMIT, Checker
from curator_app.services.workspace import Workspace
from curator_app.texts.name_finding import NameFinder


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
    """A practice of the bank: told without names, but for the authors' own."""

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
MODELS: Final[dict[type, Any]] = {
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
DEPERSONALISED: Final = ("title", "problem", "goal", "actions", "result", "conditions")
"""Fields of a practice in which nobody may be named."""
_LONG = frozenset({"note", "problem", "goal", "actions", "result", "conditions", "reason", "subject"})


def save_outcome(workspace: Workspace, data: OutcomeData, *, outcome_id: int | None = None) -> int:
    """Adds or changes a record; which one is told by the type of ``data``. Raises InvalidInput, NotFound."""
    verb = "Добавлено" if outcome_id is None else "Изменено"
    with workspace.action(f"{verb}: {_TITLES[type(data)]}") as session:
        checker = Checker()
        number = put_outcome(session, data, outcome_id, checker)
        checker.done()
        return number


def put_outcome(session: Session, data: OutcomeData, outcome_id: int | None, checker: Checker) -> int:
    """The same inside the caller's action; what is wrong is noted in ``checker`` and nothing is written then.
    Raises NotFound."""
    model = MODELS[type(data)]
    values = _checked(session, data, checker)
    if checker.problems:
        return 0
    if outcome_id is None:
        row = model(**values)
        session.add(row)
    else:
        row = _require(session, model, outcome_id)
        assign(row, values)
    session.flush()
    number: int = row.id
    return number


def mark_paid(workspace: Workspace, incentive_ids: Sequence[int], day: dt.date | None) -> None:
    """«Начислено» on a day (S2-Н1), None takes the mark away. Raises NotFound, InvalidInput."""
    checker = Checker()
    checker.date("paid_on", day)
    checker.done()
    with workspace.action("Отмечено начисление" if day else "Снята отметка о начислении") as session:
        for one in incentive_ids:
            _require(session, Incentive, one).paid_on = day


def mark_published(workspace: Workspace, practice_ids: Sequence[int], day: dt.date | None) -> None:
    """A practice was published on a day, None: it was not. Raises NotFound, InvalidInput."""
    checker = Checker()
    checker.date("published_on", day)
    checker.done()
    with workspace.action("Отмечена публикация практики" if day else "Снята отметка о публикации") as session:
        for one in practice_ids:
            _require(session, Practice, one).published_on = day


def column_of(name: str) -> str:
    """The column that keeps a field: references are kept as numbers."""
    return f"{name}_id" if name in _REFERENCES else name


def _refuse_names(session: Session, values: dict[str, Any], checker: Checker) -> None:
    """A practice is told to others: nobody of the base is named in it (152-ФЗ ст. 10.1)."""
    told = [name for name in DEPERSONALISED if values.get(name)]
    if not told:
        return
    finder = name_finder(session)
    for name in told:
        if found := finder.find(values[name]):
            checker.fail(
                name, f"В тексте назван человек из базы: «{found[0]}». Уберите имя — практика описывается без имён."
            )


def name_finder(session: Session) -> NameFinder:
    """Finds people of the base named in a text."""
    query = select(Person.surname, Person.first_name, Person.patronymic, Person.gender).where(
        Person.deleted_at.is_(None)
    )
    return NameFinder(
        (PersonName(one.surname, one.first_name, one.patronymic), cast("Gender | None", one.gender))
        for one in session.execute(query)
    )


def _require(session: Session, model: Any, number: int) -> Any:
    row = session.get(model, number)
    if row is None or row.deleted_at is not None:
        raise NotFound("Этой записи уже нет. Обновите список.")
    return row


def _checked(session: Session, data: OutcomeData, checker: Checker) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, value in asdict(data).items():
        if name in _REFERENCES:
            known = set() if value is None else {value} & set(session.scalars(select(_REFERENCES[name].id)))
            if value is not None:
                checker.known(name, value, known, "записи")
            values[column_of(name)] = value
        elif name in _DAYS:
            values[name] = checker.date(name, value)
            if name == "date" and value is None:
                checker.fail("date", "Укажите дату.")
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
    if isinstance(data, PracticeData):
        _refuse_names(session, values, checker)
    return values
