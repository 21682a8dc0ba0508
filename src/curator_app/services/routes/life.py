"""The life of a route: its facts, approval with warnings, acquaintance, extension, completion."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.codes import RouteChangeKind, RouteStatus
from curator_app.domain.route.integrity import CheckedRoute, CheckedStep, Flaw, OtherRoute, flaws_of
from curator_app.domain.route.stages import stages_between
from curator_app.models import Pair, Route, RouteChange
from curator_app.runtime.errors import KnownProblem
from curator_app.services.people import assign
from curator_app.services.routes.making import require_member, route_anchors
from curator_app.services.routes.reading import read_card, require
from curator_app.services.routes.redating import apply_anchors
from curator_app.services.routes.rows import RouteCard
from curator_app.services.validation import LINE_LIMIT, TEXT_LIMIT, Checker
from curator_app.services.workspace import Workspace
from curator_app.texts.route_words import flaw_sentence, meeting_of_form

_OVER = (RouteStatus.COMPLETED.value, RouteStatus.TERMINATED.value)


@dataclass(frozen=True, kw_only=True, slots=True)
class RouteFacts:
    """The facts of a route that its dialog changes; the steps have functions of their own."""

    title: str
    pair: int | None
    start_date: dt.date
    end_date: dt.date
    goal: str | None = None
    strengths: str | None = None
    mode: str | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RouteWarning:
    """A flaw of a route in a sentence; ``steps`` are the steps to look at."""

    kind: str
    sentence: str
    steps: tuple[int, ...]


def update_route(workspace: Workspace, route_id: int, facts: RouteFacts) -> None:
    """Changes the facts of a route. New days move its stages and the steps that hang on them; those moved by hand or
    done stay. An approved route gets new days by an extension. Raises InvalidInput, KnownProblem, NotFound."""
    checker = Checker()
    start = checker.date("start_date", facts.start_date)
    checker.order("end_date", start, checker.date("end_date", facts.end_date))
    values = {
        "title": checker.text("title", facts.title, limit=LINE_LIMIT, required=True),
        "pair_id": facts.pair,
        "start_date": facts.start_date,
        "end_date": facts.end_date,
        **{
            field: checker.text(field, getattr(facts, field), limit=TEXT_LIMIT, lines=True)
            for field in ("goal", "strengths", "mode", "note")
        },
    }
    checker.done()
    with workspace.action(f"Изменён маршрут: {values['title']}") as session:
        route = require(session, route_id)
        moved = (route.start_date, route.end_date) != (facts.start_date, facts.end_date)
        if moved and route.status != RouteStatus.DRAFT.value:
            raise KnownProblem(
                "Сроки утверждённого маршрута меняются продлением по обоюдному согласию. Откройте «Продлить…»."
            )
        if facts.pair is not None and facts.pair != route.pair_id:
            require_member(session, facts.pair, route.mentee_id)
        assign(route, values)
        if moved:
            _restage(route)
            session.flush()
            apply_anchors(route, route_anchors(session, route))


def check_route(workspace: Workspace, route_id: int) -> list[RouteWarning]:
    """What is wrong with a route, in sentences, the weightiest first; nothing forbids the approval. Raises NotFound."""
    with workspace.read() as session:
        return read_warnings(session, route_id, workspace.clock.today())


def read_warnings(session: Session, route_id: int, today: dt.date) -> list[RouteWarning]:
    """The same inside the caller's session."""
    card = read_card(session, route_id, today)
    steps = {one.id: f"№ {one.number}" for one in card.steps}
    deficits = {one.id: one.label for one in card.deficits}
    return [
        RouteWarning(kind=flaw.kind.value, sentence=flaw_sentence(flaw, steps, deficits), steps=flaw.steps)
        for flaw in _flaws(session, card)
    ]


def approve_route(workspace: Workspace, route_id: int, on: dt.date, *, note: str | None = None) -> None:
    """The director has approved the route. Raises KnownProblem for one that is over, InvalidInput, NotFound."""
    checker = Checker()
    checker.date("approved_on", on)
    reason = checker.text("note", note, limit=TEXT_LIMIT, lines=True)
    checker.done()
    with workspace.action("Утверждён маршрут") as session:
        route = _require_running(session, route_id)
        assign(route, {"status": RouteStatus.APPROVED.value, "approved_on": on})
        session.add(RouteChange(route_id=route_id, kind=RouteChangeKind.APPROVAL.value, date=on, reason=reason))


def acquaint(workspace: Workspace, route_id: int, on: dt.date | None) -> None:
    """The day the mentee signed that he has read the route (S2-П8); None takes it back. Raises InvalidInput."""
    checker = Checker()
    checker.date("acquainted_on", on)
    checker.done()
    with workspace.action("Ознакомление с маршрутом") as session:
        assign(require(session, route_id), {"acquainted_on": on})


def correct_route(workspace: Workspace, route_id: int, on: dt.date, reason: str, what: str) -> None:
    """Writes down a correction: why and what became different (S1 Пол-7.2, S2-М2). Raises InvalidInput, NotFound."""
    checker = Checker()
    checker.date("date", on)
    why = checker.text("reason", reason, limit=TEXT_LIMIT, required=True, lines=True)
    told = checker.text("what", what, limit=TEXT_LIMIT, required=True, lines=True)
    checker.done()
    with workspace.action("Корректировка маршрута") as session:
        _require_running(session, route_id)
        session.add(
            RouteChange(route_id=route_id, kind=RouteChangeKind.CORRECTION.value, date=on, reason=why, what=told)
        )


