"""Tags of tables and bar charts in a template."""

from __future__ import annotations

import re
from typing import Final

from curator_app.documents.blocks import (
    Align,
    Bar,
    Column,
    Diagram,
    Table,
    plain_text,
)
from curator_app.documents.letters import NBSP
from curator_app.documents.template_making import SIZES, Handler, LineProblem, Making, parts

_CELLALIGNS: Final[dict[str, Align]] = {"ц": "centre", "п": "right"}


def _table(parser: Making, words: list[str], _content: str) -> None:
    end_table(parser, [], "")
    sizes = [word for word in words[1:] if word not in SIZES]
    if not sizes:
        raise LineProblem("у метки «[таблица]» должны быть ширины столбцов: «[таблица 10 50 40]»")
    parser.columns = [(float(word.rstrip("цп").replace(",", ".")), _CELLALIGNS.get(word[-1], "left")) for word in sizes]
    parser.size = next((SIZES[word] for word in words if word in SIZES), "small")
    parser.header, parser.rows = (), []


def _header(parser: Making, _words: list[str], content: str) -> None:
    parser.header = tuple(parts(content, len(_open_table(parser)), parser))


def _row(parser: Making, _words: list[str], content: str) -> None:
    columns = _open_table(parser)
    parser.rows.append(tuple(parts(content, len(columns), parser)))


def _section(parser: Making, _words: list[str], content: str) -> None:
    _open_table(parser)
    parser.rows.append((parser.values.runs(content),))


def _row_height(parser: Making, words: list[str], _content: str) -> None:
    _open_table(parser)
    if len(words) != 3:
        raise LineProblem("у метки «[высота строк]» должна быть высота в миллиметрах: «[высота строк 8]»")
    parser.row_height = float(words[2].replace(",", "."))


def _diagram(parser: Making, words: list[str], content: str) -> None:
    end_table(parser, [], "")
    limit = float(words[1].replace(",", ".")) if len(words) > 1 else 0.0
    parser.blocks.append(Diagram(parser.values.runs(content), (), limit))


def _bar(parser: Making, _words: list[str], content: str) -> None:
    last = parser.blocks[-1] if parser.blocks else None
    if not isinstance(last, Diagram):
        raise LineProblem("столбик стоит до метки «[диаграмма]»")
    label, value, told = parts(content, 3, parser)
    number = plain_text(value).replace(",", ".").replace(NBSP, "")
    if not re.fullmatch(r"\d{1,9}(?:\.\d{1,3})?", number):
        raise LineProblem("у столбика вторая часть — длина, неотрицательное число: «[столбик] Формы | 3 | 3 пары»")
    parser.blocks[-1] = Diagram(last.title, (*last.bars, Bar(label, float(number), told or value)), last.limit)


def end_table(parser: Making, _words: list[str], _content: str) -> None:
    """The table that is open, if any, is whole."""
    if parser.columns is None:
        return
    headers = (*parser.header, *((),) * len(parser.columns))
    columns = tuple(
        Column(header, width, "left" if align == "justify" else align)
        for (width, align), header in zip(parser.columns, headers, strict=False)
    )
    parser.blocks.append(Table(columns, tuple(parser.rows), parser.size, parser.row_height))
    parser.columns, parser.header, parser.rows, parser.row_height = None, (), [], 0.0


def _open_table(parser: Making) -> list[tuple[float, Align]]:
    if parser.columns is None:
        raise LineProblem("строка таблицы стоит до метки «[таблица]»")
    return parser.columns


TABLE_TAGS: Final[dict[str, Handler]] = {
    "таблица": _table,
    "шапка": _header,
    "строка": _row,
    "раздел": _section,
    "высота строк": _row_height,
    "конец таблицы": end_table,
    "диаграмма": _diagram,
    "столбик": _bar,
}
