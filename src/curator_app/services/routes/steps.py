"""Steps of a route: add, change, move, reorder, mark as done, many at once. Each call is one undoable action."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.codes import Responsible, RouteStageCode, StepLevel, StepStatus
from curator_app.models import Deficit, Person, Request, Route, RouteStep, RouteStepDeficit
from curator_app.runtime.errors import InvalidInput, KnownProblem, NotFound
from curator_app.services.people import assign
from curator_app.services.routes.reading import require
from curator_app.services.validation import TEXT_LIMIT, Checker
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted

_TEXTS = ("expected_result", "resources", "report_document", "form")


@dataclass(frozen=True, kw_only=True, slots=True)
class StepData:
    """Everything the dialog of a step sets. ``deficits`` are numbers of deficits of the mentee."""

    stage: str
    content: str
    form: str | None = None
    level: str | None = None
    expected_result: str | None = None
    resources: str | None = None
    report_document: str | None = None
    responsible: str | None = None
    responsible_person: int | None = None
    start_date: dt.date | None = None
    due_date: dt.date | None = None
    deficits: Sequence[int] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Completion:
    """A mark of completion (S1 Пол-4.1: the mentor checks it in person). ``evidence_path``: a file, kept relative to
    the folder of data when it lies there."""

    done_on: dt.date
    result: str | None = None
    evidence: str | None = None
    evidence_path: str | None = None
    mentor_comment: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class BulkEdit:
    """One change for many steps; None leaves a field as it is. ``shift_days`` moves both dates."""

    responsible: str | None = None
    level: str | None = None
    status: str | None = None
    shift_days: int = 0


def add_step(workspace: Workspace, route_id: int, data: StepData) -> int:
    """A new step, put among the others of its stage by its term. Raises InvalidInput, NotFound."""
    values = checked(data)
    with workspace.action(f"Маршрут: добавлено «{_brief(values['content'])}»") as session:
        route = require(session, route_id)
        _known_person(session, data.responsible_person)
        step = RouteStep(route_id=route_id, **values)
        place = _place_of(route, step)
        route.steps.insert(place, step)
        session.flush()
        _link(session, step, route, data.deficits)
        _number(route)
        return step.id


def update_step(workspace: Workspace, step_id: int, data: StepData) -> None:
    """Changes a step; a term that differs from the reckoned one is the curator's own from now on."""
    values = checked(data)
    with workspace.action(f"Маршрут: изменено «{_brief(values['content'])}»") as session:
        step = require_step(session, step_id)
        route = require(session, step.route_id)
        _known_person(session, data.responsible_person)
        if (step.start_date, step.due_date) != (values["start_date"], values["due_date"]):
            values |= {"anchor": None, "offset_days": None}
        assign(step, values)
        session.flush()
        _link(session, step, route, data.deficits)


def remove_steps(workspace: Workspace, step_ids: Sequence[int]) -> None:
    """Takes steps out of their routes in one action. Raises NotFound."""
    with workspace.read() as session:
        title = _title_of([require_step(session, one) for one in step_ids])
    with workspace.action(f"Маршрут: удалено {title}") as session:
        touched = {}
        for one in step_ids:
            step = require_step(session, one)
            route = require(session, step.route_id)
            route.steps.remove(step)
            touched[route.id] = route
        session.flush()
        for route in touched.values():
            _number(route)


def move_step(workspace: Workspace, step_id: int, start: dt.date, due: dt.date) -> None:
    """Moves or stretches a step by hand (drag on the timeline). Raises InvalidInput when it would end before it
    starts, KnownProblem for a step that is done."""
    move_steps(workspace, {step_id: (start, due)})


