"""Upright columns over the points of a scale, with the mean as a line."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from curator_app.texts.grammar import counted
from curator_app.texts.survey_words import decimal, share_words
from curator_app.ui.common.charts.bars import Bar
from curator_app.ui.common.charts.figure import CENTRE, FEW, Heading, Lettering, Mark, few_words, fill, line_of, write
from curator_app.ui.common.palette import Palette

_TALL = 74.0
_WIDEST = 64.0


@dataclass(frozen=True, slots=True)
class Columns:
    """``bars`` are the points of a scale in order, their labels the digits; ``mean`` is told with its number."""

    title: str
    bars: tuple[Bar, ...]
    whole: int
    mean: Fraction | None = None
    note: str = ""
    series: int = 0
    few: int = FEW

    def spoken(self) -> str:
        """Mean first, then the points that were given at all."""
        given = "; ".join(self._words(one) for one in self.bars if one.count)
        remark = self._remark()
        return f"{self.title}. {remark + '. ' if remark else ''}{given or 'Ответов нет'}."

    def height(self, letters: Lettering, width: float) -> float:
        """Heading, number above, column, digit below."""
        return self._head.height(letters, width) + 2 * letters.line + _TALL + 8

    def marks(self, letters: Lettering, width: float) -> list[Mark]:
        """Every column from top to digit."""
        top = self._head.height(letters, width)
        step = self._step(width)
        return [
            Mark(QRectF(place * step, top, step, 2 * letters.line + _TALL + 6), self._words(one), one.ids)
            for place, one in enumerate(self.bars)
        ]

    def paint(self, painter: QPainter, letters: Lettering, palette: Palette, width: float) -> None:
        """Columns from the left."""
        self._head.paint(painter, letters, palette, width)
        painter.setFont(letters.text)
        most = max((one.count for one in self.bars), default=0) or 1
        step = self._step(width)
        floor = self._head.height(letters, width) + letters.line + _TALL + 2
        for one, mark in zip(self.bars, self.marks(letters, width), strict=True):
            rect = mark.rect
            tall = _TALL * one.count / most
            inner = min(step * 0.68, 34.0)
            fill(painter, QRectF(rect.center().x() - inner / 2, floor - tall, inner, tall), palette, self.series)
            if one.count:
                above = QRectF(rect.left(), floor - tall - letters.line, step, letters.line)
                write(painter, above, str(one.count), palette.text, CENTRE)
            below = QRectF(rect.left(), floor + 3, step, letters.line)
            write(painter, below, one.label, palette.text if one.count else palette.muted, CENTRE)
        painter.setPen(line_of(palette, strong=True))
        painter.drawLine(QPointF(0, floor + 0.5), QPointF(step * len(self.bars), floor + 0.5))
        self._paint_mean(painter, palette, step, floor)

    def _paint_mean(self, painter: QPainter, palette: Palette, step: float, floor: float) -> None:
        if self.mean is None or not self.bars or not self.bars[0].label.isdigit():
            return
        x = (float(self.mean) - int(self.bars[0].label) + 0.5) * step
        painter.setPen(QPen(QColor(palette.text), 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, floor - _TALL - 2), QPointF(x, floor))

    @property
    def _head(self) -> Heading:
        return Heading(self.title, self._remark())

    def _remark(self) -> str:
        mean = "" if self.mean is None else f"среднее {decimal(self.mean)} (n = {self.whole})"
        return " · ".join(one for one in (mean, self.note, few_words(self.whole, self.few)) if one)

    def _words(self, bar: Bar) -> str:
        points = counted(int(bar.label), "балл", "балла", "баллов") if bar.label.isdigit() else bar.label
        return f"{points} — {share_words(bar.count, self.whole)}"

    def _step(self, width: float) -> float:
        return min(width / max(len(self.bars), 1), _WIDEST)
