"""When a step falls: relative terms become dates, and move with the event they hang on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from curator_app.domain.codes import RouteStageCode, StepStatus
from curator_app.domain.route.stages import StageSpan

LONGEST_OFFSET = 400


class AnchorKind(StrEnum):
    """The events a step may hang on (S2: «с момента выхода», «с момента выхода приказа»)."""

    WORK_START = "work_start"
    ORDER = "order"
    ROUTE_START = "route_start"
    ROUTE_END = "route_end"
    STAGE_START = "stage_start"
    STAGE_END = "stage_end"


_OF_STAGE = (AnchorKind.STAGE_START, AnchorKind.STAGE_END)

ANCHORS: tuple[str, ...] = (
    *(kind.value for kind in AnchorKind if kind not in _OF_STAGE),
    *(f"{kind.value}:{stage.value}" for kind in _OF_STAGE for stage in RouteStageCode),
)
"""Every anchor as it is written: «work_start», «stage_end:adaptation»."""


@dataclass(frozen=True, slots=True)
class Term:
    """A relative term: ``offset_days`` from the anchor (back when negative) it begins, and ends ``length_days``
    later; «не позднее 3 календарных дней с момента выхода» is ("work_start", 0, 3)."""

    anchor: str = AnchorKind.ROUTE_START.value
    offset_days: int = 0
    length_days: int = 0

    def __post_init__(self) -> None:
        if self.anchor not in ANCHORS:
            raise ValueError(f"unknown anchor {self.anchor}")
        if not -LONGEST_OFFSET <= self.offset_days <= LONGEST_OFFSET or not 0 <= self.length_days <= LONGEST_OFFSET:
            raise ValueError("a term is too far from its anchor")


@dataclass(frozen=True, slots=True)
class Anchors:
    """The days the anchors of one route stand for; None = the event has not happened or is not known."""

    start: dt.date
    end: dt.date
    stages: tuple[StageSpan, ...]
    work_start: dt.date | None = None
    order: dt.date | None = None

    def day(self, anchor: str) -> dt.date | None:
        """The day of an anchor. Raises ValueError for an unknown one."""
        kind, _, stage = anchor.partition(":")
        match AnchorKind(kind):
            case AnchorKind.WORK_START:
                return self.work_start
            case AnchorKind.ORDER:
                return self.order
            case AnchorKind.ROUTE_START:
                return self.start
            case AnchorKind.ROUTE_END:
                return self.end
            case AnchorKind.STAGE_START | AnchorKind.STAGE_END as one:
                span = next((span for span in self.stages if span.code == RouteStageCode(stage)), None)
                if span is None:
                    return None
                return span.start if one is AnchorKind.STAGE_START else span.end


@dataclass(frozen=True, slots=True)
class Dates:
    """First and last day of a step."""

    start: dt.date
    due: dt.date

    @property
    def length_days(self) -> int:
        """Days from the first to the last."""
        return (self.due - self.start).days


def dates_of(term: Term, anchors: Anchors) -> Dates:
    """The days of a step, kept inside the route. An event that is not known yet, or whose term was over before the
    route began, is taken to be the route's start."""
    day = anchors.day(term.anchor)
    first = (day if day is not None else anchors.start) + dt.timedelta(days=term.offset_days)
    last = first + dt.timedelta(days=term.length_days)
    if last < anchors.start:
        first = anchors.start
        last = first + dt.timedelta(days=term.length_days)
    start = min(max(first, anchors.start), anchors.end)
    return Dates(start, max(start, min(max(last, anchors.start), anchors.end)))


def kept_offset(term: Term, anchors: Anchors) -> int:
    """The offset to keep with a dated step. Where the start of the route cut the step short, it is counted to that
    start: a step keeps only its days, and its last day must stay as far from the event as the term says."""
    day = anchors.day(term.anchor) or anchors.start
    first = day + dt.timedelta(days=term.offset_days)
    if first < anchors.start <= first + dt.timedelta(days=term.length_days):
        return min((anchors.start - day).days, LONGEST_OFFSET)
    return term.offset_days


@dataclass(frozen=True, slots=True)
class DatedStep:
    """What re-dating needs to know of a step. ``anchor`` None: moved by hand, it stays."""

    id: int
    anchor: str | None
    offset_days: int | None
    start: dt.date | None
    due: dt.date | None
    status: str


@dataclass(frozen=True, slots=True)
class Move:
    """A step that would move: from which days to which; ``offset_days`` is to be kept with it."""

    id: int
    before: Dates | None
    after: Dates
    offset_days: int


def redated(steps: Iterable[DatedStep], anchors: Anchors) -> list[Move]:
    """The steps that do not stand where their anchors are now. Steps moved by hand, done and cancelled stay."""
    moves = []
    for step in steps:
        if step.anchor is None or step.status in (StepStatus.DONE.value, StepStatus.CANCELLED.value):
            continue
        before = None if step.start is None or step.due is None else Dates(step.start, step.due)
        length = min(LONGEST_OFFSET, 0 if before is None else before.length_days)
        term = Term(step.anchor, step.offset_days or 0, length)
        after = dates_of(term, anchors)
        if after != before:
            moves.append(Move(step.id, before, after, kept_offset(term, anchors)))
    return moves


def nearest_term(start: dt.date, due: dt.date, anchors: Anchors, stage: str) -> Term:
    """The term that a template keeps for a dated step without an anchor: from the start of its stage."""
    span = next((one for one in anchors.stages if one.code == RouteStageCode(stage)), None)
    base, anchor = (anchors.start, AnchorKind.ROUTE_START.value)
    if span is not None:
        base, anchor = span.start, f"{AnchorKind.STAGE_START.value}:{stage}"
    offset = max(-LONGEST_OFFSET, min((start - base).days, LONGEST_OFFSET))
    return Term(anchor, offset, max(0, min((due - start).days, LONGEST_OFFSET)))
