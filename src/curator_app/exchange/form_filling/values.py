"""What may be written into a form, and where."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from curator_app.runtime.errors import KnownProblem


@dataclass(frozen=True, slots=True)
class Percent:
    """A percent, «75,0». A cell whose format shows «%» gets 0.75, any other 75."""

    value: Decimal


FormValue = str | int | float | Decimal | dt.date | Percent | None
"""None empties the cell."""


@dataclass(frozen=True, slots=True)
class CellFill:
    """One cell. ``row`` counts from 1, ``column`` from 0."""

    sheet: str
    row: int
    column: int
    value: FormValue


@dataclass(frozen=True, slots=True)
class TableFill:
    """Records from ``first_row`` down, one a row, their values in ``columns``. ``last_row``: the last row the form has
    prepared; None: found by the likeness of the rows."""

    sheet: str
    first_row: int
    last_row: int | None
    columns: tuple[int, ...]
    records: Sequence[Sequence[FormValue]]


def column_letters(column: int) -> str:
    """0 → «A», 16383 → «XFD»."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """(7, 1) → «B7»."""
    return f"{column_letters(column)}{row}"


def unfit(sheet: str, row: int, column: int, why: str) -> KnownProblem:
    """The refusal to write into a cell: where and why, with the way out in ``why``."""
    return KnownProblem(f"Лист «{sheet[:60]}», ячейка {cell_name(row, column)}: {why}")
