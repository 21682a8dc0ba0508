"""Re-dating: an event of a route has moved (work start, order, the route's own days); its steps follow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from curator_app.domain.route.dating import Anchors, DatedStep, redated
from curator_app.models import Route
from curator_app.services.people import assign
from curator_app.services.routes.making import route_anchors
from curator_app.services.routes.reading import require
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted


@dataclass(frozen=True, kw_only=True, slots=True)
class StepMove:
    """A step that does not stand where its event is now."""

    step: int
    number: int
    content: str
    anchor: str
    before: tuple[dt.date, dt.date] | None
    after: tuple[dt.date, dt.date]


def preview_redating(workspace: Workspace, route_id: int) -> list[StepMove]:
    """The steps that would move; steps set by hand, done or cancelled never do. Raises NotFound."""
    with workspace.read() as session:
        route = require(session, route_id)
        steps = {step.id: (number, step) for number, step in enumerate(route.steps, start=1)}
        return [
            StepMove(
                step=move.id,
                number=steps[move.id][0],
                content=steps[move.id][1].content,
                anchor=steps[move.id][1].anchor or "",
                before=None if move.before is None else (move.before.start, move.before.due),
                after=(move.after.start, move.after.due),
            )
            for move in redated(_told(route), route_anchors(session, route))
        ]


def apply_redating(workspace: Workspace, route_id: int, steps: Sequence[int] | None = None) -> int:
    """Moves the steps of the preview (or those chosen of them); returns how many. Raises NotFound."""
    wanted = preview_redating(workspace, route_id)
    chosen = {one.step for one in wanted if steps is None or one.step in steps}
    if not chosen:
        return 0
    words = counted(len(chosen), "мероприятие", "мероприятия", "мероприятий")
    with workspace.action(f"Маршрут: сроки пересчитаны, {words}") as session:
        route = require(session, route_id)
        apply_anchors(route, route_anchors(session, route), chosen)
    return len(chosen)


def apply_anchors(route: Route, anchors: Anchors, chosen: set[int] | None = None) -> None:
    """Moves the steps of a mapped route to where their events are, inside the caller's action."""
    steps = {step.id: step for step in route.steps}
    for move in redated(_told(route), anchors):
        if chosen is None or move.id in chosen:
            told = {"start_date": move.after.start, "due_date": move.after.due, "offset_days": move.offset_days}
            assign(steps[move.id], told)


def _told(route: Route) -> list[DatedStep]:
    return [
        DatedStep(step.id, step.anchor, step.offset_days, step.start_date, step.due_date, step.status)
        for step in route.steps
    ]
