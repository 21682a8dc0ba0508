"""Filling a form: cells and tables into the sheets they belong to, everything else of the file untouched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from curator_app.exchange.form_filling.edit import Write, edited
from curator_app.exchange.form_filling.formats import Shows, read_formats
from curator_app.exchange.form_filling.package import FormPackage, FormSheet, readable
from curator_app.exchange.form_filling.recalculation import has_formulas, looking_at, recalculated
from curator_app.exchange.form_filling.reserved import Reserved, read_reserved
from curator_app.exchange.form_filling.rows import TableRows, added_merges, shortage, table_rows
from curator_app.exchange.form_filling.scan import scan_sheet
from curator_app.exchange.form_filling.shifting import Shift, is_safe, shifted
from curator_app.exchange.form_filling.values import CellFill, FormValue, TableFill, cell_name, unfit
from curator_app.exchange.grid import Grid, Merge
from curator_app.exchange.xlsx_reader import read_workbook
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.progress import Progress

_LAST_ROW = 1_048_576
_LAST_COLUMN = 16_383


@dataclass(frozen=True, slots=True)
class FilledForm:
    """The file and what its reader should know."""

    content: bytes
    remarks: tuple[str, ...]


def fill_form(data: bytes, name: str, cells: Sequence[CellFill], tables: Sequence[TableFill] = ()) -> FilledForm:
    """The form with the values in place. Only the worksheets written to change; when the form has formulas, also the
    mark in ``workbook.xml`` that makes Excel calculate anew, and the old results (never the formulas) of the sheets
    whose formulas look at those worksheets: LibreOffice would show them as they were.

    Raises KnownProblem: no honest workbook, no such sheet, a formula in the way, not enough rows for a table.
    """
    with readable(name):
        return _Filler(data, name).run(cells, tables)


class _Filler:
    def __init__(self, data: bytes, name: str) -> None:
        self.package = FormPackage(data, name)
        self.shows: Shows = read_formats(self.package)
        self.grids: dict[str, Grid] = {}
        self.data = data

    def run(self, cells: Sequence[CellFill], tables: Sequence[TableFill]) -> FilledForm:
        changed: dict[str, bytes] = {}
        remarks: list[str] = []
        wanted = list(dict.fromkeys([*(one.sheet for one in cells), *(one.sheet for one in tables)]))
        for title in wanted:
            sheet = self._sheet(title)
            reserved = self._reserved(sheet)
            own = _SheetFiller(self, sheet, reserved)
            content = own.run(
                [one for one in cells if one.sheet == title], [one for one in tables if one.sheet == title]
            )
            remarks += own.remarks
            if content != reserved.scan.xml:
                changed[sheet.part] = content
                if reserved.scan.protected:
                    remarks.append(f"Лист «{title}» защищён от правки: значения внесены, защита осталась.")
        if changed:
            self._recalculate(changed)
        if changed and self.package.is_signed:
            remarks.append("В форме была электронная подпись: после заполнения она не действует.")
        return FilledForm(self.package.rebuilt(changed), tuple(remarks))

    def texts(self, title: str, row: int, column: int) -> str:
        if not self.grids:
            self.grids = {one.name: one for one in read_workbook(self.data, self.package.name, Progress())}
        return self.grids[title].text(row, column) if title in self.grids else ""

    def counts(self) -> bool:
        """Whether the form has formulas."""
        return any(has_formulas(self.package.part(one.part)) for one in self.package.sheets)

    def _sheet(self, title: str) -> FormSheet:
        found = next((one for one in self.package.sheets if one.title == title), None)
        if found is None:
            raise KnownProblem(
                f"В файле «{self.package.name}» нет листа «{title[:60]}». Выберите ту форму, которую размечали, "
                "или разметьте её заново."
            )
        return found

    def _reserved(self, sheet: FormSheet) -> Reserved:
        scan = scan_sheet(self.package.part(sheet.part), sheet.title, self.package.name)
        return read_reserved(self.package, sheet, scan)

    def _recalculate(self, changed: dict[str, bytes]) -> None:
        """Results that may have become untrue are taken away; Excel and LibreOffice calculate them when they open."""
        package = self.package
        if not self.counts():
            return
        touched = [one.title for one in package.sheets if one.part in changed]
        for sheet in looking_at(package, touched):
            scan = scan_sheet(package.part(sheet.part), sheet.title, package.name)
            content = edited(scan, {}, self.shows, date_1904=package.date_1904)
            if content != scan.xml:
                changed[sheet.part] = content
        changed[package.workbook] = recalculated(package.part(package.workbook), package.name)


class _SheetFiller:
    def __init__(self, owner: _Filler, sheet: FormSheet, reserved: Reserved) -> None:
        self.owner = owner
        self.sheet = sheet
        self.reserved = reserved
        self.scan = reserved.scan
        self.writes: dict[tuple[int, int], Write] = {}
        self.row_looks: dict[int, int] = {}
        self.merges: list[Merge] = []
        self.remarks: list[str] = []
        self.shifts: list[Shift] = []

    def run(self, cells: Sequence[CellFill], tables: Sequence[TableFill]) -> bytes:
        ordered = sorted(tables, key=lambda one: -one.first_row)  # from below: rows put in move nothing above them
        for table in ordered:
            self._make_room(table, ordered, cells)
        tables = [self._placed(one) for one in ordered]
        cells = [replace(one, row=self._now(one.row)) for one in cells]
        for table in tables:
            self._table(table, self._barrier(table, tables, cells))
        for cell in cells:
            self._write(cell.row, cell.column, cell.value)
        return edited(
            self.scan,
            self.writes,
            self.owner.shows,
            date_1904=self.owner.package.date_1904,
            row_looks=self.row_looks,
            merges=self.merges,
        )

    def _write(self, row: int, column: int, value: FormValue) -> None:
        if not (1 <= row <= _LAST_ROW and 0 <= column <= _LAST_COLUMN):
            raise KnownProblem(f"Лист «{self.sheet.title[:60]}»: такой ячейки в Excel нет. Исправьте разметку.")
        merge = self.scan.merge_over(row, column)
        if merge is not None:
            row, column = merge.top, merge.left
        if (reason := self.reserved.reason(row, column)) is not None:
            raise unfit(self.sheet.title, row, column, reason)
        if value is None and self.scan.cell(row, column) is None:
            return
        self._look_at_rule(row, column, value)
        self.writes[row, column] = Write(value)

    def _look_at_rule(self, row: int, column: int, value: FormValue) -> None:
        """A word the form does not offer is written all the same, and told."""
        words = self.scan.allowed(row, column)
        if isinstance(value, str) and words and value.casefold() not in {one.casefold() for one in words}:
            offered = ", ".join(words)
            self.remarks.append(
                f"Лист «{self.sheet.title}», ячейка {cell_name(row, column)}: записано «{value[:40]}», а форма "
                f"предлагает: {offered[:80]}{'…' if len(offered) > 80 else ''}."
            )

    def _barrier(self, table: TableFill, tables: Sequence[TableFill], cells: Sequence[CellFill]) -> int:
        """The row below a table where something else that is filled begins."""
        left, right = min(table.columns), max(table.columns)
        starts = [one.first_row for one in tables if one.first_row > table.first_row and _overlap(one, table)]
        starts += [one.row for one in cells if one.row > table.first_row and left <= one.column <= right]
        return min(starts, default=_LAST_ROW)

    def _make_room(self, table: TableFill, tables: Sequence[TableFill], cells: Sequence[CellFill]) -> None:
        """Puts missing rows in when nothing of the form would be left behind."""
        moved = [replace(one, row=self._now(one.row)) for one in cells]
        others = [self._placed(one) for one in tables]
        now = self._placed(table)
        lack = shortage(now, self.reserved, self._text, self._barrier(now, others, moved))
        if lack is None or not is_safe(self.owner.package, self.sheet, self.reserved, lack.at):
            return
        shift = Shift(lack.at, lack.by, lack.like, lack.step)
        content = shifted(self.scan, shift)
        self.shifts.append(shift)
        self.scan = scan_sheet(content, self.sheet.title, self.owner.package.name)
        self.reserved = read_reserved(self.owner.package, self.sheet, self.scan)
        self.remarks.append(
            f"Лист «{self.sheet.title}»: для записей вставлено строк — {lack.by}, то, что ниже, сдвинуто."
        )

    def _now(self, row: int) -> int:
        """Where a row of the form stands after rows were put in."""
        for shift in self.shifts:
            row += shift.by if row >= shift.at else 0
        return row

    def _placed(self, table: TableFill) -> TableFill:
        """The table where it is after rows were put in."""
        last = table.last_row
        if last is not None:
            last = self._now(last) + sum(one.by for one in self.shifts if one.at == last + 1)
        return replace(table, first_row=self._now(table.first_row), last_row=last)

    def _text(self, row: int, column: int) -> str:
        """The text of a cell of the form as it is now."""
        for shift in reversed(self.shifts):
            if shift.at <= row < shift.at + shift.by:
                return ""
            row -= shift.by if row >= shift.at else 0
        return self.owner.texts(self.sheet.title, row, column)

    def _table(self, table: TableFill, barrier: int) -> None:
        rows = table_rows(table, self.reserved, self._text, barrier)
        for number, row in enumerate(rows.prepared):
            record = table.records[number] if number < len(table.records) else (None,) * len(table.columns)
            for column, value in zip(table.columns, record, strict=True):
                spot = self.scan.cell(row, column)
                if value is not None or (spot is not None and spot.filled):
                    self._write(row, column, value)
        self._added(table, rows)
        if rows.added and len(rows.prepared) > 1 and self.owner.counts():
            self.remarks.append(
                f"Лист «{self.sheet.title}»: в таблице со строки {table.first_row} приготовлено строк — "
                f"{len(rows.prepared)}, ниже добавлено — {len(rows.added)}. Проверьте, считают ли итоги формы и "
                "добавленные строки."
            )

    def _added(self, table: TableFill, rows: TableRows) -> None:
        like = rows.prepared[-1] if rows.prepared else table.first_row
        records = table.records[len(rows.prepared) :]
        for record, row in zip(records, rows.added, strict=True):
            for offset in range(rows.step):
                pattern = self.scan.rows.get(like + offset)
                self.row_looks[row + offset] = like + offset
                for column, spot in pattern.cells.items() if pattern is not None else ():
                    self.writes[row + offset, column] = Write(None, spot.style)
            for column, value in zip(table.columns, record, strict=True):
                self.writes[row, column] = Write(value, self.scan.style_of(like, column))
        self.merges += added_merges(rows, self.reserved)


def _overlap(one: TableFill, other: TableFill) -> bool:
    """Tables side by side do not stand in each other's way."""
    return min(one.columns) <= max(other.columns) and min(other.columns) <= max(one.columns)
