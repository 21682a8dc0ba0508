"""Where one looks at a timeline: magnification, scrolling, what is fitted into the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from curator_app.ui.routes.timeline.packing import least_days
from curator_app.ui.routes.timeline.scale import MIN_PX, TimeScale

if TYPE_CHECKING:
    from curator_app.ui.routes.timeline.view import TimelineView

_WIDEST_SIDE, _NARROWEST_SIDE = 0.5, 110


class Camera:
    """Moves the picture of its view. ``fitted``: everything is kept in the width while the window changes."""

    def __init__(self, view: TimelineView) -> None:
        self._view = view
        self.fitted = True
        self.side: int | None = None
        """Width of the column of names asked for."""

    def zoom(self, factor: float, at_x: float | None = None) -> bool:
        """Magnifies around a place of the window (its middle, or today when that is in sight); False at the bounds."""
        scene = self._view.scene
        if at_x is None:
            today = scene.x(scene.timeline.today.toordinal() + 0.5)
            at_x = today if scene.side < today < scene.width else scene.body.center().x()
        day = scene.day_at(at_x)
        scale = scene.scale.zoomed(factor)
        if scale.px == scene.scale.px:
            return False
        self.fitted = False
        self._set_scale(scale)
        self.scroll_to_day(day - (at_x - scene.side) / scale.px)
        return True

    def show_all(self) -> None:
        """Fits everything into the width."""
        self.fitted = True
        self._set_scale(self.whole())
        self._view.horizontalScrollBar().setValue(0)

    def whole(self) -> TimeScale:
        """The scale at which everything fits into the width."""
        scene = self._view.scene
        return TimeScale(scene.scale.origin, max(scene.body.width() / self._days(), MIN_PX))

    def show_today(self) -> None:
        """Brings the line of today into the middle."""
        scene = self._view.scene
        self.scroll_to_day(scene.timeline.today.toordinal() + 0.5 - scene.body.width() / scene.scale.px / 2)

    def scroll_to_day(self, day: float) -> None:
        """Brings a day to the left end."""
        self._view.horizontalScrollBar().setValue(round(self._view.scene.scale.x(day)))
        self._view.viewport().update()

    def pan(self, dx: float, dy: float) -> None:
        """Moves the picture by logical pixels."""
        across, down = self._view.horizontalScrollBar(), self._view.verticalScrollBar()
        across.setValue(across.value() - round(dx))
        down.setValue(down.value() - round(dy))

    def reveal(self) -> None:
        """Scrolls as little as needed to see the chosen item or row."""
        scene, placed = self._view.scene, self._view.current_placed()
        box = scene.layout.box(placed) if placed is not None else None
        if box is None and scene.row is not None:
            box = scene.layout.row(scene.row)
        if box is None:
            return
        bar, body = self._view.verticalScrollBar(), scene.body
        top = box.top + (placed.y if placed is not None else 0)
        height = placed.height if placed is not None else box.height
        if top - 6 < bar.value() or height > body.height():
            bar.setValue(top - 6)
        elif top + height + 6 > bar.value() + body.height():
            bar.setValue(round(top + height + 6 - body.height()))
        if placed is None:
            return
        rect = scene.rect(placed)
        wide = body.width() * 0.8
        if rect.left() < scene.side + 10:
            self.pan(scene.side + 40 - rect.left(), 0)
        elif rect.left() > scene.width - 60 or (rect.right() > scene.width and rect.width() < wide):
            self.pan(scene.width - 60 - min(rect.right(), rect.left() + wide), 0)

    def resized(self) -> None:
        """The window has another size: what was fitted stays fitted."""
        scene, viewport = self._view.scene, self._view.viewport()
        scene.width, scene.height = viewport.width(), viewport.height()
        wanted = self.side or min(max(scene.width // 5, 168), 280)
        scene.side = round(min(max(wanted, _NARROWEST_SIDE), max(scene.width * _WIDEST_SIDE, _NARROWEST_SIDE)))
        if self.fitted:
            self._view.show_all()
        else:
            self.update_bars()
        viewport.update()

    def update_bars(self) -> None:
        """Ranges of the scroll bars."""
        scene = self._view.scene
        body = scene.body
        across, down = self._view.horizontalScrollBar(), self._view.verticalScrollBar()
        across.setRange(0, max(round(self._days() * scene.scale.px - body.width()), 0))
        across.setPageStep(max(round(body.width()), 1))
        down.setRange(0, max(round(scene.layout.height - body.height()), 0))
        down.setPageStep(max(round(body.height()), 1))
        scene.scroll_x, scene.scroll_y = across.value(), down.value()
        self._view.viewport().update()

    def _days(self) -> int:
        scene = self._view.scene
        return (scene.timeline.end - scene.timeline.start).days + 1 + 2 * scene.pad

    def _set_scale(self, scale: TimeScale) -> None:
        scene = self._view.scene
        scene.scale = scale
        if least_days(scene.layout.sizes.least, scale.px) != scene.layout.least:
            self._view.lay_out()
        self.update_bars()
