"""Writing a workbook with openpyxl: A4 lying, frozen and filtered headings, real dates, texts that stay texts."""

from __future__ import annotations

import datetime as dt
import io
import math
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from curator_app.exchange.workbook.model import Book, Box, Column, Formula, Look, Sheet, Side, Value
from curator_app.exchange.workbook.packing import pack

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_LONGEST = 32_000
_MADE = dt.datetime(2000, 1, 1)
_HEAD_FILL = "FFE8EEF5"
_LINE_POINTS = 12.75
_TALLEST = 409.0
_BOLD = 0.9  # of the letters of a column fit when they are bold
_PAGE_LETTERS = 230  # on an A4 page lying, still legible


def write_book(book: Book) -> bytes:
    """The .xlsx of a workbook; the same workbook gives the same bytes."""
    from openpyxl import Workbook

    made = Workbook()
    made.remove(made.worksheets[0])
    properties = made.properties
    properties.title, properties.subject, properties.creator = book.title, book.subject, book.creator
    properties.created = properties.modified = _MADE
    properties.language = "ru-RU"
    cached: dict[str, dict[str, int | float | str]] = {}
    for number, sheet in enumerate(book.sheets, start=1):
        place = made.create_sheet(sheet.name)
        cached[f"xl/worksheets/sheet{number}.xml"] = _Writer(place).write(sheet)
    target = io.BytesIO()
    pack(made, target, cached)
    return target.getvalue()


@cache
def _cell_class() -> Any:
    """A cell that knows the number of its style; openpyxl's own looks it up by value for every cell."""
    from openpyxl.cell.cell import Cell

    class StyledCell(Cell):
        __slots__ = ("style_id",)

    return StyledCell


