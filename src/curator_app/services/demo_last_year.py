"""The last year of the demonstration school: a few pairs that came to their end with an order, and the year closed."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from curator_app.domain.codes import ClosingReason
from curator_app.domain.school_year import SchoolYear
from curator_app.domain.terms.states import TaskState
from curator_app.services import pairs, records
from curator_app.services.meetings import keeping
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.papers.issuing import issue_order
from curator_app.services.routes import life, making, reading, steps
from curator_app.services.terms.marks import mark_done
from curator_app.services.terms.tasks import list_tasks
from curator_app.services.workspace import Workspace
from curator_app.services.years.listing import close_year

At = Callable[[Workspace, dt.datetime], Workspace]
_NOON = dt.time(12, 0)
_LATER = dt.timedelta(days=40)
_LIVE = {TaskState.OVERDUE.value, TaskState.DUE.value, TaskState.OPEN.value}
_KINDS = ("mentee", "request", "consent")


def fill_last_year(workspace: Workspace, told: Mapping[str, Any], ids: Mapping[str, int], at: At) -> None:
    """Mentees, their pairs with orders at both ends, routes carried out, meetings.

    ``told``: resources/demo/last_year.json; ``ids``: people by their names in the files; ``at``: the same base with a
    clock at a moment. Raises KnownProblem.
    """
    refs = dict(ids)
    entered = at(workspace, _at(told["entered"]))
    for kind in _KINDS:
        records.add_records(entered, kind, told[kind], refs)
    formed = pairs.form_pairs(at(workspace, _at(told["formed"])), [_pair(one, ids) for one in told["pairs"]])
    issue_order(at(workspace, _at(told["order"]["date"])), _order("assignment_list", told["order"], formed))
    for number, (one, pair_id) in enumerate(zip(told["pairs"], formed, strict=True)):
        for meeting in told["meetings"]:
            day = _day(meeting["date"]) + dt.timedelta(days=number % 3)
            data = keeping.MeetingData(**{**meeting, "pair": pair_id, "date": day})
            keeping.add_meeting(at(workspace, dt.datetime.combine(day, _NOON)), data)
        for mentee in one["mentees"]:
            _walk(workspace, told, ids[mentee], told["result"][mentee], at)
    ended = told["completion"]
    end = _order(
        "completion",
        ended,
        formed,
        effective_date=_day(ended["date"]),
        closing_reason=ClosingReason.PLAN_COMPLETED.value,
    )
    ending = at(workspace, _at(ended["date"]))
    issue_order(ending, end)
    _tidy_up(ending, {ids[one["person"]] for one in told["mentee"]}, _day(told["closed"]) + _LATER)


def _tidy_up(now: Workspace, mentees: set[int], until: dt.date) -> None:
    """Whatever was to be done about them is done."""
    left = [
        row
        for row in list_tasks(now)
        if row.state in _LIVE and row.due is not None and row.due <= until and mentees & set(row.persons)
    ]
    mark_done(now, left, on=now.clock.today(), evidence="Журнал куратора")


def close_last_year(workspace: Workspace, told: Mapping[str, Any], at: At) -> None:
    """The year becomes read-only; what is still to be written into its summer must be there by then."""
    close_year(at(workspace, _at(told["closed"])), SchoolYear.of(_day(told["entered"])).next.label)


def _pair(told: Mapping[str, Any], ids: Mapping[str, int]) -> pairs.PairData:
    days = {name: _day(told[name]) for name in ("start_date", "end_date")}
    people = {"mentor": ids[told["mentor"]], "mentees": [ids[ref] for ref in told["mentees"]]}
    return pairs.PairData(**{**told, **days, **people})


def _order(kind: str, told: Mapping[str, Any], formed: Sequence[int], **more: Any) -> OrderCommand:
    return OrderCommand(type=kind, pairs=tuple(formed), number=told["number"], date=_day(told["date"]), **more)


def _walk(workspace: Workspace, told: Mapping[str, Any], mentee: int, result: str, at: At) -> None:
    """The route from its making to its end, every step done in time."""
    begun, end = at(workspace, _at(told["formed"])), _day(told["completion"]["date"])
    proposed = making.propose_route(begun, mentee).data
    route_id = making.create_route(begun, proposed)
    approved = _day(told["approved"])
    approving = at(workspace, _at(told["approved"]))
    life.approve_route(approving, route_id, approved)
    life.acquaint(approving, route_id, approved)
    by_day: dict[dt.date, list[int]] = defaultdict(list)
    for step in reading.get_route(workspace, route_id).steps:
        by_day[min(step.due_date or end, end)].append(step.id)
    ending = at(workspace, dt.datetime.combine(end, _NOON))
    for day, chosen in by_day.items():
        steps.mark_many_done(ending, chosen, steps.Completion(done_on=day, evidence="Материалы в папке наставляемого"))
    life.complete_route(ending, route_id, end, result)


def _day(told: str) -> dt.date:
    return dt.date.fromisoformat(told)


def _at(told: str) -> dt.datetime:
    return dt.datetime.combine(_day(told), _NOON)
