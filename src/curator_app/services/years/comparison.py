"""School years side by side: counts behind which stand lists of the program. A constant number of queries."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.codes import ActivityKind, ActivityStatus, PairStatus, RoadmapItemStatus
from curator_app.domain.school_year import SchoolYear
from curator_app.models import (
    AcademicYear,
    Activity,
    ActivityParticipant,
    Meeting,
    Mentor,
    Order,
    Pair,
    PairMentee,
    Roadmap,
    RoadmapItem,
)
from curator_app.services.workspace import Workspace
from curator_app.services.years.listing import list_years

NO_FORM = "форма не указана"


@dataclass(frozen=True, kw_only=True, slots=True)
class YearNumbers:
    """Numbers of one year. A pair counts in every year in which it ran (without days: in its own year)."""

    label: str
    closed: bool
    mentors: int
    mentees: int
    pairs: int
    by_form: dict[str, int]
    completed: int
    terminated: int
    meetings: int
    minutes: int
    trained: int
    consultations: int
    events: int
    orders: int
    roadmap_done: int
    roadmap_total: int


@dataclass(frozen=True, slots=True)
class _Pair:
    id: int
    mentor: int
    form: str
    status: str
    start: dt.date | None
    end: dt.date | None
    year: str | None

    def runs_in(self, year: SchoolYear) -> bool:
        if self.start is None:
            return self.year == year.label
        return self.start <= year.end and (self.end is None or self.end >= year.start)

    def ends_in(self, year: SchoolYear, status: PairStatus) -> bool:
        return self.status == status.value and (year.holds(self.end) if self.end else self.year == year.label)


@dataclass(frozen=True, slots=True)
class _Facts:
    """Everything the counts are made of, read once."""

    pairs: list[_Pair]
    members: dict[int, list[int]]
    meetings: Counter[str]
    minutes: Counter[str]
    held: Counter[tuple[str, str]]
    trained: Counter[str]
    orders: Counter[str]
    planned: Counter[str]
    done: Counter[str]


def compare_years(workspace: Workspace) -> list[YearNumbers]:
    """Every year the base knows, the latest first."""
    years = [(row, year) for row in list_years(workspace) if (year := SchoolYear.parse(row.label)) is not None]
    with workspace.read() as session:
        facts = _read(session)
    return [_numbers(year, row.closed, facts) for row, year in years]


def _numbers(year: SchoolYear, closed: bool, facts: _Facts) -> YearNumbers:
    label = year.label
    running = [one for one in facts.pairs if one.runs_in(year)]
    return YearNumbers(
        label=label,
        closed=closed,
        mentors=len({one.mentor for one in running}),
        mentees=len({mentee for one in running for mentee in facts.members.get(one.id, ())}),
        pairs=len(running),
        by_form=dict(Counter(one.form for one in running).most_common()),
        completed=sum(one.ends_in(year, PairStatus.COMPLETED) for one in running),
        terminated=sum(one.ends_in(year, PairStatus.TERMINATED) for one in running),
        meetings=facts.meetings[label],
        minutes=facts.minutes[label],
        trained=facts.trained[label],
        consultations=facts.held[label, ActivityKind.CONSULTATION.value],
        events=facts.held[label, ActivityKind.EVENT.value],
        orders=facts.orders[label],
        roadmap_done=facts.done[label],
        roadmap_total=facts.planned[label],
    )


def _read(session: Session) -> _Facts:
    members: dict[int, list[int]] = {}
    for pair_id, mentee_id in session.execute(select(PairMentee.pair_id, PairMentee.mentee_id)):
        members.setdefault(pair_id, []).append(mentee_id)
    meetings = session.execute(select(Meeting.date, Meeting.duration_minutes).where(Meeting.deleted_at.is_(None))).all()
    minutes = Counter[str]()
    for day, duration in meetings:
        minutes[_label(day)] += duration or 0
    steps = session.execute(
        select(AcademicYear.label, RoadmapItem.status)
        .join(Roadmap, Roadmap.id == RoadmapItem.roadmap_id)
        .join(AcademicYear, AcademicYear.id == Roadmap.academic_year_id)
        .where(Roadmap.deleted_at.is_(None), RoadmapItem.status != RoadmapItemStatus.CANCELLED.value)
    ).all()
    was_held = (Activity.deleted_at.is_(None), Activity.status == ActivityStatus.HELD.value)
    activities = session.execute(select(Activity.date, Activity.kind).where(*was_held)).all()
    taught = session.execute(
        select(Activity.date, ActivityParticipant.person_id)
        .join(ActivityParticipant, ActivityParticipant.activity_id == Activity.id)
        .join(Mentor, Mentor.id == ActivityParticipant.person_id)
        .where(*was_held, Activity.kind == ActivityKind.TRAINING.value)
    ).all()
    return _Facts(
        pairs=_pairs(session),
        members=members,
        meetings=Counter(_label(day) for day, _duration in meetings),
        minutes=minutes,
        held=Counter((_label(day), kind) for day, kind in activities),
        trained=Counter(label for label, _person in {(_label(day), person) for day, person in taught}),
        orders=Counter(_label(day) for day in session.scalars(select(Order.date))),
        planned=Counter(label for label, _status in steps),
        done=Counter(label for label, status in steps if status == RoadmapItemStatus.DONE.value),
    )


def _pairs(session: Session) -> list[_Pair]:
    found = session.execute(
        select(Pair, AcademicYear.label)
        .outerjoin(AcademicYear, AcademicYear.id == Pair.academic_year_id)
        .where(Pair.deleted_at.is_(None), Pair.status != PairStatus.DRAFT.value)
    )
    return [
        _Pair(one.id, one.mentor_id, one.mentoring_form or NO_FORM, one.status, one.start_date, one.end_date, label)
        for one, label in found
    ]


def _label(day: dt.date) -> str:
    return SchoolYear.of(day).label
