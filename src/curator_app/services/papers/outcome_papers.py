"""Papers about what mentoring has brought: a practice, an event, letters of thanks and certificates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import select

from curator_app.documents import catalogue
from curator_app.documents.blocks import Document, PageSetup, Space
from curator_app.documents.fit import FORM_STEPS, fit_to_sheet
from curator_app.documents.outcome_data import (
    AwardKind,
    AwardPaper,
    AwardSheet,
    EventReport,
    ParticipantLine,
    PracticePaper,
)
from curator_app.documents.pages import lay_out
from curator_app.documents.paper_data import PaperData, SchoolData
from curator_app.documents.plan_data import UPRIGHT
from curator_app.documents.templates import Rendered, render
from curator_app.domain.codes import ActivityKind, IncentiveKind, OrderType
from curator_app.models import Mentee, Order
from curator_app.runtime.errors import KnownProblem, NotFound
from curator_app.services import outcome_rows, people
from curator_app.services.activities import ActivityRow, list_activities
from curator_app.services.outcomes import PracticeData
from curator_app.services.papers.building import after_for
from curator_app.services.papers.commands import EventChoice, OrderCommand
from curator_app.services.papers.drafting import own_wordings
from curator_app.services.papers.gathering import Gatherer
from curator_app.services.papers.plans import days
from curator_app.services.papers.settings import PaperSettings, read_settings
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import date_short

AWARD_OF: Final[Mapping[str, AwardKind]] = {
    IncentiveKind.GRATITUDE.value: "gratitude",
    IncentiveKind.DIPLOMA.value: "certificate",
}
"""Which paper is handed over with a reward of a kind."""
_AWARD_STEPS: Final = ((17.0, 1.0), (16.0, 0.8), (15.0, 0.6), (14.0, 0.4), (12.0, 0.3))
_REPORT_WITHIN: Final = dt.timedelta(days=7)
_AWARD_PAGE: Final = PageSetup(left=25, right=25, top=22, bottom=20, font_size=17, line_spacing=1.15, numbered=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class AwardChoice:
    """Whom to thank and for what; ``order_id``: the order that says so."""

    person: int
    reason: str | None = None
    order_id: int | None = None


def practice_paper(workspace: Workspace, data: PracticeData, *, trial: Mapping[str, str] | None = None) -> Rendered:
    """The case of a practice, as it is kept or not kept yet. Raises KnownProblem for a faulty wording."""
    school, settings, wordings = _common(workspace, trial)
    paper = PracticePaper(
        school=school,
        title=data.title,
        authors=data.authors,
        form=data.mentoring_form,
        problem=_lines(data.problem),
        goal=_lines(data.goal),
        actions=_lines(data.actions),
        result=_lines(data.result),
        conditions=_lines(data.conditions),
        date=data.date,
        layout=settings.layout,
    )
    made = _made("practice_case", paper, wordings)
    return Rendered(fit_to_sheet(made.document, FORM_STEPS), made.heading, made.lacking, made.doubts)


def event_report(workspace: Workspace, activity_id: int, *, trial: Mapping[str, str] | None = None) -> Rendered:
    """The report of an event, ruled blanks for what is not known. Raises NotFound."""
    row = next((one for one in list_activities(workspace) if one.id == activity_id), None)
    if row is None:
        raise NotFound("Этого мероприятия уже нет. Обновите список.")
    with workspace.read() as session:
        settings = read_settings(session)
        gatherer = Gatherer(session, settings)
        order = None if row.order_id is None else session.get(Order, row.order_id)
        mentees = set(session.scalars(select(Mentee.id).where(Mentee.deleted_at.is_(None))))
        paper = EventReport(
            school=gatherer.school(),
            title=row.title,
            days=days(row.date, row.end_date),
            place=row.place,
            form=row.form,
            hours=row.hours,
            responsible=None if row.responsible_person is None else gatherer.person(row.responsible_person),
            order=None if order is None else f"от {date_short(order.date)} № {order.number}",
            programme=_lines(row.programme),
            participants=_participants(row, mentees),
            attended=row.number_of_people,
            mentors=sum(part.is_mentor for part in row.participants),
            mentees=sum(part.person in mentees for part in row.participants),
            result=_lines(row.result),
            note=_lines(row.note),
            layout=settings.layout,
        )
        wordings = {**own_wordings(session), **(trial or {})}
    return _made("event_report", paper, wordings)


def final_event_order(row: ActivityRow) -> OrderCommand:
    """The order «О проведении итогового мероприятия» as the event of the plan tells it (S2-Н2); the report is due a
    week after its last day."""
    last = row.end_date or row.date
    final = any("итог" in (words or "").casefold() for words in (row.form, row.title))
    return OrderCommand(
        type=OrderType.FINAL_EVENT.value,
        heading=None if final else f"О проведении мероприятия «{row.title}»",
        event=EventChoice(
            title=row.title,
            date=row.date,
            place=row.place,
            responsible=row.responsible_person,
            report_due=last + _REPORT_WITHIN,
            programme=_lines(row.programme),
            participants=tuple(part.person for part in row.participants),
            activity=row.id,
            final=final,
        ),
        acknowledgement="sheet",
    )


def award_papers(
    workspace: Workspace, kind: AwardKind, chosen: Sequence[AwardChoice], *, trial: Mapping[str, str] | None = None
) -> Rendered:
    """Letters of thanks or certificates, a sheet each. Raises NotFound, KnownProblem when nobody is chosen."""
    if not chosen:
        raise KnownProblem("Отметьте, кому напечатать: в списке поощрений никто не выбран.")
    with workspace.read() as session:
        settings = read_settings(session)
        gatherer = Gatherer(session, settings)
        gatherer.load_people(one.person for one in chosen)
        orders = {
            one.id: one
            for one in session.scalars(select(Order).where(Order.id.in_({one.order_id for one in chosen} - {None})))
        }
        sheets = []
        for one in chosen:
            order = orders.get(one.order_id or 0)
            told = None if order is None else f"от {date_short(order.date)} № {order.number}"
            sheets.append(AwardSheet(gatherer.person(one.person), after_for(one.reason), told))
        school = gatherer.school()
        wordings = {**own_wordings(session), **(trial or {})}
    paper = AwardPaper(
        school=school,
        sheets=tuple(sheets),
        town=school.place,
        year=str(workspace.clock.today().year),
        layout=settings.layout,
    )
    made = render(kind, paper, catalogue.sources(wordings), page=_AWARD_PAGE)
    return Rendered(_sheet_each(made.document, len(sheets)), made.heading, made.lacking, made.doubts)


def sample(workspace: Workspace, code: str, trial: Mapping[str, str]) -> Rendered:
    """A paper of this group over the school's own data, to try a wording out. Raises KnownProblem without any."""
    if code == "practice_case":
        rows = outcome_rows.list_outcome_rows(workspace, "practice")
        data = rows[0].data if rows else PracticeData(title="Название практики", date=workspace.clock.today())
        return practice_paper(workspace, data, trial=trial)
    if code == "event_report":
        events = list_activities(workspace, kinds=[ActivityKind.EVENT.value])
        if events:
            return event_report(workspace, events[-1].id, trial=trial)
        school, settings, wordings = _common(workspace, trial)
        return _made(code, EventReport(school=school, layout=settings.layout), wordings)
    staff = [one for one in people.list_people(workspace, archived=False) if one.kind != "pupil"]
    if not staff:
        raise KnownProblem("В базе пока нет людей, на которых можно показать документ. Добавьте кого-нибудь.")
    kind: AwardKind = "certificate" if code == "certificate" else "gratitude"
    return award_papers(workspace, kind, [AwardChoice(person=one.id) for one in staff[:2]], trial=trial)


