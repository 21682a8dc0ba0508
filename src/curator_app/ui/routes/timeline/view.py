"""The timeline itself: a scrolled picture of rows over days that asks, by signals, for what a person wants done."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from curator_app.ui.common.theme import colours, theme
from curator_app.ui.routes.timeline import keys, words
from curator_app.ui.routes.timeline.camera import Camera
from curator_app.ui.routes.timeline.data import Filter, Item, ItemKey, Row, State, Timeline
from curator_app.ui.routes.timeline.ink import Ink
from curator_app.ui.routes.timeline.layout import Density, Layout, Placed, RowBox, Sizes
from curator_app.ui.routes.timeline.paint import paint
from curator_app.ui.routes.timeline.pointer import Pointer
from curator_app.ui.routes.timeline.scale import TimeScale
from curator_app.ui.routes.timeline.scene import Letterings, Scene


class TimelineView(QAbstractScrollArea):
    """Rows of a ``Timeline``. Knows no services: what is dragged is only asked for by ``moved``."""

    activated = Signal(object)
    """ItemKey of the step, mark or row to open (Enter, double click)."""
    moved = Signal(object, object, object)
    """ItemKey, new start, new due: a step was dragged, stretched or moved by keys."""
    selection_changed = Signal()
    """Another row or item is chosen, see ``current_item`` and ``current_row``."""
    menu_requested = Signal(QPoint)
    """The menu of the chosen item is wanted, at this place of the screen."""
    typed = Signal(str)
    """A letter typed here belongs into the search."""
    zoomed = Signal(float)
    """Logical pixels a day, after they have changed."""
    side_resized = Signal(int)
    """The column of names was made wider or narrower by hand."""

    def __init__(self, timeline: Timeline, density: Density = Density.LABELLED, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._density = density
        self._filter = Filter()
        self._collapsed: set[str] = set()
        letters = Letterings.of(self.font())
        sizes = Sizes.of(letters.text.height, density)
        self._scene = Scene(
            timeline,
            Layout(timeline, self._filter, frozenset(), sizes, 2.0),
            TimeScale(timeline.start.toordinal(), 2.0),
            letters,
            Ink(colours()),
        )
        self.camera = Camera(self)
        self.pointer = Pointer(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName("Шкала времени")
        self.horizontalScrollBar().setSingleStep(24)
        self.verticalScrollBar().setSingleStep(24)
        theme().changed.connect(self._recolour)
        self.set_timeline(timeline)

    # --- what is shown

    @property
    def scene(self) -> Scene:
        """The picture as it stands (for painting and tests)."""
        return self._scene

    @property
    def timeline(self) -> Timeline:
        """What is shown."""
        return self._scene.timeline

    def set_timeline(self, timeline: Timeline, shown: Filter | None = None) -> None:
        """Other data (``shown``: of which only these are seen); magnification, place, choice and folded rows stay as
        far as they still make sense."""
        left = self._scene.day_at(self._scene.side)
        self._filter = shown or self._filter
        self._scene.timeline = timeline
        self._scene.forget_days()
        self._scene.scale = TimeScale(timeline.start.toordinal() - self._scene.pad, self._scene.scale.px)
        self._collapsed &= {row.key for row in timeline.rows}
        if self.camera.fitted:
            self._scene.scale = self.camera.whole()  # at once at its size, not laid out twice
        self.lay_out()
        if self.camera.fitted:
            self.show_all()
        else:
            self.camera.scroll_to_day(left)
        self._keep_choice()

    def set_filter(
        self,
        responsible: Iterable[str] = (),
        states: Iterable[State] = (),
        rows: Iterable[str] | None = None,
        items: Iterable[ItemKey] | None = None,
    ) -> None:
        """Shows only steps of these people and states, in these rows, of these items; without arguments everything."""
        shown = Filter(
            frozenset(responsible),
            frozenset(states),
            frozenset(rows) if rows is not None else None,
            frozenset(items) if items is not None else None,
        )
        if shown != self._filter:
            self._filter = shown
            self.lay_out()
            self.camera.update_bars()
            self._keep_choice()

    @property
    def density(self) -> Density:
        """How much room a lane takes."""
        return self._density

    def set_density(self, density: Density) -> None:
        """Taller or lower lanes."""
        if density is not self._density:
            self._density = density
            self.lay_out()
            self.camera.update_bars()

    def set_side(self, width: int) -> None:
        """The column of names, in logical pixels."""
        self.camera.side = width
        self.camera.resized()

    # --- magnification and place

    def zoom(self, factor: float, at_x: float | None = None) -> None:
        """Magnifies around a place of the window (its middle, or the line of today when that is in sight)."""
        if self.camera.zoom(factor, at_x):
            self.zoomed.emit(self._scene.scale.px)

    def show_all(self) -> None:
        """Fits everything into the width, and goes on doing so while the window changes."""
        self.camera.show_all()
        self.zoomed.emit(self._scene.scale.px)

    def show_days(self, days: int) -> None:
        """About ``days`` days in the window (30 a month, 365 a year), around the middle or today."""
        self.zoom(self._scene.body.width() / days / self._scene.scale.px)

    def show_today(self) -> None:
        """Brings the line of today into the middle."""
        self.camera.show_today()

    def pan(self, dx: float, dy: float) -> None:
        """Moves the picture by logical pixels."""
        self.camera.pan(dx, dy)

    # --- folding

    def set_collapsed(self, keys_: Iterable[str], on: bool) -> None:
        """Folds or unfolds rows."""
        before = set(self._collapsed)
        for key in keys_:
            (self._collapsed.add if on else self._collapsed.discard)(key)
        if before != self._collapsed:
            self.lay_out()
            self.camera.update_bars()
            self._keep_choice()

    def collapse_all(self, on: bool) -> None:
        """Folds or unfolds every row."""
        self.set_collapsed([row.key for row in self.timeline.rows if row.bars], on)

    def is_collapsed(self, key: str) -> bool:
        """The row is folded."""
        return key in self._collapsed

    # --- choice

    def current_item(self) -> Item | None:
        """The chosen step or mark."""
        placed = self.current_placed()
        return placed.item if placed is not None else None

    def current_row(self) -> Row | None:
        """The chosen row, or the row of the chosen item."""
        box = self._scene.layout.row(self._scene.row) if self._scene.row is not None else None
        return box.row if box is not None else None

    def current_placed(self) -> Placed | None:
        """The chosen item in its place."""
        return self._scene.layout.find(self._scene.item) if self._scene.item is not None else None

    def select(self, item: ItemKey | None, row: str | None = None, *, reveal: bool = True) -> bool:
        """Chooses an item, or a row without an item. False when it is not shown."""
        placed = self._scene.layout.find(item) if item is not None else None
        if item is not None and placed is None:
            return False
        if placed is not None:
            row = self._scene.layout.box(placed).row.key
            self.set_collapsed([row], False)
        changed = (self._scene.item, self._scene.row) != (item, row)
        self._scene.item, self._scene.row = item, row
        if reveal:
            self.camera.reveal()
        if changed:
            self._tell_choice()
        self.viewport().update()
        return True

    def item_rect(self, key: ItemKey) -> QRect:
        """The figure of an item in the viewport; empty when it is not shown."""
        placed = self._scene.layout.find(key)
        return self._scene.rect(placed).toAlignedRect() if placed is not None else QRect()

    def rows_shown(self) -> list[RowBox]:
        """The rows that pass the filter, from top to bottom."""
        return self._scene.layout.rows

    # --- events

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture."""
        del event
        painter = QPainter(self.viewport())
        paint(painter, self._scene)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What was fitted stays fitted."""
        super().resizeEvent(event)
        self.camera.resized()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """The scroll bars moved."""
        del dx, dy
        self._scene.scroll_x = self.horizontalScrollBar().value()
        self._scene.scroll_y = self.verticalScrollBar().value()
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        """Another font: everything is measured anew."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_scene"):
            self._scene.letters = Letterings.of(self.font())
            self.lay_out()
            self.camera.resized()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choosing, or the beginning of a drag."""
        self.pointer.pressed(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Dragging or hovering."""
        self.pointer.moved(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The end of a drag."""
        self.pointer.released(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Opens."""
        self.pointer.double_clicked(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """The pointer left: no hover card."""
        if event.type() == QEvent.Type.Leave:
            self.pointer.left()
        return super().viewportEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Up and down; sideways with Shift; magnifies with Ctrl."""
        self.pointer.wheel(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the item under the pointer or of the chosen one."""
        self.pointer.menu(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See ``keys``."""
        if not keys.pressed(self, event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Keyboard: something is always chosen."""
        super().focusInEvent(event)
        self._scene.focused = True
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A drag does not outlive the focus."""
        super().focusOutEvent(event)
        self._scene.focused = False
        self.pointer.cancel()
        self.viewport().update()

    def hideEvent(self, event: object) -> None:
        """No card and no drag without a window."""
        del event
        self.pointer.cancel()

    # --- inside

    def lay_out(self) -> None:
        """Places everything anew; the row in the middle stays in the middle."""
        scene = self._scene
        middle = scene.scroll_y + scene.body.height() / 2
        before = scene.layout.row_at(middle)
        inside = (middle - before.top) / max(before.height, 1) if before is not None else 0.0
        sizes = Sizes.of(scene.letters.text.height, self._density)
        scene.layout = Layout(
            self.timeline,
            self._filter,
            frozenset(self._collapsed),
            sizes,
            scene.scale.px,
            lambda text: scene.letters.small.width(text) + 10,
        )
        self.camera.update_bars()
        if before is not None and scene.scroll_y and (now := scene.layout.row(before.row.key)) is not None:
            self.verticalScrollBar().setValue(round(now.top + inside * now.height - scene.body.height() / 2))
        self.viewport().update()

    def _keep_choice(self) -> None:
        scene = self._scene
        item = scene.item if scene.item is not None and scene.layout.find(scene.item) is not None else None
        row = scene.row if scene.row is not None and scene.layout.row(scene.row) is not None else None
        if (item, row) != (scene.item, scene.row):
            scene.item, scene.row = item, row
            self._tell_choice()

    def _tell_choice(self) -> None:
        self.setAccessibleDescription(words.spoken(self.current_item(), self.current_row(), self.timeline.today))
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self.selection_changed.emit()

    def _recolour(self) -> None:
        self._scene.ink = Ink(colours())
        self.viewport().update()
