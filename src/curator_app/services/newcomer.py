"""«Вышел на работу новый сотрудник»: what falls due, and the pair with its route at one go (S2-П1, П2, П4, М1)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from curator_app.domain.codes import PairStatus
from curator_app.domain.terms.occurrences import Span, due
from curator_app.domain.terms.rules import Trigger
from curator_app.domain.terms.states import TaskState
from curator_app.models import Route
from curator_app.services import pairs
from curator_app.services.pairs import PairData
from curator_app.services.routes import making
from curator_app.services.routes.reading import current_route
from curator_app.services.terms import tasks
from curator_app.services.terms.counting import read_calendar, read_counting
from curator_app.services.terms.rows import TaskRow
from curator_app.services.terms.rulebook import read_rules
from curator_app.services.validation import Checker
from curator_app.services.workspace import Workspace
from curator_app.texts.terms import moved_words


@dataclass(frozen=True, kw_only=True, slots=True)
class FirstTerm:
    """What is to be done after somebody comes to work, until when; ``moved``: «сб 06.09 → пн 08.09», «» when not."""

    title: str
    due: dt.date
    moved: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Settled:
    """The pair that was formed and the route that was made for it."""

    pair: int
    route: int


def first_terms(workspace: Workspace, work_start: dt.date) -> list[FirstTerm]:
    """The terms that the first day at work starts, the earliest first."""
    with workspace.read() as session:
        calendar, settings = read_calendar(session), read_counting(session)
        rules = [rule for rule in read_rules(session) if rule.trigger is Trigger.WORK_START]
    found = [
        FirstTerm(
            title=rule.task,
            due=one.due,
            moved=moved_words(one.raw_due, one.due) if one.raw_due != one.due else "",
        )
        for rule in rules
        for one in due(rule, Span(work_start), work_start, calendar, settings)
    ]
    return sorted(found, key=lambda one: one.due)


def open_terms(workspace: Workspace, person: int) -> list[TaskRow]:
    """Tasks with a date that are still to be done about a person, the most urgent first."""
    waiting = {TaskState.OVERDUE.value, TaskState.DUE.value, TaskState.OPEN.value}
    return [one for one in tasks.list_tasks(workspace) if person in one.persons and one.state in waiting]


def settle_newcomer(workspace: Workspace, data: PairData) -> Settled:
    """Forms the pair and makes the route of its (only) mentee from the template that fits, in one action; a route that
    is not over is kept, and gets the mentor it lacks. Raises InvalidInput, NotFound, Conflict."""
    checker = Checker()
    values = pairs.checked(data, checker)
    checker.done()
    (mentee,) = data.mentees
    present = current_route(workspace, mentee)
    with workspace.read() as session:
        title = pairs.pair_title(session, data.mentor, data.mentees)
    with workspace.action(f"Сформировано: {title}") as session:
        pair = pairs.insert(session, data, values, PairStatus.READY.value).id
        if present is not None and not present.over:
            if present.pair is None:
                session.get_one(Route, present.id).pair_id = pair
            return Settled(pair=pair, route=present.id)
        proposal = making.propose_in(session, workspace.clock.today(), mentee, pair=pair)
        return Settled(pair=pair, route=making.create_in(session, proposal.data))
