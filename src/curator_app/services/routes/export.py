"""A route outside of the program: a spreadsheet, and its steps as events of a calendar."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from curator_app.exchange.sheet_writing import SheetColumn, Value, write_sheet
from curator_app.services.routes.reading import get_route
from curator_app.services.routes.rows import RouteCard, StepRow
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import date_short

_COLUMNS = (
    SheetColumn("№", 5),
    SheetColumn("Этап", 16),
    SheetColumn("Дефицит (запрос)", 22),
    SheetColumn("Мероприятие", 44),
    SheetColumn("Форма", 18),
    SheetColumn("Уровень", 12),
    SheetColumn("Начало", 12),
    SheetColumn("Срок", 12),
    SheetColumn("Ответственный", 18),
    SheetColumn("Ожидаемый результат", 32),
    SheetColumn("Ресурсы", 24),
    SheetColumn("Отчётный документ", 22),
    SheetColumn("Состояние", 14),
    SheetColumn("Выполнено", 12),
    SheetColumn("Результат", 24),
    SheetColumn("Подтверждение", 24),
    SheetColumn("Комментарий наставника", 24),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class RouteEvent:
    """A step as an event of whole days; ``key`` stays the same when the step is moved. Both days are inclusive."""

    key: str
    title: str
    start: dt.date
    end: dt.date
    description: str


def route_sheet(workspace: Workspace, route_id: int) -> bytes:
    """The route as an .xlsx. Raises NotFound."""
    card = get_route(workspace, route_id)
    route = card.route
    above = [
        "Индивидуальный образовательный маршрут",
        f"Наставляемый: {route.mentee_name}",
        f"Наставник: {route.mentor_name or '—'}",
        f"Срок: {date_short(route.start_date)} – {date_short(route.end_date)}, {route.status_label}",
    ]
    return write_sheet("ИОМ", _COLUMNS, [_row(step) for step in card.steps], above=above)


def route_events(workspace: Workspace, route_id: int) -> list[RouteEvent]:
    """The live steps with a term that are still to be done, as events of a calendar. Raises NotFound."""
    card = get_route(workspace, route_id)
    return [_event(card, step) for step in card.steps if step.live and not step.done and step.due_date is not None]


def _row(step: StepRow) -> list[Value]:
    return [
        step.number,
        step.stage_label,
        "; ".join(step.deficits_label),
        step.content,
        step.form,
        step.level_label,
        step.start_date,
        step.due_date,
        step.responsible_name,
        step.expected_result,
        step.resources,
        step.report_document,
        step.status_label,
        step.done_on,
        step.result,
        step.evidence,
        step.mentor_comment,
    ]


def _event(card: RouteCard, step: StepRow) -> RouteEvent:
    assert step.due_date is not None
    told = (
        f"Наставляемый: {card.route.mentee_name}",
        f"Ответственный: {step.responsible_name}" if step.responsible_name else "",
        f"Ожидаемый результат: {step.expected_result}" if step.expected_result else "",
        f"Отчётный документ: {step.report_document}" if step.report_document else "",
    )
    return RouteEvent(
        key=f"route-step-{step.id}",
        title=" ".join(f"ИОМ: {step.content}".split()),
        start=step.start_date or step.due_date,
        end=step.due_date,
        description="\n".join(line for line in told if line),
    )
