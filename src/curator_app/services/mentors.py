"""The mentor base (S2-П3): cards with competences, load, consents."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from curator_app.domain.codes import MentorStatus
from curator_app.domain.names import PersonName
from curator_app.models import Competence, Mentor, Pair, PairMentee, Person, School
from curator_app.runtime.errors import NotFound
from curator_app.services import catalogues, consents, pair_facts, people
from curator_app.services.people import PersonData, assign, person_values
from curator_app.services.rows import CompetenceRow, MentorRow
from curator_app.services.validation import TEXT_LIMIT, Checker
from curator_app.services.workspace import Workspace


@dataclass(frozen=True, kw_only=True, slots=True)
class CompetenceData:
    """An area (a code or a title of the catalogue) with a level 1–3."""

    area: str
    level: int = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class MentorData:
    """The mentor profile as a dialog sets it. ``capacity`` None = the school's default."""

    capacity: int | None = None
    competence_areas: Sequence[CompetenceData] = ()
    competencies: str | None = None
    achievements: str | None = None
    interests: str | None = None
    desired_mentee_age: str | None = None
    time_resource: str | None = None
    program_entry_date: dt.date | None = None
    mentoring_form: str | None = None
    status: str = MentorStatus.POTENTIAL.value
    mentor_note: str | None = None


def checked(data: MentorData, checker: Checker) -> dict[str, Any]:
    """Cleaned values of the mapped columns (without competences)."""
    values: dict[str, Any] = {
        field: checker.text(field, getattr(data, field), limit=TEXT_LIMIT, lines=True)
        for field in ("competencies", "achievements", "interests", "desired_mentee_age", "time_resource")
    }
    for competence in data.competence_areas:
        if not 1 <= competence.level <= 3:
            checker.fail("competence_areas", f"Уровень компетенции — от 1 до 3, указано {competence.level}.")
        checker.text("competence_areas", competence.area, required=True)
    values |= {
        "capacity": checker.number("capacity", data.capacity, 0, 100),
        "program_entry_date": checker.date("program_entry_date", data.program_entry_date),
        "mentoring_form": checker.text("mentoring_form", data.mentoring_form, lines=True),
        "status": checker.code("status", data.status, MentorStatus, required=True),
        "note": checker.text("note", data.mentor_note, limit=TEXT_LIMIT, lines=True),
    }
    return values


def put(session: Session, person: Person, values: dict[str, Any], competences: Sequence[CompetenceData]) -> Mentor:
    """Makes ``person`` a mentor or changes the profile, inside the caller's action."""
    values = dict(values)
    if values.get("capacity") is None:
        school = session.get(School, 1)
        values["capacity"] = school.default_capacity if school else 2
    mentor = session.get(Mentor, person.id)
    if mentor is None:
        mentor = Mentor(id=person.id, **values)
        session.add(mentor)
    else:
        assign(mentor, {**values, "deleted_at": None})
    session.flush()
    set_competences(session, mentor, competences)
    return mentor


def set_competences(session: Session, mentor: Mentor, competences: Sequence[CompetenceData]) -> None:
    """Makes the mentor's areas these; the last level wins when an area comes twice."""
    wanted = {catalogues.area_code(session, one.area): one.level for one in competences}
    present = {one.area: one for one in mentor.competences}
    for area, one in present.items():
        if area not in wanted:
            mentor.competences.remove(one)
        elif one.level != wanted[area]:
            one.level = wanted[area]
    for area, level in wanted.items():
        if area not in present:
            mentor.competences.append(Competence(area=area, level=level))
    session.flush()


