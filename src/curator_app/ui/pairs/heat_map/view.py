"""The widget of the heat map: sorts, filters, scrolls, zooms, and tells what was pointed at."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QWidget

from curator_app.ui.common.theme import colours, theme
from curator_app.ui.pairs.heat_map.cells_painting import paint_cells, rect_of
from curator_app.ui.pairs.heat_map.data import HeatColumn, HeatData, HeatRow, Mark
from curator_app.ui.pairs.heat_map.geometry import STEP, Geometry, Spot
from curator_app.ui.pairs.heat_map.headers_painting import (
    column_header_size,
    paint_column_headers,
    paint_row_headers,
    row_header_width,
)
from curator_app.ui.pairs.heat_map.hover_card import HoverCard
from curator_app.ui.pairs.heat_map.order import ColumnSort, RowSort, filtered, sorted_columns, sorted_rows
from curator_app.ui.pairs.heat_map.scene import Scene, ground_image
from curator_app.ui.pairs.heat_map.words import column_words, row_words, spoken_cell, spoken_map

_NOWHERE = Spot(None, None)
_HOVER_MS = 350
_NEXT = {Mark.FREE: Mark.LOCKED, Mark.LOCKED: Mark.BANNED, Mark.BANNED: Mark.FREE}
_ZOOM_LEAST, _ZOOM_MOST = 0.12, 6.0

Key = tuple[int, int]


class HeatMap(QAbstractScrollArea):
    """A cell is named by (row id, column id) everywhere outside of this widget."""

    current_changed = Signal(object)
    """The current cell, or None."""
    mark_requested = Signal(int, int, object)
    """Row id, column id, the Mark wanted."""
    why_requested = Signal()
    """Enter: «почему»."""
    menu_requested = Signal(QPoint)
    """Context menu of the current cell: global position."""
    typed = Signal(str)
    """A letter typed here belongs into the search."""
    zoomed = Signal()
    """The zoom has changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setMinimumSize(280, 200)
        self._data = HeatData()
        self._rows: list[HeatRow] = []
        self._columns: list[HeatColumn] = []
        self._row_sort, self._column_sort, self._query = RowSort.NAME, ColumnSort.PLAN, ""
        self._geometry = Geometry(0, 0, 1, 1, 0, 0)
        self._current: Key | None = None
        self._hovered = _NOWHERE
        self._pressed: QPoint | None = None
        self._panned = False
        self._ground = ground_image(self._data, [], [], colours())
        self._card = HoverCard(self)
        self._hover_timer = QTimer(self)
        self._hover_timer.setSingleShot(True)
        self._hover_timer.setInterval(_HOVER_MS)
        self._hover_timer.timeout.connect(self._show_card)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self._scrolled)
        theme().changed.connect(self._recolour)
        self._describe()

    # --- what is shown

    @property
    def data(self) -> HeatData:
        """What is shown."""
        return self._data

    @property
    def current(self) -> Key | None:
        """The current cell."""
        return self._current

    @property
    def row_sort(self) -> RowSort:
        """The order of mentors."""
        return self._row_sort

    @property
    def column_sort(self) -> ColumnSort:
        """The order of requests."""
        return self._column_sort

    def shown_rows(self) -> list[int]:
        """Ids of the rows in the order seen."""
        return [row.id for row in self._rows]

    def shown_columns(self) -> list[int]:
        """Ids of the columns in the order seen."""
        return [column.id for column in self._columns]

    def set_data(self, data: HeatData) -> None:
        """Shows another matrix; the current cell, zoom and scroll stay where they can."""
        self._data = data
        if self._current is not None and self._current not in data.cells:
            self._current = None
            self.current_changed.emit(None)
        self._arrange()

    def sort_rows(self, how: RowSort) -> None:
        """Another order of mentors."""
        self._row_sort = how
        self._arrange()

    def sort_columns(self, how: ColumnSort) -> None:
        """Another order of requests."""
        self._column_sort = how
        self._arrange()

    def set_query(self, query: str) -> None:
        """Shows what the words are found in."""
        self._query = query
        self._arrange()

    def go_to(self, cell: Key | None) -> None:
        """Makes a cell current and brings it into sight; one that is filtered away becomes current all the same."""
        if cell is not None and cell not in self._data.cells:
            return
        changed = cell != self._current
        self._current = cell
        if changed and self._row_sort is RowSort.FIT:
            self._arrange()
        self._into_sight()
        self.viewport().update()
        if changed:
            self._describe()
            self.current_changed.emit(cell)

    def place_of(self, cell: Key) -> QRect | None:
        """Where a cell stands in the viewport; None when it is filtered away."""
        spot = self._spot_of(cell)
        if spot.row is None or spot.column is None:
            return None
        return rect_of(self._scene(), spot.row, spot.column)

    # --- zoom

    @property
    def fits(self) -> bool:
        """The cells are fitted to the room."""
        return not self._geometry.zoom

    @property
    def cells_in_sight(self) -> int:
        """How many cells are seen at least in part."""
        return len(self._geometry.visible_rows()) * len(self._geometry.visible_columns())

    def zoom_by(self, steps: float, around: QPoint | None = None) -> None:
        """Larger or smaller by so many steps; the point ``around`` (else the current cell) stays in its place."""
        before = self._geometry
        zoom = min(_ZOOM_MOST, max(_ZOOM_LEAST, (before.zoom or 1.0) * STEP**steps))
        anchor = around or self._anchor()
        column = (anchor.x() - before.left + before.shift_x) / before.cell_width
        row = (anchor.y() - before.top + before.shift_y) / before.cell_height
        self._geometry = replace(before, zoom=zoom)
        self._fit()
        after = self._geometry
        self.horizontalScrollBar().setValue(round(column * after.cell_width - anchor.x() + after.left))
        self.verticalScrollBar().setValue(round(row * after.cell_height - anchor.y() + after.top))
        self._hide_card()
        self.viewport().update()
        self.zoomed.emit()

    def zoom_to_fit(self) -> None:
        """Cells as large as the room lets them be."""
        self._geometry = replace(self._geometry, zoom=0.0)
        self._fit()
        self._into_sight()
        self.viewport().update()
        self.zoomed.emit()

    def _anchor(self) -> QPoint:
        place = self.place_of(self._current) if self._current is not None else None
        if place is not None and self.viewport().rect().contains(place.center()):
            return place.center()
        return self.viewport().rect().center()

    # --- arranging

    def _arrange(self) -> None:
        rows, columns = filtered(self._data, self._query)
        chosen = self._current[1] if self._current is not None else None
        self._rows = [row for row in sorted_rows(self._data, self._row_sort, chosen) if row.id in rows]
        self._columns = [one for one in sorted_columns(self._data, self._column_sort) if one.id in columns]
        self._hovered = _NOWHERE
        self._hide_card()
        self._colour()
        self._fit()
        self._describe()
        self.viewport().update()

    def _colour(self) -> None:
        self._ground = ground_image(self._data, self._rows, self._columns, colours())

    def _fit(self) -> None:
        room = self.viewport().size()
        top, tail = column_header_size(tuple(self._columns), self.font())
        self._geometry = replace(
            self._geometry,
            rows=len(self._rows),
            columns=len(self._columns),
            width=room.width(),
            height=room.height(),
            left=row_header_width(self._data.rows, self.font(), room.width()),
            top=min(top, room.height() / 2),
            tail=tail,
        )
        geometry = self._geometry
        for bar, room_, overflow, step in (
            (self.horizontalScrollBar(), geometry.width - geometry.left, geometry.overflow_x, geometry.cell_width),
            (self.verticalScrollBar(), geometry.height - geometry.top, geometry.overflow_y, geometry.cell_height),
        ):
            bar.setPageStep(max(1, int(room_)))
            bar.setSingleStep(max(1, int(step)))
            bar.setRange(0, round(overflow))
        self._take_scroll()

    def _take_scroll(self) -> None:
        self._geometry = replace(
            self._geometry,
            shift_x=float(self.horizontalScrollBar().value()),
            shift_y=float(self.verticalScrollBar().value()),
        )

    def _scrolled(self) -> None:
        self._take_scroll()
        self._hide_card()
        self.viewport().update()

    def _into_sight(self) -> None:
        spot = self._current_spot()
        if spot.row is not None and spot.column is not None:
            x, y = self._geometry.shown_at(spot.row, spot.column)
            self.horizontalScrollBar().setValue(round(x))
            self.verticalScrollBar().setValue(round(y))

    def _spot_of(self, cell: Key) -> Spot:
        row = next((place for place, one in enumerate(self._rows) if one.id == cell[0]), None)
        column = next((place for place, one in enumerate(self._columns) if one.id == cell[1]), None)
        return Spot(row, column)

    def _current_spot(self) -> Spot:
        return self._spot_of(self._current) if self._current is not None else _NOWHERE

    def _scene(self) -> Scene:
        return Scene(
            data=self._data,
            rows=self._rows,
            columns=self._columns,
            geometry=self._geometry,
            current=self._current_spot(),
            hovered=self._hovered,
            focused=self.hasFocus(),
            palette=colours(),
            font=self.font(),
            scale=self.devicePixelRatioF(),
            ground=self._ground,
        )

    def _recolour(self) -> None:
        self._colour()
        self.viewport().update()

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Cells in sight, then the headers that stay."""
        del event
        scene = self._scene()
        geometry, palette = scene.geometry, scene.palette
        room = self.viewport().rect()
        left, top = round(geometry.left), round(geometry.top)
        painter = QPainter(self.viewport())
        painter.fillRect(room, QColor(palette.surface))
        painter.setClipRect(QRect(left, top, room.width() - left, room.height() - top))
        paint_cells(painter, scene)
        painter.setClipRect(QRect(0, top, left, room.height() - top))
        paint_row_headers(painter, scene)
        painter.setClipRect(QRect(left, 0, room.width() - left, top))
        paint_column_headers(painter, scene)
        painter.setClipping(False)
        painter.setPen(QPen(QColor(palette.border), 1))
        if geometry.shift_x:
            painter.drawLine(left, top, left, room.bottom())
        if geometry.shift_y:
            painter.drawLine(0, top, room.right(), top)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cells fit the new room."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """A few cells."""
        return QSize(280, 200)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming by the keyboard there is always a current cell."""
        super().focusInEvent(event)
        by_key = event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}
        if self._current is None and self._rows and self._columns and by_key:
            self._go(0, 0)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The mark of the current cell grows pale."""
        super().focusOutEvent(event)
        self._hide_card()
        self.viewport().update()

    # --- keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, Space settles, Enter asks why, Del frees, + and − zoom, letters go into the search."""
        keys, key = Qt.Key, event.key()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if not self._move(key, control):
            if key in {keys.Key_Return, keys.Key_Enter}:
                self.why_requested.emit()
            elif key == keys.Key_Space:
                self.cycle()
            elif key == keys.Key_Delete:
                self.request(Mark.FREE)
            elif key in {keys.Key_Plus, keys.Key_Equal}:
                self.zoom_by(1)
            elif key == keys.Key_Minus:
                self.zoom_by(-1)
            elif key == keys.Key_0 and control:
                self.zoom_to_fit()
            elif _is_letter(event):
                self.typed.emit(event.text())
            else:
                event.ignore()

    def cycle(self) -> None:
        """The next state of the current cell: free, locked, banned."""
        if self._current is not None:
            self.request(_NEXT[self._data.cells[self._current].mark])

    def request(self, mark: Mark) -> None:
        """Asks for a state of the current cell. A pair that a rule forbids can't be locked: the card says why."""
        if self._current is None:
            return
        cell = self._data.cells[self._current]
        if cell.fit is None and cell.mark is Mark.FREE and mark is not Mark.FREE:
            self._show_card_of(self._current)
        elif mark is not cell.mark:
            self.mark_requested.emit(*self._current, mark)

    def _move(self, key: int, control: bool) -> bool:
        if not self._rows or not self._columns:
            return False
        spot = self._current_spot()
        if spot.row is None or spot.column is None:
            if key not in _MOVES:
                return False
            self._go(0, 0)
            return True
        row, column = spot.row, spot.column
        keys = Qt.Key
        if control and key in {keys.Key_Left, keys.Key_Right}:
            self._along_proposal(row, column, 1 if key == keys.Key_Right else -1)
            return True
        last_row, last_column = len(self._rows) - 1, len(self._columns) - 1
        places = {
            keys.Key_Left: (row, column - 1),
            keys.Key_Right: (row, column + 1),
            keys.Key_Up: (row - 1, column),
            keys.Key_Down: (row + 1, column),
            keys.Key_PageUp: (row - self._geometry.page, column),
            keys.Key_PageDown: (row + self._geometry.page, column),
            keys.Key_Home: (0 if control else row, column if control else 0),
            keys.Key_End: (last_row if control else row, column if control else last_column),
        }
        place = places.get(Qt.Key(key))
        if place is None:
            return False
        self._go(min(last_row, max(0, place[0])), min(last_column, max(0, place[1])))
        return True

    def _along_proposal(self, row: int, column: int, step: int) -> None:
        """The next request, at the mentor proposed for it."""
        column += step
        if 0 <= column < len(self._columns):
            mentor = self._data.mentor_of.get(self._columns[column].id)
            found = next((place for place, one in enumerate(self._rows) if one.id == mentor), row)
            self._go(found, column)

    def _go(self, row: int, column: int) -> None:
        self.go_to((self._rows[row].id, self._columns[column].id))

    # --- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses when it is over; a drag moves the map."""
        self._hide_card()
        if event.button() in {Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton}:
            self._pressed = event.position().toPoint()
            self._panned = False
        elif event.button() == Qt.MouseButton.RightButton:
            self._choose(event.position().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drags the map, or lights row and column under the mouse."""
        at = event.position().toPoint()
        if self._pressed is not None and event.buttons():
            moved = at - self._pressed
            if self._panned or moved.manhattanLength() >= QApplication.startDragDistance():
                self._panned = True
                self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
                for bar, step in ((self.horizontalScrollBar(), moved.x()), (self.verticalScrollBar(), moved.y())):
                    bar.setValue(bar.value() - step)
                self._pressed = at
            return
        spot = self._geometry.spot(at.x(), at.y())
        if spot != self._hovered:
            self._hovered = spot
            self._card.hide()
            self.viewport().update()
        if spot != _NOWHERE:
            self._hover_timer.start()
        else:
            self._hide_card()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The end of a drag, or a click."""
        self.viewport().unsetCursor()
        if self._pressed is not None and not self._panned and event.button() == Qt.MouseButton.LeftButton:
            self._choose(event.position().toPoint())
        self._pressed = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Locks a free cell, frees a settled one."""
        at = event.position().toPoint()
        spot = self._geometry.spot(at.x(), at.y())
        if event.button() == Qt.MouseButton.LeftButton and spot.row is not None and spot.column is not None:
            self._choose(at)
            if self._current is not None:
                free = self._data.cells[self._current].mark is Mark.FREE
                self.request(Mark.LOCKED if free else Mark.FREE)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl it zooms around the pointer, with Shift it goes sideways."""
        turn = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by((turn.y() or turn.x()) / 120, event.position().toPoint())
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier and turn.y():
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - turn.y())
        else:
            super().wheelEvent(event)
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the current cell."""
        place = self.place_of(self._current) if self._current is not None else None
        if place is None:
            return
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self.menu_requested.emit(event.globalPos())
        else:
            self.menu_requested.emit(self.viewport().mapToGlobal(place.bottomLeft()))

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the mouse."""
        super().leaveEvent(event)
        self._hovered = _NOWHERE
        self._hide_card()
        self.viewport().update()

    def hideEvent(self, event: QHideEvent) -> None:
        """The card goes with the map."""
        self._hide_card()
        super().hideEvent(event)

    def _choose(self, at: QPoint) -> None:
        """A cell; of a name its row or column, with the proposed partner."""
        spot = self._geometry.spot(at.x(), at.y())
        old = self._current_spot()
        if spot.column is not None and spot.row is None:
            mentor = self._data.mentor_of.get(self._columns[spot.column].id)
            row = next((place for place, one in enumerate(self._rows) if one.id == mentor), old.row or 0)
            spot = Spot(row, spot.column)
        elif spot.row is not None and spot.column is None:
            spot = Spot(spot.row, old.column or 0)
        if spot.row is not None and spot.column is not None and spot.row < len(self._rows) and self._columns:
            self._go(spot.row, spot.column)

    # --- card and voice

    def _hide_card(self) -> None:
        self._hover_timer.stop()
        self._card.hide()

    def _show_card(self) -> None:
        row, column = self._hovered.row, self._hovered.column
        if row is not None and column is not None:
            self._show_card_of((self._rows[row].id, self._columns[column].id))
        elif row is not None:
            place = QRect(
                0, round(self._geometry.y(row)), round(self._geometry.left), round(self._geometry.cell_height)
            )
            self._card.tell_words(row_words(self._rows[row]), place)
        elif column is not None:
            at = round(self._geometry.x(column))
            place = QRect(at, 0, round(self._geometry.cell_width), round(self._geometry.top))
            self._card.tell_words(column_words(self._columns[column]), place)

    def _show_card_of(self, cell: Key) -> None:
        place = self.place_of(cell)
        if place is not None:
            self._card.tell_cell(self._data, *cell, place)

    def _describe(self) -> None:
        self.setAccessibleName(spoken_map(self._data))
        current = self._current
        known = current is not None and current in self._data.cells
        self.setAccessibleDescription(spoken_cell(self._data, *current) if current is not None and known else "")
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))


_MOVES = {
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
}


def _is_letter(event: QKeyEvent) -> bool:
    text = event.text()
    plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier}
    return plain and len(text) == 1 and text.isprintable() and not text.isspace()
