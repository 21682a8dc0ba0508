"""Templates of routes: those shipped, the school's own, hiding, going back, a route kept as a template."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.codes import MenteeCategory, RouteStageCode
from curator_app.domain.route.dating import Anchors, Term, nearest_term
from curator_app.domain.route.stages import StageSpan
from curator_app.domain.route.template import RouteTemplateData, TemplateStep, template_dict, template_of
from curator_app.models import RouteTemplate
from curator_app.runtime import paths
from curator_app.runtime.errors import KnownProblem, NotFound
from curator_app.services.routes.reading import read_card
from curator_app.services.routes.rows import RouteCard, StepRow
from curator_app.services.validation import LINE_LIMIT, TEXT_LIMIT, Checker
from curator_app.services.workspace import Workspace

_OWN = "own_"


@dataclass(frozen=True, kw_only=True, slots=True)
class TemplateRow:
    """A template in the list. ``shipped``: comes with the program; ``changed``: the school's wording of a shipped
    one; ``hidden``: not offered for new routes."""

    code: str
    title: str
    description: str
    steps: int
    shipped: bool
    changed: bool
    hidden: bool


def list_templates(workspace: Workspace, *, hidden: bool = False) -> list[TemplateRow]:
    """Templates, the shipped ones first; hidden ones only when asked."""
    with workspace.read() as session:
        own = _own(session)
    rows = []
    for code in (*_shipped(), *sorted(set(own) - set(_shipped()))):
        kept = own.get(code)
        if kept is not None and kept.hidden and not hidden:
            continue
        template = _current(code, kept)
        rows.append(
            TemplateRow(
                code=code,
                title=template.title,
                description=template.description,
                steps=len(template.steps),
                shipped=code in _shipped(),
                changed=code in _shipped() and kept is not None and bool(kept.definition),
                hidden=kept is not None and kept.hidden,
            )
        )
    return rows


def get_template(workspace: Workspace, code: str) -> RouteTemplateData:
    """A template as it is used now. Raises NotFound."""
    with workspace.read() as session:
        return read_template(session, code)


def read_template(session: Session, code: str) -> RouteTemplateData:
    """A template as it is used now, inside the caller's session. Raises NotFound."""
    kept = session.scalar(select(RouteTemplate).where(RouteTemplate.code == code))
    if kept is None and code not in _shipped():
        raise NotFound("Такого шаблона маршрута нет. Выберите другой.")
    return _current(code, kept)


def suggested_template(session: Session, category: str | None, form: str | None, kind: str | None) -> str:
    """The code of the template that fits a mentee: by the kind or form of the pair, then by the category, else the
    first one offered. Raises KnownProblem when every template is hidden."""
    own = _own(session)
    offered = [
        _current(code, own.get(code))
        for code in (*_shipped(), *sorted(set(own) - set(_shipped())))
        if code not in own or not own[code].hidden
    ]
    if not offered:
        raise KnownProblem("Все шаблоны маршрутов скрыты. Верните хотя бы один в списке шаблонов.")
    for words in (kind, form):
        for template in offered:
            if words and words in template.forms and _meant(template, category):
                return template.code
    return next((one.code for one in offered if category in one.categories), offered[0].code)


def save_template(workspace: Workspace, template: RouteTemplateData) -> str:
    """Keeps the school's wording of a template, or a new one when its code is empty; returns the code.

    Routes made from it earlier stay as they are. Raises InvalidInput.
    """
    checker = Checker()
    title = checker.text("title", template.title, limit=LINE_LIMIT, required=True)
    checker.text("goal", template.goal, limit=TEXT_LIMIT, lines=True)
    if not template.steps:
        checker.fail("content", "В шаблоне нет ни одного мероприятия. Добавьте хотя бы одно.")
    for number, step in enumerate(template.steps, start=1):
        if not step.content.strip():
            checker.fail("content", f"Мероприятие № {number}: напишите содержание.")
        checker.text("content", step.content, limit=TEXT_LIMIT, lines=True)
    checker.number("months", template.months, 1, 24)
    checker.done()
    with workspace.action(f"{'Изменён' if template.code else 'Новый'} шаблон маршрута: {title}") as session:
        code = template.code or _free_code(session)
        told = template_dict(replace(template, code=code, title=title or ""))
        template_of(told)
        row = session.scalar(select(RouteTemplate).where(RouteTemplate.code == code))
        if row is None:
            session.add(RouteTemplate(code=code, definition=told))
        elif row.definition != told:
            row.definition = told
        return code


