"""Papers of routes and meetings: ИОМ, its schedule, sheet of completion, journal of meetings, lesson visit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.documents import catalogue
from curator_app.documents.blocks import PageSetup
from curator_app.documents.fit import FORM_STEPS, fit_to_sheet
from curator_app.documents.paper_data import PaperData, PaperPerson
from curator_app.documents.plan_data import LYING, UPRIGHT
from curator_app.documents.route_data import (
    JournalPaper,
    MeetingLine,
    RouteChangeLine,
    RouteLine,
    RoutePaper,
    RouteStageLines,
    VisitPaper,
)
from curator_app.documents.templates import Rendered, render
from curator_app.domain.codes import RouteChangeKind, StepStatus
from curator_app.domain.terms.arithmetic import add_months
from curator_app.models import Mentee, Pair, Route
from curator_app.runtime.errors import KnownProblem
from curator_app.services import pair_facts, pairs
from curator_app.services.meetings.reading import list_visits, meetings_of_pairs
from curator_app.services.meetings.rows import MeetingRow, VisitRow
from curator_app.services.papers.drafting import own_wordings
from curator_app.services.papers.gathering import Gatherer
from curator_app.services.papers.plans import days
from curator_app.services.papers.settings import read_settings
from curator_app.services.routes.reading import read_card
from curator_app.services.routes.rows import RouteCard, StepRow
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted, date_short, period
from curator_app.texts.route_words import ROUTE_PAPER, RouteCode

ROUTE_CODES: Final[tuple[RouteCode, ...]] = tuple(ROUTE_PAPER)

_MOST_MONTHS = 24


def route_paper(
    workspace: Workspace, route_id: int, code: RouteCode = "route", *, trial: Mapping[str, str] | None = None
) -> Rendered:
    """The ИОМ with «УТВЕРЖДАЮ» and signatures, its schedule by months, or the sheet of completion; all lying.

    ``trial``: wordings tried out but not kept. Raises NotFound, KnownProblem for a faulty wording.
    """
    with workspace.read() as session:
        card = read_card(session, route_id, workspace.clock.today())
        settings = read_settings(session)
        gatherer = Gatherer(session, settings)
        pair = None if card.route.pair is None else session.get(Pair, card.route.pair)
        months = _months(card.route.start_date, card.route.end_date)
        data = RoutePaper(
            school=gatherer.school(),
            mentee=gatherer.person(card.route.mentee),
            mentor=None if card.route.mentor is None else gatherer.person(card.route.mentor),
            form=None if pair is None else pair.mentoring_form,
            order=_order_words(session, pair, card.order_date),
            period=period(card.route.start_date, card.route.end_date),
            goal=card.route.goal,
            strengths=card.route.strengths,
            mode=card.route.mode,
            deficits=tuple(dict.fromkeys(one.label for one in card.deficits)),
            stages=_stages(card, months),
            changes=_changes(card),
            months=tuple(f"{month:%m.%y}" for month in months),
            total=card.route.progress.total,
            done=card.route.progress.done,
            approved_on=card.route.approved_on,
            completed_on=card.route.completed_on,
            result=card.route.result,
            layout=settings.layout,
        )
        wordings = {**own_wordings(session), **(trial or {})}
    return _made(code, data, wordings, LYING)


def blank_route(
    workspace: Workspace, mentee_id: int, code: RouteCode = "route", *, trial: Mapping[str, str] | None = None
) -> Rendered:
    """A form of a route to be filled in by hand, for a mentee who has none yet. Raises NotFound."""
    with workspace.read() as session:
        settings = read_settings(session)
        gatherer = Gatherer(session, settings)
        data = RoutePaper(school=gatherer.school(), mentee=gatherer.person(mentee_id), layout=settings.layout)
        wordings = {**own_wordings(session), **(trial or {})}
    return _made(code, data, wordings, LYING)


def journal_paper(workspace: Workspace, pair_id: int, *, trial: Mapping[str, str] | None = None) -> Rendered:
    """The journal of meetings of a pair; ruled lines when nothing is written down yet. Raises NotFound."""
    with workspace.read() as session:
        pair = pairs.require(session, pair_id)
        settings = read_settings(session)
        gatherer = Gatherer(session, settings)
        held = meetings_of_pairs(session, [pair_id]).get(pair_id, [])
        members = [one.mentee_id for one in pair.members]
        gatherer.load_people([pair.mentor_id, *members])
        minutes = sum(one.duration_minutes or 0 for one in held)
        data = JournalPaper(
            school=gatherer.school(),
            mentor=gatherer.person(pair.mentor_id),
            mentees=tuple(gatherer.person(one) for one in members),
            form=pair.mentoring_form,
            period=None if pair.start_date is None or pair.end_date is None else period(pair.start_date, pair.end_date),
            lines=tuple(
                _meeting_line(number, one, [gatherer.person(who) for who in one.absent if who in members])
                for number, one in enumerate(held, start=1)
            ),
            hours=duration_words(minutes) if minutes else None,
            layout=settings.layout,
        )
        wordings = {**own_wordings(session), **(trial or {})}
    return _made("meeting_journal", data, wordings, LYING)


def visit_paper(
    workspace: Workspace, pair_id: int, visit_id: int | None = None, *, trial: Mapping[str, str] | None = None
) -> Rendered:
    """A sheet of a visited lesson; without a visit a blank for the lesson of the mentee. Raises NotFound,
    KnownProblem."""
    visit: VisitRow | None = None
    if visit_id is not None:
        visit = next((one for one in list_visits(workspace, pair=pair_id) if one.id == visit_id), None)
        if visit is None:
            raise KnownProblem("Этой записи о посещении уже нет. Обновите список.")
    with workspace.read() as session:
        pair = pairs.require(session, pair_id)
        settings = read_settings(session)
        gatherer = Gatherer(session, settings)
        teacher = visit.teacher if visit is not None else pair.members[0].mentee_id
        visitor = visit.visitor if visit is not None else pair.mentor_id
        data = VisitPaper(
            school=gatherer.school(),
            teacher=gatherer.person(teacher),
            visitor=None if visitor is None else gatherer.person(visitor),
            date=None if visit is None else visit.date,
            class_name=None if visit is None else visit.class_name,
            subject=None if visit is None else visit.subject,
            topic=None if visit is None else visit.topic,
            purpose=None if visit is None else visit.purpose,
            observed=None if visit is None else visit.observed,
            advice=None if visit is None else visit.advice,
            layout=settings.layout,
        )
        wordings = {**own_wordings(session), **(trial or {})}
    made = _made("lesson_visit", data, wordings, UPRIGHT)
    return Rendered(fit_to_sheet(made.document, FORM_STEPS), made.heading, made.lacking, made.doubts)


def sample(workspace: Workspace, code: str, trial: Mapping[str, str]) -> Rendered:
    """A paper of this group over real data, to try a wording out. Raises KnownProblem when there is none to show."""
    with workspace.read() as session:
        route = session.scalar(select(Route.id).where(Route.deleted_at.is_(None)).order_by(Route.id.desc()).limit(1))
        mentee = session.scalar(select(Mentee.id).where(Mentee.deleted_at.is_(None)).order_by(Mentee.id).limit(1))
        pair = session.scalar(select(Pair.id).where(Pair.deleted_at.is_(None)).order_by(Pair.id).limit(1))
    for one in ROUTE_CODES:
        if one == code and route is not None:
            return route_paper(workspace, route, one, trial=trial)
        if one == code:
            if mentee is None:
                raise KnownProblem("Чтобы показать этот документ, нужен хотя бы один наставляемый. Добавьте его.")
            return blank_route(workspace, mentee, one, trial=trial)
    if pair is None:
        raise KnownProblem("Чтобы показать этот документ, нужна хотя бы одна пара. Сформируйте её.")
    if code == "meeting_journal":
        return journal_paper(workspace, pair, trial=trial)
    return visit_paper(workspace, pair, trial=trial)


def duration_words(minutes: int) -> str:
    """«2 часа 15 минут», «45 минут»."""
    hours, rest = divmod(minutes, 60)
    words = [counted(hours, "час", "часа", "часов")] if hours else []
    if rest or not hours:
        words.append(counted(rest, "минута", "минуты", "минут"))
    return " ".join(words)


def _made(code: str, data: PaperData, wordings: Mapping[str, str], page: PageSetup) -> Rendered:
    return render(code, data, catalogue.sources(wordings), page=page)


def _order_words(session: Session, pair: Pair | None, order_date: dt.date | None) -> str | None:
    """«приказ от 04.09.2026 № 58-ОД»."""
    if pair is None or order_date is None:
        return None
    number = pair_facts.assigning_order_number(session, pair.id) or pair.order_number
    return f"приказ от {date_short(order_date)}" + (f" № {number}" if number else "")


def _stages(card: RouteCard, months: Sequence[dt.date]) -> tuple[RouteStageLines, ...]:
    return tuple(
        RouteStageLines(
            title=stage.title,
            days=days(stage.start_date, stage.end_date),
            lines=tuple(_line(step, months) for step in card.steps if step.stage == stage.code and step.live),
        )
        for stage in card.stages
    )


def _line(step: StepRow, months: Sequence[dt.date]) -> RouteLine:
    return RouteLine(
        number=step.number,
        content=step.content,
        term=days(step.start_date, step.due_date).replace("–", " – ") or None,
        form=step.form,
        level=step.level_label or None,
        deficits="; ".join(step.deficits_label) or None,
        responsible=step.responsible_name or None,
        expected_result=step.expected_result,
        resources=step.resources,
        report_document=step.report_document,
        mark=_mark(step),
        done_on=step.done_on,
        result=step.result,
        evidence=step.evidence,
        comment=step.mentor_comment,
        months=tuple(_goes_on(step, month) for month in months),
    )


def _mark(step: StepRow) -> str | None:
    """«выполнено 12.10.2026; …» — nothing for what is still ahead, so that the cell is left to write in."""
    if step.status != StepStatus.DONE.value:
        return None
    words = "выполнено" if step.done_on is None else f"выполнено {date_short(step.done_on)}"
    return "; ".join(filter(None, (words, step.result, step.mentor_comment)))


def _goes_on(step: StepRow, month: dt.date) -> bool:
    start, due = step.start_date or step.due_date, step.due_date or step.start_date
    return start is not None and due is not None and start < add_months(month, 1) and due >= month


def _months(start: dt.date, end: dt.date) -> list[dt.date]:
    first = start.replace(day=1)
    return [month for n in range(_MOST_MONTHS) if (month := add_months(first, n)) <= end]


def _changes(card: RouteCard) -> tuple[RouteChangeLine, ...]:
    return tuple(
        RouteChangeLine(date=one.date, kind=one.kind_label, reason=one.reason, what=one.what)
        for one in card.changes
        if one.kind != RouteChangeKind.APPROVAL.value
    )


def _meeting_line(number: int, meeting: MeetingRow, absent: Sequence[PaperPerson]) -> MeetingLine:
    return MeetingLine(
        number=number,
        date=meeting.date,
        kind=meeting.kind_label,
        form=meeting.form,
        topic=meeting.topic,
        done=meeting.done,
        agreed=meeting.agreed,
        next_date=meeting.next_date,
        minutes=meeting.duration_minutes,
        rating=meeting.rating,
        absent=", ".join(one.name.surname_initials for one in absent) or None,
    )
