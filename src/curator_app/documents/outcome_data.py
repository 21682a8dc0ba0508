"""Plain data of the papers about what mentoring has brought: practices, events, mentors' reports, thanks."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from curator_app.documents.paper_data import Layout, PaperPerson, SchoolData

AwardKind = Literal["gratitude", "certificate"]


@dataclass(frozen=True, slots=True)
class PracticePaper:
    """A practice of the bank (domain.md f.4); texts a thought a line."""

    school: SchoolData
    title: str | None = None
    authors: str | None = None
    form: str | None = None
    problem: tuple[str, ...] = ()
    goal: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    result: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    date: dt.date | None = None
    layout: Layout = field(default_factory=Layout)


@dataclass(frozen=True, slots=True)
class ParticipantLine:
    """Somebody who took part in an event. ``role``: «наставник», «наставляемый» or nothing."""

    number: int
    name: str
    position: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class EventReport:
    """A report of an event (S2-Н2). ``days`` in words; ``attended``: how many came; ``trained``: colleagues who learnt
    from the experience shown, told apart from those who showed it."""

    school: SchoolData
    title: str | None = None
    days: str | None = None
    place: str | None = None
    form: str | None = None
    hours: int | None = None
    responsible: PaperPerson | None = None
    order: str | None = None
    programme: tuple[str, ...] = ()
    participants: tuple[ParticipantLine, ...] = ()
    attended: int | None = None
    mentors: int = 0
    mentees: int = 0
    result: tuple[str, ...] = ()
    note: tuple[str, ...] = ()
    layout: Layout = field(default_factory=Layout)


@dataclass(frozen=True, slots=True)
class ReportStep:
    """A step of the route in a mentor's report."""

    number: int
    content: str
    term: str | None = None
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class ReportDeficit:
    """A difficulty of the mentee: severity 0–3 before and after, and what became of it."""

    title: str
    before: str
    after: str | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class MeetingSum:
    """Meetings of one kind: how many, how long in words."""

    kind: str
    count: int
    hours: str


@dataclass(frozen=True, slots=True)
class MentorReport:
    """A mentor's own report about a pair and a period (S1 Пол-4.1, domain.md f.4): filled from the log of meetings and
    the routes, ruled blanks for the rest."""

    school: SchoolData
    mentor: PaperPerson = field(default_factory=PaperPerson)
    mentees: tuple[PaperPerson, ...] = ()
    form: str | None = None
    order: str | None = None
    period: str | None = None
    meetings: tuple[MeetingSum, ...] = ()
    meetings_total: int = 0
    hours: str | None = None
    visits: int = 0
    topics: tuple[str, ...] = ()
    steps: tuple[ReportStep, ...] = ()
    steps_due: int = 0
    steps_done: int = 0
    deficits: tuple[ReportDeficit, ...] = ()
    contests: tuple[str, ...] = ()
    date: dt.date | None = None
    layout: Layout = field(default_factory=Layout)


@dataclass(frozen=True, slots=True)
class AwardSheet:
    """One letter of thanks or certificate."""

    person: PaperPerson = field(default_factory=PaperPerson)
    reason: str | None = None
    order: str | None = None


@dataclass(frozen=True, slots=True)
class AwardPaper:
    """Letters of thanks or certificates as a set, a sheet each. ``year``: printed at the foot."""

    school: SchoolData
    sheets: tuple[AwardSheet, ...] = ()
    town: str | None = None
    year: str | None = None
    layout: Layout = field(default_factory=Layout)
