"""The marks while they are being made: what is set, what is suggested, what is left. Knows nothing of widgets."""

from __future__ import annotations

from collections.abc import Sequence

from curator_app.exchange.form_filling.view import FormView, ShownSheet
from curator_app.runtime.errors import KnownProblem
from curator_app.services.monitoring.forms.marks import CellMark, Mark, TableMark, cells_of, tables_of
from curator_app.services.monitoring.forms.sources import Sources
from curator_app.services.monitoring.forms.suggesting import label_of, suggest_cells, suggest_tables, waiting_cells
from curator_app.ui.monitoring.forms.form_grid import Laid, Place

_Key = tuple[str, int, int]


class Marking:
    """One form in work."""

    def __init__(self, view: FormView, sources: Sources, marks: Sequence[Mark]) -> None:
        self._view = view
        self._sources = sources
        self._before = tuple(marks)
        self._cells: dict[_Key, CellMark] = {(one.sheet, one.row, one.column): one for one in cells_of(marks)}
        self._tables: dict[tuple[str, int], TableMark] = {(one.sheet, one.row): one for one in tables_of(marks)}
        self._refused: set[_Key] = set()
        self._refused_tables: set[tuple[str, int]] = set()
        self._reckon()

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What would be saved."""
        return (*self._cells.values(), *self._tables.values())

    @property
    def dirty(self) -> bool:
        """Whether anything was changed."""
        return set(self.marks) != set(self._before)

    @property
    def hints_left(self) -> int:
        """How many suggestions wait."""
        return len(self._hints)

    def put(self, sheet: ShownSheet, place: Place, source: str) -> None:
        """A source into a cell."""
        row, column = place
        self._cells[sheet.title, row, column] = CellMark(
            sheet=sheet.title, row=row, column=column, source=source, label=label_of(sheet, row, column)
        )
        self._hints.pop((sheet.title, row, column), None)

    def clear(self, sheet: ShownSheet, place: Place) -> bool:
        """Takes the mark off a cell, else its suggestion. False when there is neither."""
        key = (sheet.title, *place)
        if self._cells.pop(key, None) is None and self._hints.pop(key, None) is None:
            return False
        self._refused.add(key)
        self._hints.pop(key, None)
        return True

    def accept_all(self) -> None:
        """Every suggested cell becomes a mark."""
        self._cells.update(self._hints)
        self._hints.clear()

    def set_table(self, sheet: ShownSheet, row: int, mark: TableMark | None) -> None:
        """A table from a row on; None takes it away. Single cells inside of it go."""
        if mark is None:
            self._tables.pop((sheet.title, row), None)
            self._refused_tables.add((sheet.title, row))
        else:
            self._tables[sheet.title, row] = mark
            rows = range(row, row + max(1, self._ready(sheet, mark)))
            taken = {one.column for one in mark.columns}
            for key in [key for key in self._cells if key[0] == sheet.title and key[1] in rows and key[2] in taken]:
                del self._cells[key]
        self._reckon()

    def mark_at(self, sheet: ShownSheet, place: Place) -> CellMark | None:
        """The mark of a cell."""
        return self._cells.get((sheet.title, *place))

    def hint_at(self, sheet: ShownSheet, place: Place) -> CellMark | None:
        """The suggestion of a cell."""
        return self._hints.get((sheet.title, *place))

    def table_over(self, sheet: ShownSheet, place: Place) -> TableMark | None:
        """The table a cell belongs to."""
        for (title, row), mark in self._tables.items():
            if title == sheet.title and row <= place[0] < row + max(1, self._ready(sheet, mark)):
                return mark
        return None

    def table_hint(self, sheet: ShownSheet) -> TableMark | None:
        """The first table of the sheet that looks known and is not marked."""
        for one in self._table_hints:
            if (
                one.sheet == sheet.title
                and (one.sheet, one.row) not in self._refused_tables
                and self.table_over(sheet, (one.row, one.columns[0].column)) is None
            ):
                return one
        return None

    def next_place(self, sheet: ShownSheet, after: Place) -> Place | None:
        """The next place of the sheet that waits for a value; from the end on to the beginning."""
        left = [place for place in self._waiting[sheet.title] if (sheet.title, *place) not in self._cells]
        return next((place for place in left if place > after), left[0] if left else None)

    def progress(self) -> tuple[int, int, int]:
        """(marked places, all places, marked ones that have a value in this period)."""
        waiting = {(title, *place) for title, places in self._waiting.items() for place in places}
        total = len(waiting | set(self._cells)) + len(self._tables)
        known = sum(1 for one in self._cells.values() if self._value(one.source)[1])
        full = sum(1 for one in self._tables.values() if self._rows(one.table))
        return len(self._cells) + len(self._tables), total, known + full

    def laid(self, sheet: ShownSheet) -> dict[Place, Laid]:
        """What lies over the cells of a sheet."""
        found: dict[Place, Laid] = {}
        for mark in self._tables.values():
            if mark.sheet == sheet.title:
                found |= self._laid_table(sheet, mark)
        for key, hint in self._hints.items():
            if key[0] == sheet.title:
                text, _known, title = self._value(hint.source)
                found[key[1], key[2]] = Laid("hint", f"{text} ?", f"Подсказка: {title}. Enter — принять.")
        for key, cell in self._cells.items():
            if key[0] == sheet.title:
                text, known, title = self._value(cell.source)
                words = title if known else f"{title} — за этот период данных нет, ячейка останется пустой"
                found[key[1], key[2]] = Laid("mark", text, words, empty=not known)
        return found

    # --- inside

    def _reckon(self) -> None:
        """Places and suggestions anew: tables have taken some of them."""
        marks = self.marks
        self._waiting = {one.title: waiting_cells(one, marks) for one in self._view.sheets if not one.hidden}
        for one in self._view.sheets:
            self._waiting.setdefault(one.title, [])
        self._table_hints = suggest_tables(self._view, self._sources, marks)
        inside = {
            (one.sheet, row)
            for one in self._table_hints
            if (sheet := self._view.sheet(one.sheet)) is not None
            for row in range(one.row, one.row + max(1, self._ready(sheet, one)))
            if (one.sheet, one.row) not in self._refused_tables
        }
        for title, places in self._waiting.items():
            self._waiting[title] = [place for place in places if (title, place[0]) not in inside]
        self._hints = {
            (one.mark.sheet, one.mark.row, one.mark.column): one.mark
            for one in suggest_cells(self._view, self._sources, marks)
            if (one.mark.sheet, one.mark.row, one.mark.column) not in self._refused
            and (one.mark.sheet, one.mark.row) not in inside
        }

    def _ready(self, sheet: ShownSheet, mark: TableMark) -> int:
        if mark.last_row is not None:
            return mark.last_row - mark.row + 1
        try:
            return sheet.prepared(mark.row, tuple(one.column for one in mark.columns))
        except KnownProblem:
            return 1

    def _value(self, key: str) -> tuple[str, bool, str]:
        """(text, whether there is a value, title) of a source."""
        source = self._sources.find(key)
        if source is None:
            return "—", False, "Такого источника больше нет"
        return source.shown, source.value not in {None, ""}, source.title

    def _rows(self, table: str) -> int:
        found = self._sources.tables.get(table)
        return 0 if found is None else len(found.rows)

    def _laid_table(self, sheet: ShownSheet, mark: TableMark) -> dict[Place, Laid]:
        found: dict[Place, Laid] = {}
        rows = self._ready(sheet, mark)
        for number in range(max(1, rows)):
            for one in mark.columns:
                words = f"Таблица «{mark.table}»: {one.source}"
                text = f"↓ {one.source}" if number == 0 else ""
                found[mark.row + number, one.column] = Laid("table" if number == 0 else "row", text, words)
        return found
