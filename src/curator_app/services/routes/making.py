"""New routes: what is proposed for a mentee, a route from a template, a copy of another route."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.codes import RouteStageCode, RouteStatus
from curator_app.domain.route.dating import Anchors, Dates, dates_of, kept_offset
from curator_app.domain.route.stages import StageSpan, stages_between
from curator_app.domain.route.template import RouteTemplateData, TemplateStep, serves, steps_for, uncovered
from curator_app.domain.school_year import SchoolYear
from curator_app.domain.terms.arithmetic import add_months
from curator_app.models import Mentee, Pair, PairMentee, Person, Route, RouteStage, RouteStep, RouteStepDeficit
from curator_app.services import mentees, pair_facts, people
from curator_app.services.routes.reading import deficits_of, require
from curator_app.services.routes.rows import DeficitRef
from curator_app.services.routes.templates import read_template, suggested_template
from curator_app.services.school import ensure_year
from curator_app.services.validation import LINE_LIMIT, TEXT_LIMIT, Checker
from curator_app.services.workspace import Workspace
from curator_app.texts.collation import collation_key
from curator_app.texts.route_words import ROUTE_STAGE

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class RouteData:
    """A route to be made. ``template`` None: an empty one. ``pair`` may be missing."""

    mentee: int
    start_date: dt.date
    end_date: dt.date
    pair: int | None = None
    template: str | None = None
    title: str | None = None
    goal: str | None = None
    strengths: str | None = None
    mode: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PlannedStep:
    """A step as a template would date it, to be looked at before the route is made."""

    stage: str
    content: str
    responsible: str | None
    start: dt.date
    due: dt.date
    deficits_label: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class RouteProposal:
    """What a new route of a mentee would be: everything a dialog opens with."""

    data: RouteData
    mentee_name: str
    pairs: tuple[tuple[int, str], ...]
    deficits: tuple[DeficitRef, ...]
    steps: tuple[PlannedStep, ...]


def propose_route(
    workspace: Workspace,
    mentee_id: int,
    *,
    template: str | None = None,
    pair: int | None = None,
    start_date: dt.date | None = None,
    end_date: dt.date | None = None,
) -> RouteProposal:
    """A route for a mentee with everything filled in: the pair that runs, its days, the template that fits, the steps
    dated. Whatever is told wins. Raises NotFound."""
    with workspace.read() as session:
        return propose_in(session, workspace.clock.today(), mentee_id, template, pair, start_date, end_date)


def propose_in(
    session: Session,
    today: dt.date,
    mentee_id: int,
    template: str | None = None,
    pair: int | None = None,
    start_date: dt.date | None = None,
    end_date: dt.date | None = None,
) -> RouteProposal:
    """The same inside the caller's session. Raises NotFound."""
    mentee = mentees.require(session, mentee_id)
    pairs = _pairs_of(session, mentee_id)
    chosen = next((one for one in pairs if one.id == pair), None) or (pairs[0] if pairs and pair is None else None)
    code = template or suggested_template(
        session,
        mentee.category,
        (chosen.mentoring_form if chosen else None) or mentee.mentoring_form,
        chosen.mentoring_kind if chosen else None,
    )
    found = read_template(session, code)
    start, end = _days(found, chosen, start_date, end_date, today)
    mentors = {one.id: people.title_of(people.require(session, one.mentor_id)) for one in pairs}
    deficits = deficits_of(session, [mentee_id]).get(mentee_id, [])
    data = RouteData(
        mentee=mentee_id,
        pair=None if chosen is None else chosen.id,
        template=code,
        start_date=start,
        end_date=end,
        title=_title(start, end),
        goal=found.goal,
        mode=found.mode,
    )
    anchors = _anchors(session, data)
    name = session.get_one(Person, mentee_id).name.full
    return RouteProposal(
        data=data,
        mentee_name=name,
        pairs=tuple((one.id, mentors[one.id]) for one in pairs),
        deficits=tuple(deficits),
        steps=tuple(
            PlannedStep(
                stage=step.stage,
                content=step.content,
                responsible=step.responsible,
                start=dates.start,
                due=dates.due,
                deficits_label=tuple(one.label for one in linked),
            )
            for step, dates, linked in _dated(found, deficits, anchors)
        ),
    )


