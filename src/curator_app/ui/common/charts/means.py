"""Means of several questions on one scale; two groups of people stand on one line (mentors against mentees)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from curator_app.texts.survey_words import decimal
from curator_app.ui.common.charts.figure import (
    CENTRE,
    FEW,
    GAP,
    LEFT,
    Heading,
    Lettering,
    Mark,
    few_words,
    legend,
    line_of,
    point,
    series_colour,
    wrapped,
    write,
)
from curator_app.ui.common.palette import Palette

_POINT = 14.0


@dataclass(frozen=True, slots=True)
class Point:
    """A mean of ``answered`` answers; ``ids`` are the people."""

    value: Fraction
    answered: int
    ids: tuple[int, ...] = ()

    @property
    def words(self) -> str:
        """«8,4 (n = 7)»."""
        return f"{decimal(self.value)} (n = {self.answered})"


@dataclass(frozen=True, slots=True)
class MeanRow:
    """One question: a point or None for each series."""

    label: str
    points: tuple[Point | None, ...]


@dataclass(frozen=True, slots=True)
class Means:
    """Rows of one scale. A mean of few answers is told with «*»."""

    title: str
    series: tuple[str, ...]
    rows: tuple[MeanRow, ...]
    lowest: int = 1
    highest: int = 10
    note: str = ""
    few: int = FEW

    def spoken(self) -> str:
        """Question by question."""
        told = ". ".join(self._words(row) for row in self.rows)
        return f"{self.title}. {told or 'Ответов нет'}."

    def height(self, letters: Lettering, width: float) -> float:
        """Heading, legend, rows, digits of the scale."""
        rows = sum(self._row(letters, width, row) for row in self.rows)
        return self._top(letters, width) + rows + letters.line + 6

    def marks(self, letters: Lettering, width: float) -> list[Mark]:
        """Each point of each question; several points of a row share its height."""
        found: list[Mark] = []
        top = self._top(letters, width)
        for row in self.rows:
            high = self._row(letters, width, row)
            there = [number for number, one in enumerate(row.points) if one is not None]
            for place, number in enumerate(there):
                one = row.points[number]
                assert one is not None
                rect = QRectF(0, top + high * place / len(there), width, high / len(there))
                few = few_words(one.answered, self.few)
                name = f"{self.series[number]}: " if len(self.series) > 1 else ""
                words = f"{row.label} — {name}{one.words}{', ' + few if few else ''}"
                found.append(Mark(rect, words, one.ids))
            top += high
        return found

    def paint(self, painter: QPainter, letters: Lettering, palette: Palette, width: float) -> None:
        """Questions at the left, the scale in the middle, numbers at the right."""
        self._head.paint(painter, letters, palette, width)
        painter.setFont(letters.text)
        if len(self.series) > 1:
            legend(painter, letters, palette, self.series, self._head.height(letters, width), width)
        labels, numbers = self._labels(width), self._numbers(letters)
        left, right = labels + GAP + 8, width - numbers - GAP - 4
        start = top = self._top(letters, width)
        bottom = self.height(letters, width) - letters.line - 4
        self._paint_scale(painter, letters, palette, left, right, start, bottom)
        for row in self.rows:
            high = self._row(letters, width, row)
            text = letters.height(row.label, labels)
            wrapped(painter, QRectF(0, top + (high - text) / 2, labels, text), row.label, palette.text)
            self._paint_points(painter, letters, palette, row, left, right, top, high, width - numbers)
            top += high

    def _paint_points(
        self,
        painter: QPainter,
        letters: Lettering,
        palette: Palette,
        row: MeanRow,
        left: float,
        right: float,
        top: float,
        high: float,
        words_at: float,
    ) -> None:
        there = [(number, one) for number, one in enumerate(row.points) if one is not None]
        middle = top + high / 2
        places = [self._at(one.value, left, right) for _, one in there]
        if len(places) > 1:
            painter.setPen(QPen(QColor(palette.border_strong), 3))
            painter.drawLine(QPointF(min(places), middle), QPointF(max(places), middle))
        elif places:
            painter.setPen(QPen(QColor(series_colour(palette, there[0][0])), 2))
            painter.drawLine(QPointF(left, middle), QPointF(places[0], middle))
        for (number, _), x in zip(there, places, strict=True):
            point(painter, QPointF(x, middle), palette, number)
        lines = max(len(there), 1)
        line_top = middle - letters.line * lines / 2
        if not there:
            write(painter, QRectF(words_at, line_top, self._numbers(letters), letters.line), "—", palette.muted, LEFT)
        for place, (number, one) in enumerate(there):
            rect = QRectF(words_at, line_top + place * letters.line, self._numbers(letters), letters.line)
            if len(self.series) > 1:
                point(painter, QPointF(rect.left() + 4, rect.center().y()), palette, number, 3)
            write(painter, rect.adjusted(_POINT, 0, 0, 0), self._told(one), series_colour(palette, number), LEFT)

    def _paint_scale(
        self,
        painter: QPainter,
        letters: Lettering,
        palette: Palette,
        left: float,
        right: float,
        top: float,
        bottom: float,
    ) -> None:
        step = max((self.highest - self.lowest) // 10, 1)
        for value in range(self.lowest, self.highest + 1, step):
            x = self._at(Fraction(value), left, right)
            painter.setPen(line_of(palette))
            painter.drawLine(QPointF(x, top), QPointF(x, bottom))
            if value in (self.lowest, self.highest) or (right - left) / (self.highest - self.lowest) * step >= 14:
                write(painter, QRectF(x - 14, bottom + 1, 28, letters.line), str(value), palette.muted, CENTRE)

    @property
    def _head(self) -> Heading:
        few = any(0 < one.answered < self.few for row in self.rows for one in row.points if one is not None)
        remark = f"* — мало ответов (меньше {self.few})" if few else ""
        return Heading(self.title, " · ".join(one for one in (self.note, remark) if one))

    def _told(self, one: Point) -> str:
        return f"{one.words}{' *' if few_words(one.answered, self.few) else ''}"

    def _words(self, row: MeanRow) -> str:
        told = [
            f"{name}: {one.words if one else 'нет ответов'}" for name, one in zip(self.series, row.points, strict=True)
        ]
        return f"{row.label} — {', '.join(told)}"

    def _at(self, value: Fraction, left: float, right: float) -> float:
        return left + (right - left) * float((value - self.lowest) / (self.highest - self.lowest))

    def _labels(self, width: float) -> float:
        return width * 0.38

    def _numbers(self, letters: Lettering) -> float:
        return letters.width("10,0 (n = 100) *") + 2 + _POINT

    def _row(self, letters: Lettering, width: float, row: MeanRow) -> float:
        there = sum(one is not None for one in row.points)
        return max(letters.height(row.label, self._labels(width)), letters.line * max(there, 1)) + 10

    def _top(self, letters: Lettering, width: float) -> float:
        return self._head.height(letters, width) + (letters.line + 6 if len(self.series) > 1 else 0)
