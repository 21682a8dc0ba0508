"""The sources to choose from, the likeliest first, each with what it tells now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from curator_app.domain.letters import fold
from curator_app.services.monitoring.forms.sources import Source, own_text
from curator_app.ui.common.theme import colours, theme

_PAD = 8
_LONGEST_TEXT = 200


class _Model(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[Source] = []

    def show(self, rows: Sequence[Source]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.title}: сейчас {row.shown}"
        return None


class _Delegate(QStyledItemDelegate):
    """Title in up to three lines, below it the present value and the group."""

    def __init__(self, view: QListView, model: _Model) -> None:
        super().__init__(view)
        self._view = view
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        width = self._view.viewport().width() - 2 * _PAD
        metrics = option.fontMetrics
        box = metrics.boundingRect(
            QRect(0, 0, width, 10_000), Qt.TextFlag.TextWordWrap, self._model.rows[index.row()].title
        )
        lines = min(3, max(1, round(box.height() / metrics.lineSpacing())))
        return QSize(width, (lines + 1) * metrics.lineSpacing() + 10)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row, palette = self._model.rows[index.row()], colours()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(option.rect, QColor(palette.selection))
        inside = option.rect.adjusted(_PAD, 4, -_PAD, -4)
        line = option.fontMetrics.lineSpacing()
        painter.setPen(QColor(palette.selection_text if chosen else palette.text))
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
        painter.drawText(inside.adjusted(0, 0, 0, -line), flags, row.title)
        foot = QRect(inside.left(), inside.bottom() - line + 1, inside.width(), line)
        font = QFont(painter.font())
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(palette.accent_text if row.value not in {None, ""} else palette.muted))
        told = painter.fontMetrics().elidedText(row.shown.replace("\n", " "), Qt.TextElideMode.ElideRight, foot.width())
        painter.drawText(foot, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), told)
        painter.setPen(QColor(palette.border))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.restore()


class SourceList(QWidget):
    """Search and list. Enter chooses, Esc in an empty search goes back."""

    accepted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: list[Source] = []
        self.search = QLineEdit(self)
        self.search.setPlaceholderText("Найти: «наставники», «K3», свой текст…")
        self.search.setAccessibleName("Что записать в ячейку")
        self.search.setMaxLength(_LONGEST_TEXT)
        self.list = QListView(self)
        self.list.setAccessibleName("Что записать в ячейку")
        self._model = _Model(self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Delegate(self.list, self._model))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.told = QLabel("Ничего похожего. Enter впишет эти слова как есть.", self)
        self.told.setProperty("role", "muted")
        self.told.setWordWrap(True)
        self.told.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.told)
        self.search.textChanged.connect(lambda _text: self._filter())
        self.search.installEventFilter(self)
        self.list.installEventFilter(self)
        self.list.doubleClicked.connect(lambda _index: self.accepted.emit())
        theme().changed.connect(self.list.viewport().update)

    @property
    def chosen(self) -> Source | None:
        """What is chosen."""
        index = self.list.currentIndex()
        return self._model.rows[index.row()] if index.isValid() else None

    @property
    def shown(self) -> list[Source]:
        """What the list shows."""
        return list(self._model.rows)

    def offer(self, sources: Sequence[Source], chosen: str = "") -> None:
        """Sources in the order to be shown; ``chosen``: the key of the one in force."""
        self._all = list(sources)
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self._filter(chosen)

    def start(self, text: str = "") -> None:
        """The cursor goes into the search with a letter typed elsewhere."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if text:
            self.search.setText(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows, Enter and Esc."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
                self.accepted.emit()
                return True
            if key == Qt.Key.Key_Escape:
                if watched is self.search and self.search.text():
                    self.search.clear()
                else:
                    self.left.emit()
                return True
            if watched is self.search and key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
                self._step(1 if key == Qt.Key.Key_Down else -1)
                return True
        return super().eventFilter(watched, event)

    def _step(self, by: int) -> None:
        row = self.list.currentIndex().row() + by
        if 0 <= row < len(self._model.rows):
            self.list.setCurrentIndex(self._model.index(row, 0))

    def _filter(self, chosen: str = "") -> None:
        query = self.search.text().strip()
        words = fold(query).split()
        rows = [one for one in self._all if all(word in fold(f"{one.title} {one.hints}") for word in words)]
        self.told.setVisible(bool(query) and not rows)
        if query:
            rows.append(own_text(query))
        self._model.show(rows)
        place = next((number for number, one in enumerate(rows) if one.key == chosen), 0)
        if rows:
            self.list.setCurrentIndex(self._model.index(place, 0))
