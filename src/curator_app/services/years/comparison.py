"""School years side by side: counts behind which stand lists of the program. A constant number of queries."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from sqlalchemy import select

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


def compare_years(workspace: Workspace) -> list[YearNumbers]:
    """Every year the base knows, the latest first."""
    years = [(row, year) for row in list_years(workspace) if (year := SchoolYear.parse(row.label)) is not None]
    with workspace.read() as session:
        found = session.execute(
            select(Pair, AcademicYear.label)
            .outerjoin(AcademicYear, AcademicYear.id == Pair.academic_year_id)
            .where(Pair.deleted_at.is_(None), Pair.status != PairStatus.DRAFT.value)
        )
        pairs = [
            _Pair(one.id, one.mentor_id, one.mentoring_form or NO_FORM, one.status, one.start_date, one.end_date, label)
            for one, label in found
        ]
        members: dict[int, list[int]] = {}
        for pair_id, mentee_id in session.execute(select(PairMentee.pair_id, PairMentee.mentee_id)):
            members.setdefault(pair_id, []).append(mentee_id)
        meetings = session.execute(
            select(Meeting.date, Meeting.duration_minutes).where(Meeting.deleted_at.is_(None))
        ).all()
        activities = session.execute(
            select(Activity.date, Activity.kind).where(
                Activity.deleted_at.is_(None), Activity.status == ActivityStatus.HELD.value
            )
        ).all()
        trained = session.execute(
            select(Activity.date, ActivityParticipant.person_id)
            .join(ActivityParticipant, ActivityParticipant.activity_id == Activity.id)
            .join(Mentor, Mentor.id == ActivityParticipant.person_id)
            .where(
                Activity.deleted_at.is_(None),
                Activity.status == ActivityStatus.HELD.value,
                Activity.kind == ActivityKind.TRAINING.value,
            )
        ).all()
        orders = list(session.scalars(select(Order.date)))
        steps = session.execute(
            select(AcademicYear.label, RoadmapItem.status)
            .join(Roadmap, Roadmap.id == RoadmapItem.roadmap_id)
            .join(AcademicYear, AcademicYear.id == Roadmap.academic_year_id)
            .where(Roadmap.deleted_at.is_(None), RoadmapItem.status != RoadmapItemStatus.CANCELLED.value)
        ).all()
    met, minutes = Counter[str](), Counter[str]()
    for day, duration in meetings:
        met[SchoolYear.of(day).label] += 1
        minutes[SchoolYear.of(day).label] += duration or 0
    held = Counter((SchoolYear.of(day).label, kind) for day, kind in activities)
    issued = Counter(SchoolYear.of(day).label for day in orders)
    learned = Counter(label for label, _person in {(SchoolYear.of(day).label, person) for day, person in trained})
    planned = Counter(label for label, _status in steps)
    done = Counter(label for label, status in steps if status == RoadmapItemStatus.DONE.value)
    result = []
    for row, year in years:
        running = [one for one in pairs if one.runs_in(year)]
        label = row.label
        result.append(
            YearNumbers(
                label=label,
                closed=row.closed,
                mentors=len({one.mentor for one in running}),
                mentees=len({mentee for one in running for mentee in members.get(one.id, ())}),
                pairs=len(running),
                by_form=dict(Counter(one.form for one in running).most_common()),
                completed=sum(one.ends_in(year, PairStatus.COMPLETED) for one in running),
                terminated=sum(one.ends_in(year, PairStatus.TERMINATED) for one in running),
                meetings=met[label],
                minutes=minutes[label],
                trained=learned[label],
                consultations=held[label, ActivityKind.CONSULTATION.value],
                events=held[label, ActivityKind.EVENT.value],
                orders=issued[label],
                roadmap_done=done[label],
                roadmap_total=planned[label],
            )
        )
    return result
