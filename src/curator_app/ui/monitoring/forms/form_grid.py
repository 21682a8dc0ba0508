"""A sheet of a form as a grid: its own texts, what is marked and what is suggested, each told apart at a glance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from curator_app.exchange.form_filling.values import cell_name, column_letters
from curator_app.exchange.form_filling.view import ShownCell, ShownSheet
from curator_app.ui.common.theme import colours, theme

Place = tuple[int, int]
_EMPTY = ShownCell("")
_PAD = 4
_NARROWEST, _WIDEST = 36, 340
_MOST_LINES = 4
_TIGHTEST = 0.55


@dataclass(frozen=True, slots=True)
class Laid:
    """What lies over a cell: ``kind`` is mark, table, row (of a table) or hint; ``words`` are told on hovering."""

    kind: str
    text: str
    words: str
    empty: bool = False


class _Model(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.sheet: ShownSheet | None = None
        self.laid: Mapping[Place, Laid] = {}

    def show(self, sheet: ShownSheet | None) -> None:
        self.beginResetModel()
        self.sheet = sheet
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if self.sheet is None or (parent is not None and parent.isValid()) else self.sheet.rows

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if self.sheet is None or (parent is not None and parent.isValid()) else self.sheet.columns

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return column_letters(section) if orientation == Qt.Orientation.Horizontal else str(section + 1)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        return None

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.sheet is None or not index.isValid():
            return None
        place = (index.row() + 1, index.column())
        cell, laid = self.sheet.cells.get(place, _EMPTY), self.laid.get(place)
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text if laid is None else laid.text
        if role == Qt.ItemDataRole.ToolTipRole:
            told = laid.words if laid is not None else cell.kept or cell.text
            return f"{cell_name(*place)}. {told}" if told else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = "" if laid is None else laid.words
            return " ".join(filter(None, (cell_name(*place), cell.text, words, cell.kept)))
        return None


class _Delegate(QStyledItemDelegate):
    def __init__(self, grid: FormGrid) -> None:
        super().__init__(grid)
        self._grid = grid

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        place = (index.row() + 1, index.column())
        sheet = self._grid.sheet
        if sheet is None:
            return
        cell, laid = sheet.cells.get(place, _EMPTY), self._grid.laid.get(place)
        palette = colours()
        rect: QRect = option.rect
        painter.save()
        ground = palette.header if cell.filled else palette.surface
        if laid is not None:
            ground = {
                "mark": palette.warn_soft if laid.empty else palette.accent_soft,
                "table": palette.info_soft,
                "row": palette.info_soft,
                "hint": palette.surface,
            }[laid.kind]
        painter.fillRect(rect, QColor(ground))
        painter.setPen(QColor(palette.border_strong if cell.bordered else palette.border))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        if laid is not None and laid.kind == "hint":
            painter.setPen(QPen(QColor(palette.accent), 1, Qt.PenStyle.DashLine))
            painter.drawRect(rect.adjusted(1, 1, -3, -3))
        self._words(painter, rect, cell, laid)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(QColor(palette.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def _words(self, painter: QPainter, rect: QRect, cell: ShownCell, laid: Laid | None) -> None:
        palette = colours()
        font = QFont(painter.font())
        text, ink, numeric = cell.text, palette.text, cell.is_number
        font.setBold(cell.bold)
        if cell.kept:
            ink, text = palette.muted, f"ƒ {text}".strip()
        if laid is not None:
            text, numeric = laid.text, False
            font.setBold(laid.kind == "mark")
            font.setItalic(laid.kind == "hint")
            ink = {
                "mark": palette.warn_text if laid.empty else palette.accent_text,
                "table": palette.info_text,
                "row": palette.info_text,
                "hint": palette.accent_text,
            }[laid.kind]
        if not text:
            return
        painter.setFont(font)
        painter.setPen(QColor(ink))
        across = Qt.AlignmentFlag.AlignRight if numeric else Qt.AlignmentFlag.AlignLeft
        inside = rect.adjusted(_PAD, 2, -_PAD, -2)
        metrics = painter.fontMetrics()
        if laid is not None or inside.height() < 2 * metrics.lineSpacing() - 2:
            line = metrics.elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, inside.width())
            painter.drawText(inside, int(across | Qt.AlignmentFlag.AlignVCenter), line)
        else:
            tall = metrics.boundingRect(inside, int(Qt.TextFlag.TextWordWrap), text).height() > inside.height()
            down = Qt.AlignmentFlag.AlignTop if tall else Qt.AlignmentFlag.AlignVCenter
            painter.drawText(inside, int(across | down | Qt.TextFlag.TextWordWrap), text)


class FormGrid(QTableView):
    """Arrows move, Enter is «accepted», a letter begins the search, Del clears."""

    moved = Signal(int, int)
    """Row from 1 and column from 0 of the cell in hand (the first one of a merged range)."""
    accepted = Signal()
    cleared = Signal()
    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Model(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setAccessibleName("Форма района")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setHighlightSections(True)
            header.setMinimumSectionSize(16)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 10)
        theme().changed.connect(self.viewport().update)

    @property
    def sheet(self) -> ShownSheet | None:
        """The sheet shown."""
        return self._model.sheet

    @property
    def laid(self) -> Mapping[Place, Laid]:
        """What lies over the cells."""
        return self._model.laid

    @property
    def place(self) -> Place | None:
        """Row and column of the cell in hand, the first one of a merged range."""
        index = self.currentIndex()
        if self.sheet is None or not index.isValid():
            return None
        return self._first(index.row() + 1, index.column())

    def show_sheet(self, sheet: ShownSheet) -> None:
        """Another sheet, from its beginning."""
        self.clearSpans()
        self._model.show(sheet)
        self._fit()
        for merge in sheet.merges:
            rows = min(merge.bottom, sheet.rows) - merge.top + 1
            columns = min(merge.right, sheet.columns - 1) - merge.left + 1
            if rows > 1 or columns > 1:
                self.setSpan(merge.top - 1, merge.left, rows, columns)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A form somewhat wider than the window is drawn narrower, so that labels stay beside their cells."""
        super().resizeEvent(event)
        self._fit()

    def lay(self, laid: Mapping[Place, Laid]) -> None:
        """Other marks over the same sheet."""
        self._model.laid = laid
        self.viewport().update()

    def go(self, row: int, column: int) -> None:
        """To a cell."""
        index = self._model.index(row - 1, column)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Tells where one is now."""
        super().currentChanged(current, previous)
        if (place := self.place) is not None:
            self.moved.emit(*place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the class."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.accepted.emit()
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.cleared.emit()
        elif (
            event.text().isprintable()
            and event.text().strip()
            and not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        ):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def _first(self, row: int, column: int) -> Place:
        merge = None if self.sheet is None else self.sheet.grid.merge_at(row, column)
        return (row, column) if merge is None else (merge.top, merge.left)

    def _fit(self) -> None:
        sheet = self.sheet
        if sheet is None:
            return
        letter = self.fontMetrics().horizontalAdvance("0")
        wanted = [min(_WIDEST, max(_NARROWEST, width * letter + 2 * _PAD)) if width else 0.0 for width in sheet.widths]
        words = self._widest_words(sheet)
        for column, word in words.items():
            wanted[column] = max(wanted[column], word + 2 * _PAD + 2) if wanted[column] else 0.0
        room = self.viewport().width() - 2
        scale = max(_TIGHTEST, min(1.0, room / max(1.0, sum(wanted))))
        for column, width in enumerate(wanted):
            least = max(_NARROWEST, words.get(column, 0) + 2 * _PAD + 2)
            self.setColumnHidden(column, not width)
            if width:
                self.setColumnWidth(column, int(max(width * scale, min(least, width))))
        self._set_heights(sheet)

    def _widest_words(self, sheet: ShownSheet) -> dict[int, int]:
        """The widest word of every column, in pixels: labels stay legible where the form relies on empty neighbours."""
        metrics = self.fontMetrics()
        found: dict[int, int] = {}
        for (row, column), cell in sheet.cells.items():
            if cell.text and not cell.is_number and sheet.grid.merge_at(row, column) is None:
                word = max(cell.text.split(), key=len, default="")
                found[column] = max(found.get(column, 0), min(_WIDEST // 2, metrics.horizontalAdvance(word)))
        return {column: width for column, width in found.items() if column < sheet.columns}

    def _set_heights(self, sheet: ShownSheet) -> None:
        line = self.fontMetrics().lineSpacing()
        usual = self.verticalHeader().defaultSectionSize()
        lines: dict[int, int] = {}
        for (row, column), cell in sheet.cells.items():
            if not cell.text:
                continue
            merge = sheet.grid.merge_at(row, column)
            if merge is not None and merge.bottom > merge.top:
                continue
            right = column if merge is None else min(merge.right, sheet.columns - 1)
            width = sum(self.columnWidth(one) for one in range(column, right + 1)) - 2 * _PAD - 2
            needed = self._lines(cell.text, width)
            lines[row] = max(lines.get(row, 1), min(_MOST_LINES, needed))
        for row in range(sheet.rows):
            count = lines.get(row + 1, 1)
            self.setRowHeight(row, usual if count == 1 else count * line + 8)

    def _lines(self, text: str, width: int) -> int:
        box = self.fontMetrics().boundingRect(QRect(0, 0, max(20, width), 10_000), Qt.TextFlag.TextWordWrap, text)
        return max(1, round(box.height() / self.fontMetrics().lineSpacing()))
