"""A form as the mapping screen shows it: texts, merged cells, widths, where formulas stand. Nothing is changed."""

from __future__ import annotations

from dataclasses import dataclass

from curator_app.exchange.form_filling.formats import Shows, read_formats
from curator_app.exchange.form_filling.package import FormPackage, FormSheet, readable
from curator_app.exchange.form_filling.reserved import Reserved, read_reserved
from curator_app.exchange.form_filling.rows import prepared_rows
from curator_app.exchange.form_filling.scan import scan_sheet
from curator_app.exchange.form_filling.values import TableFill
from curator_app.exchange.grid import MAX_COLUMNS, Grid, Merge, spelled
from curator_app.exchange.xlsx_reader import read_workbook
from curator_app.runtime.progress import Progress

_SHOWN_ROWS = 600
_SHOWN_COLUMNS = 80
_USUAL_WIDTH = 8.43


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell of the form. ``kept``: why nobody may write into it («» when one may)."""

    text: str
    is_number: bool = False
    bold: bool = False
    filled: bool = False
    bordered: bool = False
    kept: str = ""


@dataclass(frozen=True, slots=True)
class ShownSheet:
    """A sheet: cells by (row from 1, column from 0), sparse; ``widths`` in letters by column."""

    title: str
    hidden: bool
    protected: bool
    rows: int
    columns: int
    cells: dict[tuple[int, int], ShownCell]
    merges: tuple[Merge, ...]
    widths: tuple[float, ...]
    reserved: Reserved
    grid: Grid
    by_row: dict[int, dict[int, ShownCell]]
    """The same cells, a row at a time."""

    def text(self, row: int, column: int) -> str:
        """What stands in the cell or in the merged range over it."""
        return self.grid.text(row, column)

    def prepared(self, first_row: int, columns: tuple[int, ...]) -> int:
        """How many rows are prepared for a table from ``first_row``. Raises KnownProblem."""
        table = TableFill(self.title, first_row, None, columns, ())
        return prepared_rows(table, self.reserved, self.grid.text)


@dataclass(frozen=True, slots=True)
class FormView:
    """All worksheets in the order of the tabs."""

    sheets: tuple[ShownSheet, ...]

    def sheet(self, title: str) -> ShownSheet | None:
        """The sheet of a title."""
        return next((one for one in self.sheets if one.title == title), None)


def view_form(data: bytes, name: str) -> FormView:
    """The form to look at. Raises KnownProblem for what cannot be filled anyway."""
    with readable(name):
        package = FormPackage(data, name)
        shows = read_formats(package)
        grids = {one.name: one for one in read_workbook(data, name, Progress())}
        return FormView(tuple(_shown(package, sheet, shows, grids) for sheet in package.sheets))


def _shown(package: FormPackage, sheet: FormSheet, shows: Shows, grids: dict[str, Grid]) -> ShownSheet:
    scan = scan_sheet(package.part(sheet.part), sheet.title, package.name)
    reserved = read_reserved(package, sheet, scan)
    grid = grids.get(sheet.title, Grid(sheet.title))
    cells: dict[tuple[int, int], ShownCell] = {}
    for number, row in scan.rows.items():
        if number > _SHOWN_ROWS:
            break
        for column, spot in row.cells.items():
            if column >= _SHOWN_COLUMNS:
                break
            style = spot.style
            value = grid.own(number, column)
            shown = ShownCell(
                spelled(value),
                isinstance(value, int | float) and not isinstance(value, bool),
                shows.bold(style),
                shows.fill(style),
                shows.border(style),
                reserved.reason(number, column) or "",
            )
            if shown != ShownCell(""):
                cells[number, column] = shown
    last_row = max([*(row for row, _column in cells), *(one.bottom for one in scan.merges)], default=1)
    last_column = max([*(column for _row, column in cells), *(one.right for one in scan.merges)], default=0)
    columns = min(last_column + 2, _SHOWN_COLUMNS, MAX_COLUMNS)
    by_row: dict[int, dict[int, ShownCell]] = {}
    for (number, column), shown in cells.items():
        by_row.setdefault(number, {})[column] = shown
    usual = scan.default_width or _USUAL_WIDTH

    def width(column: int) -> float:
        span = next((one for one in scan.columns if one.first <= column <= one.last), None)
        if span is None:
            return usual
        return 0.0 if span.hidden else span.width or usual

    return ShownSheet(
        title=sheet.title,
        hidden=sheet.hidden,
        protected=scan.protected,
        rows=min(last_row + 5, _SHOWN_ROWS),
        columns=columns,
        cells=cells,
        merges=tuple(one for one in scan.merges if one.top <= _SHOWN_ROWS and one.left < _SHOWN_COLUMNS),
        widths=tuple(width(column) for column in range(columns)),
        reserved=reserved,
        grid=grid,
        by_row=by_row,
    )
