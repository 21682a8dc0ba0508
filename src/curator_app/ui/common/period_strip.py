"""A period painted as a bar: what has passed, pauses, days of orders and meetings, today."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from curator_app.texts.grammar import counted
from curator_app.ui.common.card_content import PeriodBar
from curator_app.ui.common.theme import colours, font, theme

_BAR = 12.0
_ABOVE = 13.0  # room for the marks of orders, logical pixels
_BELOW = 8.0  # room for the dots of meetings
_EDGE = 5.0


class PeriodStrip(QWidget):
    """Shows, never acts; everything it shows stands in words beside it, and in its accessible name."""

    def __init__(self, bar: PeriodBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = bar
        self.setFont(font(self, points=9))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self.setAccessibleName(_words(bar))
        self.setToolTip(_words(bar))
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """The bar, its marks and a line of dates."""
        return QSize(220, round(_ABOVE + _BAR + _BELOW) + self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        """The same, narrower."""
        return QSize(120, self.sizeHint().height())

    def place(self, day: dt.date) -> float:
        """Where a day begins, logical pixels; days outside the period lie at its ends."""
        days = (self._bar.last - self._bar.first).days + 1
        share = min(max((day - self._bar.first).days / days, 0.0), 1.0)
        return _EDGE + share * (self.width() - 2 * _EDGE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the bar."""
        del event
        palette, bar = colours(), self._bar
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(_EDGE, _ABOVE, self.width() - 2 * _EDGE, _BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.empty_part))
        painter.drawRoundedRect(whole, 4, 4)
        passed = self.place(min(bar.today, bar.last) + dt.timedelta(days=1)) - _EDGE
        if bar.today >= bar.first:
            painter.setClipRect(QRectF(_EDGE, _ABOVE, passed, _BAR))
            painter.setBrush(QColor(palette.accent))
            painter.drawRoundedRect(whole, 4, 4)
            painter.setClipping(False)
        for first, last in bar.gaps:
            self._gap(painter, first, last)
        painter.setPen(QPen(QColor(palette.text), 1.6))
        for day in bar.orders:
            x = self.place(day)
            painter.drawLine(QPointF(x, 3), QPointF(x, _ABOVE + _BAR))
            painter.setBrush(QColor(palette.surface))
            painter.drawRect(QRectF(x - 3, 1.5, 6, 7))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.info_text))
        for day in bar.dots:
            painter.drawEllipse(QPointF(self.place(day), _ABOVE + _BAR + 4), 2.2, 2.2)
        self._today(painter)
        self._dates(painter)
        painter.end()

    def _gap(self, painter: QPainter, first: dt.date, last: dt.date | None) -> None:
        palette = colours()
        left = self.place(first)
        right = self.place((last or self._bar.last) + dt.timedelta(days=1))
        box = QRectF(left, _ABOVE, max(right - left, 3.0), _BAR)
        painter.setPen(QPen(QColor(palette.warn_text), 1))
        painter.setBrush(QColor(palette.warn_soft))
        painter.drawRect(box)
        painter.setBrush(QBrush(QColor(palette.warn_text), Qt.BrushStyle.BDiagPattern))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRect(box)

    def _today(self, painter: QPainter) -> None:
        if not self._bar.first <= self._bar.today <= self._bar.last:
            return
        x, top = self.place(self._bar.today), _ABOVE + _BAR
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours().danger))
        painter.drawPolygon(QPolygonF([QPointF(x, top - 4), QPointF(x - 5, top + 5), QPointF(x + 5, top + 5)]))

    def _dates(self, painter: QPainter) -> None:
        painter.setPen(QColor(colours().muted))
        top = _ABOVE + _BAR + _BELOW
        line = QRectF(0, top, self.width(), self.height() - top)
        painter.drawText(
            line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, f"{self._bar.first:%d.%m.%y}"
        )
        painter.drawText(
            line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{self._bar.last:%d.%m.%y}"
        )


def _words(bar: PeriodBar) -> str:
    told = [f"С {bar.first:%d.%m.%Y} по {bar.last:%d.%m.%Y}"]
    for first, last in bar.gaps:
        told.append(f"приостановлена с {first:%d.%m.%Y}" + (f" по {last:%d.%m.%Y}" if last else ""))
    if bar.orders:
        told.append(counted(len(bar.orders), "приказ", "приказа", "приказов"))
    if bar.dots:
        told.append(counted(len(bar.dots), "встреча", "встречи", "встреч"))
    return "; ".join(told)
