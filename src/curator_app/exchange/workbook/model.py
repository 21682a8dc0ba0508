"""What a workbook is made of: plain data without openpyxl."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Formula:
    """A live formula (without «=») and what it comes to, for viewers that do not calculate."""

    text: str
    cached: int | float | str


Value = str | int | float | dt.date | Formula | None


class Look(StrEnum):
    """How the cells of a column are shown."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: heading and width in letters."""

    title: str
    width: float = 14.0
    look: Look = Look.TEXT


@dataclass(frozen=True, slots=True)
class Side:
    """A small table beside the rows: its heading stands in row ``top``, its first cell in column ``left`` (from 1)."""

    top: int
    left: int
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class Cells:
    """A stretch of one column, rows from ``first`` to ``last``, counted from 1."""

    column: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Box:
    """Cells from the upper left to the lower right one, counted from 1, both inclusive."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Chart:
    """A native chart of the sheet it stands on; ``anchor`` is the cell of its upper left corner, sizes in cm.
    ``series``: (name, numbers)."""

    title: str
    categories: Cells
    series: tuple[tuple[str, Cells], ...]
    anchor: str
    lying: bool = False
    width: float = 18.0
    height: float = 8.5


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: a row of headings, then one row a record. ``titled`` False: a page of labels and values without a row
    of headings."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    sides: tuple[Side, ...] = ()
    charts: tuple[Chart, ...] = ()
    titled: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Book:
    """The whole workbook with its document properties."""

    sheets: tuple[Sheet, ...]
    title: str
    subject: str = ""
    creator: str = ""
