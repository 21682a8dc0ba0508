"""Plain data of the school's plans: roadmap, consultations, trained mentors, events (S2, S2-П5, S1 Пол-3.4, S4-3.1)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Final

from curator_app.documents.blocks import PageSetup
from curator_app.documents.paper_data import Layout, OrderReference, SchoolData

LYING: Final = PageSetup(left=20, right=10, top=20, bottom=20, font_size=12, line_spacing=1.0, landscape=True)
UPRIGHT: Final = PageSetup(font_size=13, line_spacing=1.0)
"""Sheets of the plans: tables of many columns lie, the plan of consultations stands."""


@dataclass(frozen=True, slots=True)
class RoadmapLine:
    """A row of the roadmap. ``mark``: what is told about its being done."""

    number: str
    content: str
    term: str | None = None
    result: str | None = None
    resources: str | None = None
    responsible: str | None = None
    basis: str | None = None
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class RoadmapStage:
    """A stage and its rows."""

    title: str
    lines: tuple[RoadmapLine, ...]


@dataclass(frozen=True, slots=True)
class RoadmapData:
    """The roadmap of a school year, approved by the director. ``columns``: code of the set of columns; ``order``: the
    order it is the appendix of, whose mark then stands in place of «УТВЕРЖДАЮ»."""

    school: SchoolData
    title: str
    school_year: str
    columns: str
    stages: tuple[RoadmapStage, ...]
    approved_on: dt.date | None = None
    note: str | None = None
    order: OrderReference | None = None
    layout: Layout = field(default_factory=Layout)


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """A consultation or an event; of a training, one mentor's part in it (``person``, ``document``)."""

    number: int
    date: str
    title: str
    form: str | None = None
    place: str | None = None
    organisation: str | None = None
    hours: int | None = None
    responsible: str | None = None
    mark: str | None = None
    people: int | None = None
    person: str | None = None
    position: str | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True)
class ActivityListData:
    """A plan or list of activities of a school year; ``hours``: their sum."""

    school: SchoolData
    school_year: str
    lines: tuple[ActivityLine, ...] = ()
    people: int = 0
    hours: int = 0
    approved_on: dt.date | None = None
    layout: Layout = field(default_factory=Layout)
