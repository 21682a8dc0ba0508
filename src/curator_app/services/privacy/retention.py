"""Everybody in the base as far as keeping their data goes: consent in force, last participation, until when to keep.

The term is the school's setting (``years.retention``): so many years after the last participation, and never before the
person is in the archive or has no running pair.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select, union_all
from sqlalchemy.orm import Session

from curator_app.domain import consents as rules
from curator_app.domain.codes import ConsentKind
from curator_app.domain.names import PersonName
from curator_app.domain.school_year import moved
from curator_app.models import (
    Activity,
    ActivityParticipant,
    Consent,
    LessonVisit,
    Meeting,
    Pair,
    PairMentee,
    Person,
    Reply,
    School,
)
from curator_app.services import pair_facts
from curator_app.services.workspace import Workspace
from curator_app.services.years.retention import keep_years
from curator_app.storage import restore, shelf
from curator_app.texts.collation import collation_key


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptRow:
    """One person. ``consent``: state of the consent to the processing of data, None when there never was one;
    ``last``: the last day of participation that the base knows; ``due``: the term of keeping has passed; ``running``:
    a pair runs; ``deleted``: lies in the recycle bin."""

    id: int
    name: str
    kind: str
    about: str
    consent: str | None
    withdrawn_on: dt.date | None
    last: dt.date | None
    keep_until: dt.date | None
    due: bool
    running: bool
    archived: bool
    deleted: bool
    office: bool


def list_kept(workspace: Workspace) -> list[KeptRow]:
    """Everybody whose data are kept under the name, those whose term has passed first. A constant number of queries."""
    today, years = workspace.clock.today(), keep_years(workspace)
    with workspace.read() as session:
        last, running, held = _last_days(session), _running(session), _consents(session)
        school = session.get_one(School, 1)
        rows = []
        for person in session.scalars(select(Person).where(Person.depersonalised_on.is_(None))):
            days = [last.get(person.id), person.archived_on, person.dismissal_date]
            day = max((one for one in days if one is not None), default=None)
            until = None if day is None else moved(day, years)
            given = held.get(person.id, [])
            deciding = rules.deciding(given, today)
            rows.append(
                KeptRow(
                    id=person.id,
                    name=PersonName(person.surname, person.first_name, person.patronymic).full,
                    kind=person.kind,
                    about=(f"{person.class_name} класс" if person.class_name else "") or person.position or "",
                    consent=rules.standing(given, today),
                    withdrawn_on=None if deciding is None else deciding.withdrawn_on,
                    last=day,
                    keep_until=until,
                    due=until is not None and until < today and person.id not in running,
                    running=person.id in running,
                    archived=person.archived_on is not None,
                    deleted=person.deleted_at is not None,
                    office=person.id in {school.director_id, school.curator_id},
                )
            )
    return sorted(rows, key=lambda row: (not row.due, collation_key(row.name)))


def old_copies(workspace: Workspace) -> int:
    """How many copies of the base in the folder of copies are older than the term of keeping: they hold people whose
    term has passed."""
    limit = moved(workspace.clock.today(), -keep_years(workspace))
    made = (
        one.manifest.made if one.manifest else restore.moment_of(one.path) for one in shelf.copies(workspace.folder)
    )
    return sum(1 for moment in made if moment is not None and moment.date() < limit)


def _last_days(session: Session) -> dict[int, dt.date]:
    def of(person: Any, day: Any) -> Select[Any]:
        return select(person.label("person"), day.label("day"))

    ended = func.coalesce(PairMentee.end_date, PairMentee.start_date)
    parts = union_all(
        of(PairMentee.mentor_id, ended),
        of(PairMentee.mentee_id, ended),
        of(Reply.respondent_id, Reply.date),
        of(PairMentee.mentor_id, Meeting.date).join(Meeting, Meeting.pair_id == PairMentee.pair_id),
        of(PairMentee.mentee_id, Meeting.date).join(Meeting, Meeting.pair_id == PairMentee.pair_id),
        of(LessonVisit.teacher_id, LessonVisit.date),
        of(ActivityParticipant.person_id, Activity.date).join(Activity, Activity.id == ActivityParticipant.activity_id),
    ).subquery()
    query = select(parts.c.person, func.max(parts.c.day)).group_by(parts.c.person)
    return {person: _day(day) for person, day in session.execute(query) if day is not None}


def _day(value: Any) -> dt.date:
    return value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value))


def _running(session: Session) -> set[int]:
    query = (
        select(Pair.mentor_id, PairMentee.mentee_id)
        .join(PairMentee, PairMentee.pair_id == Pair.id)
        .where(Pair.deleted_at.is_(None), pair_facts.not_ended())
    )
    return {one for pair in session.execute(query) for one in pair}


def _consents(session: Session) -> dict[int, list[Consent]]:
    held: dict[int, list[Consent]] = {}
    of_data = select(Consent).where(Consent.kind == ConsentKind.PERSONAL_DATA.value)
    for one in session.scalars(of_data.order_by(Consent.id)):
        held.setdefault(one.person_id, []).append(one)
    return held
