"""One route as a spreadsheet."""

from __future__ import annotations

from curator_app.exchange.sheet_writing import SheetColumn, Value, write_sheet
from curator_app.services.routes.reading import get_route
from curator_app.services.routes.rows import StepRow
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
