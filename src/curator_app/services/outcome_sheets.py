"""Lists of what mentoring has brought as tables for Excel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from curator_app.exchange.sheet_writing import SheetColumn, Value, write_sheet
from curator_app.services.outcome_rows import OutcomeKind, OutcomeRow
from curator_app.texts.labels import code_label
from curator_app.texts.monitoring_words import INCENTIVE
from curator_app.texts.route_words import STEP_LEVEL

TITLES: Final[dict[OutcomeKind, str]] = {
    "contest": "Конкурсы",
    "publication": "Публикации",
    "practice": "Банк практик",
    "incentive": "Поощрения",
    "agreement": "Соглашения с партнёрами",
}
_Cell = Callable[[OutcomeRow], Value]


def _own(name: str) -> _Cell:
    """A field of the record itself."""

    def told(row: OutcomeRow) -> Value:
        value: Any = getattr(row.data, name)
        return value if value is None or not isinstance(value, bool) else str(value)

    return told


_COLUMNS: Final[dict[OutcomeKind, tuple[tuple[str, float, _Cell], ...]]] = {
    "contest": (
        ("Дата", 12, _own("date")),
        ("Конкурс", 50, _own("title")),
        ("Уровень", 20, lambda row: code_label(row.data.level, STEP_LEVEL)),
        ("Участник", 40, lambda row: row.who),
        ("Результат", 24, _own("result")),
        ("Примечание", 30, _own("note")),
    ),
    "publication": (
        ("Дата", 12, _own("date")),
        ("Название", 50, _own("title")),
        ("Вид", 16, _own("kind")),
        ("Где опубликовано", 30, _own("place")),
        ("Ссылка", 40, _own("link")),
        ("Пара", 34, lambda row: row.who),
        ("Примечание", 30, _own("note")),
    ),
    "practice": (
        ("Название", 40, _own("title")),
        ("Форма наставничества", 24, _own("mentoring_form")),
        ("Проблема", 50, _own("problem")),
        ("Цель", 40, _own("goal")),
        ("Что сделано", 60, _own("actions")),
        ("Результат", 50, _own("result")),
        ("Условия", 40, _own("conditions")),
        ("Авторы", 30, _own("authors")),
        ("Дата", 12, _own("date")),
        ("Опубликовано", 14, _own("published_on")),
    ),
    "incentive": (
        ("Дата", 12, _own("date")),
        ("Кто", 40, lambda row: row.who),
        ("Должность", 34, lambda row: row.position),
        ("Вид", 22, lambda row: code_label(row.data.kind, INCENTIVE)),
        ("За что", 50, _own("reason")),
        ("Размер", 18, _own("amount")),
        ("Приказ", 24, lambda row: row.order_words),
        ("Начислено", 12, _own("paid_on")),
    ),
    "agreement": (
        ("Партнёр", 50, _own("partner")),
        ("Номер", 14, _own("number")),
        ("Дата", 12, _own("date")),
        ("Действует до", 14, _own("until")),
        ("Предмет", 50, _own("subject")),
        ("Примечание", 30, _own("note")),
    ),
}


def outcome_sheet(kind: OutcomeKind, rows: Sequence[OutcomeRow]) -> bytes:
    """The rows as an .xlsx of one sheet."""
    columns = _COLUMNS[kind]
    return write_sheet(
        TITLES[kind],
        [SheetColumn(title, width) for title, width, _cell in columns],
        [[cell(row) for _title, _width, cell in columns] for row in rows],
    )