def create_route(workspace: Workspace, data: RouteData) -> int:
    """Makes a route with its stages and the dated steps of the template, deficits linked. Raises InvalidInput,
    NotFound."""
    with workspace.read() as session:
        whose = people.title_of(people.require(session, data.mentee))
    with workspace.action(f"Создан маршрут: {whose}") as session:
        return create_in(session, data)


def create_in(session: Session, data: RouteData) -> int:
    """The same inside the caller's action. Raises InvalidInput, NotFound."""
    checker = Checker()
    title = checker.text("title", data.title, limit=LINE_LIMIT) or _title(data.start_date, data.end_date)
    texts = {
        field: checker.text(field, getattr(data, field), limit=TEXT_LIMIT, lines=True)
        for field in ("goal", "strengths", "mode")
    }
    start = checker.date("start_date", data.start_date)
    checker.order("end_date", start, checker.date("end_date", data.end_date))
    checker.done()
    mentees.require(session, data.mentee)
    people.require_active(session, data.mentee)
    route = _insert(session, data, title, texts)
    if data.template is not None:
        template = read_template(session, data.template)
        deficits = deficits_of(session, [data.mentee]).get(data.mentee, [])
        anchors = _anchors(session, data)
        for sort, (step, dates, linked) in enumerate(_dated(template, deficits, anchors)):
            route.steps.append(_mapped(step, dates, linked, sort, kept_offset(step.term, anchors)))
    session.flush()
    return route.id


def copy_route(
    workspace: Workspace, route_id: int, mentee_id: int, *, start_date: dt.date, pair: int | None = None
) -> int:
    """A draft for another mentee (or another year) with the same steps: every term keeps its distance from the start,
    marks of completion and people are left out. Raises InvalidInput, NotFound."""
    with workspace.read() as session:
        whose = people.title_of(people.require(session, mentee_id))
    with workspace.action(f"Скопирован маршрут: {whose}") as session:
        source = require(session, route_id)
        mentees.require(session, mentee_id)
        people.require_active(session, mentee_id)
        shift = start_date - source.start_date
        data = RouteData(mentee=mentee_id, pair=pair, start_date=start_date, end_date=source.end_date + shift)
        same = source.mentee_id == mentee_id
        texts = {"goal": source.goal, "mode": source.mode, "strengths": source.strengths if same else None}
        route = _insert(session, data, _title(data.start_date, data.end_date), texts)
        route.template_code = source.template_code
        for step in source.steps:
            linked = [RouteStepDeficit(deficit_id=one.deficit_id) for one in step.deficits] if same else []
            route.steps.append(
                RouteStep(
                    **{name: getattr(step, name) for name in _COPIED},
                    start_date=None if step.start_date is None else step.start_date + shift,
                    due_date=None if step.due_date is None else step.due_date + shift,
                    deficits=linked,
                )
            )
        session.flush()
        return route.id


_COPIED = (
    "stage",
    "sort",
    "content",
    "form",
    "level",
    "expected_result",
    "resources",
    "report_document",
    "responsible",
    "anchor",
    "offset_days",
)


def route_anchors(session: Session, route: Route) -> Anchors:
    """The days the steps of a kept route hang on."""
    orders = {} if route.pair_id is None else pair_facts.assigned_on(session, [route.pair_id])
    return Anchors(
        start=route.start_date,
        end=route.end_date,
        stages=tuple(StageSpan(RouteStageCode(one.code), one.start_date, one.end_date) for one in route.stages),
        work_start=session.get_one(Person, route.mentee_id).work_start_date,
        order=orders.get(route.pair_id or 0),
    )


def _insert(session: Session, data: RouteData, title: str, texts: dict[str, str | None]) -> Route:
    if data.pair is not None:
        require_member(session, data.pair, data.mentee)
    route = Route(
        mentee_id=data.mentee,
        pair_id=data.pair,
        academic_year_id=ensure_year(session, data.start_date).id,
        template_code=data.template,
        title=title,
        start_date=data.start_date,
        end_date=data.end_date,
        status=RouteStatus.DRAFT.value,
        **texts,
    )
    for span in stages_between(data.start_date, data.end_date):
        route.stages.append(
            RouteStage(code=span.code.value, title=ROUTE_STAGE[span.code], start_date=span.start, end_date=span.end)
        )
    session.add(route)
    session.flush()
    return route


