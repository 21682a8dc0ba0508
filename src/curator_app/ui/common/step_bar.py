"""Where one is in a row of steps: «✓ Файл — 2 Столбцы — 3 Проверка — 4 Готово»."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from curator_app.ui.common import icons
from curator_app.ui.common.theme import colours, font, theme

_DOT = 24
_GAP = 8
_LINE = 28


class StepBar(QWidget):
    """Painted names of steps; shows, never acts."""

    def __init__(self, steps: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = tuple(steps)
        self._current = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)
        self.show_step(0)

    @property
    def current(self) -> int:
        """Number of the step shown, from 0."""
        return self._current

    def show_step(self, number: int) -> None:
        """Marks step ``number`` (from 0) as the one at hand and those before it as done."""
        self._current = number
        self.setAccessibleName(f"Шаг {number + 1} из {len(self._steps)}: {self._steps[number]}")
        self.update()

    def sizeHint(self) -> QSize:
        """All names in one line."""
        metrics = QFontMetricsF(self._font(current=True))
        names = sum(metrics.horizontalAdvance(step) for step in self._steps)
        count = len(self._steps)
        return QSize(round(names + count * (_DOT + _GAP) + (count - 1) * (_LINE + 2 * _GAP)) + 4, _DOT + 8)

    def minimumSizeHint(self) -> QSize:
        """The same: a name is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the steps from left to right."""
        del event
        palette = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        x = 1.0
        for number, step in enumerate(self._steps):
            done, here = number < self._current, number == self._current
            circle = QRectF(x, middle - _DOT / 2, _DOT, _DOT)
            painter.setPen(Qt.PenStyle.NoPen if done or here else QPen(QColor(palette.border_strong), 1.2))
            fill = palette.accent if here else palette.accent_soft if done else palette.canvas
            painter.setBrush(QColor(fill))
            painter.drawEllipse(circle.adjusted(0.6, 0.6, -0.6, -0.6))
            if done:
                tick = icons.pixmap("check", palette.accent_text, 16, self.devicePixelRatioF())
                painter.drawPixmap(QPointF(circle.center().x() - 8, middle - 8), tick)
            else:
                painter.setFont(font(self, points=9, bold=True))
                painter.setPen(QColor(palette.on_accent if here else palette.muted))
                painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(number + 1))
            x += _DOT + _GAP
            written = self._font(current=here)
            painter.setFont(written)
            painter.setPen(QColor(palette.text if here else palette.muted))
            width = QFontMetricsF(written).horizontalAdvance(step)
            painter.drawText(QRectF(x, 0, width + 4, self.height()), Qt.AlignmentFlag.AlignVCenter, step)
            x += width + _GAP
            if number < len(self._steps) - 1:
                painter.setPen(QPen(QColor(palette.accent if done else palette.border_strong), 1.4))
                painter.drawLine(QPointF(x, middle), QPointF(x + _LINE, middle))
                x += _LINE + _GAP
        painter.end()

    def _font(self, *, current: bool) -> QFont:
        return font(self, points=10, bold=current)
