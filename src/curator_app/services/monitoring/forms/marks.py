"""Marks of a form: which cell or table takes what, as data and as JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from curator_app.exchange.form_filling.values import cell_name, column_letters
from curator_app.exchange.xlsx_plain import column_number
from curator_app.runtime.errors import KnownProblem

_CELL = re.compile(r"([A-Za-z]{1,3})([1-9][0-9]{0,6})")
_LETTERS = re.compile(r"[A-Za-z]{1,3}")
MAX_MARKS = 5_000


@dataclass(frozen=True, kw_only=True, slots=True)
class CellMark:
    """«Сюда — число молодых специалистов». ``label``: the words beside the cell, by which it is found again in the
    form of the next year."""

    sheet: str
    row: int
    column: int
    source: str
    label: str = ""

    @property
    def place(self) -> str:
        """«B7»."""
        return cell_name(self.row, self.column)


@dataclass(frozen=True, slots=True)
class ColumnMark:
    """A column of a table and the column of the school's table that goes into it."""

    column: int
    source: str
    label: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class TableMark:
    """«Таблица пар с этой строки». ``last_row``: the last row the form has for it; None: found by likeness."""

    sheet: str
    row: int
    table: str
    columns: tuple[ColumnMark, ...]
    last_row: int | None = None


Mark = CellMark | TableMark


def to_json(marks: Iterable[Mark]) -> list[dict[str, Any]]:
    """Marks as the base keeps them and as a file holds them."""
    return [_cell_json(one) if isinstance(one, CellMark) else _table_json(one) for one in marks]


def _cell_json(one: CellMark) -> dict[str, Any]:
    told: dict[str, Any] = {"sheet": one.sheet, "cell": one.place, "source": one.source}
    return told | ({"label": one.label} if one.label else {})


def _table_json(one: TableMark) -> dict[str, Any]:
    columns = [
        {"column": column_letters(each.column), "source": each.source} | ({"label": each.label} if each.label else {})
        for each in one.columns
    ]
    told: dict[str, Any] = {"sheet": one.sheet, "row": one.row, "table": one.table, "columns": columns}
    return told | ({} if one.last_row is None else {"last_row": one.last_row})


def from_json(told: object) -> tuple[Mark, ...]:
    """Marks read back. Raises KnownProblem naming the record that is not understood."""
    if not isinstance(told, list) or len(told) > MAX_MARKS:
        raise KnownProblem("Разметка не читается: нужен список записей, не более 5000. Проверьте файл разметки.")
    return tuple(_mark(number, one) for number, one in enumerate(told, start=1))


def _mark(number: int, told: object) -> Mark:
    def wrong(what: str) -> KnownProblem:
        return KnownProblem(f"Разметка, запись {number}: {what}. Исправьте файл разметки и повторите.")

    if not isinstance(told, dict) or not isinstance(told.get("sheet"), str):
        raise wrong("не указан лист (sheet)")
    if "cell" in told:
        found = _CELL.fullmatch(str(told["cell"]))
        if found is None or not isinstance(told.get("source"), str):
            raise wrong("нужны адрес ячейки вида B7 (cell) и источник (source)")
        return CellMark(
            sheet=told["sheet"],
            row=int(found.group(2)),
            column=column_number(found.group(1)),
            source=told["source"],
            label=str(told.get("label", "")),
        )
    row, last, columns = told.get("row"), told.get("last_row"), told.get("columns")
    if not isinstance(row, int) or isinstance(row, bool) or row < 1 or not isinstance(told.get("table"), str):
        raise wrong("нужны первая строка (row) и таблица (table)")
    if last is not None and (not isinstance(last, int) or last < row):
        raise wrong("последняя строка (last_row) выше первой")
    if not isinstance(columns, list) or not columns:
        raise wrong("не указаны столбцы (columns)")
    found_columns = []
    for one in columns:
        letters = one.get("column") if isinstance(one, dict) else None
        if not isinstance(letters, str) or not _LETTERS.fullmatch(letters) or not isinstance(one.get("source"), str):
            raise wrong("у столбца нужны буква (column) и источник (source)")
        found_columns.append(ColumnMark(column_number(letters), one["source"], str(one.get("label", ""))))
    if len({one.column for one in found_columns}) != len(found_columns):
        raise wrong("один столбец указан дважды")
    return TableMark(sheet=told["sheet"], row=row, table=told["table"], columns=tuple(found_columns), last_row=last)


def cells_of(marks: Sequence[Mark]) -> list[CellMark]:
    """Marks of single cells."""
    return [one for one in marks if isinstance(one, CellMark)]


def tables_of(marks: Sequence[Mark]) -> list[TableMark]:
    """Marks of tables."""
    return [one for one in marks if isinstance(one, TableMark)]