class _Writer:
    """Writes one sheet. Cells are made with styles registered once: half the time of styling each of them."""

    def __init__(self, place: Worksheet) -> None:
        from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
        from openpyxl.styles import Alignment, Font, PatternFill

        self.place: Any = place
        self.cell: Any = _cell_class()
        self.cells: Any = self.place._cells
        self.illegal = ILLEGAL_CHARACTERS_RE
        self.cached: dict[str, int | float | str] = {}
        self.lines: dict[int, int] = {}

        def style(
            *, bold: bool = False, size: int = 10, shape: str = "General", wrap: bool = True,
            across: str | None = None, fill: str | None = None,
        ) -> Any:  # fmt: skip
            cell = self.cell(place, 1, 1)
            cell.font = Font(name="Arial", size=size, bold=bold)
            cell.alignment = Alignment(wrap_text=wrap, vertical="top", horizontal=across)
            cell.number_format = shape
            if fill is not None:
                cell.fill = PatternFill("solid", fgColor=fill)
            return cell._style, self.place.parent._cell_styles.add(cell._style)

        self.styles = {
            Look.TEXT: style(),
            Look.NUMBER: style(across="center"),
            Look.DATE: style(shape="DD.MM.YYYY", across="center"),
            Look.PERCENT: style(shape="0.0", across="right"),
        }
        self.head = style(bold=True, fill=_HEAD_FILL, across="center")
        self.label = style(bold=True)
        self.plain = style()
        self.plain_date = style(shape="DD.MM.YYYY", across="left")
        self.heading = style(bold=True, size=14, wrap=False)

    def write(self, sheet: Sheet) -> dict[str, int | float | str]:
        """Puts everything on the sheet; gives the cached values of its formulas by cell."""
        from openpyxl.utils import get_column_letter

        width = len(sheet.columns)
        for number, column in enumerate(sheet.columns, start=1):
            self.place.column_dimensions[get_column_letter(number)].width = column.width
        if sheet.titled:
            self._table(1, 1, sheet.columns, sheet.rows)
            last = len(sheet.rows) + 1
            self.place.freeze_panes = "A2"
            self.place.auto_filter.ref = f"A1:{get_column_letter(width)}{last}"
            self.place.print_title_rows = "1:1"
        else:
            self._page(sheet.rows, [column.width for column in sheet.columns])
            last = max(1, len(sheet.rows))
        areas = [f"A1:{get_column_letter(width)}{last}"]
        if (beside := self._beside(sheet)) is not None:
            areas.append(beside)
        self.place.print_area = areas
        for row, lines in self.lines.items():
            if lines > 1:
                self.place.row_dimensions[row].height = min(_TALLEST, lines * _LINE_POINTS + 2)
        self._paper(sum(column.width for column in sheet.columns), titled=sheet.titled)
        return self.cached

    def _beside(self, sheet: Sheet) -> str | None:
        """Tables and charts beside the rows, on a page of their own; gives the cells they cover."""
        from openpyxl.utils import get_column_letter

        boxes = [self._side(side) for side in sheet.sides]
        if sheet.charts:
            from curator_app.exchange.workbook.charts import add_chart

            boxes += [add_chart(self.place, chart) for chart in sheet.charts]
        if not boxes:
            return None
        left, top = min(box.left for box in boxes), min(box.top for box in boxes)
        right, bottom = max(box.right for box in boxes), max(box.bottom for box in boxes)
        return f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}"

    def _paper(self, letters: float, *, titled: bool) -> None:
        from openpyxl.worksheet.properties import PageSetupProperties

        setup = self.place.page_setup
        setup.orientation, setup.paperSize = "landscape", 9
        setup.fitToWidth, setup.fitToHeight = max(1, math.ceil(letters / _PAGE_LETTERS)), 0
        if setup.fitToWidth > 1:
            self.place.print_title_cols = "A:B"
        self.place.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        self.place.print_options.gridLines = titled
        margins = self.place.page_margins
        margins.left = margins.right = 0.4
        margins.top = margins.bottom = 0.5
        self.place.oddFooter.center.text = "&A — &P из &N"
        self.place.oddFooter.center.size = 8

    def _page(self, rows: Sequence[Sequence[Value]], widths: Sequence[float]) -> None:
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                if number == 1:
                    style = self.heading
                elif column == 1:
                    style = self.label
                else:
                    style = self.plain_date if isinstance(value, dt.date) else self.plain
                self._put(number, column, value, style)
                if isinstance(value, str) and number > 1:
                    self._stretch(number, value, widths[column - 1])

    def _side(self, side: Side) -> Box:
        from openpyxl.utils import get_column_letter

        for number, column in enumerate(side.columns, start=side.left):
            self.place.column_dimensions[get_column_letter(number)].width = column.width
        self._table(side.top, side.left, side.columns, side.rows)
        return Box(side.left, side.top, side.left + len(side.columns) - 1, side.top + len(side.rows))

    def _table(self, top: int, left: int, columns: Sequence[Column], rows: Sequence[Sequence[Value]]) -> None:
        for number, column in enumerate(columns, start=left):
            self._put(top, number, column.title, self.head)
            self._stretch(top, column.title, column.width * _BOLD)
        told = [(self.styles[column.look], column.width) for column in columns]
        for number, row in enumerate(rows, start=top + 1):
            for place, (value, (style, width)) in enumerate(zip(row, told, strict=True), start=left):
                self._put(number, place, value, style)
                if isinstance(value, str) and (len(value) > width or "\n" in value):
                    self._stretch(number, value, width)

    def _stretch(self, row: int, text: str, width: float) -> None:
        """The row becomes high enough for a text broken at blanks."""
        lines = sum(_lines(line, width) for line in text.split("\n"))
        if lines > self.lines.get(row, 1):
            self.lines[row] = lines

    def _put(self, row: int, column: int, value: Value, style: Any) -> None:
        if value is None:
            return
        cell = self.cell(self.place, row, column)
        cell._style, cell.style_id = style  # shared by a look: a copy each would cost as much as the cell
        if isinstance(value, str):
            if not value.isprintable():
                value = self.illegal.sub(" ", value)
            cell._value, cell.data_type = value[:_LONGEST], "s"
        elif isinstance(value, Formula):
            cell._value, cell.data_type = f"={value.text}", "f"
            self.cached[cell.coordinate] = value.cached
        elif isinstance(value, dt.date):
            cell._value, cell.data_type = value, "d"
        else:
            cell._value = value
        self.cells[row, column] = cell


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column, broken at blanks."""
    if len(text) <= width:
        return 1
    lines, used = 1, 0.0
    for word in text.split(" "):
        if used and used + len(word) > width:
            lines, used = lines + 1, 0.0
        lines += int(len(word) // width) if len(word) > width else 0
        used += len(word) + 1
    return lines
