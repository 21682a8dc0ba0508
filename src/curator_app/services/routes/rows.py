"""Frozen rows of individual routes: what lists, cards and the timeline receive."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from curator_app.domain.codes import RouteStatus, StepStatus
from curator_app.domain.route.progress import Progress
from curator_app.services.meetings.rows import MeetingRow

_OVER: Final = (RouteStatus.COMPLETED.value, RouteStatus.TERMINATED.value)


@dataclass(frozen=True, kw_only=True, slots=True)
class StageRow:
    """A stage of a route with its days, both inclusive."""

    id: int
    route: int
    code: str
    title: str
    start_date: dt.date
    end_date: dt.date


@dataclass(frozen=True, kw_only=True, slots=True)
class DeficitRef:
    """A deficit of the mentee; ``label``: its wording, else the name of its area."""

    id: int
    area: str
    area_label: str
    text: str | None
    severity: int

    @property
    def label(self) -> str:
        """What to call it in a list."""
        return self.text or self.area_label


@dataclass(frozen=True, kw_only=True, slots=True)
class StepRow:
    """A step of a route. ``number`` counts from 1 in the order of the route; ``responsible_name``: the person, else
    the role in words; ``anchor`` None: its term was set by hand; ``overdue``: on the day of reading."""

    id: int
    route: int
    number: int
    stage: str
    stage_label: str
    content: str
    form: str | None
    level: str | None
    level_label: str
    expected_result: str | None
    resources: str | None
    report_document: str | None
    responsible: str | None
    responsible_label: str
    responsible_person: int | None
    responsible_name: str
    start_date: dt.date | None
    due_date: dt.date | None
    anchor: str | None
    offset_days: int | None
    status: str
    status_label: str
    done_on: dt.date | None
    result: str | None
    evidence: str | None
    evidence_path: str | None
    mentor_comment: str | None
    deficits: tuple[int, ...]
    deficits_label: tuple[str, ...]
    overdue: bool

    @property
    def done(self) -> bool:
        """Marked as done."""
        return self.status == StepStatus.DONE.value

    @property
    def live(self) -> bool:
        """Part of the plan (not cancelled)."""
        return self.status != StepStatus.CANCELLED.value


@dataclass(frozen=True, kw_only=True, slots=True)
class RouteChangeRow:
    """An approval, correction, extension or completion in the history of a route."""

    id: int
    kind: str
    kind_label: str
    date: dt.date
    reason: str | None
    what: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class RouteRow:
    """A route in a list. Counts are those of the day of reading; ``next_due`` is the nearest unfinished term."""

    id: int
    mentee: int
    mentee_name: str
    pair: int | None
    mentor: int | None
    mentor_name: str
    academic_year: str | None
    template: str | None
    title: str
    goal: str | None
    strengths: str | None
    mode: str | None
    start_date: dt.date
    end_date: dt.date
    status: str
    status_label: str
    approved_on: dt.date | None
    acquainted_on: dt.date | None
    completed_on: dt.date | None
    result: str | None
    note: str | None
    progress: Progress
    next_due: dt.date | None
    next_step: str | None

    @property
    def over(self) -> bool:
        """Completed or terminated."""
        return self.status in _OVER


@dataclass(frozen=True, kw_only=True, slots=True)
class RouteCard:
    """A whole route: its stages, steps in their order, history, the mentee's deficits, meetings of its pair."""

    route: RouteRow
    stages: tuple[StageRow, ...]
    steps: tuple[StepRow, ...]
    changes: tuple[RouteChangeRow, ...]
    deficits: tuple[DeficitRef, ...]
    meetings: tuple[MeetingRow, ...]
    work_start_date: dt.date | None
    order_date: dt.date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderMark:
    """An order that touches the pair of a route."""

    id: int
    type: str
    number: str
    date: dt.date
    heading: str


@dataclass(frozen=True, kw_only=True, slots=True)
class WaveMark:
    """A wave of a survey of the whole school."""

    id: int
    title: str
    date: dt.date


@dataclass(frozen=True, kw_only=True, slots=True)
class WallRoute:
    """One line of the wall: a route with everything drawn on it."""

    route: RouteRow
    stages: tuple[StageRow, ...]
    steps: tuple[StepRow, ...]
    deficits: tuple[DeficitRef, ...]
    meetings: tuple[MeetingRow, ...]
    orders: tuple[OrderMark, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Wall:
    """The wall of all mentees: routes by the mentee's name, waves of surveys, the day of reading."""

    today: dt.date
    routes: tuple[WallRoute, ...]
    waves: tuple[WaveMark, ...]