def list_mentors(workspace: Workspace) -> list[MentorRow]:
    """All mentors with load, partners and consents of today; a constant number of queries."""
    today = workspace.clock.today()
    with workspace.read() as session:
        areas = catalogues.area_titles(session)
        states = consents.standings(session, today)
        load = pair_facts.load(session, today)
        partners: dict[int, list[tuple[int, str]]] = defaultdict(list)
        query = (
            select(Pair.mentor_id, Person)
            .join(PairMentee, PairMentee.pair_id == Pair.id)
            .join(Person, Person.id == PairMentee.mentee_id)
            .where(Pair.deleted_at.is_(None), pair_facts.not_ended())
            .order_by(PairMentee.id)
        )
        for mentor_id, mentee in session.execute(query):
            partners[mentor_id].append((mentee.id, people.title_of(mentee)))
        mentors = session.execute(
            select(Mentor, Person)
            .join(Person, Person.id == Mentor.id)
            .where(Mentor.deleted_at.is_(None), Person.deleted_at.is_(None))
            .options(selectinload(Mentor.competences))
            .order_by(Mentor.id)
        )
        return [
            MentorRow(
                **person_values(person),
                person=person.id,
                capacity=mentor.capacity,
                load=load.get(mentor.id, 0),
                competence_areas=tuple(
                    CompetenceRow(area=one.area, area_label=areas.get(one.area, one.area), level=one.level)
                    for one in mentor.competences
                ),
                competencies=mentor.competencies,
                achievements=mentor.achievements,
                interests=mentor.interests,
                desired_mentee_age=mentor.desired_mentee_age,
                time_resource=mentor.time_resource,
                program_entry_date=mentor.program_entry_date,
                mentoring_form=mentor.mentoring_form,
                status=mentor.status,
                mentor_note=mentor.note,
                mentor_raw=dict(mentor.raw or {}),
                mentees=tuple(mentee_id for mentee_id, _ in partners[mentor.id]),
                mentees_name=tuple(name for _, name in partners[mentor.id]),
                consents=states.get(mentor.id, {}),
            )
            for mentor, person in mentors
        ]


def save_mentor(workspace: Workspace, person: PersonData, mentor: MentorData, *, person_id: int | None = None) -> int:
    """Adds a mentor (a new person, or the role to ``person_id``), or changes the card, in one action.

    Returns the person's number. Raises InvalidInput, NotFound.
    """
    checker = Checker()
    person_columns = people.checked(person, workspace.clock.today(), checker)
    mentor_columns = checked(mentor, checker)
    checker.done()
    short = PersonName(
        person_columns["surname"], person_columns["first_name"], person_columns["patronymic"]
    ).surname_initials
    verb = "Добавлен" if person_id is None else "Изменена карточка:"
    with workspace.action(f"{verb} наставник {short}" if person_id is None else f"{verb} {short}") as session:
        if person_id is None:
            target = people.insert(session, person_columns)
        else:
            target = people.require(session, person_id)
            people.change(target, person_columns)
        put(session, target, mentor_columns, mentor.competence_areas)
        return target.id


def appoint(workspace: Workspace, person_ids: Iterable[int]) -> None:
    """Takes several people of the staff into the mentor base at once, with the school's defaults."""
    ids = list(person_ids)
    with workspace.action(f"В базу наставников добавлено: {len(ids)}") as session:
        for person_id in ids:
            person = people.require(session, person_id)
            present = session.get(Mentor, person_id)
            if present is None:
                put(session, person, {"status": MentorStatus.POTENTIAL.value}, ())
            elif present.deleted_at is not None:
                present.deleted_at = None


def data_of(row: MentorRow) -> MentorData:
    """The editable part of a row."""
    return MentorData(
        capacity=row.capacity,
        competence_areas=[CompetenceData(area=one.area, level=one.level) for one in row.competence_areas],
        competencies=row.competencies,
        achievements=row.achievements,
        interests=row.interests,
        desired_mentee_age=row.desired_mentee_age,
        time_resource=row.time_resource,
        program_entry_date=row.program_entry_date,
        mentoring_form=row.mentoring_form,
        status=row.status,
        mentor_note=row.mentor_note,
    )


def require(session: Session, mentor_id: int) -> Mentor:
    """The mapped mentor. Raises NotFound."""
    mentor = session.get(Mentor, mentor_id)
    if mentor is None or mentor.deleted_at is not None:
        raise NotFound(f"Наставника № {mentor_id} в базе нет. Обновите список.")
    return mentor
