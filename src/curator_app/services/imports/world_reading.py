"""Reading the base into the picture that an import changes (world.py)."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.codes import QuestionnaireKind
from curator_app.domain.letters import fold
from curator_app.domain.names import PersonName
from curator_app.domain.surveys.questions import read_questions
from curator_app.models import (
    AcademicYear,
    Mentee,
    Mentor,
    Pair,
    PairMentee,
    Person,
    Questionnaire,
    Reply,
    Request,
    School,
    SurveyWave,
    WaveForm,
    WaveRespondent,
)
from curator_app.services.catalogues import area_titles
from curator_app.services.imports.world import (
    Entry,
    FormEntry,
    PairEntry,
    PersonEntry,
    ReplyEntry,
    RequestEntry,
    WaveEntry,
    World,
)

PERSON_COLUMNS = (
    "gender", "birth_date", "birth_year", "kind", "position", "subjects", "qualification_category", "experience_years",
    "phone", "email", "workplace", "work_start_date", "class_name", "building", "shift",
    "education", "note",
)  # fmt: skip
MENTOR_COLUMNS = (
    "competencies", "achievements", "interests", "desired_mentee_age", "time_resource", "capacity",
    "program_entry_date", "mentoring_form", "status", "note",
)  # fmt: skip
MENTEE_COLUMNS = ("category", "program_entry_date", "mentoring_form", "mentor_name_raw", "note")
PAIR_COLUMNS = (
    "mentoring_form", "mentoring_kind", "role_model", "focus", "justification", "psychologist_opinion", "start_date",
    "end_date", "status", "order_number", "order_date", "note",
)  # fmt: skip


def load_world(session: Session) -> World:
    """The picture of the base; records in the recycle bin are not in it."""
    world = World()
    school = session.get(School, 1)
    if school is not None:
        world.school_names = tuple(name for name in (school.full_name, school.short_name) if name and name.strip())
        world.default_capacity = school.default_capacity
    for year in session.scalars(select(AcademicYear).where(AcademicYear.closed_on.is_not(None))):
        world.closed_years.append((year.start_date, year.end_date))
    for person in session.scalars(select(Person).where(Person.deleted_at.is_(None)).order_by(Person.id)):
        entry = PersonEntry(
            values={name: getattr(person, name) for name in PERSON_COLUMNS},
            raw=dict(person.raw or {}),
            key=person.id,
            name=PersonName(person.surname, person.first_name, person.patronymic),
        )
        world.register(entry)
    for mentor in session.scalars(select(Mentor).where(Mentor.deleted_at.is_(None))):
        if mentor.id in world.people:
            values = {name: getattr(mentor, name) for name in MENTOR_COLUMNS}
            world.people[mentor.id].mentor = Entry(values, dict(mentor.raw or {}))
    for mentee in session.scalars(select(Mentee).where(Mentee.deleted_at.is_(None))):
        if mentee.id in world.people:
            values = {name: getattr(mentee, name) for name in MENTEE_COLUMNS}
            world.people[mentee.id].mentee = Entry(values, dict(mentee.raw or {}))
    for mentee_id, wording, date in session.execute(
        select(Request.mentee_id, Request.wording, Request.date).where(Request.deleted_at.is_(None))
    ):
        if mentee_id in world.people:
            world.people[mentee_id].requests.append(RequestEntry(wording, date))
    world.areas = {fold(title): code for code, title in area_titles(session).items()}
    _load_pairs(session, world)
    _load_replies(session, world)
    return world


def _load_pairs(session: Session, world: World) -> None:
    members: dict[int, list[int]] = defaultdict(list)
    for pair_id, mentee_id in session.execute(select(PairMentee.pair_id, PairMentee.mentee_id).order_by(PairMentee.id)):
        members[pair_id].append(mentee_id)
    for pair in session.scalars(select(Pair).where(Pair.deleted_at.is_(None)).order_by(Pair.id)):
        world.register_pair(
            PairEntry(
                values={name: getattr(pair, name) for name in PAIR_COLUMNS},
                raw=dict(pair.raw or {}),
                key=pair.id,
                mentor=pair.mentor_id,
                mentees=members[pair.id],
            )
        )


def _load_replies(session: Session, world: World) -> None:
    titles: dict[int, str] = {}
    forms = _forms(session)
    for wave in session.scalars(select(SurveyWave).where(SurveyWave.deleted_at.is_(None)).order_by(SurveyWave.id)):
        titles[wave.id] = wave.title
        entry = WaveEntry(wave.title, wave.id, list(wave.questions or []), wave.date, tuple(forms[wave.id]))
        entry.closed_on = wave.closed_on
        world.waves[wave.title] = entry
    for one in session.scalars(select(WaveRespondent).order_by(WaveRespondent.id)):
        if one.wave_id in titles:
            expected = world.waves[titles[one.wave_id]].expected
            expected.setdefault(one.person_id, []).append((one.role, one.about_pair))
    for reply in session.scalars(select(Reply).order_by(Reply.id)):
        if reply.wave_id not in titles:
            continue
        title = titles[reply.wave_id]
        slot = (reply.respondent_id, reply.role, reply.about_pair)
        world.replies[title, slot] = ReplyEntry(
            values={"answers": dict(reply.answers or {}), "date": reply.date},
            raw=dict(reply.raw or {}),
            key=reply.id,
            wave=title,
            slot=slot,
        )


def _forms(session: Session) -> dict[int, list[FormEntry]]:
    found: dict[int, list[FormEntry]] = defaultdict(list)
    query = (
        select(WaveForm.wave_id, WaveForm.role, Questionnaire.kind, Questionnaire.questions)
        .join(Questionnaire, Questionnaire.id == WaveForm.questionnaire_id)
        .order_by(WaveForm.id)
    )
    for wave_id, role, kind, questions in session.execute(query):
        per_pair = kind == QuestionnaireKind.EFFECTIVENESS.value
        found[wave_id].append(FormEntry(role, read_questions(questions), per_pair))
    return found
