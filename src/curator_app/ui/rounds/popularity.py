"""Who was wished how often: a bar for each participant, first choices darkest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from curator_app.texts.grammar import counted
from curator_app.ui.common.theme import colours, font, theme

_GAP = 8
_BAR = 14


@dataclass(frozen=True, slots=True)
class Bar:
    """A name and how often it was named first, second, third."""

    name: str
    places: tuple[int, ...]

    @property
    def total(self) -> int:
        """How often in all."""
        return sum(self.places)


class PopularityChart(QWidget):
    """Shows, never acts. Numbers stand at the bars, so that colour alone says nothing."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._bars: tuple[Bar, ...] = ()
        self.setFont(font(self, points=9))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """The bars from top to bottom."""
        self._bars = tuple(bars)
        told = "; ".join(f"{one.name}: {counted(one.total, 'раз', 'раза', 'раз')}" for one in bars if one.total)
        self.setAccessibleName(f"{self._title}. {told or 'Пока никого не назвали.'}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A line for each."""
        return QSize(360, len(self._bars) * self._line + self._line + 4)

    def minimumSizeHint(self) -> QSize:
        """The same, narrower."""
        return QSize(240, self.sizeHint().height())

    @property
    def _line(self) -> int:
        return max(self.fontMetrics().height() + 4, _BAR + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Names at the left, bars at the right."""
        del event
        palette = colours()
        shades = (QColor(palette.accent), _mixed(palette.accent, palette.surface, 0.6), QColor(palette.accent_soft))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bold = font(self, points=10, bold=True)
        painter.setFont(bold)
        painter.setPen(QColor(palette.text))
        painter.drawText(QRectF(0, 0, self.width(), self._line), Qt.AlignmentFlag.AlignVCenter, self._title)
        painter.setFont(self.font())
        metrics = self.fontMetrics()
        names = min(max((metrics.horizontalAdvance(one.name) for one in self._bars), default=0) + 2, self.width() // 2)
        most = max((one.total for one in self._bars), default=0) or 1
        room = self.width() - names - 2 * _GAP - metrics.horizontalAdvance("00 (0 · 0 · 0)")
        y = float(self._line + 2)
        for one in self._bars:
            self._paint_bar(painter, one, y, names, room / most, shades)
            y += self._line
        painter.end()

    def _paint_bar(
        self, painter: QPainter, bar: Bar, y: float, names: int, unit: float, shades: tuple[QColor, ...]
    ) -> None:
        palette = colours()
        painter.setPen(QColor(palette.text if bar.total else palette.muted))
        name = self.fontMetrics().elidedText(bar.name, Qt.TextElideMode.ElideRight, names)
        painter.drawText(QRectF(0, y, names, self._line), Qt.AlignmentFlag.AlignVCenter, name)
        x, top = float(names + _GAP), y + (self._line - _BAR) / 2
        for number, shade in zip(bar.places, shades, strict=False):
            if number:
                painter.fillRect(QRectF(x, top, max(number * unit - 1, 1.0), _BAR), shade)
                x += number * unit
        words = f"{bar.total} ({' · '.join(map(str, bar.places))})" if bar.total else "0"
        painter.setPen(QColor(palette.muted))
        painter.drawText(QRectF(x + 6, y, self.width() - x, self._line), int(Qt.AlignmentFlag.AlignVCenter), words)


def _mixed(one: str, other: str, share: float) -> QColor:
    a, b = QColor(one), QColor(other)
    return QColor.fromRgbF(
        a.redF() * share + b.redF() * (1 - share),
        a.greenF() * share + b.greenF() * (1 - share),
        a.blueF() * share + b.blueF() * (1 - share),
    )
