"""Lines of one editable list as a Qt model: renamed in place, hidden ones stay in sight but faint."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from curator_app.services.catalogues import CatalogueRow
from curator_app.ui.common.table_delegate import paint_badge
from curator_app.ui.common.table_model import Badge
from curator_app.ui.common.theme import colours

Index = QModelIndex | QPersistentModelIndex
HIDDEN_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_ROW_HEIGHT = 34
_PAD = 12


class EntryModel(QAbstractListModel):
    """Rows of a catalogue. ``rename`` does the work of an edit in place and says whether it was taken."""

    def __init__(self, rename: Callable[[CatalogueRow, str], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[CatalogueRow] = []
        self._rename = rename

    def set_rows(self, rows: list[CatalogueRow]) -> None:
        """Another list, or the same after a change."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def row(self, place: int) -> CatalogueRow:
        """The line at ``place``."""
        return self._rows[place]

    def place_of(self, entry_id: int) -> int | None:
        """Where the line stands."""
        return next((place for place, row in enumerate(self._rows) if row.id == entry_id), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """Lines."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One line."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.title}, скрыто" if row.hidden else row.title
        if role == HIDDEN_ROLE:
            return row.hidden
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every line may be renamed in place."""
        own = super().flags(index)
        return own | Qt.ItemFlag.ItemIsEditable if index.isValid() else own

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A line renamed in place."""
        if not index.isValid() or role != Qt.ItemDataRole.EditRole:
            return False
        row = self._rows[index.row()]
        text = str(value).strip()
        if text == row.title or not self._rename(row, text):
            return False
        self._rows[index.row()] = replace(row, title=text)
        self.dataChanged.emit(index, index)
        return True


class EntryDelegate(QStyledItemDelegate):
    """Paints a line; a hidden one is faint with the word «скрыто»."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One line."""
        palette = colours()
        rect: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hidden = bool(index.data(HIDDEN_ROLE))
        painter.save()
        if selected:
            painter.fillRect(rect, QColor(palette.selection))
        painter.setPen(QColor(palette.border))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(option.font)
        inner = rect.adjusted(_PAD, 0, -_PAD, 0)
        room = inner.width()
        if hidden:
            badge = Badge("скрыто")
            width = painter.fontMetrics().horizontalAdvance(badge.text) + 20
            paint_badge(painter, QRect(inner.right() - width, inner.top(), width, inner.height()), badge, palette)
            room -= width + 8
        painter.setPen(QColor(palette.muted if hidden else palette.selection_text if selected else palette.text))
        text = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Every line is as high as the others."""
        return QSize(super().sizeHint(option, index).width(), _ROW_HEIGHT)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A bare field over the line."""
        del option, index
        editor = QLineEdit(parent)
        editor.setMaxLength(300)
        editor.setProperty("role", "cell")
        editor.setAccessibleName("Новое название")
        return editor
