"""The program's own monitoring workbook read back: which of its sheets hold records, and what its columns feed.

A sheet is known by its name and its first headings. Sheets of numbers and of work are passed over; in those of people,
pairs and requests only columns of facts are read, and nothing that was reckoned.
"""

from __future__ import annotations

from dataclasses import dataclass

from curator_app.domain.names import PersonName
from curator_app.exchange.grid import Grid, spelled
from curator_app.exchange.mapping import PERSON_FACTS
from curator_app.exchange.sheet_kind import SheetKind

_PASSED_OVER = "number"
_MARKS: dict[str, tuple[SheetKind | None, tuple[str, ...]]] = {
    "Показатели": (None, ("ID", "Показатель", "Числитель", "Знаменатель")),
    "Наставники": (SheetKind.MENTORS, ("№", "ФИО наставника", "Дата рождения", "Пол")),
    "Наставляемые": (SheetKind.MENTEES, ("№", "ФИО наставляемого", "Дата рождения", "Пол")),
    "Пары и группы": (SheetKind.PAIRS, ("№", "ФИО наставника", "Должность наставника", "Категория наставника")),
    "Запросы и дефициты": (SheetKind.MENTEES, ("№", "ФИО наставляемого", "Основной запрос", "Дата запроса")),
    "ИОМ": (None, ("№", "Чей ИОМ", "Ведёт")),
    "Удовлетворённость": (None, ("№", "Волна", "Роль ответивших")),
    "Обучение наставников": (None, ("№", "Кто обучен", "Должность")),
    "Мероприятия и практики": (None, ("№", "Вид записи")),
    "Дорожная карта": (None, ("№", "Этап", "Содержание", "Сроки")),
    "Статистика": (None, ("№", "Роль", "Категория", "Форма наставничества")),
}
_ONLY = {
    "Запросы и дефициты": {
        "ФИО наставляемого": "full_name",
        "Основной запрос": "request",
        "Дата запроса": "request_date",
        "Источник запроса": "request_source",
        "Состояние запроса": "request_status",
        "Срочный запрос": "request_urgent",
        "Предмет запроса": "request_subject",
        "Предмет обязателен": "request_subject_required",
        "Область дефицита": "deficit_area",
        "Формулировка дефицита": "deficit_text",
        "Выраженность до": "severity",
        "Выраженность после": "severity_after",
    }
}
_TIE = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class OwnSheet:
    """A sheet of the program's own workbook; ``kind`` None: nothing on it is read. ``width`` columns belong to the
    table of records, ``last`` is its last row."""

    kind: SheetKind | None
    width: int
    last: int


def own_sheet(grid: Grid) -> OwnSheet | None:
    """The sheet, when it is one of the program's own workbook."""
    told = _MARKS.get(grid.name)
    if told is None:
        return None
    kind, marks = told
    if tuple(spelled(grid.own(1, column)) for column in range(len(marks))) != marks:
        return None
    width = len(marks)
    while spelled(grid.own(1, width)):
        width += 1
    last = max((row for row in grid.row_numbers if spelled(grid.own(row, 1))), default=1)
    return OwnSheet(kind, width, last)


def own_fields(grid: Grid, sheet: OwnSheet, mapped: dict[int, str]) -> dict[int, str]:
    """The fields of its columns from what their headings say; whatever was reckoned or stands elsewhere is passed
    over."""
    found: dict[int, str] = {}
    only = _ONLY.get(grid.name)
    for column in range(sheet.width):
        field = mapped.get(column, _PASSED_OVER)
        elsewhere = sheet.kind is SheetKind.PAIRS and field.partition("_")[2] in PERSON_FACTS
        if only is not None:
            field = only.get(spelled(grid.own(1, column)), _PASSED_OVER)
        found[column] = _PASSED_OVER if elsewhere else field
    return found


def tied(name: PersonName) -> str:
    """The full name for a cell: words of one part are tied by no-break spaces, so that it is read back exactly."""
    if not name.first_name.strip():
        return name.full
    parts = (name.surname, name.first_name, name.patronymic or "")
    return " ".join(_TIE.join(part.split()) for part in parts if part.strip())


def untied(text: str) -> PersonName | None:
    """The name that :func:`tied` wrote; None when nothing is tied in it or it has no two or three parts."""
    parts = [part.replace(_TIE, " ") for part in text.split(" ")]
    if _TIE not in text or len(parts) not in {2, 3} or not all(part.strip() for part in parts):
        return None
    return PersonName(parts[0], parts[1], parts[2] if len(parts) == 3 else None)
