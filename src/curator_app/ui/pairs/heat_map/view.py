"""The heat map under hand: keys and mouse over the surface; tells what is wanted, changes nothing itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from curator_app.ui.pairs.heat_map.data import Mark
from curator_app.ui.pairs.heat_map.geometry import Spot
from curator_app.ui.pairs.heat_map.surface import NOWHERE, HeatSurface, Key
from curator_app.ui.pairs.heat_map.words import column_words, row_words

_NEXT = {Mark.FREE: Mark.LOCKED, Mark.LOCKED: Mark.BANNED, Mark.BANNED: Mark.FREE}


class HeatMap(HeatSurface):
    """The whole widget. Space, a double click and the menu ask for a state of the current cell."""

    mark_requested = Signal(int, int, object)
    """Row id, column id, the Mark wanted."""
    why_requested = Signal()
    """Enter: «почему»."""
    menu_requested = Signal(QPoint)
    """Context menu of the current cell: global position."""
    typed = Signal(str)
    """A letter typed here belongs into the search."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tell_more: Callable[[Key], Sequence[str]] = lambda _cell: ()
        """What speaks for a cell, in a few short phrases; asked when the card beside the pointer opens."""
        self._hover_timer.timeout.connect(self._show_card)
        self._pressed: QPoint | None = None
        self._panned = False

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
        if spot != NOWHERE:
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
        self._hovered = NOWHERE
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

    # --- the card beside the pointer

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
            self._card.tell_cell(self._data, cell, self.tell_more(cell), place)


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