# --- inside


def _common(workspace: Workspace, trial: Mapping[str, str] | None) -> tuple[SchoolData, PaperSettings, dict[str, str]]:
    with workspace.read() as session:
        settings = read_settings(session)
        return Gatherer(session, settings).school(), settings, {**own_wordings(session), **(trial or {})}


def _participants(row: ActivityRow, mentees: set[int]) -> tuple[ParticipantLine, ...]:
    return tuple(
        ParticipantLine(
            number=number,
            name=part.name,
            position=part.position,
            role="наставник" if part.is_mentor else "наставляемый" if part.person in mentees else None,
        )
        for number, part in enumerate(row.participants, start=1)
    )


def _made(code: str, data: PaperData, wordings: Mapping[str, str]) -> Rendered:
    return render(code, data, catalogue.sources(wordings), page=UPRIGHT)


def _sheet_each(document: Document, sheets: int) -> Document:
    """The largest letters and widest gaps in which everybody has one sheet to himself."""
    tried = document
    for size, gaps in _AWARD_STEPS:
        blocks = tuple(Space(one.height * gaps) if isinstance(one, Space) else one for one in document.blocks)
        tried = replace(document, blocks=blocks, page=replace(document.page, font_size=size))
        if len(lay_out(tried)) <= sheets:
            break
    return tried


def _lines(text: str | None) -> tuple[str, ...]:
    return tuple(line.strip() for line in (text or "").splitlines() if line.strip())
