"""A layout that sets widgets in lines, as words in a paragraph."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


def flowing(widgets: Iterable[QWidget], parent: QWidget, gap: int = 8, *, to_right: bool = False) -> QWidget:
    """A holder that sets ``widgets`` in one line, or in two when there is no room."""
    holder = QWidget(parent)
    layout = FlowLayout(holder, gap, to_right=to_right)
    for widget in widgets:
        layout.addWidget(widget)
    return holder


class FlowLayout(QLayout):
    """Lines of widgets of their preferred width; ``gap`` is the distance in both directions, logical pixels.

    ``to_right``: the lines end at the right edge.
    """

    def __init__(self, parent: QWidget | None = None, gap: int = 8, *, to_right: bool = False) -> None:
        super().__init__(parent)
        self._gap = gap
        self._to_right = to_right
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(QMargins(0, 0, 0, 0))

    def addItem(self, item: QLayoutItem) -> None:
        """Appends."""
        self._items.append(item)

    def count(self) -> int:
        """Number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Item ``index`` or None."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Removes and returns item ``index``."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Takes no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Narrower means higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of the lines at this width."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Places the items."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """One line."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """The widest item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _place(self, rect: QRect, *, move: bool) -> int:
        margins = self.contentsMargins()
        area = rect.marginsRemoved(margins)
        y = area.y()
        for line in self._lines(area.width()):
            high = max(size.height() for _item, size in line)
            if move:
                wide = sum(size.width() for _item, size in line) + self._gap * (len(line) - 1)
                x = area.x() + (max(0, area.width() - wide) if self._to_right else 0)
                for item, size in line:
                    item.setGeometry(QRect(QPoint(x, y + (high - size.height()) // 2), size))
                    x += size.width() + self._gap
            y += high + self._gap
        return max(0, y - self._gap - rect.y()) + margins.bottom()

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        room = 0
        for item in self._items:
            widget = item.widget()
            if widget is not None and widget.isHidden():
                continue
            size = item.sizeHint()
            if width > 0:
                size.setWidth(min(size.width(), width))
            if not lines or size.width() > room:
                lines.append([])
                room = width
            lines[-1].append((item, size))
            room -= size.width() + self._gap
        return lines
