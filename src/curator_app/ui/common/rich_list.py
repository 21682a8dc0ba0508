"""A list to choose people from: name, load, and in small letters the reasons, wrapped; check boxes for several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from curator_app.texts.collation import fold, words
from curator_app.ui.common import icons
from curator_app.ui.common.named_after_place import name_after_place
from curator_app.ui.common.palette import Tone
from curator_app.ui.common.table_delegate import meter_text, paint_meter
from curator_app.ui.common.table_model import ID_ROLE, Meter
from curator_app.ui.common.theme import colours, theme

Index = QModelIndex | QPersistentModelIndex

_PAD, _GAP, _BOX = 10, 3, 18
_BOX_ZONE = _PAD + _BOX + 6
_METER_ROOM = 62
_ITEM_ROLE = ID_ROLE + 20


@dataclass(frozen=True, slots=True)
class RichLine:
    """A line of reasons; ``icon`` and ``tone`` tell good from bad beside the words."""

    text: str
    icon: str | None = None
    tone: Tone = "neutral"


@dataclass(frozen=True, slots=True)
class RichItem:
    """One person to choose; ``id`` None makes a heading. ``enabled`` False: shown grey, can't be chosen."""

    id: int | None
    title: str
    lines: tuple[RichLine, ...] = ()
    meter: Meter | None = None
    enabled: bool = True

    @property
    def spoken(self) -> str:
        """Everything of the item as one text (search, screen readers)."""
        load = meter_text(self.meter) if self.meter else ""
        return ". ".join(one for one in (self.title, load, *(line.text for line in self.lines)) if one)


