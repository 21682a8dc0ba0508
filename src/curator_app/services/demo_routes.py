"""Routes, meetings and visited lessons of the demonstration school, as of 5 October 2026."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from curator_app.services import pairs
from curator_app.services.meetings import keeping
from curator_app.services.routes import differences, life, making, reading, steps
from curator_app.services.routes.rows import RouteCard, StepRow
from curator_app.services.rows import PairRow
from curator_app.services.workspace import Workspace

_MORNING = dt.time(10, 0)


def fill_routes(
    workspace: Workspace,
    told: Mapping[str, Any],
    ids: Mapping[str, int],
    at: Callable[[Workspace, dt.datetime], Workspace],
) -> None:
    """Makes the routes of the example from templates, marks what is done, writes meetings and lessons down.

    ``told``: resources/demo/routes.json; ``ids``: people by their names in the files; ``at``: the same base with a
    clock that stands at a moment. Raises KnownProblem.
    """
    made, approved = _day(told["made"]), _day(told["approved"])
    for one in told["routes"]:
        making_now = at(workspace, _at(_day(one["made"]) if "made" in one else made))
        proposed = making.propose_route(making_now, ids[one["mentee"]]).data
        data = making.RouteData(
            **{name: getattr(proposed, name) for name in making.RouteData.__dataclass_fields__}
            | {"strengths": one.get("strengths")}
        )
        route_id = making.create_route(making_now, data)
        if one.get("draft"):
            continue
        life.approve_route(at(workspace, _at(approved)), route_id, approved)
        life.acquaint(at(workspace, _at(approved)), route_id, _day(told["acquainted"]))
        _mark(workspace, told, route_id, one["left"], at)
        if one.get("corrected"):
            _correct(workspace, told["correction"], route_id, at)
    _meet(workspace, told, ids, at)


def _mark(
    workspace: Workspace,
    told: Mapping[str, Any],
    route_id: int,
    left: list[int],
    at: Callable[[Workspace, dt.datetime], Workspace],
) -> None:
    """The steps that are due by the day of checking are marked on their last day, but those that are left."""
    until = _day(told["checked"])
    by_mark: dict[tuple[dt.date, str], list[int]] = defaultdict(list)
    for step in reading.get_route(workspace, route_id).steps:
        if step.due_date is not None and step.due_date <= until and step.number not in left:
            by_mark[step.due_date, step.form or ""].append(step.id)
    for (day, form), ids in by_mark.items():
        mark = steps.Completion(done_on=day, **told["marks"].get(form, {}))
        steps.mark_many_done(at(workspace, _at(until)), ids, mark)


def _correct(
    workspace: Workspace,
    told: Mapping[str, Any],
    route_id: int,
    at: Callable[[Workspace, dt.datetime], Workspace],
) -> None:
    on = _day(told["on"])
    now = at(workspace, _at(on))
    step = _numbered(reading.get_route(now, route_id), told["moved"]["number"])
    if step.start_date is not None and step.due_date is not None:
        shift = dt.timedelta(days=told["moved"]["days"])
        steps.move_step(now, step.id, step.start_date + shift, step.due_date + shift)
    added: dict[str, Any] = {
        name: _day(value) if name.endswith("_date") else value for name, value in told["added"].items()
    }
    steps.add_step(now, route_id, steps.StepData(**added))
    life.correct_route(now, route_id, on, told["reason"], "\n".join(differences.changes_since_approval(now, route_id)))


def _meet(
    workspace: Workspace,
    told: Mapping[str, Any],
    ids: Mapping[str, int],
    at: Callable[[Workspace, dt.datetime], Workspace],
) -> None:
    rows: dict[int, PairRow] = {}
    for row in pairs.list_pairs(workspace):
        if row.order_id is not None:
            rows.setdefault(row.mentor, row)
    checked = _day(told["checked"])
    for number, (mentor, held) in enumerate(told["held"].items()):
        row = rows[ids[mentor]]
        for meeting in told["meetings"][:held]:
            facts = {name: value for name, value in meeting.items() if name not in {"date", "next_in"}}
            day = min(_day(meeting["date"]) + dt.timedelta(days=number % 3), checked)
            absent = row.mentees[-1:] if row.is_group and meeting["kind"] == "joint_work" else ()
            keeping.add_meeting(
                at(workspace, _at(day)),
                keeping.MeetingData(
                    pair=row.id,
                    date=day,
                    next_date=day + dt.timedelta(days=meeting["next_in"]),
                    absent=absent,
                    **facts,
                ),
            )
    for visit in told["visits"]:
        row = rows[ids[visit["mentor"]]]
        facts = {name: value for name, value in visit.items() if name not in {"mentor", "date"}}
        day = _day(visit["date"])
        keeping.add_visit(
            at(workspace, _at(day)),
            keeping.VisitData(
                pair=row.id, teacher=row.mentees[0], visitor=row.mentor, date=day, subject=row.subject, **facts
            ),
        )


def _numbered(card: RouteCard, number: int) -> StepRow:
    return next(step for step in card.steps if step.number == number)


def _day(told: str) -> dt.date:
    return dt.date.fromisoformat(told)


def _at(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, _MORNING)
