"""The table on a screen: sorting by header, columns the user arranges, selection by id, keyboard, copying."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from curator_app.ui.common.named_after_place import name_after_place
from curator_app.ui.common.staying_menu import StayingMenu
from curator_app.ui.common.table_delegate import CellDelegate
from curator_app.ui.common.table_model import Index, RowTableModel
from curator_app.ui.common.window_state import WindowState

ROW_HEIGHT = 36
_MIN_WIDTH, _MAX_WIDTH = 40, 1200
_TITLE_ROOM = 50  # edges of the title and the sort arrow


class RowTableView(QTableView):
    """A view of a RowTableModel. Selection and current row are kept by id over reload, sort and filter."""

    opened = Signal(int)
    """Enter or double click: id of the row."""
    current_changed = Signal(object)
    """Id of the current row, or None."""
    selection_changed = Signal(list)
    """Ids of the selected rows, from top to bottom."""
    delete_requested = Signal(list)
    """Del: ids of the selected rows."""
    typed = Signal(str)
    """A letter typed into the table: it belongs into the search."""
    paste_wanted = Signal()
    """Ctrl+V."""
    menu_requested = Signal(QPoint)
    """Context menu: global position. The row under the mouse has been made current."""

    def __init__(self, model: RowTableModel[Any], state: WindowState, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._state = state
        self._name = name
        self._kept_ids: list[int] = []
        self._kept_current: int | None = None
        self._told_current: int | None = None
        self._sideways = False
        self._restoring = False
        self._kept_scroll = 0
        self._current_was_seen = False
        self.setModel(model)
        self.setItemDelegate(CellDelegate(self, model))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(ROW_HEIGHT)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setMinimumSectionSize(_MIN_WIDTH)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(lambda at: self.columns_menu().exec(header.mapToGlobal(at)))
        self._restore_columns()
        self.setSortingEnabled(True)
        header.sectionMoved.connect(self._remember_columns)
        header.sectionResized.connect(self._remember_columns)
        header.sortIndicatorChanged.connect(self._remember_columns)
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)
        self.doubleClicked.connect(lambda index: self.opened.emit(model.id_at(index.row())))

    # --- selection by id

    def current_id(self) -> int | None:
        """Id of the current row, or None."""
        index = self.currentIndex()
        return self._model.id_at(index.row()) if index.isValid() else None

    def selected_ids(self) -> list[int]:
        """Ids of the selected rows, from top to bottom."""
        return [self._model.id_at(place) for place in self.selected_places()]

    def selected_places(self) -> list[int]:
        """Where the selected rows stand, from top to bottom."""
        places: set[int] = set()
        chosen = self.selectionModel().selection()
        for part in (chosen.at(number) for number in range(chosen.count())):
            places.update(range(part.top(), part.bottom() + 1))
        return sorted(places)

    def select_ids(self, ids: list[int], current: int | None = None) -> None:
        """Selects the rows that are shown among ``ids``; ``current`` (else the first of them) becomes current."""
        places = sorted(place for place in map(self._model.place_of, ids) if place is not None)
        wanted = self._model.place_of(current) if current is not None else None
        if wanted is None and places:
            wanted = places[0]
        chosen = QItemSelection()
        last = self._model.columnCount() - 1
        start = previous = -2
        for place in [*places, -1]:
            if place != previous + 1:
                if start >= 0:
                    chosen.select(self._model.index(start, 0), self._model.index(previous, last))
                start = place
            previous = place
        selection = self.selectionModel()
        flags = QItemSelectionModel.SelectionFlag
        selection.select(chosen, flags.ClearAndSelect)
        if wanted is not None:
            selection.setCurrentIndex(self._model.index(wanted, self._first_column()), flags.NoUpdate)
        else:
            selection.clearCurrentIndex()

    def showEvent(self, event: QShowEvent) -> None:
        """Nothing is left without a name."""
        super().showEvent(event)
        name_after_place(self)

    def show_id(self, row_id: int) -> bool:
        """Selects one row and scrolls to it. False when it is not shown."""
        place = self._model.place_of(row_id)
        if place is None:
            return False
        self.select_ids([row_id], row_id)
        self.scrollTo(self._model.index(place, self._first_column()))
        return True

    def _keep(self) -> None:
        self._restoring = True
        self._kept_scroll = self.verticalScrollBar().value()
        current = self.currentIndex()
        self._current_was_seen = current.isValid() and self._seen(current)

    def _restore(self) -> None:
        self.select_ids(self._kept_ids, self._kept_current)
        self._restoring = False
        self.verticalScrollBar().setValue(self._kept_scroll)
        if self._current_was_seen and self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
        self._tell()

    def _seen(self, index: QModelIndex) -> bool:
        place = self.visualRect(index)
        return place.bottom() >= 0 and place.top() < self.viewport().height()

    def _tell(self) -> None:
        current = self.current_id()
        if current != self._told_current:
            self._told_current = current
            self.current_changed.emit(current)
        self.selection_changed.emit(self.selected_ids())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Remembers what the user chose."""
        super().selectionChanged(selected, deselected)
        if not self._restoring:
            self._kept_ids = self.selected_ids()
            self._kept_current = self.current_id()
            self._tell()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Remembers the current row."""
        super().currentChanged(current, previous)
        if not self._restoring:
            self._kept_current = self.current_id()
            if self._kept_current != self._told_current:
                self._told_current = self._kept_current
                self.current_changed.emit(self._kept_current)

    # --- columns

    def columns_menu(self) -> QMenu:
        """«Какие столбцы показывать»: check boxes by columns, and back to the default."""
        menu = StayingMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number, column in enumerate(self._model.columns):
            action = menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(number))
            action.toggled.connect(lambda on, at=number: self._show_column(at, on))
        menu.addSeparator()
        menu.addAction("Вернуть столбцы по умолчанию", self.reset_columns)
        return menu

    def reset_columns(self) -> None:
        """Widths, order and visibility as declared."""
        header = self.horizontalHeader()
        for number, column in enumerate(self._model.columns):
            header.moveSection(header.visualIndex(number), number)
            self.setColumnHidden(number, not column.visible)
            self.setColumnWidth(number, self._default_width(number))
        self._remember_columns()

    def _show_column(self, number: int, on: bool) -> None:
        visible = [n for n in range(self._model.columnCount()) if not self.isColumnHidden(n)]
        if on or visible != [number]:
            self.setColumnHidden(number, not on)
            self._remember_columns()

    def _remember_columns(self, *_: object) -> None:
        header = self.horizontalHeader()
        count = self._model.columnCount()
        in_order = [header.logicalIndex(visual) for visual in range(count)]
        last_shown = next((n for n in reversed(in_order) if not self.isColumnHidden(n)), -1)
        old = dict(zip(self._saved("order"), self._state.numbers(f"{self._name}/widths"), strict=False))
        keys = [self._model.columns[number].key for number in in_order]
        widths = [
            old.get(self._model.columns[n].key, self._default_width(n))
            if self.isColumnHidden(n) or n == last_shown  # the last one is stretched: not the user's width
            else self.columnWidth(n)
            for n in in_order
        ]
        hidden = [self._model.columns[n].key for n in in_order if self.isColumnHidden(n)]
        self._state.put_list(f"{self._name}/order", keys)
        self._state.put_list(f"{self._name}/widths", widths)
        self._state.put_list(f"{self._name}/hidden", hidden)
        self._state.put_list(f"{self._name}/sort", [f"{key}:{int(down)}" for key, down in self._model.sorts])

    def _saved(self, what: str) -> list[str]:
        return self._state.texts(f"{self._name}/{what}")

    def _restore_columns(self) -> None:
        header = self.horizontalHeader()
        order = self._saved("order")
        widths = dict(zip(order, self._state.numbers(f"{self._name}/widths"), strict=False))
        hidden = set(self._saved("hidden"))
        for number, column in enumerate(self._model.columns):
            width = widths.get(column.key, self._default_width(number))
            self.setColumnWidth(number, min(max(width, _MIN_WIDTH), _MAX_WIDTH))
            self.setColumnHidden(number, column.key in hidden if column.key in order else not column.visible)
        if all(self.isColumnHidden(number) for number in range(len(self._model.columns))):
            self.setColumnHidden(0, False)
        place = 0
        for key in order:
            found = self._model.column_index(key)
            if found is not None:
                header.moveSection(header.visualIndex(found), place)
                place += 1
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        for item in self._saved("sort"):
            key, _, down = item.partition(":")
            found = self._model.column_index(key)
            if found is not None:
                direction = Qt.SortOrder.DescendingOrder if down == "1" else Qt.SortOrder.AscendingOrder
                self._model.sort(found, direction)
                header.setSortIndicator(found, direction)

    def _default_width(self, number: int) -> int:
        # As declared, but never too narrow for its own title.
        header = self.horizontalHeader()
        header.ensurePolished()
        column = self._model.columns[number]
        return max(column.width, header.fontMetrics().horizontalAdvance(column.title) + _TITLE_ROOM)

    def _first_column(self) -> int:
        header = self.horizontalHeader()
        shown = (header.logicalIndex(visual) for visual in range(self._model.columnCount()))
        return next((number for number in shown if not self.isColumnHidden(number)), 0)

    # --- keyboard and mouse

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming by Tab chooses the first row. Qt makes it current without choosing it, even under the mouse."""
        fresh = not self.currentIndex().isValid()
        self._restoring = True
        super().focusInEvent(event)
        if fresh:
            self.selectionModel().clearCurrentIndex()
        self._restoring = False
        if fresh and event.reason() != Qt.FocusReason.MouseFocusReason:
            self._go(0)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The mark of the current row goes."""
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Del asks to delete, Ctrl+C copies, letters go to the search, Esc to what is around."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            current = self.current_id()
            if current is not None:
                self.opened.emit(current)
        elif event.key() == Qt.Key.Key_Delete:
            if ids := self.selected_ids():
                self.delete_requested.emit(ids)
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()  # the list around it takes the search away, or the dialog closes
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_wanted.emit()
        elif event.key() == Qt.Key.Key_Home and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._go(0)
        elif event.key() == Qt.Key.Key_End and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._go(self._model.rowCount() - 1)
        elif _is_letter(event):
            self.typed.emit(event.text())
        else:
            self._sideways = event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}
            super().keyPressEvent(event)
            self._sideways = False

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Brings the row into sight. Sideways only the arrows move: a click must not shift the names away."""
        place = self.horizontalScrollBar().value()
        super().scrollTo(index, hint)
        if not self._sideways:
            self.horizontalScrollBar().setValue(place)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The row under the mouse becomes current, unless it is among the selected."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
            if index.isValid() and not self.selectionModel().isRowSelected(index.row(), QModelIndex()):
                self.selectRow(index.row())
            at = event.globalPos()
        else:
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        if self.selectionModel().hasSelection():
            self.menu_requested.emit(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The row under the mouse is lit."""
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        """No row is under the mouse."""
        super().leaveEvent(event)
        self._hover(-1)

    def copy(self) -> None:
        """Selected rows, shown columns, with a heading, as a table for Excel and Word."""
        from curator_app.ui.common.table_copy import for_clipboard

        header = self.horizontalHeader()
        order = [header.logicalIndex(visual) for visual in range(self._model.columnCount())]
        columns = [number for number in order if not self.isColumnHidden(number)]
        rows = [self._model.row(place) for place in self.selected_places()]
        lines = [[self._model.columns[number].title for number in columns]]
        lines += [[self._model.display(row, number) for number in columns] for row in rows]
        if rows:
            QGuiApplication.clipboard().setMimeData(for_clipboard(lines))

    def _go(self, place: int) -> None:
        if 0 <= place < self._model.rowCount():
            self.selectRow(place)

    def _hover(self, place: int) -> None:
        delegate = self.itemDelegate()
        if isinstance(delegate, CellDelegate) and delegate.hovered != place:
            delegate.hovered = place
            self.viewport().update()


def _is_letter(event: QKeyEvent) -> bool:
    text = event.text()
    plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier}
    return plain and len(text) == 1 and text.isprintable() and not text.isspace()
