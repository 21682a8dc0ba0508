"""Consultations of mentors, trainings and events (S2-П5, Н2; S1 Пол-3.4-8; S4-3.1): plan, marks, participants."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from curator_app.domain.codes import ActivityKind, ActivityStatus, Responsible
from curator_app.domain.school_year import SchoolYear
from curator_app.models import Activity, ActivityParticipant, Mentor, Person
from curator_app.runtime.errors import NotFound
from curator_app.services.people import assign
from curator_app.services.validation import LINE_LIMIT, TEXT_LIMIT, Checker
from curator_app.services.workspace import Workspace
from curator_app.texts.collation import collation_key
from curator_app.texts.labels import code_label
from curator_app.texts.roadmap_words import ACTIVITY_KIND, ACTIVITY_STATUS

_MOST_HOURS = 2000


@dataclass(frozen=True, kw_only=True, slots=True)
class ActivityData:
    """One activity. ``participants``: {person: document about it, or None}; ``attended``: how many came when nobody
    is listed by name; ``hours``: academic hours."""

    kind: str
    title: str
    date: dt.date | None
    end_date: dt.date | None = None
    form: str | None = None
    place: str | None = None
    organisation: str | None = None
    hours: int | None = None
    programme: str | None = None
    responsible: str | None = None
    responsible_person: int | None = None
    status: str = ActivityStatus.PLANNED.value
    result: str | None = None
    attended: int | None = None
    order_id: int | None = None
    note: str | None = None
    participants: Mapping[int, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """Somebody who takes part."""

    person: int
    name: str
    position: str | None
    is_mentor: bool
    document: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ActivityRow:
    """An activity as screens and papers need it. ``late``: planned for a day that has passed."""

    id: int
    kind: str
    title: str
    date: dt.date
    end_date: dt.date | None
    form: str | None
    place: str | None
    organisation: str | None
    hours: int | None
    programme: str | None
    responsible: str | None
    responsible_person: int | None
    responsible_name: str | None
    status: str
    status_label: str
    late: bool
    result: str | None
    attended: int | None
    order_id: int | None
    note: str | None
    year: str
    participants: tuple[ParticipantRow, ...]

    @property
    def number_of_people(self) -> int | None:
        """How many took part: the number told, else of those listed by name."""
        return self.attended if self.attended is not None else (len(self.participants) or None)


@dataclass(frozen=True, kw_only=True, slots=True)
class TrainingRow:
    """One mentor's part in a training or consultation that was held: a line of «обученные наставники»."""

    person: int
    name: str
    position: str | None
    activity: int
    kind: str
    title: str
    organisation: str | None
    date: dt.date
    end_date: dt.date | None
    hours: int | None
    document: str | None


def list_activities(
    workspace: Workspace, *, kinds: Sequence[str] | None = None, year: str | None = None
) -> list[ActivityRow]:
    """Activities by date (of some kinds, of one school year when asked). A constant number of queries."""
    with workspace.read() as session:
        query = select(Activity).where(Activity.deleted_at.is_(None)).options(selectinload(Activity.participants))
        if kinds is not None:
            query = query.where(Activity.kind.in_(kinds))
        if year is not None and (asked := SchoolYear.parse(year)) is not None:
            query = query.where(Activity.date.between(asked.start, asked.end))
        found = list(session.scalars(query.order_by(Activity.date, Activity.id)))
        ids = {part.person_id for one in found for part in one.participants}
        ids |= {one.responsible_person_id for one in found if one.responsible_person_id is not None}
        people = _people(session, ids)
        mentors = set(session.scalars(select(Mentor.id).where(Mentor.id.in_(ids), Mentor.deleted_at.is_(None))))
        today = workspace.clock.today()
        return [_row(one, people, mentors, today) for one in found]


def trained_mentors(workspace: Workspace, *, year: str | None = None) -> list[TrainingRow]:
    """Who of the mentors was taught what (held trainings only), by name and date."""
    rows = [
        TrainingRow(
            person=part.person,
            name=part.name,
            position=part.position,
            activity=one.id,
            kind=one.kind,
            title=one.title,
            organisation=one.organisation,
            date=one.date,
            end_date=one.end_date,
            hours=one.hours,
            document=part.document,
        )
        for one in list_activities(workspace, kinds=[ActivityKind.TRAINING.value], year=year)
        if one.status == ActivityStatus.HELD.value
        for part in one.participants
        if part.is_mentor
    ]
    return sorted(rows, key=lambda row: (collation_key(row.name), row.date))


def add_activity(workspace: Workspace, data: ActivityData) -> int:
    """Adds an activity with its participants. Raises InvalidInput."""
    with workspace.action(f"Добавлено: {_what(data)}") as session:
        values = _checked(session, data)
        one = Activity(**values)
        session.add(one)
        session.flush()
        _put_participants(one, data.participants)
        session.flush()
        return one.id


