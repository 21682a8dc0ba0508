"""The base as an import sees it: people with their roles, requests, pairs and replies as plain values in memory.

The plan of an import is made by changing this picture; applying writes the difference. So a dry run and the
import itself give the same answer.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.codes import PAIR_ENDED, QuestionnaireKind
from curator_app.domain.letters import fold
from curator_app.domain.name_matching import PeopleIndex
from curator_app.domain.names import PersonName
from curator_app.domain.surveys.questions import Question, read_questions
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
from curator_app.services.imports.facts import DeficitFacts

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


@dataclass(slots=True)
class Entry:
    """A record: what it holds, what this import has told about it, whether it is new, what was changed."""

    values: dict[str, Any] = field(default_factory=dict)
    raw: dict[str, str] = field(default_factory=dict)
    is_new: bool = False
    changed: set[str] = field(default_factory=set)
    told: dict[str, Any] = field(default_factory=dict)

    def put(self, name: str, value: Any, *, fill_only: bool = False) -> Any | None:
        """Sets a value unless this import has already told another one: the first row of a file wins, so that
        the same file once more changes nothing. Returns the value that stood in the way, if any.

        An understood value takes the raw text of its field away.
        """
        current = self.values.get(name)
        if name in self.told:
            earlier = self.told[name]
            return earlier if not same(earlier, value) else None
        if fill_only and current not in (None, [], ""):
            return None
        self.told[name] = value
        if not same(current, value):
            self.values[name] = value
            self.changed.add(name)
        if name in self.raw:
            del self.raw[name]
            self.changed.add("raw")
        return None

    def keep(self, raw: dict[str, str]) -> None:
        """Keeps texts that were not understood; not where a value is known."""
        for name, text in raw.items():
            if self.values.get(name) not in (None, [], "") or f"raw:{name}" in self.told:
                continue
            self.told[f"raw:{name}"] = text
            if self.raw.get(name) != text:
                self.raw[name] = text
                self.changed.add("raw")


def same(one: Any, other: Any) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return one == other or fold(one) == fold(other)
    if isinstance(one, list) and isinstance(other, list):
        return [fold(str(part)) for part in one] == [fold(str(part)) for part in other]
    return bool(one == other)


@dataclass(slots=True)
class RequestEntry:
    """A request of a mentee; ``values`` and ``deficits`` are told of a new one only. An area is told by its code."""

    wording: str
    date: dt.date | None = None
    is_new: bool = False
    values: dict[str, Any] = field(default_factory=dict)
    deficits: list[DeficitFacts] = field(default_factory=list)


@dataclass(slots=True)
class PersonEntry(Entry):
    """A person; ``key`` is the id, or a negative number for somebody new."""

    key: int = 0
    name: PersonName = field(default_factory=lambda: PersonName("", ""))
    mentor: Entry | None = None
    mentee: Entry | None = None
    requests: list[RequestEntry] = field(default_factory=list)


@dataclass(slots=True)
class PairEntry(Entry):
    """A pair or group; ``mentees`` and ``mentor`` are keys of people. ``absorbed``: goes into another one."""

    key: int = 0
    mentor: int = 0
    mentees: list[int] = field(default_factory=list)
    new_members: list[int] = field(default_factory=list)
    absorbed: bool = False

    @property
    def ended(self) -> bool:
        """Completed or terminated."""
        return self.values.get("status") in PAIR_ENDED

    def meets(self, start: dt.date | None, end: dt.date | None) -> bool:
        """Whether the period shares a day with the one given (a missing end is open)."""
        first, last = dt.date.min, dt.date.max
        mine = (self.values.get("start_date") or first, self.values.get("end_date") or last)
        return mine[0] <= (end or last) and (start or first) <= mine[1]


Slot = tuple[int, str, int]
"""Whose reply it is: person, role («» in a wave that came with a file), pair (0: about none in particular)."""


@dataclass(slots=True)
class ReplyEntry(Entry):
    """A reply in the wave under this title."""

    key: int = 0
    wave: str = ""
    slot: Slot = (0, "", 0)


@dataclass(frozen=True, slots=True)
class FormEntry:
    """What a role is asked in a wave; ``per_pair``: about each pair apart."""

    role: str
    questions: tuple[Question, ...]
    per_pair: bool


@dataclass(slots=True)
class WaveEntry:
    """A wave of a survey (``key`` None: this import makes it). ``forms``: its questionnaires; without any, its
    ``questions`` came with a file. ``expected``: {person: role and pair he is asked in}."""

    title: str
    key: int | None
    questions: list[dict[str, Any]]
    date: dt.date | None = None
    forms: tuple[FormEntry, ...] = ()
    expected: dict[int, list[tuple[str, int]]] = field(default_factory=dict)
    closed_on: dt.date | None = None


class World:
    """All of it, with the indexes an import needs."""

    def __init__(self) -> None:
        self.people: dict[int, PersonEntry] = {}
        self.index: PeopleIndex[int] = PeopleIndex()
        self.pairs: list[PairEntry] = []
        self.pairs_of: dict[int, list[PairEntry]] = defaultdict(list)
        self.waves: dict[str, WaveEntry] = {}
        self.replies: dict[tuple[str, Slot], ReplyEntry] = {}
        self.school_names: tuple[str, ...] = ()
        self.default_capacity = 2
        self.areas: dict[str, str] = {}
        self.closed_years: list[tuple[dt.date, dt.date]] = []

    def add_person(self, name: PersonName) -> PersonEntry:
        """Somebody new."""
        entry = PersonEntry(key=-len(self.people) - 1, name=name, is_new=True)
        self._register(entry)
        return entry

    def _register(self, entry: PersonEntry) -> None:
        self.people[entry.key] = entry
        self.index.add(entry.key, entry.name)

    def add_pair(self, mentor: int) -> PairEntry:
        """A new pair without members."""
        entry = PairEntry(key=-len(self.pairs) - 1, mentor=mentor, is_new=True)
        self._register_pair(entry)
        return entry

    def _register_pair(self, entry: PairEntry) -> None:
        self.pairs.append(entry)
        self.pairs_of[entry.mentor].append(entry)

    def pair_of(self, mentor: int, mentee: int) -> PairEntry | None:
        """A pair or group of the two that is not over, if there is one."""
        return next(
            (one for one in self.pairs_of[mentor] if mentee in one.mentees and not one.absorbed and not one.ended), None
        )

    def is_closed(self, day: dt.date | None) -> bool:
        """Whether a day lies in a closed school year, where the base takes no pairs."""
        return day is not None and any(first <= day <= last for first, last in self.closed_years)

    @property
    def has_changes(self) -> bool:
        """Whether applying would write anything."""
        roles = (role for one in self.people.values() for role in (one, one.mentor, one.mentee) if role is not None)
        return (
            any(role.is_new or role.changed for role in roles)
            or any(asked.is_new for one in self.people.values() for asked in one.requests)
            or any(one.is_new or one.changed or one.new_members or one.absorbed for one in self.pairs)
            or any(one.is_new or one.changed for one in self.replies.values())
        )


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
        world._register(entry)
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
        world._register_pair(
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
