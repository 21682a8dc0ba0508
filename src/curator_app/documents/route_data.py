"""Plain data of the papers of routes and meetings: ИОМ, its schedule, marks of completion, journal, lesson visit."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from curator_app.documents.paper_data import Layout, PaperPerson, SchoolData


@dataclass(frozen=True, slots=True)
class RouteLine:
    """A step of a route. ``term`` in words; ``months``: a mark for every month of the route it goes on in."""

    number: int
    content: str
    term: str | None = None
    form: str | None = None
    level: str | None = None
    deficits: str | None = None
    responsible: str | None = None
    expected_result: str | None = None
    resources: str | None = None
    report_document: str | None = None
    mark: str | None = None
    done_on: dt.date | None = None
    result: str | None = None
    evidence: str | None = None
    comment: str | None = None
    months: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class RouteStageLines:
    """A stage with its days in words and its steps."""

    title: str
    days: str
    lines: tuple[RouteLine, ...] = ()


@dataclass(frozen=True, slots=True)
class RouteChangeLine:
    """A correction, extension or completion as the paper tells it."""

    date: dt.date
    kind: str
    reason: str | None = None
    what: str | None = None


@dataclass(frozen=True, slots=True)
class RoutePaper:
    """A whole route. ``period``: «с 4 сентября 2026 г. по 31 мая 2027 г.»; ``months``: «09.26», one a month;
    ``total`` and ``done``: live steps and those marked as done."""

    school: SchoolData
    mentee: PaperPerson = field(default_factory=PaperPerson)
    mentor: PaperPerson | None = None
    form: str | None = None
    order: str | None = None
    period: str | None = None
    goal: str | None = None
    strengths: str | None = None
    mode: str | None = None
    deficits: tuple[str, ...] = ()
    stages: tuple[RouteStageLines, ...] = ()
    changes: tuple[RouteChangeLine, ...] = ()
    months: tuple[str, ...] = ()
    total: int = 0
    done: int = 0
    approved_on: dt.date | None = None
    completed_on: dt.date | None = None
    result: str | None = None
    layout: Layout = field(default_factory=Layout)


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting of the journal; ``absent``: who of a group did not come."""

    number: int
    date: dt.date
    kind: str
    form: str | None = None
    topic: str | None = None
    done: str | None = None
    agreed: str | None = None
    next_date: dt.date | None = None
    minutes: int | None = None
    rating: int | None = None
    absent: str | None = None


@dataclass(frozen=True, slots=True)
class JournalPaper:
    """The journal of meetings of a pair or group; ``hours``: their sum in words."""

    school: SchoolData
    mentor: PaperPerson = field(default_factory=PaperPerson)
    mentees: tuple[PaperPerson, ...] = ()
    form: str | None = None
    period: str | None = None
    lines: tuple[MeetingLine, ...] = ()
    hours: str | None = None
    layout: Layout = field(default_factory=Layout)


@dataclass(frozen=True, slots=True)
class VisitPaper:
    """A sheet of a visited lesson; everything not known yet is a rule to write on."""

    school: SchoolData
    teacher: PaperPerson = field(default_factory=PaperPerson)
    visitor: PaperPerson | None = None
    date: dt.date | None = None
    class_name: str | None = None
    subject: str | None = None
    topic: str | None = None
    purpose: str | None = None
    observed: str | None = None
    advice: str | None = None
    layout: Layout = field(default_factory=Layout)