def require_member(session: Session, pair_id: int, mentee_id: int) -> None:
    """The mentee is, or was, of the pair. Raises InvalidInput."""
    query = select(PairMentee.id).where(PairMentee.pair_id == pair_id, PairMentee.mentee_id == mentee_id)
    if session.scalar(query) is None:
        checker = Checker()
        checker.fail("pair", "Этот наставляемый не состоит в выбранной паре. Выберите другую пару.")
        checker.done()


def _anchors(session: Session, data: RouteData) -> Anchors:
    orders = {} if data.pair is None else pair_facts.assigned_on(session, [data.pair])
    return Anchors(
        start=data.start_date,
        end=data.end_date,
        stages=stages_between(data.start_date, data.end_date),
        work_start=session.get_one(Person, data.mentee).work_start_date,
        order=orders.get(data.pair or 0),
    )


def _dated(
    template: RouteTemplateData, deficits: Sequence[DeficitRef], anchors: Anchors
) -> list[tuple[TemplateStep, Dates, list[DeficitRef]]]:
    """The steps for these deficits with their days, by stage and first day."""
    areas = [one.area for one in deficits]
    left = uncovered(template.steps, areas)
    stages = [code.value for code in RouteStageCode]
    dated = [
        (step, dates_of(step.term, anchors), [one for one in deficits if serves(step, one.area, left)])
        for step in steps_for(template, areas)
    ]
    return sorted(dated, key=lambda one: (stages.index(one[0].stage), one[1].start, one[1].due))


def _mapped(step: TemplateStep, dates: Dates, linked: Sequence[DeficitRef], sort: int, offset: int) -> RouteStep:
    return RouteStep(
        stage=step.stage,
        sort=sort,
        content=step.content,
        form=step.form,
        level=step.level,
        expected_result=step.expected_result,
        resources=step.resources,
        report_document=step.report_document,
        responsible=step.responsible,
        start_date=dates.start,
        due_date=dates.due,
        anchor=step.term.anchor,
        offset_days=offset,
        deficits=[RouteStepDeficit(deficit_id=one.id) for one in linked],
    )


def _pairs_of(session: Session, mentee_id: int) -> list[Pair]:
    """Pairs of a mentee that are not over, the latest first."""
    query = (
        select(Pair)
        .join(PairMentee, PairMentee.pair_id == Pair.id)
        .where(PairMentee.mentee_id == mentee_id, Pair.deleted_at.is_(None), pair_facts.not_ended())
        .order_by(Pair.start_date.desc(), Pair.id.desc())
    )
    return list(session.scalars(query))


def _days(
    template: RouteTemplateData, pair: Pair | None, start: dt.date | None, end: dt.date | None, today: dt.date
) -> tuple[dt.date, dt.date]:
    """The days of the pair, else today and as many months as the template lasts; never beyond the school's May."""
    first = start or (pair.start_date if pair is not None else None) or today
    last = end or (pair.end_date if pair is not None else None)
    if last is None or last < first:
        may = SchoolYear.of(first).day(5, 31)
        last = add_months(first, template.months) - _DAY
        if first < may < last:
            last = may
    return first, last


def _title(start: dt.date, end: dt.date) -> str:
    years = f"{start.year}" if start.year == end.year else f"{start.year}–{end.year}"
    return f"Индивидуальный образовательный маршрут, {years}"


def mentees_without_route(workspace: Workspace) -> list[tuple[int, str]]:
    """Mentees who have no route that is not over (S2-П1: everybody has one), by name."""
    over = (RouteStatus.COMPLETED.value, RouteStatus.TERMINATED.value)
    with_route = select(Route.mentee_id).where(Route.deleted_at.is_(None), Route.status.not_in(over))
    with workspace.read() as session:
        query = (
            select(Person)
            .join(Mentee, Mentee.id == Person.id)
            .where(Mentee.deleted_at.is_(None), Person.deleted_at.is_(None), Person.archived_on.is_(None))
            .where(Mentee.id.not_in(with_route))
            .order_by(Person.id)
        )
        return sorted(
            ((one.id, one.name.full) for one in session.scalars(query)), key=lambda one: collation_key(one[1])
        )
