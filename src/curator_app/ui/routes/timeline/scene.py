"""All that a painting of the timeline depends on, and where things stand in the window."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont

from curator_app.ui.routes.timeline.data import ItemKey, Timeline
from curator_app.ui.routes.timeline.ink import Ink
from curator_app.ui.routes.timeline.layout import Layout, Placed, RowBox
from curator_app.ui.routes.timeline.lettering import Lettering
from curator_app.ui.routes.timeline.scale import TimeScale, days_off


@dataclass(frozen=True, slots=True)
class Letterings:
    """The three fonts of a timeline."""

    text: Lettering
    strong: Lettering
    small: Lettering

    @staticmethod
    def of(font: QFont) -> Letterings:
        """Made from the widget's font."""
        strong, small = QFont(font), QFont(font)
        strong.setWeight(QFont.Weight.DemiBold)
        small.setPointSizeF(font.pointSizeF() * 0.9)
        return Letterings(Lettering(font), Lettering(strong), Lettering(small))


@dataclass(frozen=True, slots=True)
class Ghost:
    """Where a dragged step would go."""

    key: ItemKey
    start: date
    due: date


@dataclass(slots=True)
class Scene:
    """The picture as it stands: data, magnification, place, choice."""

    timeline: Timeline
    layout: Layout
    scale: TimeScale
    letters: Letterings
    ink: Ink
    width: int = 0
    height: int = 0
    side: int = 200
    scroll_x: int = 0
    scroll_y: int = 0
    row: str | None = None
    item: ItemKey | None = None
    hovered: ItemKey | None = None
    ghost: Ghost | None = None
    focused: bool = False
    _off: tuple[tuple[int, int, int], list[tuple[int, int]]] | None = field(default=None)
    _working: dict[int, bool] = field(default_factory=dict)

    @property
    def header(self) -> int:
        """Height of the header."""
        return 2 * (self.letters.text.height + 6)

    @property
    def body(self) -> QRectF:
        """The part with the bars."""
        return QRectF(self.side, self.header, max(self.width - self.side, 0), max(self.height - self.header, 0))

    def x(self, day: float) -> float:
        """Where a day begins in the window."""
        return self.side + self.scale.x(day) - self.scroll_x

    def day_at(self, x: float) -> float:
        """The day at a place in the window, with its fraction."""
        return self.scale.day(x - self.side + self.scroll_x)

    @property
    def pad(self) -> int:
        """Days left free before the first and after the last one."""
        return max(4, (self.timeline.end - self.timeline.start).days // 40)

    def row_top(self, box: RowBox) -> int:
        """Where a row begins in the window."""
        return self.header + box.top - self.scroll_y

    def rect(self, placed: Placed) -> QRectF:
        """The figure of an item in the window."""
        top = self.row_top(self.layout.box(placed)) + placed.y
        if placed.is_mark:
            side = min(placed.height, self.layout.sizes.least)
            return QRectF(self.x(placed.first + 0.5) - side / 2, top + (placed.height - side) / 2, side, side)
        width = max((placed.after - placed.first) * self.scale.px, self.layout.sizes.least) - 1.5
        return QRectF(self.x(placed.first), top, width, placed.height)

    def forget_days(self) -> None:
        """The calendar may be another one."""
        self._working.clear()
        self._off = None

    def working(self, ordinal: int) -> bool:
        """A working day; asked of the timeline once."""
        known = self._working.get(ordinal)
        if known is None:
            known = self._working[ordinal] = self.timeline.working(date.fromordinal(ordinal))
        return known

    def days_off(self, first: int, after: int) -> list[tuple[int, int]]:
        """Runs of days off to be shaded; only long ones where a day is narrow."""
        shortest = 1 if self.scale.px >= 4 else max(round(12 / self.scale.px), 4)
        asked = (first, after, shortest)
        if self._off is None or self._off[0] != asked:
            self._off = asked, days_off(first, after, self.working, shortest)
        return self._off[1]

    def visible_days(self) -> tuple[int, int]:
        """First day in sight and the day after the last one."""
        return int(self.day_at(self.side)) - 1, int(self.day_at(self.width)) + 2