def set_template_hidden(workspace: Workspace, code: str, *, hidden: bool) -> None:
    """Hides a template from new routes or offers it again. Raises NotFound."""
    title = get_template(workspace, code).title
    with workspace.action(f"Шаблон маршрута {'скрыт' if hidden else 'возвращён'}: {title}") as session:
        row = session.scalar(select(RouteTemplate).where(RouteTemplate.code == code))
        if row is None:
            session.add(RouteTemplate(code=code, definition={}, hidden=hidden))
        else:
            row.hidden = hidden


def reset_template(workspace: Workspace, code: str) -> None:
    """Goes back to the wording shipped; a template of the school's own is removed. Routes made from it stay."""
    title = get_template(workspace, code).title
    shipped = code in _shipped()
    name = f"Возвращён исходный шаблон маршрута: {title}" if shipped else f"Удалён шаблон маршрута: {title}"
    with workspace.action(name) as session:
        row = session.scalar(select(RouteTemplate).where(RouteTemplate.code == code))
        if row is not None:
            session.delete(row)


def save_route_as_template(workspace: Workspace, route_id: int, title: str) -> str:
    """Keeps the steps of a route as a template of the school's own; names of people are not kept. Returns its code."""
    with workspace.read() as session:
        card = read_card(session, route_id, workspace.clock.today())
    return save_template(workspace, _template_from(card, title))


def _template_from(card: RouteCard, title: str) -> RouteTemplateData:
    anchors = anchors_of(card)
    areas = {one.id: one.area for one in card.deficits}
    days = (card.route.end_date - card.route.start_date).days
    return RouteTemplateData(
        code="",
        title=title,
        goal=card.route.goal,
        mode=card.route.mode,
        months=max(1, min(24, round(days / 30.4))),
        steps=tuple(_template_step(step, anchors, areas) for step in card.steps if step.live),
    )


def anchors_of(card: RouteCard) -> Anchors:
    """The days the steps of a route hang on."""
    return Anchors(
        start=card.route.start_date,
        end=card.route.end_date,
        stages=tuple(StageSpan(RouteStageCode(one.code), one.start_date, one.end_date) for one in card.stages),
        work_start=card.work_start_date,
        order=card.order_date,
    )


def _template_step(step: StepRow, anchors: Anchors, areas: dict[int, str]) -> TemplateStep:
    start = step.start_date or step.due_date or anchors.start
    due = step.due_date or start
    if step.anchor is not None:
        term = Term(step.anchor, step.offset_days or 0, min(400, (due - start).days))
    else:
        term = nearest_term(start, due, anchors, step.stage)
    return TemplateStep(
        stage=step.stage,
        content=step.content,
        form=step.form,
        level=step.level,
        expected_result=step.expected_result,
        resources=step.resources,
        report_document=step.report_document,
        responsible=step.responsible,
        term=term,
        areas=tuple(dict.fromkeys(areas[one] for one in step.deficits if one in areas)),
    )


def _meant(template: RouteTemplateData, category: str | None) -> bool:
    pupil = MenteeCategory.PUPIL.value
    return (category == pupil) == (pupil in template.categories)


def _own(session: Session) -> dict[str, RouteTemplate]:
    return {one.code: one for one in session.scalars(select(RouteTemplate))}


def _current(code: str, kept: RouteTemplate | None) -> RouteTemplateData:
    return template_of(kept.definition) if kept is not None and kept.definition else _shipped()[code]


def _free_code(session: Session) -> str:
    taken: Sequence[str] = list(session.scalars(select(RouteTemplate.code)))
    return next(code for number in range(1, len(taken) + 2) if (code := f"{_OWN}{number}") not in taken)


@cache
def _shipped() -> dict[str, RouteTemplateData]:
    text = (paths.resources() / "catalogues" / "route_templates.json").read_text(encoding="utf-8")
    return {one["code"]: template_of(one) for one in json.loads(text)}
