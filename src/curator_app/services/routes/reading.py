"""Reading routes: the list, one whole route, the wall of all mentees; a constant number of queries each."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy import Row as SqlRow
from sqlalchemy.orm import Session, aliased

from curator_app.domain.codes import RequestStatus
from curator_app.domain.names import PersonName
from curator_app.domain.school_year import SchoolYear
from curator_app.models import (
    AcademicYear,
    Deficit,
    Mentee,
    Order,
    OrderPair,
    Pair,
    Person,
    Request,
    Route,
    RouteChange,
    RouteStage,
    RouteStep,
    RouteStepDeficit,
    School,
    SurveyWave,
)
from curator_app.runtime.errors import NotFound
from curator_app.services import mentees, pair_facts
from curator_app.services.catalogues import area_titles
from curator_app.services.meetings.reading import meetings_of_pairs
from curator_app.services.routes import row_making
from curator_app.services.routes.rows import (
    DeficitRef,
    OrderMark,
    RouteCard,
    RouteRow,
    Wall,
    WallRoute,
    WaveMark,
)
from curator_app.services.workspace import Workspace


def list_routes(workspace: Workspace, *, year: str | None = None) -> list[RouteRow]:
    """All routes (those that run on a day of a school year when asked) by the mentee's name, the latest of a mentee
    first."""
    with workspace.read() as session:
        return [one.route for one in _wall_routes(session, workspace.clock.today(), _of_year(year), bare=True)]


def wall(workspace: Workspace, *, year: str | None = None, routes: Collection[int] | None = None) -> Wall:
    """Everything the timeline draws: stages, steps, meetings, orders of the pairs, waves of surveys; of the routes that
    run on a day of a school year, or of those named, when told."""
    today = workspace.clock.today()
    condition = _of_year(year) if routes is None else Route.id.in_(routes)
    with workspace.read() as session:
        found = tuple(_wall_routes(session, today, condition))
        waves = session.execute(
            select(SurveyWave.id, SurveyWave.title, SurveyWave.date).where(SurveyWave.date.is_not(None))
        )
        return Wall(
            today=today,
            routes=found,
            waves=tuple(WaveMark(id=one.id, title=one.title, date=one.date) for one in waves),
        )


def get_route(workspace: Workspace, route_id: int) -> RouteCard:
    """One whole route. Raises NotFound."""
    with workspace.read() as session:
        return read_card(session, route_id, workspace.clock.today())


def read_card(session: Session, route_id: int, today: dt.date) -> RouteCard:
    """One whole route inside the caller's session. Raises NotFound."""
    found = _wall_routes(session, today, Route.id == route_id)
    if not found:
        raise NotFound(f"Маршрута № {route_id} в базе нет. Обновите список.")
    one = found[0]
    changes = session.scalars(
        select(RouteChange).where(RouteChange.route_id == route_id).order_by(RouteChange.date, RouteChange.id)
    )
    work_start = session.scalar(select(Person.work_start_date).where(Person.id == one.route.mentee))
    orders = {} if one.route.pair is None else pair_facts.assigned_on(session, [one.route.pair])
    return RouteCard(
        route=one.route,
        stages=one.stages,
        steps=one.steps,
        changes=tuple(row_making.change_row(change) for change in changes),
        deficits=one.deficits,
        meetings=one.meetings,
        work_start_date=work_start,
        order_date=orders.get(one.route.pair or 0),
    )


def routes_of_mentee(workspace: Workspace, mentee_id: int) -> list[RouteRow]:
    """The routes of one mentee, the latest first."""
    with workspace.read() as session:
        found = _wall_routes(session, workspace.clock.today(), Route.mentee_id == mentee_id, bare=True)
        return [one.route for one in found]


def current_route(workspace: Workspace, mentee_id: int) -> RouteRow | None:
    """The route of a mentee that runs today, else the latest one that is not over, else the latest; None without.
    Raises NotFound for nobody and for who is no mentee."""
    today = workspace.clock.today()
    with workspace.read() as session:
        mentees.require(session, mentee_id)
    rows = routes_of_mentee(workspace, mentee_id)
    running = [row for row in rows if not row.over and row.start_date <= today <= row.end_date]
    return next(iter(running or [row for row in rows if not row.over] or rows), None)


def require(session: Session, route_id: int) -> Route:
    """The mapped route. Raises NotFound."""
    route = session.get(Route, route_id)
    if route is None or route.deleted_at is not None:
        raise NotFound(f"Маршрута № {route_id} в базе нет. Обновите список.")
    return route


def deficits_of(session: Session, mentee_ids: Collection[int]) -> dict[int, list[DeficitRef]]:
    """{mentee: deficits of the requests that are not closed yet}, the severest first."""
    titles = area_titles(session)
    query = (
        select(Request.mentee_id, Deficit)
        .join(Deficit, Deficit.request_id == Request.id)
        .where(Request.mentee_id.in_(mentee_ids), Request.deleted_at.is_(None), Deficit.severity > 0)
        .where(Request.status.in_((RequestStatus.NEW.value, RequestStatus.IN_WORK.value)))
        .order_by(Deficit.severity.desc(), Deficit.id)
    )
    result: dict[int, list[DeficitRef]] = defaultdict(list)
    for mentee_id, deficit in session.execute(query).all():
        result[mentee_id].append(row_making.deficit_ref(deficit, titles))
    return result


def _of_year(label: str | None) -> ColumnElement[bool] | None:
    year = None if label is None else SchoolYear.parse(label)
    return None if year is None else and_(Route.start_date <= year.end, Route.end_date >= year.start)


