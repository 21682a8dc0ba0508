"""A field of several lines that grows with what is typed in it, up to a limit, and then scrolls."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

_EDGES = 22  # padding, border and the document's margin, logical pixels


class GrowingText(QPlainTextEdit):
    """Between ``rows`` and ``most`` lines high."""

    def __init__(self, rows: int, most: int = 10, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self._most = max(rows, most)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrower field breaks its lines anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        # Of a plain text document the height is told in lines.
        lines = round(self.document().size().height())
        height = self.fontMetrics().lineSpacing() * min(max(lines, self._rows), self._most) + _EDGES
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)
