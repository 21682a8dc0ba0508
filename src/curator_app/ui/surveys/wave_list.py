"""The list of waves: title, where it stands, a bar of completeness."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QContextMenuEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from curator_app.services.surveys.rows import WaveRow
from curator_app.texts.collation import fold, words
from curator_app.ui.common.charts.completeness import paint_bar
from curator_app.ui.common.theme import colours, font, theme
from curator_app.ui.surveys.words import STATE_HEADINGS, wave_state, wave_words

Index = QModelIndex | QPersistentModelIndex
_PAD, _BAR = 12, 9
_TOP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class WaveModel(QAbstractListModel):
    """Waves under the headings of their states; a heading is a text."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.today = dt.date.min
        self._rows: list[WaveRow] = []
        self._words: list[str] = []
        self._shown: list[WaveRow | str] = []

    def set_rows(self, rows: Sequence[WaveRow], today: dt.date) -> None:
        """Other waves; the search stays."""
        self._rows, self.today = list(rows), today
        self._filter()

    def set_query(self, query: str) -> None:
        """Every word must occur in the title."""
        self._words = words(query)
        self._filter()

    def _filter(self) -> None:
        self.beginResetModel()
        fitting = [one for one in self._rows if all(word in fold(one.title) for word in self._words)]
        self._shown = []
        for state, heading in STATE_HEADINGS.items():
            own = [one for one in fitting if wave_state(one, self.today) == state]
            if own:
                self._shown += [heading, *own]
        self.endResetModel()

    def at(self, place: int) -> WaveRow | str:
        """The wave or heading at a place."""
        return self._shown[place]

    def place_of(self, wave_id: int) -> int | None:
        """Where a wave is shown."""
        found = (n for n, one in enumerate(self._shown) if not isinstance(one, str) and one.id == wave_id)
        return next(found, None)

    def first(self) -> int | None:
        """The place of the first wave."""
        return next((place for place, one in enumerate(self._shown) if not isinstance(one, str)), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """Waves and headings shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words of a wave."""
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        one = self._shown[index.row()]
        if isinstance(one, str):
            return one if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return one.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{one.title}. Ответили {one.answered} из {one.expected}, {wave_words(one, self.today)[0]}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings can't be chosen."""
        if not index.isValid() or isinstance(self._shown[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class WaveList(QListView):
    """``chosen``: number of the wave, None when there is none."""

    chosen = Signal(object)
    opened = Signal(int)
    delete_requested = Signal(int)
    menu_requested = Signal(QPoint)
    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.waves = WaveModel(self)
        self._kept: int | None = None
        self.setModel(self.waves)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName("Опросы")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.selectionModel().currentChanged.connect(lambda now, _old: self._take(now))
        self.doubleClicked.connect(lambda _index: self._open())
        theme().changed.connect(self.viewport().update)

    def set_rows(self, rows: Sequence[WaveRow], today: dt.date) -> None:
        """Other waves; the choice stays, else the first is chosen."""
        kept = self._kept
        self.waves.set_rows(rows, today)
        if not rows:
            self._kept = None
            self.chosen.emit(None)
        else:
            self.choose(kept)

    def set_query(self, query: str) -> None:
        """Search; while it finds nothing, the wave in hand stays in hand."""
        kept = self._kept
        self.waves.set_query(query)
        self.choose(kept)

    def current_id(self) -> int | None:
        """Number of the wave in hand."""
        return self._kept

    def choose(self, wave_id: int | None) -> bool:
        """Chooses a wave, else the first shown. False when it is not there."""
        place = self.waves.place_of(wave_id) if wave_id is not None else None
        shown = place if place is not None else self.waves.first()
        if shown is not None:
            self.setCurrentIndex(self.waves.index(shown, 0))
        return place is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Del deletes, letters go into the search."""
        number = self.current_id()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif event.key() == Qt.Key.Key_Delete and number is not None:
            self.delete_requested.emit(number)
        elif event.text().strip() and event.text().isprintable() and not event.modifiers():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the wave."""
        if self.current_id() is not None:
            self.menu_requested.emit(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The waves; words where the search finds none."""
        super().paintEvent(event)
        if self.waves.rowCount() == 0:
            painter = QPainter(self.viewport())
            painter.setPen(QColor(colours().muted))
            place = self.viewport().rect().adjusted(_PAD, _PAD, -_PAD, 0)
            painter.drawText(place, _TOP, "Такого опроса нет. Esc в поиске покажет все.")
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Titles wrap anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _take(self, index: Index) -> None:
        one = self.waves.at(index.row()) if index.isValid() else None
        if isinstance(one, WaveRow):
            self._kept = one.id
            self.chosen.emit(one.id)

    def _open(self) -> None:
        number = self.current_id()
        if number is not None:
            self.opened.emit(number)


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: WaveList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Title in as many lines as needed, a line of words, the bar."""
        line = QFontMetrics(font(self._view, points=9)).height()
        one = self._view.waves.at(index.row())
        width = self._view.viewport().width()
        if isinstance(one, str):
            return QSize(width, line + 14)
        return QSize(width, self._title(one.title, width).height() + line + _BAR + 2 * _PAD + 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One wave."""
        palette = colours()
        one = self._view.waves.at(index.row())
        place: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        small = font(self._view, points=9)
        if isinstance(one, str):
            painter.setFont(font(self._view, points=9, bold=True))
            painter.setPen(QColor(palette.muted))
            painter.drawText(place.adjusted(_PAD, 6, -_PAD, 0), int(_MIDDLE), one)
            painter.restore()
            return
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.selection if selected else palette.hover))
            painter.drawRoundedRect(QRectF(place).adjusted(4, 2, -4, -2), 6, 6)
        if selected and self._view.hasFocus():
            painter.setPen(QColor(palette.focus))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(place).adjusted(4.5, 2.5, -4.5, -2.5), 6, 6)
        title = self._title(one.title, place.width()).translated(place.left() + _PAD, place.top() + _PAD - 2)
        painter.setFont(font(self._view, points=10, bold=True))
        painter.setPen(QColor(palette.selection_text if selected else palette.text))
        painter.drawText(title, _TOP, one.title)
        self._foot(painter, one, QRect(title.left(), title.bottom() + 3, place.width() - 2 * _PAD, 0), small)
        painter.restore()

    def _foot(self, painter: QPainter, one: WaveRow, place: QRect, small: Any) -> None:
        palette = colours()
        painter.setFont(small)
        metrics = QFontMetrics(small)
        told, tone = wave_words(one, self._view.waves.today)
        count = f"{one.answered} из {one.expected}" if one.expected else ""
        room = metrics.horizontalAdvance(count) + 8
        line = QRect(place.left(), place.top(), place.width() - room, metrics.height())
        painter.setPen(QColor(palette.muted if tone == "neutral" else palette.ink(tone)))
        painter.drawText(line, int(_MIDDLE), metrics.elidedText(told, Qt.TextElideMode.ElideRight, line.width()))
        painter.setPen(QColor(palette.text))
        right = QRect(line.right(), line.top(), room, line.height())
        painter.drawText(right, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), count)
        bar = QRectF(place.left(), line.bottom() + 5, place.width(), _BAR)
        if one.expected:
            paint_bar(painter, palette, bar, one.answered, 0, one.expected)

    def _title(self, words: str, width: int) -> QRect:
        metrics = QFontMetrics(font(self._view, points=10, bold=True))
        return metrics.boundingRect(QRect(0, 0, max(width - 2 * _PAD, 40), 1000), _TOP, words)