def move_steps(workspace: Workspace, terms: Mapping[int, tuple[dt.date, dt.date]]) -> None:
    """Moves several steps in one action; outside of its stage a step goes over to the stage of its new first day.
    Raises InvalidInput, KnownProblem, NotFound."""
    checker = Checker()
    for start, due in terms.values():
        checker.date("start_date", start)
        checker.order("due_date", start, checker.date("due_date", due))
    checker.done()
    with workspace.read() as session:
        title = _title_of([require_step(session, one) for one in terms])
    with workspace.action(f"Маршрут: перенесено {title}") as session:
        for step_id, (start, due) in terms.items():
            step = require_step(session, step_id)
            if step.status == StepStatus.DONE.value:
                raise KnownProblem(
                    f"«{_brief(step.content)}» уже выполнено. Снимите отметку о выполнении, чтобы перенести срок."
                )
            if (step.start_date, step.due_date) == (start, due):
                continue
            route = require(session, step.route_id)
            assign(
                step,
                {
                    "start_date": start,
                    "due_date": due,
                    "anchor": None,
                    "offset_days": None,
                    "stage": _stage_on(route, start, step.stage),
                },
            )


def mark_done(workspace: Workspace, step_id: int, mark: Completion) -> None:
    """Marks a step as done. Raises InvalidInput (a day in the future), NotFound."""
    mark_many_done(workspace, [step_id], mark)


def mark_many_done(workspace: Workspace, step_ids: Sequence[int], mark: Completion) -> None:
    """Marks steps as done on one day with the same evidence, in one action. Raises InvalidInput, NotFound."""
    values = _checked_mark(workspace, mark)
    with workspace.read() as session:
        title = _title_of([require_step(session, one) for one in step_ids])
    with workspace.action(f"Маршрут: выполнено {title}") as session:
        for one in step_ids:
            step = require_step(session, one)
            kept = {name: value for name, value in values.items() if value is not None or len(step_ids) == 1}
            assign(step, {**kept, "status": StepStatus.DONE.value})


def unmark_done(workspace: Workspace, step_id: int) -> None:
    """Takes the mark of completion off; what was written about it stays. Raises NotFound."""
    with workspace.read() as session:
        title = _title_of([require_step(session, step_id)])
    with workspace.action(f"Маршрут: снята отметка о выполнении {title}") as session:
        assign(require_step(session, step_id), {"status": StepStatus.PLANNED.value, "done_on": None})


def edit_steps(workspace: Workspace, step_ids: Sequence[int], edit: BulkEdit) -> None:
    """Changes many steps in one action. A done step keeps its term. Raises InvalidInput, NotFound."""
    checker = Checker()
    values = {
        "responsible": checker.code("responsible", edit.responsible, Responsible),
        "level": checker.code("level", edit.level, StepLevel),
        "status": checker.code("status", edit.status, StepStatus),
    }
    checker.number("offset_days", edit.shift_days, -400, 400)
    if values["status"] == StepStatus.DONE.value:
        checker.fail("status", "Отметка о выполнении ставится отдельно: нужны дата и подтверждение.")
    checker.done()
    chosen = {name: value for name, value in values.items() if value is not None}
    with workspace.read() as session:
        title = _title_of([require_step(session, one) for one in step_ids])
    with workspace.action(f"Маршрут: изменено {title}") as session:
        shift = dt.timedelta(days=edit.shift_days)
        for one in step_ids:
            step = require_step(session, one)
            told: dict[str, Any] = dict(chosen)
            if "responsible" in told:
                told["responsible_person_id"] = None
            if "status" in told:
                told["done_on"] = None
            if shift and step.status != StepStatus.DONE.value and step.start_date and step.due_date:
                start = step.start_date + shift
                told |= {"start_date": start, "due_date": step.due_date + shift, "anchor": None, "offset_days": None}
                told["stage"] = _stage_on(require(session, step.route_id), start, step.stage)
            assign(step, told)


def require_step(session: Session, step_id: int) -> RouteStep:
    """The mapped step. Raises NotFound."""
    step = session.get(RouteStep, step_id)
    if step is None:
        raise NotFound("Этого мероприятия уже нет в маршруте. Обновите список.")
    return step


