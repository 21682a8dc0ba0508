"""The mouse on a timeline: choosing, dragging, stretching, panning, the wheel, the hover card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QWheelEvent

from curator_app.ui.routes.timeline.data import Bar, State
from curator_app.ui.routes.timeline.dragging import Drag, Grip
from curator_app.ui.routes.timeline.hover_card import HoverCard
from curator_app.ui.routes.timeline.layout import Placed, RowBox
from curator_app.ui.routes.timeline.scene import Ghost

if TYPE_CHECKING:
    from curator_app.ui.routes.timeline.view import TimelineView

_THRESHOLD = 4
_EDGE = 6
_REST_MS = 350
_SCROLL_MS = 30
_WHEEL_PX = 80


class Pointer(QObject):
    """Lives with its view."""

    def __init__(self, view: TimelineView) -> None:
        super().__init__(view)
        self._view = view
        self._press: QPointF | None = None
        self._last = QPointF()
        self._drag: Drag | None = None
        self._held: tuple[Placed, Grip] | None = None
        self._panning = False
        self._widening = False
        self._card: HoverCard | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._show_card)
        self._creep = QTimer(self)
        self._creep.setInterval(_SCROLL_MS)
        self._creep.timeout.connect(self._creep_on)

    @property
    def dragging(self) -> bool:
        """A step is being moved or stretched."""
        return self._drag is not None

    # --- finding

    def placed_at(self, at: QPointF) -> Placed | None:
        """The item under a place of the viewport; the topmost one."""
        scene = self._view.scene
        box = self.row_at(at)
        if box is None or box.collapsed or at.x() < scene.side:
            return None
        day = scene.day_at(at.x())
        found = [one for one in box.between(day, day + 1) if scene.rect(one).adjusted(-2, -1, 2, 1).contains(at)]
        return found[-1] if found else None

    def row_at(self, at: QPointF) -> RowBox | None:
        """The row under a place of the viewport."""
        scene = self._view.scene
        return scene.layout.row_at(at.y() - scene.header + scene.scroll_y) if at.y() >= scene.header else None

    def _grip(self, placed: Placed, at: QPointF) -> Grip | None:
        item = placed.item
        if self._view.timeline.read_only or not isinstance(item, Bar) or item.fixed or item.state is State.CANCELLED:
            return None
        rect = self._view.scene.rect(placed)
        edge = min(_EDGE, rect.width() / 4)
        if at.x() > rect.right() - edge:
            return Grip.END
        return Grip.START if at.x() < rect.left() + edge else Grip.WHOLE

    def _on_border(self, at: QPointF) -> bool:
        return abs(at.x() - self._view.scene.side) <= 3

    # --- the mouse

    def pressed(self, event: QMouseEvent) -> None:
        """Chooses what is under the pointer; what follows may become a drag."""
        self._hide_card()
        at = event.position()
        self._press = self._last = at
        view = self._view
        if event.button() == Qt.MouseButton.MiddleButton:
            self._panning = True
        elif event.button() == Qt.MouseButton.LeftButton:
            if self._on_border(at):
                self._widening = True
            elif (placed := self.placed_at(at)) is not None:
                view.select(placed.item.key, reveal=False)
                grip = self._grip(placed, at)
                self._held = (placed, grip) if grip is not None else None
            elif (box := self.row_at(at)) is not None:
                view.select(None, box.row.key, reveal=False)
                if at.x() < 30 and box.row.bars:
                    view.set_collapsed([box.row.key], not box.collapsed)
            else:
                view.select(None)
        self._cursor(at)

    def moved(self, event: QMouseEvent) -> None:
        """Goes on with what was begun, or hovers."""
        at, view = event.position(), self._view
        far = self._press is not None and (at - self._press).manhattanLength() >= _THRESHOLD
        if self._widening:
            view.set_side(round(at.x()))
        elif self._drag is not None:
            self._last = at
            self._follow(at)
            self._creep_if_needed(at)
            return
        elif far and self._held is not None and self._press is not None:
            placed, grip = self._held
            assert isinstance(placed.item, Bar)
            self._drag = Drag.of(placed.item, grip, view.scene.day_at(self._press.x()))
            self._follow(at)
        elif self._panning or (far and event.buttons() & Qt.MouseButton.LeftButton and self._held is None):
            self._panning = True
            view.pan(at.x() - self._last.x(), at.y() - self._last.y())
        elif self._press is None:
            self._hover(at)
        self._last = at
        self._cursor(at)

    def released(self, event: QMouseEvent) -> None:
        """Ends what was begun; a drag that went somewhere is asked for."""
        view, drag, ghost = self._view, self._drag, self._view.scene.ghost
        if self._widening:
            view.side_resized.emit(view.scene.side)
        self._forget()
        if drag is not None and ghost is not None and (ghost.start, ghost.due) != (drag.start, drag.due):
            view.moved.emit(drag.key, ghost.start, ghost.due)
        self._cursor(event.position())

    def double_clicked(self, event: QMouseEvent) -> None:
        """Opens an item; folds a row by its name."""
        self._forget()
        at, view = event.position(), self._view
        if (placed := self.placed_at(at)) is not None:
            self._hide_card()
            view.activated.emit(placed.item.key)
        elif (box := self.row_at(at)) is not None and at.x() >= 30:
            if box.row.record is not None and at.x() < view.scene.side:
                view.activated.emit(box.row.record)
            elif box.row.bars:
                view.set_collapsed([box.row.key], not box.collapsed)

    def wheel(self, event: QWheelEvent) -> None:
        """Ctrl magnifies around the pointer, Shift goes sideways."""
        self._hide_card()
        view, turned, pixels = self._view, event.angleDelta(), event.pixelDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            view.zoom(1.2 ** (turned.y() / 120), event.position().x())
        else:
            dx, dy = (
                (pixels.x(), pixels.y())
                if not pixels.isNull()
                else (turned.x() * _WHEEL_PX / 120, turned.y() * _WHEEL_PX / 120)
            )
            sideways = event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not dx
            view.pan(dy if sideways else dx, 0 if sideways else dy)
        if self._drag is not None:
            self._follow(self._last)
        event.accept()

    def menu(self, event: QContextMenuEvent) -> None:
        """By the mouse for what is under it, by the keyboard for what is chosen."""
        self._hide_card()
        view = self._view
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            at = QPointF(event.pos())
            placed, box = self.placed_at(at), self.row_at(at)
            if placed is not None:
                view.select(placed.item.key, reveal=False)
            else:
                view.select(None, box.row.key if box is not None else None, reveal=False)
            view.menu_requested.emit(event.globalPos())
        else:
            self.menu_by_keyboard()
        event.accept()

    def menu_by_keyboard(self) -> None:
        """The menu below the chosen item or row."""
        view = self._view
        place = self._chosen_rect()
        if place is not None:
            view.menu_requested.emit(view.viewport().mapToGlobal(QPoint(place.left() + 8, place.bottom())))

    def left(self) -> None:
        """The pointer has gone."""
        self._hide_card()
        self._view.scene.hovered = None
        self._view.viewport().update()

    def cancel(self) -> bool:
        """Gives up a drag (Esc). False when there was none."""
        was = self._drag is not None
        self._hide_card()
        self._forget()
        return was

    # --- inside

    def _chosen_rect(self) -> QRect | None:
        view, scene = self._view, self._view.scene
        placed = view.current_placed()
        if placed is not None:
            return scene.rect(placed).toAlignedRect().intersected(view.viewport().rect())
        box = scene.layout.row(scene.row) if scene.row is not None else None
        return QRect(0, scene.row_top(box), scene.side, box.height) if box is not None else None

    def _forget(self) -> None:
        self._press = None
        self._drag = self._held = None
        self._panning = self._widening = False
        self._creep.stop()
        self._view.scene.ghost = None
        self._view.viewport().update()

    def _follow(self, at: QPointF) -> None:
        if self._drag is not None:
            scene = self._view.scene
            start, due = self._drag.at(scene.day_at(at.x()), scene.scale.step)
            ghost = Ghost(self._drag.key, start, due)
            if ghost != scene.ghost:
                scene.ghost = ghost
                self._view.viewport().update()

    def _creep_if_needed(self, at: QPointF) -> None:
        body = self._view.scene.body
        outside = at.x() < body.left() + 12 or at.x() > body.right() - 12
        if outside and not self._creep.isActive():
            self._creep.start()
        elif not outside:
            self._creep.stop()

    def _creep_on(self) -> None:
        body = self._view.scene.body
        over = min(self._last.x() - body.left() - 12, 0) or max(self._last.x() - body.right() + 12, 0)
        self._view.pan(-min(max(over, -30), 30), 0)
        self._follow(self._last)

    def _hover(self, at: QPointF) -> None:
        placed = self.placed_at(at)
        key = placed.item.key if placed is not None else None
        scene = self._view.scene
        if key != scene.hovered:
            scene.hovered = key
            self._hide_card()
            if key is not None:
                self._rest.start()
            self._view.viewport().update()

    def _show_card(self) -> None:
        view, scene = self._view, self._view.scene
        placed = scene.layout.find(scene.hovered) if scene.hovered is not None else None
        if placed is None or not view.isVisible():
            return
        if self._card is None:
            self._card = HoverCard(view)
        rect = scene.rect(placed).toAlignedRect().intersected(view.viewport().rect())
        rect.setLeft(max(rect.left(), round(self._last.x()) - 24))
        self._card.tell(
            placed.item, view.timeline.today, QRect(view.viewport().mapToGlobal(rect.topLeft()), rect.size())
        )

    def _hide_card(self) -> None:
        self._rest.stop()
        if self._card is not None:
            self._card.hide()

    def _cursor(self, at: QPointF) -> None:
        shape = Qt.CursorShape.ArrowCursor
        if self._panning:
            shape = Qt.CursorShape.ClosedHandCursor
        elif self._widening or (self._press is None and self._on_border(at)):
            shape = Qt.CursorShape.SplitHCursor
        elif self._drag is not None:
            shape = Qt.CursorShape.ClosedHandCursor if self._drag.grip is Grip.WHOLE else Qt.CursorShape.SizeHorCursor
        elif (placed := self.placed_at(at)) is not None:
            grip = self._grip(placed, at)
            shape = (
                Qt.CursorShape.SizeHorCursor if grip in {Grip.START, Grip.END} else Qt.CursorShape.PointingHandCursor
            )
        if self._view.viewport().cursor().shape() != shape:
            self._view.viewport().setCursor(shape)
