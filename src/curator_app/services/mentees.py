"""The mentee base and the requests (S2-П1, П2)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from curator_app.domain.codes import MenteeCategory, PersonKind, RequestSource, RequestStatus
from curator_app.domain.names import PersonName
from curator_app.models import Deficit, Mentee, Pair, PairMentee, Person, Request
from curator_app.runtime.errors import NotFound
from curator_app.services import catalogues, consents, pair_facts, people
from curator_app.services.people import PERSON_COLUMNS, PersonData, assign, values_of_columns
from curator_app.services.rows import DeficitRow, MenteeRow, RequestRow
from curator_app.services.validation import TEXT_LIMIT, Checker
from curator_app.services.workspace import Workspace


@dataclass(frozen=True, kw_only=True, slots=True)
class MenteeData:
    """The mentee profile as a dialog sets it."""

    category: str | None = None
    program_entry_date: dt.date | None = None
    mentoring_form: str | None = None
    group: str | None = None
    mentor_name_raw: str | None = None
    actualized_on: dt.date | None = None
    mentee_note: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class DeficitData:
    """A deficit: area (code or title), own words, severity 0–3 before and, later, after."""

    area: str
    text: str | None = None
    severity: int = 2
    severity_after: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RequestData:
    """A request of a mentee."""

    wording: str = ""
    date: dt.date | None = None
    source: str | None = None
    urgent: bool = False
    subject: str | None = None
    subject_required: bool = False
    status: str = RequestStatus.NEW.value
    deficits: Sequence[DeficitData] = ()


def checked(data: MenteeData, checker: Checker) -> dict[str, Any]:
    """Cleaned values of the mentee's mapped columns."""
    return {
        "category": checker.code("category", data.category, MenteeCategory),
        "program_entry_date": checker.date("program_entry_date", data.program_entry_date),
        "mentoring_form": checker.text("mentoring_form", data.mentoring_form, lines=True),
        "group_label": checker.text("group", data.group),
        "mentor_name_raw": checker.text("mentor_name_raw", data.mentor_name_raw, lines=True),
        "actualized_on": checker.date("actualized_on", data.actualized_on),
        "note": checker.text("note", data.mentee_note, limit=TEXT_LIMIT, lines=True),
    }


def checked_request(data: RequestData, checker: Checker) -> dict[str, Any]:
    """Cleaned values of a request's mapped columns (without deficits). A request says something: words or deficits."""
    wording = checker.text("wording", data.wording, limit=TEXT_LIMIT, lines=True) or ""
    if not wording and not data.deficits and not any(problem.field == "wording" for problem in checker.problems):
        checker.fail("wording", "Запишите запрос своими словами или выберите хотя бы один дефицит.")
    for deficit in data.deficits:
        checker.text("deficits", deficit.area, required=True)
        checker.text("deficits", deficit.text, limit=TEXT_LIMIT, lines=True)
        checker.number("severity", deficit.severity, 0, 3)
        checker.number("severity_after", deficit.severity_after, 0, 3)
    subject = checker.text("subject", data.subject)
    if data.subject_required and subject is None:
        checker.fail("subject", "Укажите предмет, раз он обязателен, или снимите отметку «Предмет обязателен».")
    return {
        "wording": wording,
        "date": checker.date("date", data.date),
        "source": checker.code("source", data.source, RequestSource),
        "urgent": data.urgent,
        "subject": subject,
        "subject_required": data.subject_required,
        "status": checker.code("status", data.status, RequestStatus, required=True),
    }


def put(session: Session, person: Person, values: dict[str, Any]) -> Mentee:
    """Makes ``person`` a mentee or changes the profile, inside the caller's action."""
    mentee = session.get(Mentee, person.id)
    if mentee is None:
        mentee = Mentee(id=person.id, **values)
        session.add(mentee)
    else:
        assign(mentee, {**values, "deleted_at": None})
    session.flush()
    return mentee


def put_request(
    session: Session, mentee_id: int, values: dict[str, Any], deficits: Sequence[DeficitData], request: Request | None
) -> Request:
    """Adds or changes a request with its deficits, inside the caller's action."""
    if request is None:
        request = Request(mentee_id=mentee_id, **values)
        session.add(request)
    else:
        assign(request, values)
    session.flush()
    wanted = [
        {
            "area": catalogues.area_code(session, one.area),
            "text": one.text.strip() if one.text and one.text.strip() else None,
            "severity": one.severity,
            "severity_after": one.severity_after,
        }
        for one in deficits
    ]
    present = list(request.deficits)
    for one, columns in zip(present, wanted, strict=False):
        assign(one, columns)
    for extra in present[len(wanted) :]:
        request.deficits.remove(extra)
    for columns in wanted[len(present) :]:
        request.deficits.append(Deficit(**columns))
    session.flush()
    return request


def _request_row(request: Request, mentee_name: str, areas: dict[str, str]) -> RequestRow:
    return RequestRow(
        id=request.id,
        mentee=request.mentee_id,
        mentee_name=mentee_name,
        date=request.date,
        source=request.source,
        wording=request.wording,
        urgent=request.urgent,
        subject=request.subject,
        subject_required=request.subject_required,
        status=request.status,
        deficits=tuple(
            DeficitRow(
                area=one.area,
                area_label=areas.get(one.area, one.area),
                text=one.text,
                severity=one.severity,
                severity_after=one.severity_after,
            )
            for one in request.deficits
        ),
        raw=dict(request.raw or {}),
    )


def _requests(session: Session) -> list[RequestRow]:
    areas = catalogues.area_titles(session)
    query = (
        select(Request, Person)
        .join(Person, Person.id == Request.mentee_id)
        .join(Mentee, Mentee.id == Request.mentee_id)
        .where(Request.deleted_at.is_(None), Person.deleted_at.is_(None), Mentee.deleted_at.is_(None))
        .options(selectinload(Request.deficits))
        .order_by(Request.id)
    )
    return [_request_row(request, person.name.full, areas) for request, person in session.execute(query)]


