"""Everything the workbook of a period tells, read in a constant number of queries."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.indicators.definitions import Result
from curator_app.domain.indicators.facts import Facts
from curator_app.domain.indicators.standing import Moment
from curator_app.domain.school_year import SchoolYear
from curator_app.models import Agreement, Contest, Deficit, Incentive, Practice, Publication, Request
from curator_app.services import activities, mentees, mentors, pairs, people
from curator_app.services.activities import ActivityRow
from curator_app.services.monitoring.gathering import gather
from curator_app.services.monitoring.measuring import count
from curator_app.services.monitoring.rows import Measured
from curator_app.services.monitoring.satisfaction import WaveRow, wave_rows
from curator_app.services.roadmaps.reading import roadmap_of
from curator_app.services.roadmaps.rows import RoadmapRow
from curator_app.services.rows import MenteeRow, MentorRow, PairRow, PersonRow, RequestRow
from curator_app.services.school import SchoolData, read_school
from curator_app.services.workspace import Workspace


@dataclass(frozen=True, kw_only=True, slots=True)
class OutcomeRow:
    """What mentoring has brought: one contest, publication, practice, thank or agreement."""

    kind: str
    title: str
    date: dt.date
    level: str | None = None
    place: str | None = None
    result: str | None = None
    person: int | None = None
    pair: int | None = None
    link: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class DeficitLine:
    """A deficit of a request, for the map of deficits."""

    id: int
    request: int
    area: str
    text: str | None
    before: int
    after: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class BookData:
    """The workbook's material. Lists of people and pairs are those of the school year of the day."""

    at: Moment
    measured: Measured
    results: tuple[Result, ...]
    facts: Facts
    school: SchoolData
    people: dict[int, PersonRow]
    mentors: tuple[MentorRow, ...]
    mentees: tuple[MenteeRow, ...]
    pairs: tuple[PairRow, ...]
    requests: tuple[RequestRow, ...]
    deficits: tuple[DeficitLine, ...]
    waves: tuple[WaveRow, ...]
    activities: tuple[ActivityRow, ...]
    outcomes: tuple[OutcomeRow, ...]
    roadmap: RoadmapRow | None

    def result(self, code: str) -> Result:
        """The indicator of a code with the lists behind it."""
        return next(one for one in self.results if one.definition.code == code)


def read_book(workspace: Workspace, period: str, on: dt.date | None) -> BookData:
    """Everything the workbook tells. Raises KnownProblem for an impossible period or day."""
    with workspace.read() as session:
        facts = gather(session)
        counted = count(session, facts, period, on, workspace.clock.today())
        at = Moment(counted.measured.on)
        school = read_school(session)
        waves = wave_rows(session, at)
        deficits = _deficits(session)
        outcomes = _outcomes(session, at)
    year = SchoolYear.of(at.on)
    everybody = {one.id: one for one in people.list_people(workspace)}
    listed = [one for one in pairs.list_pairs(workspace) if _concerns(one, year)]
    busy_mentors = {one.mentor for one in listed}
    busy_mentees = {mentee for one in listed for mentee in (*one.mentees, *one.left_mentees)}
    chosen_mentees = [one for one in mentees.list_mentees(workspace) if not one.archived or one.id in busy_mentees]
    requests = [
        request
        for one in chosen_mentees
        for request in one.requests
        if request.date is None or request.date >= at.prepared_since or request in one.open_requests
    ]
    held = activities.list_activities(workspace)
    return BookData(
        at=at,
        measured=counted.measured,
        results=counted.results,
        facts=facts,
        school=school,
        people=everybody,
        mentors=tuple(one for one in mentors.list_mentors(workspace) if not one.archived or one.id in busy_mentors),
        mentees=tuple(chosen_mentees),
        pairs=tuple(listed),
        requests=tuple(requests),
        deficits=deficits,
        waves=waves,
        activities=tuple(one for one in held if at.since <= one.date <= year.end or one.kind == "training"),
        outcomes=outcomes,
        roadmap=roadmap_of(workspace, year.label),
    )


def _concerns(pair: PairRow, year: SchoolYear) -> bool:
    if pair.start_date is None and pair.end_date is None:
        return pair.academic_year in {None, year.label}
    return (pair.start_date is None or pair.start_date <= year.end) and (
        pair.end_date is None or pair.end_date >= year.start
    )


def _deficits(session: Session) -> tuple[DeficitLine, ...]:
    query = (
        select(Deficit.id, Deficit.request_id, Deficit.area, Deficit.text, Deficit.severity, Deficit.severity_after)
        .join(Request, Request.id == Deficit.request_id)
        .where(Request.deleted_at.is_(None))
        .order_by(Deficit.id)
    )
    return tuple(
        DeficitLine(
            id=one.id,
            request=one.request_id,
            area=one.area,
            text=one.text,
            before=one.severity,
            after=one.severity_after,
        )
        for one in session.execute(query)
    )


def _outcomes(session: Session, at: Moment) -> tuple[OutcomeRow, ...]:
    contests = (
        OutcomeRow(
            kind="contest",
            title=one.title,
            date=one.date,
            level=one.level,
            result=one.result,
            person=one.person_id,
            pair=one.pair_id,
        )
        for one in session.scalars(select(Contest).where(Contest.deleted_at.is_(None)))
        if at.grown(one.date)
    )
    publications = (
        OutcomeRow(
            kind="publication",
            title=one.title,
            date=one.date,
            place=one.place,
            result=one.kind,
            pair=one.pair_id,
            link=one.link,
        )
        for one in session.scalars(select(Publication).where(Publication.deleted_at.is_(None)))
        if at.grown(one.date)
    )
    practices = (
        OutcomeRow(kind="practice", title=one.title, date=one.date, result=one.result)
        for one in session.scalars(select(Practice).where(Practice.deleted_at.is_(None)))
        if one.date <= at.on
    )
    incentives = (
        OutcomeRow(kind="incentive", title=one.kind, date=one.date, result=one.reason, person=one.person_id)
        for one in session.scalars(select(Incentive).where(Incentive.deleted_at.is_(None)))
        if at.grown(one.date)
    )
    agreements = (
        OutcomeRow(kind="agreement", title=one.partner, date=one.date, result=one.subject, place=one.number)
        for one in session.scalars(select(Agreement).where(Agreement.deleted_at.is_(None)))
        if one.date <= at.on and (one.until is None or at.on <= one.until)
    )
    found = (*contests, *publications, *practices, *incentives, *agreements)
    return tuple(sorted(found, key=lambda one: (one.date, one.kind, one.title)))