class RichModel(QAbstractListModel):
    """Items, filtered by words; headings without items below are left out."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._items: list[RichItem] = []
        self._shown: list[RichItem] = []
        self._words: list[str] = []

    def set_items(self, items: Sequence[RichItem]) -> None:
        """Other items; the search stays."""
        self.beginResetModel()
        self._items = list(items)
        self._filter()
        self.endResetModel()

    def set_query(self, query: str) -> None:
        """Every word must occur somewhere in the item."""
        self.beginResetModel()
        self._words = words(query)
        self._filter()
        self.endResetModel()

    def _filter(self) -> None:
        self._shown = []
        heading: RichItem | None = None
        for item in self._items:
            if item.id is None:
                heading = item
            elif all(word in fold(item.spoken) for word in self._words):
                if heading is not None:
                    self._shown.append(heading)
                    heading = None
                self._shown.append(item)

    def item(self, place: int) -> RichItem:
        """The item shown at a place."""
        return self._shown[place]

    def place_of(self, item_id: int) -> int | None:
        """Where an item is shown."""
        return next((place for place, item in enumerate(self._shown) if item.id == item_id), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """Items shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One item."""
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        item = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return item.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return item.spoken
        if role == ID_ROLE:
            return item.id
        if role == _ITEM_ROLE:
            return item
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings and grey items can't be chosen."""
        if not index.isValid() or index.row() >= len(self._shown):
            return Qt.ItemFlag.NoItemFlags
        item = self._shown[index.row()]
        if item.id is None or not item.enabled:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class RichList(QListView):
    """The list itself. With ``several`` a click on the box (or Space) adds, a click on the name chooses one alone."""

    chosen_changed = Signal(list)
    """Ids in the order they were chosen."""
    accepted = Signal()
    """Enter or double click."""
    typed = Signal(str)
    """A letter typed here belongs into the search."""

    def __init__(self, *, several: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.several = several
        self._model = RichModel(self)
        self._chosen: list[int] = []
        self._restoring = False
        self._on_box = False
        self.setModel(self._model)
        self.setItemDelegate(_RichDelegate(self))
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.selectionModel().selectionChanged.connect(self._changed)
        self.doubleClicked.connect(lambda _index: self.accepted.emit())
        theme().changed.connect(self.viewport().update)

    def showEvent(self, event: QShowEvent) -> None:
        """Nothing is left without a name."""
        super().showEvent(event)
        name_after_place(self)

    @property
    def count(self) -> int:
        """Items shown, headings too."""
        return self._model.rowCount()

    def set_items(self, items: Sequence[RichItem]) -> None:
        """Other items; what was chosen stays chosen where it still can be."""
        able = {item.id for item in items if item.enabled and item.id is not None}
        kept = [one for one in self._chosen if one in able]
        with _Quiet(self):
            self._model.set_items(items)
            self._select(kept)
        self._tell(kept)

    def set_query(self, query: str) -> None:
        """Shows what the words are found in; those chosen stay chosen though not seen."""
        with _Quiet(self):
            self._model.set_query(query)
            self._select(self._chosen)

    def chosen(self) -> list[int]:
        """Ids chosen, in the order of choosing."""
        return list(self._chosen)

    def choose(self, ids: Sequence[int]) -> None:
        """Chooses exactly these and scrolls to the first of them."""
        able = [one for one in ids if (at := self._model.place_of(one)) is not None and self._model.item(at).enabled]
        with _Quiet(self):
            self._select(able)
        self._tell(able)

    def choose_first(self) -> None:
        """Chooses the first item that can be."""
        first = next(
            (
                item.id
                for item in map(self._model.item, range(self._model.rowCount()))
                if item.enabled and item.id is not None
            ),
            None,
        )
        self.choose([] if first is None else [first])

    def _select(self, ids: Sequence[int]) -> None:
        chosen = QItemSelection()
        places = [place for one in ids if (place := self._model.place_of(one)) is not None]
        for place in places:
            chosen.select(self._model.index(place), self._model.index(place))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(chosen, flags.ClearAndSelect)
        if places:
            index = self._model.index(places[0])
            self.selectionModel().setCurrentIndex(index, flags.NoUpdate)
            self.scrollTo(index)

    def _changed(self) -> None:
        if self._restoring:
            return
        shown = {index.data(ID_ROLE) for index in self.selectionModel().selectedIndexes()}
        hidden = [one for one in self._chosen if self._model.place_of(one) is None] if self.several else []
        kept = [one for one in self._chosen if one in shown or one in hidden]
        added = [index.data(ID_ROLE) for index in self.selectionModel().selectedIndexes()]
        self._tell([*kept, *(one for one in added if one not in kept)])

    def _tell(self, chosen: list[int]) -> None:
        if chosen != self._chosen:
            self._chosen = chosen
            self.chosen_changed.emit(list(chosen))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Space adds, letters go into the search."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.accepted.emit()
        elif event.key() == Qt.Key.Key_Space and self.several:
            self.selectionModel().select(self.currentIndex(), QItemSelectionModel.SelectionFlag.Toggle)
        elif len(event.text()) == 1 and event.text().isprintable() and event.text() != " ":
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the box adds or takes away; elsewhere it chooses one."""
        index = self.indexAt(event.position().toPoint())
        if self.several and index.isValid() and index.flags() & Qt.ItemFlag.ItemIsSelectable:
            left = self.visualRect(index).left()
            if event.position().x() - left < _BOX_ZONE:
                self.setFocus(Qt.FocusReason.MouseFocusReason)
                flags = QItemSelectionModel.SelectionFlag
                self.selectionModel().setCurrentIndex(index, flags.NoUpdate)
                self.selectionModel().select(index, flags.Toggle)
                self._on_box = True
                return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Dragging from a box chooses nothing."""
        if not self._on_box:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The press on a box is over."""
        if self._on_box:
            self._on_box = False
        else:
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two quick clicks on a box are two clicks, not «go on»."""
        index = self.indexAt(event.position().toPoint())
        if self.several and index.isValid() and event.position().x() - self.visualRect(index).left() < _BOX_ZONE:
            self.mousePressEvent(event)
        else:
            super().mouseDoubleClickEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Reasons are wrapped anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class _Quiet:
    def __init__(self, view: RichList) -> None:
        self._view = view

    def __enter__(self) -> None:
        self._view._restoring = True

    def __exit__(self, *_: object) -> None:
        self._view._restoring = False


class _RichDelegate(QStyledItemDelegate):
    def __init__(self, view: RichList) -> None:
        super().__init__(view)
        self._view = view

    def _fonts(self) -> tuple[QFont, QFont]:
        title = QFont(self._view.font())
        title.setWeight(QFont.Weight.DemiBold)
        small = QFont(self._view.font())
        small.setPointSizeF(9)
        return title, small

    def _left(self, item: RichItem) -> int:
        return _PAD + (_BOX + 8 if self._view.several and item.id is not None else 0)

    def _heights(self, item: RichItem, width: int) -> tuple[int, list[int]]:
        title, small = self._fonts()
        title_width = width - self._left(item) - _PAD - self._corner(item)
        heading = _wrapped(QFontMetrics(title), item.title, title_width)
        room = width - self._left(item) - _PAD
        metrics = QFontMetrics(small)
        return heading, [_wrapped(metrics, line.text, room - (20 if line.icon else 0)) for line in item.lines]

    @staticmethod
    def _corner(item: RichItem) -> int:
        if item.meter is not None:
            limit = item.meter.limit or 0
            return _METER_ROOM + (limit * 13 + 5 if limit <= 5 else 0)
        return 0

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the wrapped words need."""
        item = index.data(_ITEM_ROLE)
        width = self._view.viewport().width()
        title, lines = self._heights(item, width)
        pad = 6 if item.id is None else 8
        return QSize(width, title + sum(height + _GAP for height in lines) + 2 * pad)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One item."""
        item: RichItem = index.data(_ITEM_ROLE)
        palette = colours()
        rect: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if item.id is None:
            painter.fillRect(rect, QColor(palette.header))
        elif selected:
            painter.fillRect(rect, QColor(palette.selection))
        elif option.state & QStyle.StateFlag.State_MouseOver and item.enabled:
            painter.fillRect(rect, QColor(palette.hover))
        painter.setPen(QPen(QColor(palette.border), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus() and item.id is not None:
            painter.setPen(QPen(QColor(palette.focus), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        self._paint_words(painter, rect, item, selected)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRect, item: RichItem, selected: bool) -> None:
        palette = colours()
        title, small = self._fonts()
        heights = self._heights(item, rect.width())
        ink = palette.selection_text if selected else palette.text if item.enabled else palette.muted
        left, top = rect.left() + self._left(item), rect.top() + (6 if item.id is None else 8)
        if self._view.several and item.id is not None:
            _paint_box(painter, QRect(rect.left() + _PAD, top, _BOX, _BOX), on=selected)
        corner = self._corner(item)
        room = rect.right() - _PAD - left
        painter.setFont(small if item.id is None else title)
        painter.setPen(QColor(palette.muted if item.id is None else ink))
        wrap = int(Qt.TextFlag.TextWordWrap)
        painter.drawText(QRect(left, top, room - corner, heights[0]), wrap, item.title)
        right = QRect(rect.right() - _PAD - corner + 8, top, corner - 8, min(heights[0], 20))
        painter.setFont(self._view.font())
        if item.meter is not None:
            paint_meter(painter, right, item.meter, palette, QColor(ink))
        painter.setFont(small)
        y = top + heights[0]
        for line, height in zip(item.lines, heights[1], strict=True):
            y += _GAP
            colour = palette.ink(line.tone) if line.tone != "neutral" else palette.muted
            painter.setPen(QColor(ink if selected and line.tone == "neutral" else colour))
            indent = 0
            if line.icon:
                scale = self._view.devicePixelRatioF()
                painter.drawPixmap(left, y + 1, icons.pixmap(line.icon, colour, 14, scale))
                indent = 20
            painter.drawText(QRect(left + indent, y, room - indent, height), wrap, line.text)
            y += height


def _wrapped(metrics: QFontMetrics, text: str, width: int) -> int:
    return metrics.boundingRect(QRect(0, 0, max(width, 40), 10_000), int(Qt.TextFlag.TextWordWrap), text).height()


def _paint_box(painter: QPainter, place: QRect, *, on: bool) -> None:
    palette = colours()
    painter.setPen(QPen(QColor(palette.accent if on else palette.border_strong), 1))
    painter.setBrush(QColor(palette.accent if on else palette.surface))
    painter.drawRoundedRect(place.adjusted(0, 0, -1, -1), 4, 4)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if on:
        scale = painter.device().devicePixelRatioF()
        painter.drawPixmap(place.left() + 1, place.top() + 1, icons.pixmap("check", palette.on_accent, 15, scale))