def update_activity(workspace: Workspace, activity_id: int, data: ActivityData) -> None:
    """Changes an activity and who takes part. Raises InvalidInput, NotFound."""
    with workspace.action(f"Изменено: {_what(data)}") as session:
        one = require(session, activity_id)
        assign(one, _checked(session, data))
        _put_participants(one, data.participants)


def set_status(workspace: Workspace, activity_ids: Sequence[int], status: str) -> None:
    """Marks activities as held, planned or cancelled. Raises InvalidInput, NotFound."""
    checker = Checker()
    code = checker.code("status", status, ActivityStatus, required=True)
    checker.done()
    with workspace.action(f"Отмечено: {code_label(code, ACTIVITY_STATUS)}") as session:
        for one in activity_ids:
            require(session, one).status = code or status


def data_of(row: ActivityRow) -> ActivityData:
    """The editable part of a row."""
    own = {one.name: getattr(row, one.name) for one in fields(ActivityData) if one.name != "participants"}
    return ActivityData(**own, participants={part.person: part.document for part in row.participants})


def require(session: Session, activity_id: int) -> Activity:
    """The mapped activity. Raises NotFound."""
    one = session.get(Activity, activity_id)
    if one is None or one.deleted_at is not None:
        raise NotFound("Этой записи уже нет. Обновите список.")
    return one


def _checked(session: Session, data: ActivityData) -> dict[str, Any]:
    checker = Checker()
    start, end = checker.date("date", data.date), checker.date("end_date", data.end_date)
    if start is None and not checker.problems:
        checker.fail("date", "Укажите дату.")
    checker.order("end_date", start, end)
    values: dict[str, Any] = {
        "kind": checker.code("kind", data.kind, ActivityKind, required=True),
        "title": checker.text("title", data.title, limit=LINE_LIMIT, required=True),
        "date": start,
        "end_date": end,
        "hours": checker.number("hours", data.hours, 1, _MOST_HOURS),
        "attended": checker.number("attended", data.attended, 0, 100_000),
        "responsible": checker.code("responsible", data.responsible, Responsible),
        "responsible_person_id": data.responsible_person,
        "status": checker.code("status", data.status, ActivityStatus, required=True),
        "order_id": data.order_id,
    }
    for name in ("form", "place", "organisation"):
        values[name] = checker.text(name, getattr(data, name))
    for name in ("programme", "result", "note"):
        values[name] = checker.text(name, getattr(data, name), limit=TEXT_LIMIT, lines=True)
    for document in data.participants.values():
        checker.text("document", document)
    wanted = set(data.participants) | ({data.responsible_person} - {None})
    known = set(session.scalars(select(Person.id).where(Person.id.in_(wanted), Person.deleted_at.is_(None))))
    for person in sorted(one for one in wanted if one is not None):
        checker.known("participants", person, known, "человека")
    checker.done()
    return values


def _put_participants(one: Activity, wanted: Mapping[int, str | None]) -> None:
    present = {part.person_id: part for part in one.participants}
    for person, part in present.items():
        if person not in wanted:
            one.participants.remove(part)
    for person, document in wanted.items():
        told = (document or "").strip() or None
        if person not in present:
            one.participants.append(ActivityParticipant(person_id=person, document=told))
        elif present[person].document != told:
            present[person].document = told


def _people(session: Session, ids: set[int]) -> dict[int, tuple[str, str | None]]:
    query = select(Person).where(Person.id.in_(ids))
    return {one.id: (one.name.full, one.position) for one in session.scalars(query)}


def _row(one: Activity, people: Mapping[int, tuple[str, str | None]], mentors: set[int], today: dt.date) -> ActivityRow:
    nobody = ("", None)
    responsible = one.responsible_person_id
    planned = one.status == ActivityStatus.PLANNED.value
    parts = [
        ParticipantRow(part.person_id, *people.get(part.person_id, nobody), part.person_id in mentors, part.document)
        for part in one.participants
    ]
    return ActivityRow(
        id=one.id,
        kind=one.kind,
        title=one.title,
        date=one.date,
        end_date=one.end_date,
        form=one.form,
        place=one.place,
        organisation=one.organisation,
        hours=one.hours,
        programme=one.programme,
        responsible=one.responsible,
        responsible_person=responsible,
        responsible_name=None if responsible is None else people.get(responsible, nobody)[0],
        status=one.status,
        status_label=code_label(one.status, ACTIVITY_STATUS),
        late=planned and (one.end_date or one.date) < today,
        result=one.result,
        attended=one.attended,
        order_id=one.order_id,
        note=one.note,
        year=SchoolYear.of(one.date).label,
        participants=tuple(sorted(parts, key=lambda part: collation_key(part.name))),
    )


def _what(data: ActivityData) -> str:
    words = " ".join(data.title.split())
    return f"{code_label(data.kind, ACTIVITY_KIND)} «{words if len(words) <= 50 else words[:49] + '…'}»"