def checked(data: StepData) -> dict[str, Any]:
    """Cleaned values of the mapped columns. Raises InvalidInput."""
    checker = Checker()
    start, due = checker.date("start_date", data.start_date), checker.date("due_date", data.due_date)
    if start is None and due is not None:
        start = due
    if due is None and start is not None:
        due = start
    checker.order("due_date", start, due)
    values: dict[str, Any] = {
        "stage": checker.code("stage", data.stage, RouteStageCode, required=True),
        "content": checker.text("content", data.content, limit=TEXT_LIMIT, required=True, lines=True),
        "level": checker.code("level", data.level, StepLevel),
        "responsible": checker.code("responsible", data.responsible, Responsible),
        "responsible_person_id": data.responsible_person,
        "start_date": start,
        "due_date": due,
    }
    for field in _TEXTS:
        values[field] = checker.text(field, getattr(data, field), limit=TEXT_LIMIT, lines=True)
    checker.done()
    return values


def kept_path(workspace: Workspace, path: str | None) -> str | None:
    """A path relative to the folder of data when the file lies in it (so that the folder can be carried away)."""
    if not path or not path.strip():
        return None
    given = Path(path.strip())
    root = workspace.folder.root.resolve()
    if given.is_absolute() and given.resolve().is_relative_to(root):
        return given.resolve().relative_to(root).as_posix()
    return str(given)


def _checked_mark(workspace: Workspace, mark: Completion) -> dict[str, Any]:
    checker = Checker()
    done_on = checker.date("done_on", mark.done_on)
    if done_on is not None and done_on > workspace.clock.today():
        checker.fail("done_on", "Отметить выполнение будущим днём нельзя. Проверьте дату.")
    values = {
        "done_on": done_on,
        "evidence_path": checker.text("evidence_path", kept_path(workspace, mark.evidence_path), limit=1000),
        **{
            field: checker.text(field, getattr(mark, field), limit=TEXT_LIMIT, lines=True)
            for field in ("result", "evidence", "mentor_comment")
        },
    }
    checker.done()
    return values


def _known_person(session: Session, person_id: int | None) -> None:
    if person_id is not None and session.get(Person, person_id) is None:
        checker = Checker()
        checker.fail("responsible_person", "Этого человека нет в базе. Выберите другого.")
        raise InvalidInput(checker.problems)


def _link(session: Session, step: RouteStep, route: Route, deficit_ids: Sequence[int]) -> None:
    """Sets which deficits of the mentee a step works on; the other links are left untouched."""
    own = set(
        session.scalars(
            select(Deficit.id)
            .join(Request, Request.id == Deficit.request_id)
            .where(Deficit.id.in_(deficit_ids), Request.mentee_id == route.mentee_id)
        )
    )
    present = {link.deficit_id: link for link in step.deficits}
    for deficit_id, link in present.items():
        if deficit_id not in own:
            step.deficits.remove(link)
    for deficit_id in dict.fromkeys(deficit_ids):
        if deficit_id in own and deficit_id not in present:
            step.deficits.append(RouteStepDeficit(deficit_id=deficit_id))
    session.flush()


def _place_of(route: Route, step: RouteStep) -> int:
    """After the last step that stands before it: earlier stage, or the same stage and not a later first day."""
    order = [code.value for code in RouteStageCode]

    def key(one: RouteStep) -> tuple[int, dt.date]:
        return order.index(one.stage), one.start_date or dt.date.max

    place = 0
    for index, one in enumerate(route.steps, start=1):
        if key(one) <= key(step):
            place = index
    return place


def _number(route: Route) -> None:
    for sort, step in enumerate(route.steps):
        if step.sort != sort:
            step.sort = sort


def _stage_on(route: Route, day: dt.date, stage: str) -> str:
    """The stage a step belongs to when it begins on ``day``: its own if the day is inside of it."""
    spans = {one.code: one for one in route.stages}
    own = spans.get(stage)
    if own is not None and own.start_date <= day <= own.end_date:
        return stage
    return next((code for code, one in spans.items() if one.start_date <= day <= one.end_date), stage)


def _brief(content: str) -> str:
    line = " ".join(content.split())
    return line if len(line) <= 50 else f"{line[:49]}…"


def _title_of(steps: Sequence[RouteStep]) -> str:
    if len(steps) == 1:
        return f"«{_brief(steps[0].content)}»"
    return counted(len(steps), "мероприятие", "мероприятия", "мероприятий")
