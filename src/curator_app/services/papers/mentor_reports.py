"""«Отчёт наставника» about a pair and a period, filled from the log of meetings and the routes (S1 Пол-4.1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.documents import catalogue
from curator_app.documents.outcome_data import MeetingSum, MentorReport, ReportDeficit, ReportStep
from curator_app.documents.plan_data import UPRIGHT
from curator_app.documents.templates import Rendered, render
from curator_app.domain.codes import StepStatus
from curator_app.domain.indicators.standing import Moment
from curator_app.models import Contest, Deficit, LessonVisit, Pair, Request, Route
from curator_app.runtime.errors import KnownProblem
from curator_app.services import pair_facts, pairs
from curator_app.services.catalogues import area_titles
from curator_app.services.meetings.reading import meetings_of_pairs
from curator_app.services.meetings.rows import MeetingRow
from curator_app.services.papers.drafting import own_wordings
from curator_app.services.papers.gathering import Gatherer
from curator_app.services.papers.plans import days
from curator_app.services.papers.route_papers import duration_words
from curator_app.services.papers.settings import read_settings
from curator_app.services.routes.reading import read_card
from curator_app.services.routes.rows import StepRow
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import date_short, period

_GONE = 1
_MOST_TOPICS = 12


def mentor_report(
    workspace: Workspace,
    pair_id: int,
    first: dt.date | None = None,
    last: dt.date | None = None,
    *,
    trial: Mapping[str, str] | None = None,
) -> Rendered:
    """The report of a pair's mentor about the days from ``first`` to ``last`` (default: of the pair up to today).

    Raises NotFound, KnownProblem when the period ends before it begins.
    """
    today = workspace.clock.today()
    with workspace.read() as session:
        pair = pairs.require(session, pair_id)
        begin, end = _period(pair, first, last, today)
        if end < begin:
            raise KnownProblem("Период отчёта заканчивается раньше, чем начинается. Исправьте даты.")
        settings = read_settings(session)
        gatherer = Gatherer(session, settings)
        members = [one.mentee_id for one in pair.members]
        gatherer.load_people([pair.mentor_id, *members])
        held = [one for one in meetings_of_pairs(session, [pair_id]).get(pair_id, []) if begin <= one.date <= end]
        minutes = sum(one.duration_minutes or 0 for one in held)
        steps = _steps(session, pair, today)
        due = [one for one in steps if one.due_date is not None and begin <= one.due_date <= end]
        data = MentorReport(
            school=gatherer.school(),
            mentor=gatherer.person(pair.mentor_id),
            mentees=tuple(gatherer.person(one) for one in members),
            form=pair.mentoring_form,
            order=_order(session, pair),
            period=period(begin, end),
            meetings=_meetings(held),
            meetings_total=len(held),
            hours=duration_words(minutes),
            visits=len(_visits(session, pair_id, begin, end)),
            topics=tuple(dict.fromkeys(one.topic.rstrip(". ") for one in held if one.topic))[:_MOST_TOPICS],
            steps=tuple(_step(number, one) for number, one in enumerate(due, start=1)),
            steps_due=len(due),
            steps_done=sum(one.status == StepStatus.DONE.value for one in due),
            deficits=_deficits(session, members),
            contests=_contests(session, pair, begin, end),
            date=today,
            layout=settings.layout,
        )
        wordings = {**own_wordings(session), **(trial or {})}
    return render("mentor_report", data, catalogue.sources(wordings), page=UPRIGHT)


def usual_period(workspace: Workspace, pair_id: int) -> tuple[dt.date, dt.date]:
    """The days of a pair up to today. Raises NotFound."""
    today = workspace.clock.today()
    with workspace.read() as session:
        return _period(pairs.require(session, pair_id), None, None, today)


def sample(workspace: Workspace, code: str, trial: Mapping[str, str]) -> Rendered:
    """The report of the first pair, to try a wording out. Raises KnownProblem when there is none."""
    del code
    with workspace.read() as session:
        pair = session.scalar(select(Pair.id).where(Pair.deleted_at.is_(None)).order_by(Pair.id).limit(1))
    if pair is None:
        raise KnownProblem("Чтобы показать этот документ, нужна хотя бы одна пара. Сформируйте её.")
    return mentor_report(workspace, pair, trial=trial)


def _period(pair: Pair, first: dt.date | None, last: dt.date | None, today: dt.date) -> tuple[dt.date, dt.date]:
    begin = first or pair.start_date or Moment(today).since
    return begin, last or max(begin, min(today, pair.end_date or today))


def _order(session: Session, pair: Pair) -> str | None:
    day = pair_facts.assigned_on(session, [pair.id]).get(pair.id) or pair.order_date
    number = pair_facts.assigning_order_number(session, pair.id) or pair.order_number
    if day is None:
        return None
    return f"приказ от {date_short(day)}" + (f" № {number}" if number else "")


def _meetings(held: Sequence[MeetingRow]) -> tuple[MeetingSum, ...]:
    kinds = dict.fromkeys(one.kind_label for one in held)
    found = []
    for kind in kinds:
        own = [one for one in held if one.kind_label == kind]
        minutes = sum(one.duration_minutes or 0 for one in own)
        found.append(MeetingSum(kind, len(own), duration_words(minutes) if minutes else ""))
    return tuple(found)


def _visits(session: Session, pair_id: int, begin: dt.date, end: dt.date) -> Sequence[int]:
    query = select(LessonVisit.id).where(
        LessonVisit.pair_id == pair_id, LessonVisit.deleted_at.is_(None), LessonVisit.date.between(begin, end)
    )
    return session.scalars(query).all()


def _steps(session: Session, pair: Pair, today: dt.date) -> list[StepRow]:
    """Live steps of the routes of the pair, by term."""
    ids = session.scalars(select(Route.id).where(Route.pair_id == pair.id, Route.deleted_at.is_(None))).all()
    found = [step for one in ids for step in read_card(session, one, today).steps if step.live]
    return sorted(found, key=lambda step: (step.due_date or dt.date.max, step.number))


def _step(number: int, step: StepRow) -> ReportStep:
    mark = None
    if step.status == StepStatus.DONE.value:
        words = "выполнено" if step.done_on is None else f"выполнено {date_short(step.done_on)}"
        mark = "; ".join(filter(None, (words, step.result)))
    return ReportStep(number, step.content, days(step.start_date, step.due_date) or None, mark)


def _deficits(session: Session, members: Sequence[int]) -> tuple[ReportDeficit, ...]:
    titles = area_titles(session)
    query = (
        select(Deficit)
        .join(Request, Request.id == Deficit.request_id)
        .where(Request.mentee_id.in_(members), Request.deleted_at.is_(None), Deficit.severity > 0)
        .order_by(Deficit.severity.desc(), Deficit.id)
    )
    return tuple(
        ReportDeficit(
            one.text or titles.get(one.area, one.area),
            str(one.severity),
            None if one.severity_after is None else str(one.severity_after),
            _outcome(one.severity, one.severity_after),
        )
        for one in session.scalars(query)
    )


def _outcome(before: int, after: int | None) -> str | None:
    if after is None:
        return None
    if after <= _GONE < before:
        return "снято"
    return "уменьшилось" if after < before else "сохраняется"


def _contests(session: Session, pair: Pair, begin: dt.date, end: dt.date) -> tuple[str, ...]:
    people = {pair.mentor_id, *(one.mentee_id for one in pair.members)}
    query = select(Contest).where(Contest.deleted_at.is_(None), Contest.date.between(begin, end)).order_by(Contest.date)
    return tuple(
        f"{one.title}, {date_short(one.date)}" + (f" — {one.result}" if one.result else "")
        for one in session.scalars(query)
        if one.pair_id == pair.id or one.person_id in people
    )