def _wall_routes(
    session: Session, today: dt.date, condition: ColumnElement[bool] | None, *, bare: bool = False
) -> list[WallRoute]:
    """Routes with all their parts; ``bare``: only what a list needs."""
    mentor = aliased(Person)
    columns: list[ColumnElement[Any]] = [*Route.__table__.c, AcademicYear.label.label("year")]
    columns += [*_name(Person, "mentee"), mentor.id.label("mentor_id"), *_name(mentor, "mentor")]
    query = (
        select(*columns)
        .select_from(Route)
        .join(Person, Person.id == Route.mentee_id)
        .join(Mentee, Mentee.id == Route.mentee_id)
        .outerjoin(AcademicYear, AcademicYear.id == Route.academic_year_id)
        .outerjoin(Pair, Pair.id == Route.pair_id)
        .outerjoin(mentor, mentor.id == Pair.mentor_id)
        .where(Route.deleted_at.is_(None), Person.deleted_at.is_(None), Mentee.deleted_at.is_(None))
        .order_by(Person.surname, Person.first_name, Person.id, Route.start_date.desc(), Route.id.desc())
    )
    if condition is not None:
        query = query.where(condition)
    found = session.execute(query).all()
    ids = [route.id for route in found]
    steps = _steps(session, ids)
    rows = [row_making.route_row(route, steps[route.id], today) for route in found]
    if bare:
        return [WallRoute(route=row, stages=(), steps=(), deficits=(), meetings=(), orders=()) for row in rows]
    pairs = {row.pair for row in rows if row.pair is not None}
    stages = _stages(session, ids)
    linked = _linked_deficits(session, ids)
    open_deficits = deficits_of(session, {row.mentee for row in rows})
    meetings = meetings_of_pairs(session, pairs)
    orders = _orders(session, pairs)
    officials = _officials(session, rows, [step for of_route in steps.values() for step in of_route])
    result = []
    for row in rows:
        of_steps = linked[row.id]
        known = {one.id: one for one in (*open_deficits.get(row.mentee, ()), *(d for _, d in of_steps))}
        result.append(
            WallRoute(
                route=row,
                stages=tuple(row_making.stage_row(stage) for stage in stages[row.id]),
                steps=tuple(row_making.step_rows(steps[row.id], row, officials, of_steps, today)),
                deficits=tuple(known.values()),
                meetings=tuple(meetings.get(row.pair or 0, ())),
                orders=tuple(orders.get(row.pair or 0, ())),
            )
        )
    return result


def _name(person: type[Person], whose: str) -> list[ColumnElement[Any]]:
    """The three columns of a name, as ``row_making.route_row`` looks for them."""
    return [getattr(person, part).label(f"{whose}_{part}") for part in ("surname", "first_name", "patronymic")]


def _stages(session: Session, route_ids: Sequence[int]) -> dict[int, list[SqlRow[Any]]]:
    """{route: its stages in their order}."""
    table = RouteStage.__table__
    query = select(table).where(table.c.route_id.in_(route_ids)).order_by(table.c.start_date, table.c.id)
    result: dict[int, list[SqlRow[Any]]] = defaultdict(list)
    for stage in session.execute(query):
        result[stage.route_id].append(stage)
    return result


def _linked_deficits(session: Session, route_ids: Sequence[int]) -> dict[int, list[tuple[int, DeficitRef]]]:
    """{route: (step, deficit)} of every link in one query."""
    titles = area_titles(session)
    query = (
        select(RouteStep.route_id, RouteStep.id, Deficit)
        .join(RouteStepDeficit, RouteStepDeficit.step_id == RouteStep.id)
        .join(Deficit, Deficit.id == RouteStepDeficit.deficit_id)
        .where(RouteStep.route_id.in_(route_ids))
        .order_by(RouteStepDeficit.id)
    )
    result: dict[int, list[tuple[int, DeficitRef]]] = defaultdict(list)
    for route_id, step_id, deficit in session.execute(query).all():
        result[route_id].append((step_id, row_making.deficit_ref(deficit, titles)))
    return result


def _orders(session: Session, pairs: Collection[int]) -> dict[int, list[OrderMark]]:
    query = (
        select(OrderPair.pair_id, Order.id, Order.type, Order.number, Order.date, Order.heading)
        .join(Order, Order.id == OrderPair.order_id)
        .where(OrderPair.pair_id.in_(pairs))
        .order_by(Order.date, Order.id)
    )
    result: dict[int, list[OrderMark]] = defaultdict(list)
    for pair_id, number, kind, name, date, heading in session.execute(query).all():
        result[pair_id].append(OrderMark(id=number, type=kind, number=name, date=date, heading=heading))
    return result


def _steps(session: Session, route_ids: Sequence[int]) -> dict[int, list[SqlRow[Any]]]:
    """{route: its steps in their order} as plain rows: a wall of sixty has some 1,500 of them."""
    table = RouteStep.__table__
    query = select(table).where(table.c.route_id.in_(route_ids)).order_by(table.c.sort, table.c.id)
    result: dict[int, list[SqlRow[Any]]] = defaultdict(list)
    for step in session.execute(query):
        result[step.route_id].append(step)
    return result


def _officials(session: Session, routes: Sequence[RouteRow], steps: Sequence[SqlRow[Any]]) -> row_making.Officials:
    """Names of everybody who may answer for a step: curator, director, both sides, people named by a step."""
    school = session.get_one(School, 1)
    wanted = {one for row in routes for one in (row.mentee, row.mentor)}
    wanted |= {step.responsible_person_id for step in steps}
    wanted |= {school.curator_id, school.director_id}
    query = select(Person.id, Person.surname, Person.first_name, Person.patronymic)
    query = query.where(Person.id.in_({one for one in wanted if one is not None}))
    names = {row.id: PersonName(row[1], row[2], row[3]).surname_initials for row in session.execute(query)}
    return row_making.Officials(names, school.curator_id, school.director_id)
