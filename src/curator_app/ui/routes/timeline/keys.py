"""The keyboard on a timeline.

Left, Right: items of the row; Up, Down: rows; Home, End: the first and last item; Space: folds the row; Enter opens,
Menu or Shift+F10 the menu, Esc gives a drag or the choice of an item up. Alt+Left, Alt+Right move the step by a day,
Alt+Up, Alt+Down by a week; with Shift its end is stretched instead. + and − magnify, 0 shows everything, Ctrl+D today.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from curator_app.ui.routes.timeline.data import Bar, State
from curator_app.ui.routes.timeline.dragging import Grip, shifted
from curator_app.ui.routes.timeline.layout import Placed, RowBox

if TYPE_CHECKING:
    from curator_app.ui.routes.timeline.view import TimelineView

_ZOOM = 1.25
_DAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}


def pressed(view: TimelineView, event: QKeyEvent) -> bool:
    """Does what the key means; False when it means nothing here."""
    key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    alt, shift = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
    if held & alt:
        return key in _DAYS and _shift(view, _DAYS[key], Grip.END if held & shift else Grip.WHOLE)
    if held & Qt.KeyboardModifier.ControlModifier:
        return _with_control(view, key)
    if key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
        view.zoom(_ZOOM)
    elif key in {Qt.Key.Key_Minus, Qt.Key.Key_Underscore}:
        view.zoom(1 / _ZOOM)
    elif key == Qt.Key.Key_0:
        view.show_all()
    elif key == Qt.Key.Key_Escape:
        return view.pointer.cancel() or _let_go(view)
    elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
        return _open(view)
    elif key == Qt.Key.Key_Menu or (key == Qt.Key.Key_F10 and held & shift):
        view.pointer.menu_by_keyboard()
    elif not _walk(view, key):
        text = event.text()
        if text.strip() and text.isprintable():
            view.typed.emit(text)
            return True
        return False
    return True


def _with_control(view: TimelineView, key: Qt.Key) -> bool:
    if key == Qt.Key.Key_D:
        view.show_today()
    elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
        view.zoom(_ZOOM)
    elif key == Qt.Key.Key_Minus:
        view.zoom(1 / _ZOOM)
    elif key == Qt.Key.Key_0:
        view.show_all()
    elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
        rows = view.rows_shown()
        if rows:
            _go(view, rows[0 if key == Qt.Key.Key_Home else -1])
    else:
        return False
    return True


def _walk(view: TimelineView, key: Qt.Key) -> bool:
    box = _box(view)
    if key in {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
        _rows(view, box, key)
    elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
        _items(view, box, 1 if key == Qt.Key.Key_Right else -1)
    elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
        if box is not None and box.placed and not box.collapsed:
            view.select(box.placed[0 if key == Qt.Key.Key_Home else -1].item.key)
    elif key == Qt.Key.Key_Space:
        if box is not None and box.row.bars:
            view.set_collapsed([box.row.key], not box.collapsed)
    else:
        return False
    return True


def _box(view: TimelineView) -> RowBox | None:
    return view.scene.layout.row(view.scene.row) if view.scene.row is not None else None


def _rows(view: TimelineView, box: RowBox | None, key: Qt.Key) -> None:
    rows = view.rows_shown()
    if not rows:
        return
    if box is None:
        _go(view, rows[0])
        return
    if key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
        down = key == Qt.Key.Key_PageDown
        place = box.top + (view.scene.body.height() if down else -view.scene.body.height())
        target = view.scene.layout.row_at(min(max(place, 0), view.scene.layout.height - 1))
        if target is not None:
            _go(view, target)
        return
    placed, step = view.current_placed(), 1 if key == Qt.Key.Key_Down else -1
    if placed is not None and box.row.listed:
        beside = _neighbour(box, placed, step)
        if beside is not None:
            view.select(beside.item.key)
            return
    number = box.index + step
    if 0 <= number < len(rows):
        _go(view, rows[number], placed, from_top=step > 0)


def _neighbour(box: RowBox, placed: Placed, step: int) -> Placed | None:
    """The item of the line above or below, where every step has a line of its own."""
    lane = placed.lane + step
    line = [one for one in box.placed if one.lane == lane]
    return min(line, key=lambda one: abs(one.first - placed.first), default=None)


def _go(view: TimelineView, box: RowBox, near: Placed | None = None, *, from_top: bool = True) -> None:
    """The item of the row closest in time to ``near``; without ``near`` the row itself."""
    if near is None or not box.placed or box.collapsed:
        view.select(None, box.row.key)
        return
    offered = box.placed
    if box.row.listed:
        edge = (min if from_top else max)(one.lane for one in offered)
        offered = [one for one in offered if one.lane == edge]
    view.select(min(offered, key=lambda one: abs(one.first - near.first)).item.key)


def _items(view: TimelineView, box: RowBox | None, step: int) -> None:
    if box is None:
        rows = view.rows_shown()
        if rows:
            _go(view, rows[0])
        return
    if box.collapsed:
        if step > 0:
            view.set_collapsed([box.row.key], False)
        return
    placed = view.current_placed()
    if placed is None:
        if step < 0 and box.row.bars:
            view.set_collapsed([box.row.key], True)
        elif step > 0 and box.placed:
            today = view.timeline.today.toordinal()
            view.select(next((one for one in box.placed if one.after > today), box.placed[-1]).item.key)
        return
    number = box.placed.index(placed) + step
    if number < 0:
        view.select(None, box.row.key)
    elif number < len(box.placed):
        view.select(box.placed[number].item.key)


def _let_go(view: TimelineView) -> bool:
    if view.scene.item is None:
        return False
    view.select(None, view.scene.row)
    return True


def _open(view: TimelineView) -> bool:
    row = view.current_row()
    if view.scene.item is not None:
        view.activated.emit(view.scene.item)
    elif row is not None and row.record is not None:
        view.activated.emit(row.record)
    return True


def _shift(view: TimelineView, days: int, grip: Grip) -> bool:
    item = view.current_item()
    free = isinstance(item, Bar) and not item.fixed and item.state is not State.CANCELLED
    if isinstance(item, Bar) and free and not view.timeline.read_only:
        start, due = shifted(item.start, item.last, grip, days)
        if (start, due) != (item.start, item.last):
            view.moved.emit(item.key, start, due)
    return True
