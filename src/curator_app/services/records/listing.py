"""``list``: every field of every row as JSON values, codes with their Russian word beside them."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.documents.catalogue import paper
from curator_app.domain.surveys.questions import Question, read_questions
from curator_app.models import (
    Ban,
    Lock,
    Order,
    OrderPair,
    Person,
    Questionnaire,
    Reply,
    SurveyWave,
    WaveForm,
    Wish,
)
from curator_app.services import consents, mentees, mentors, pairs, people
from curator_app.services.papers.register import STATUS_LABELS, statuses
from curator_app.services.records.outcomes import LIST_OF, lister
from curator_app.services.records.tasks import tasks_of_year
from curator_app.services.routes.reading import list_routes
from curator_app.services.rows import PersonRow
from curator_app.services.workspace import Workspace
from curator_app.texts import labels
from curator_app.texts.survey_words import answer_words

_OF_PERSON: dict[str, Any] = {
    "gender": labels.GENDER,
    "kind": labels.PERSON_KIND,
    "qualification_category": labels.QUALIFICATION_CATEGORY,
}
_WORDS: dict[str, dict[str, Any]] = {
    "people": _OF_PERSON,
    "mentors": {**_OF_PERSON, "status": labels.MENTOR_STATUS},
    "mentees": {**_OF_PERSON, "category": labels.MENTEE_CATEGORY},
    "requests": {"source": labels.REQUEST_SOURCE, "status": labels.REQUEST_STATUS},
    "consents": {"kind": labels.CONSENT_KIND},
    "pairs": {"status": labels.PAIR_STATUS, "closing_reason": labels.CLOSING_REASON},
}


def plain(value: Any) -> Any:
    """A row as JSON values: days as YYYY-MM-DD, dataclasses as objects."""
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    return value


def _record(kind: str, row: Any) -> dict[str, Any]:
    record: dict[str, Any] = plain(row)
    if isinstance(row, PersonRow):
        record["full_name"] = row.full_name
    for role in ("mentor", "mentee"):
        if f"{role}_raw" in record:
            record["raw"] = record["raw"] | record.pop(f"{role}_raw")
    for field, words in _WORDS.get(kind, {}).items():
        record[f"{field}_label"] = labels.code_label(record.get(field), words) or None
    return record


def _in_year(year: str | None, *days: dt.date | None) -> bool:
    """Whether a span touches a school year (a missing end is open)."""
    if year is None:
        return True
    first, last = dt.date(int(year[:4]), 9, 1), dt.date(int(year[:4]) + 1, 8, 31)
    start, end = days[0], days[-1]
    return (start is None or start <= last) and (end is None or end >= first)


def _mentors(workspace: Workspace, _year: str | None) -> list[Any]:
    return list(mentors.list_mentors(workspace))


def _mentees(workspace: Workspace, _year: str | None) -> list[Any]:
    return list(mentees.list_mentees(workspace))


def _people(workspace: Workspace, _year: str | None) -> list[Any]:
    return list(people.list_people(workspace))


def _requests(workspace: Workspace, year: str | None) -> list[Any]:
    return [row for row in mentees.list_requests(workspace) if _in_year(year, row.date)]


def _consents(workspace: Workspace, year: str | None) -> list[Any]:
    return [row for row in consents.list_consents(workspace) if _in_year(year, row.date, row.until)]


def _pairs(workspace: Workspace, year: str | None) -> list[Any]:
    return [row for row in pairs.list_pairs(workspace) if _in_year(year, row.start_date, row.end_date)]


def _names(workspace: Workspace) -> dict[int, str]:
    with workspace.read() as session:
        return {one.id: one.name.full for one in session.scalars(select(Person))}


def _wishes(workspace: Workspace, _year: str | None) -> list[Any]:
    names = _names(workspace)
    with workspace.read() as session:
        return [
            {
                "id": one.id,
                "side": one.side,
                "mentor": one.mentor_id,
                "mentor_name": names.get(one.mentor_id),
                "mentee": one.mentee_id,
                "mentee_name": names.get(one.mentee_id),
                "rank": one.rank,
                "avoid": one.avoid,
            }
            for one in session.scalars(select(Wish).order_by(Wish.id))
        ]


def _pairing_records(workspace: Workspace, found: Sequence[Lock] | Sequence[Ban]) -> list[Any]:
    names = _names(workspace)
    return [
        {
            "id": one.id,
            "mentor": one.mentor_id,
            "mentor_name": names.get(one.mentor_id),
            "mentee": one.mentee_id,
            "mentee_name": names.get(one.mentee_id),
            "reason": one.reason,
        }
        for one in found
    ]


def _locks(workspace: Workspace, _year: str | None) -> list[Any]:
    with workspace.read() as session:
        return _pairing_records(workspace, session.scalars(select(Lock).order_by(Lock.id)).all())


def _bans(workspace: Workspace, _year: str | None) -> list[Any]:
    with workspace.read() as session:
        return _pairing_records(workspace, session.scalars(select(Ban).order_by(Ban.id)).all())


def _routes(workspace: Workspace, year: str | None) -> list[Any]:
    return list(list_routes(workspace, year=year))


def _orders(workspace: Workspace, year: str | None) -> list[Any]:
    with workspace.read() as session:
        of_order: dict[int, list[int]] = {}
        for order_id, pair_id in session.execute(select(OrderPair.order_id, OrderPair.pair_id).order_by(OrderPair.id)):
            of_order.setdefault(order_id, []).append(pair_id)
        orders = list(session.scalars(select(Order).order_by(Order.id)))
        states = statuses(session)
        return [
            {
                "id": one.id,
                "type": one.type,
                "type_label": paper(one.type).title,
                "number": one.number,
                "date": one.date,
                "heading": one.heading,
                "pairs": of_order.get(one.id, []),
                "status": states[one.id],
                "status_label": STATUS_LABELS[states[one.id]],
                "effect": one.effect,
                "refers_to": one.refers_to_id,
                "content_hash": one.content_hash,
            }
            for one in orders
            if _in_year(year, one.date)
        ]


def _replies(workspace: Workspace, year: str | None) -> list[Any]:
    names = _names(workspace)
    with workspace.read() as session:
        forms = _questions_of_waves(session)
        query = select(Reply, SurveyWave.title).join(SurveyWave, SurveyWave.id == Reply.wave_id).order_by(Reply.id)
        return [
            {
                "id": one.id,
                "respondent": one.respondent_id,
                "respondent_name": names.get(one.respondent_id),
                "wave": one.wave_id,
                "wave_name": title,
                "role": one.role or None,
                "about_pair": one.about_pair or None,
                "date": one.date,
                "way": one.way,
                "answers": _by_question(forms.get((one.wave_id, one.role), {}), one.answers),
                "raw": one.raw,
            }
            for one, title in session.execute(query.where(SurveyWave.deleted_at.is_(None)))
            if _in_year(year, one.date)
        ]


def _questions_of_waves(session: Session) -> dict[tuple[int, str], dict[str, Question]]:
    """{(wave, role): {key: question}} of the waves that have questionnaires."""
    query = select(WaveForm.wave_id, WaveForm.role, Questionnaire.questions).join(
        Questionnaire, Questionnaire.id == WaveForm.questionnaire_id
    )
    return {
        (wave, role): {one.key: one for one in read_questions(questions)}
        for wave, role, questions in session.execute(query)
    }


def _by_question(asked: dict[str, Question], answers: dict[str, Any]) -> dict[str, Any]:
    """Answers by the texts of their questions, «да» and «нет» in words; a wave of a file keeps them so itself."""
    return {
        asked[key].text if key in asked else key: told
        if key not in asked or isinstance(told, int)
        else answer_words(asked[key], told)
        for key, told in answers.items()
    }


LISTS: dict[str, Callable[[Workspace, str | None], list[Any]]] = {
    "people": _people,
    "mentors": _mentors,
    "mentees": _mentees,
    "requests": _requests,
    "consents": _consents,
    "pairs": _pairs,
    "orders": _orders,
    "routes": _routes,
    "replies": _replies,
    "tasks": tasks_of_year,
    "wish": _wishes,
    "lock": _locks,
    "ban": _bans,
    **{name: lister(kind) for kind, name in LIST_OF.items()},
}


def list_records(workspace: Workspace, kind: str, *, year: str | None = None) -> list[dict[str, Any]]:
    """Rows of one kind with every field as JSON values; ``year`` («2026/2027») keeps what touches that school year."""
    return [_record(kind, row) for row in LISTS[kind](workspace, year)]
