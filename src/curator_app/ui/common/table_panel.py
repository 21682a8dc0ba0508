"""A whole list: search, filter chips, column chooser, table, and words where the table is empty."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from curator_app.ui.common.chips import Chip, ChipBar
from curator_app.ui.common.empty_state import EmptyState, NextStep
from curator_app.ui.common.search_bar import SearchBar
from curator_app.ui.common.table_model import Column, RowTableModel
from curator_app.ui.common.table_view import RowTableView
from curator_app.ui.common.theme import theme, themed_icon
from curator_app.ui.common.window_state import WindowState

Row = TypeVar("Row")
_ROUND = 4


class TablePanel(QWidget, Generic[Row]):
    """Search, chips and a table over rows of one kind.

    ``name`` is the place of widths, order and sort in ``state``. Signals are those of ``table``.
    Buttons of the page go into ``tools`` (a layout right of the search).
    """

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        row_id: Callable[[Row], int],
        state: WindowState,
        name: str,
        *,
        empty: EmptyState,
        chips: Sequence[Chip[Row]] = (),
        hint: str = "Найти…",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.model: RowTableModel[Row] = RowTableModel(columns, row_id, self)
        self.search = SearchBar(hint, self)
        self.tools = QHBoxLayout()
        self.tools.setSpacing(8)
        self._empty = empty
        self._listed = 0
        self._not_found = EmptyState(
            "search",
            "Ничего не найдено",
            "",
            [NextStep("Показать все строки", self.show_all)],
        )
        self._columns = QToolButton(self)
        self._columns.setToolTip("Какие столбцы показывать")
        self._columns.setAccessibleName("Столбцы таблицы")
        self._columns.clicked.connect(self._choose_columns)
        self.chips = ChipBar(chips, self)
        self.table = RowTableView(self.model, state, name, self)  # last: the order of Tab
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(8)
        top.addWidget(self.search, 1)
        top.addLayout(self.tools)
        top.addWidget(self._columns)
        frame = QFrame(self)
        frame.setProperty("role", "panel")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, _ROUND, 1, _ROUND)  # clear of the rounded corners
        self._pages = QStackedLayout()
        inside.addLayout(self._pages)
        for page in (self.table, self._not_found, self._empty):
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self.chips)
        layout.addWidget(frame, 1)
        self.search.query_changed.connect(self._query)
        self.search.left_down.connect(self._enter_table)
        self.chips.changed.connect(self._filter)
        self.table.typed.connect(self.search.append)
        theme().changed.connect(self._draw_icons)
        self._draw_icons()
        self.model.set_filter(self.chips.filter())
        self._look()

    def set_rows(self, rows: Iterable[Row]) -> None:
        """New rows; search, chips, sort, selection and scroll stay."""
        self.model.set_rows(rows)
        self._count()
        self._look()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes the search away; with nothing typed it goes on, and a dialog closes."""
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
        else:
            super().keyPressEvent(event)

    def show_all(self) -> None:
        """Takes search and chips away."""
        self.search.clear()
        self.chips.choose([])
        self.table.setFocus()

    def show_id(self, row_id: int) -> bool:
        """Selects the row, taking search and chips away when they hide it. False when there is no such row."""
        row = self.model.find(row_id)
        if row is not None and self.model.place_of(row_id) is None:
            self.search.clear()
            self.chips.choose(self.chips.hiding(row))
        return self.table.show_id(row_id)

    def selected_rows(self) -> list[Row]:
        """Rows selected, from top to bottom."""
        return [self.model.row(place) for place in self.table.selected_places()]

    def _query(self, text: str) -> None:
        self.model.set_query(text)
        self._look()
        self._to_results()

    def _filter(self) -> None:
        self.model.set_filter(self.chips.filter())
        self._count()
        self._look()
        self._to_results()

    def _count(self) -> None:
        # All rows are looked through once for new rows and new chips, never for a letter of the search.
        self._listed = self.chips.count(self.model.rows)

    def _to_results(self) -> None:
        current = self.table.currentIndex()
        if current.isValid():
            self.table.scrollTo(current)
        else:
            self.table.scrollToTop()

    def _look(self) -> None:
        shown, total = self.model.rowCount(), self._listed
        self.search.count(shown, total)
        self.chips.setVisible(self.model.total > 0 and self.chips.any)
        if self.model.total == 0 or (total == 0 and not self.chips.chosen()):
            self._pages.setCurrentWidget(self._empty)
        elif shown == 0:
            query = self.search.text().strip()
            what = f"По запросу «{query}» ничего нет" if query else "С этими отметками ничего нет"
            hidden = " среди отмеченного" if query and self.chips.chosen() else ""
            self._not_found.say("Не найдено", f"{what}{hidden}. Проверьте написание или покажите все строки.")
            self._pages.setCurrentWidget(self._not_found)
        else:
            self._pages.setCurrentWidget(self.table)

    def _enter_table(self) -> None:
        if self.model.rowCount():
            self.table.setFocus()
            if self.table.current_id() is None:
                self.table.selectRow(0)

    def _choose_columns(self) -> None:
        button = self._columns
        self.table.columns_menu().popup(button.mapToGlobal(QPoint(0, button.height() + 4)))

    def _draw_icons(self) -> None:
        self._columns.setIcon(themed_icon("columns"))