def list_requests(workspace: Workspace) -> list[RequestRow]:
    """All requests in the order of entry."""
    with workspace.read() as session:
        return _requests(session)


def list_mentees(workspace: Workspace) -> list[MenteeRow]:
    """All mentees with requests, mentors and consents of today; a constant number of queries."""
    today = workspace.clock.today()
    with workspace.read() as session:
        states = consents.standings(session, today)
        requests: dict[int, list[RequestRow]] = defaultdict(list)
        for request in _requests(session):
            requests[request.mentee].append(request)
        mentors: dict[int, list[tuple[int, str]]] = defaultdict(list)
        partners = (
            select(PairMentee.mentee_id, Person)
            .join(Pair, Pair.id == PairMentee.pair_id)
            .join(Person, Person.id == Pair.mentor_id)
            .where(Pair.deleted_at.is_(None), pair_facts.not_ended())
            .order_by(PairMentee.id)
        )
        for mentee_id, mentor in session.execute(partners):
            mentors[mentee_id].append((mentor.id, people.title_of(mentor)))
        query = (
            select(
                Mentee.category,
                Mentee.program_entry_date,
                Mentee.mentoring_form,
                Mentee.group_label,
                Mentee.mentor_name_raw,
                Mentee.actualized_on,
                Mentee.note,
                Mentee.raw,
                *PERSON_COLUMNS,
            )
            .join(Person, Person.id == Mentee.id)
            .where(Mentee.deleted_at.is_(None), Person.deleted_at.is_(None))
            .order_by(Mentee.id)
        )
        rows: list[MenteeRow] = []
        for category, entry, form, group, mentor_raw, actualized, note, raw, *person in session.execute(query):
            number: int = person[0]
            rows.append(
                MenteeRow(
                    **values_of_columns(person),
                    person=number,
                    category=category,
                    program_entry_date=entry,
                    mentoring_form=form,
                    group=group,
                    mentor_name_raw=mentor_raw,
                    actualized_on=actualized,
                    mentee_note=note,
                    mentee_raw=dict(raw or {}),
                    requests=tuple(requests[number]),
                    mentors=tuple(mentor_id for mentor_id, _ in mentors[number]),
                    mentors_name=tuple(name for _, name in mentors[number]),
                    consents=states.get(number, {}),
                )
            )
        return rows


def save_mentee(
    workspace: Workspace,
    person: PersonData,
    mentee: MenteeData,
    *,
    request: RequestData | None = None,
    person_id: int | None = None,
) -> int:
    """Adds a mentee (a new person, or the role to ``person_id``) with a first request, or changes the card.

    Returns the person's number. Raises InvalidInput, NotFound.
    """
    checker = Checker()
    person_columns = people.checked(person, workspace.clock.today(), checker)
    mentee_columns = checked(mentee, checker)
    request_columns = None if request is None else checked_request(request, checker)
    checker.done()
    short = PersonName(
        person_columns["surname"], person_columns["first_name"], person_columns["patronymic"]
    ).surname_initials
    title = f"Добавлен наставляемый {short}" if person_id is None else f"Изменена карточка: {short}"
    with workspace.action(title) as session:
        if person_id is None:
            target = people.insert(session, person_columns)
        else:
            target = people.require(session, person_id)
            people.change(target, person_columns)
        put(session, target, mentee_columns)
        if request is not None and request_columns is not None:
            put_request(session, target.id, request_columns, request.deficits, None)
        return target.id


def enroll(workspace: Workspace, person_ids: Iterable[int]) -> None:
    """Takes several people into the mentee base at once; pupils get the category of pupils."""
    ids = list(person_ids)
    with workspace.action(f"В базу наставляемых добавлено: {len(ids)}") as session:
        for person_id in ids:
            person = people.require(session, person_id)
            present = session.get(Mentee, person_id)
            if present is None:
                pupil = person.kind == PersonKind.PUPIL.value
                put(session, person, {"category": MenteeCategory.PUPIL.value if pupil else None})
            elif present.deleted_at is not None:
                present.deleted_at = None


def save_request(workspace: Workspace, mentee_id: int, data: RequestData, *, request_id: int | None = None) -> int:
    """Adds or changes a request. Raises InvalidInput, NotFound, KnownProblem (a new one of somebody in the archive)."""
    checker = Checker()
    values = checked_request(data, checker)
    checker.done()
    with workspace.read() as session:
        known = people.require if request_id is not None else people.require_active
        short = people.title_of(known(session, mentee_id))
        require(session, mentee_id)
    verb = "Добавлен" if request_id is None else "Изменён"
    with workspace.action(f"{verb} запрос: {short}") as session:
        request = None if request_id is None else require_request(session, request_id)
        return put_request(session, mentee_id, values, data.deficits, request).id


def data_of(row: MenteeRow) -> MenteeData:
    """The editable part of a row."""
    return MenteeData(**{name: getattr(row, name) for name in MenteeData.__dataclass_fields__})


def require(session: Session, mentee_id: int) -> Mentee:
    """The mapped mentee. Raises NotFound."""
    mentee = session.get(Mentee, mentee_id)
    if mentee is None or mentee.deleted_at is not None:
        raise NotFound(f"Наставляемого № {mentee_id} в базе нет. Обновите список.")
    return mentee


def require_request(session: Session, request_id: int) -> Request:
    """The mapped request. Raises NotFound."""
    request = session.get(Request, request_id)
    if request is None or request.deleted_at is not None:
        raise NotFound(f"Запроса № {request_id} в базе нет. Обновите список.")
    return request
