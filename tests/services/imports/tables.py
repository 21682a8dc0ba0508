"""Small tables made by hand for the tests of layouts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

Row = Sequence[object]


@dataclass(frozen=True)
class Formula:
    """A formula cell with the value that was kept for it."""

    text: str
    value: object


@dataclass(frozen=True)
class Page:
    """A sheet: rows of cells, merged ranges (rows and columns from 0, inclusive), hidden rows."""

    rows: Sequence[Row]
    merges: Sequence[tuple[int, int, int, int]] = ()
    hidden: Sequence[int] = ()


def book(path: Path, pages: Mapping[str, Page | list[list[object]]], *, date_1904: bool = False) -> Path:
    """Writes a workbook; texts stay texts whatever they begin with."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "date_1904": date_1904}
    made = xlsxwriter.Workbook(str(path), options)
    plain, day = made.add_format({}), made.add_format({"num_format": "dd.mm.yyyy"})
    for name, told in pages.items():
        page = told if isinstance(told, Page) else Page(told)
        sheet = made.add_worksheet(name)
        for merge in page.merges:
            sheet.merge_range(*merge, "", plain)
        for r, row in enumerate(page.rows):
            for c, cell in enumerate(row):
                if isinstance(cell, Formula):
                    sheet.write_formula(r, c, cell.text, None, cell.value)
                elif isinstance(cell, dt.date):
                    sheet.write_datetime(r, c, dt.datetime(cell.year, cell.month, cell.day), day)
                elif isinstance(cell, str):
                    sheet.write_string(r, c, cell)
                elif cell is not None:
                    sheet.write(r, c, cell)
        for row_number in page.hidden:
            sheet.set_row(row_number, None, None, {"hidden": True})
    made.close()
    return path


def sheet(
    path: Path, rows: Sequence[Row], *, name: str = "Лист1", merges: Sequence[tuple[int, int, int, int]] = ()
) -> Path:
    """A workbook of one sheet."""
    return book(path, {name: Page(rows, merges)})