def extend_route(workspace: Workspace, route_id: int, until: dt.date, on: dt.date, reason: str, agreed: bool) -> None:
    """Extends a route by mutual agreement (S1 Пол-7.2): the stages and the steps that hang on its end move along.
    Raises InvalidInput without agreement or for an earlier day, KnownProblem, NotFound."""
    checker = Checker()
    checker.date("date", on)
    checker.date("end_date", until)
    why = checker.text("reason", reason, limit=TEXT_LIMIT, required=True, lines=True)
    if not agreed:
        checker.fail("reason", "Продление возможно только по обоюдному согласию наставника и наставляемого.")
    with workspace.read() as session:
        old = require(session, route_id).end_date
    if until <= old:
        checker.fail("end_date", f"Маршрут и так длится до {old:%d.%m.%Y}. Укажите более поздний день.")
    checker.done()
    with workspace.action(f"Маршрут продлён до {until:%d.%m.%Y}") as session:
        extend_in(session, _require_running(session, route_id), until, on, why)


def extend_in(session: Session, route: Route, until: dt.date, on: dt.date, reason: str | None) -> None:
    """The same inside the caller's action."""
    what = f"Окончание: {route.end_date:%d.%m.%Y} → {until:%d.%m.%Y}"
    route.end_date = until
    _restage(route)
    session.flush()
    apply_anchors(route, route_anchors(session, route))
    session.add(RouteChange(route_id=route.id, kind=RouteChangeKind.EXTENSION.value, date=on, reason=reason, what=what))


def complete_route(workspace: Workspace, route_id: int, on: dt.date, result: str | None) -> None:
    """The route is carried out. Raises InvalidInput (a future day), KnownProblem, NotFound."""
    _end(workspace, route_id, on, RouteStatus.COMPLETED, "Маршрут завершён", result=result, reason=None)


def tell_result(workspace: Workspace, route_id: int, result: str | None) -> None:
    """What came of a route that is already completed: often told later than the day it ended (S1 Пол-4.1).
    Raises InvalidInput, KnownProblem (it still runs), NotFound."""
    checker = Checker()
    told = checker.text("result", result, limit=TEXT_LIMIT, lines=True)
    checker.done()
    with workspace.action("Записан итог маршрута") as session:
        route = require(session, route_id)
        if route.status not in _OVER:
            raise KnownProblem("Маршрут ещё идёт. Завершите его, тогда запишите итог.")
        route.result = told


def terminate_route(workspace: Workspace, route_id: int, on: dt.date, reason: str) -> None:
    """The route ends before it is carried out, for a reason. Raises InvalidInput, KnownProblem, NotFound."""
    _end(workspace, route_id, on, RouteStatus.TERMINATED, "Маршрут прекращён", result=None, reason=reason)


def remove_route(workspace: Workspace, route_id: int) -> None:
    """Puts a route into the recycle bin. Raises NotFound."""
    with workspace.action("Маршрут удалён") as session:
        require(session, route_id).deleted_at = workspace.clock.now()


def _end(
    workspace: Workspace,
    route_id: int,
    on: dt.date,
    status: RouteStatus,
    title: str,
    *,
    result: str | None,
    reason: str | None,
) -> None:
    checker = Checker()
    if checker.date("completed_on", on) is not None and on > workspace.clock.today():
        checker.fail("completed_on", "Завершить маршрут будущим днём нельзя. Проверьте дату.")
    told = checker.text("result", result, limit=TEXT_LIMIT, lines=True)
    why = checker.text("reason", reason, limit=TEXT_LIMIT, required=status is RouteStatus.TERMINATED, lines=True)
    checker.done()
    with workspace.action(title) as session:
        route = _require_running(session, route_id)
        if status is RouteStatus.COMPLETED and on < route.start_date:
            checker.fail("completed_on", f"Маршрут начинается {route.start_date:%d.%m.%Y}: раньше его не завершают.")
            checker.done()
        assign(route, {"status": status.value, "completed_on": on, "result": told or route.result})
        session.add(
            RouteChange(
                route_id=route_id, kind=RouteChangeKind.COMPLETION.value, date=on, reason=why, what=told or title
            )
        )


def _restage(route: Route) -> None:
    """The stages anew from the days of the route."""
    spans = {span.code.value: span for span in stages_between(route.start_date, route.end_date)}
    for stage in route.stages:
        assign(stage, {"start_date": spans[stage.code].start, "end_date": spans[stage.code].end})


def _require_running(session: Session, route_id: int) -> Route:
    route = require(session, route_id)
    if route.status in _OVER:
        raise KnownProblem("Этот маршрут уже окончен. Чтобы изменить его, отмените завершение (Ctrl+Z).")
    return route


def _flaws(session: Session, card: RouteCard) -> list[Flaw]:
    route = card.route
    others: Sequence[Route] = list(
        session.scalars(
            select(Route).where(
                Route.mentee_id == route.mentee,
                Route.id != route.id,
                Route.deleted_at.is_(None),
                Route.status.not_in(_OVER),
            )
        )
    )
    pair_end = None if route.pair is None else session.get_one(Pair, route.pair).end_date
    return flaws_of(
        CheckedRoute(
            start=route.start_date,
            end=route.end_date,
            steps=[
                CheckedStep(
                    id=one.id,
                    start=one.start_date,
                    due=one.due_date,
                    responsible=one.responsible is not None or one.responsible_person is not None,
                    expected_result=bool(one.expected_result),
                    status=one.status,
                    deficits=one.deficits,
                    meeting=meeting_of_form(one.form),
                )
                for one in card.steps
            ],
            deficits=[one.id for one in card.deficits],
            meetings_held=[one.kind for one in card.meetings],
            others=[OtherRoute(one.id, one.start_date, one.end_date) for one in others],
            pair_end=pair_end,
            with_pair=route.pair is not None,
        )
    )
