"""Before and after: a line from the left scale to the right one for each question."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from curator_app.texts.survey_words import decimal, signed
from curator_app.ui.common.charts.figure import (
    CENTRE,
    FEW,
    GAP,
    LEFT,
    RIGHT,
    Heading,
    Lettering,
    Mark,
    few_words,
    line_of,
    point,
    wrapped,
    write,
)
from curator_app.ui.common.palette import Palette

_SLOPE = 120.0
_TALL = 34.0
_NAME = 80.0


@dataclass(frozen=True, slots=True)
class Slope:
    """The same people before and after: means over the ``answered`` who answered both times."""

    label: str
    before: Fraction
    after: Fraction
    answered: int
    ids: tuple[int, ...] = ()

    @property
    def difference(self) -> Fraction:
        """After minus before."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Slopes:
    """Each question has a small slope of its own: many lines over each other cannot be read."""

    title: str
    rows: tuple[Slope, ...]
    lowest: int = 1
    highest: int = 10
    before: str = "до"
    after: str = "после"
    note: str = ""
    few: int = FEW

    def spoken(self) -> str:
        """Question by question."""
        return f"{self.title}. {'. '.join(self._words(row) for row in self.rows) or 'Ответов нет'}."

    def height(self, letters: Lettering, width: float) -> float:
        """Heading, names of the two times, rows."""
        return self._top(letters, width) + sum(self._row(letters, width, row) for row in self.rows)

    def marks(self, letters: Lettering, width: float) -> list[Mark]:
        """The whole line of a question."""
        found: list[Mark] = []
        top = self._top(letters, width)
        for row in self.rows:
            high = self._row(letters, width, row)
            found.append(Mark(QRectF(0, top, width, high), self._words(row), row.ids))
            top += high
        return found

    def paint(self, painter: QPainter, letters: Lettering, palette: Palette, width: float) -> None:
        """Question, value before, slope, value after, difference with n."""
        self._head.paint(painter, letters, palette, width)
        painter.setFont(letters.text)
        labels, value, told = self._widths(letters, width)
        left = labels + GAP + value + GAP
        slope = min(_SLOPE, max(width - left - value - told - 3 * GAP, 24))
        right = left + slope
        top = self._top(letters, width) - letters.line - 2
        write(painter, QRectF(left + 6 - _NAME / 2, top, _NAME, letters.line), self.before, palette.muted, CENTRE)
        write(painter, QRectF(right - 6 - _NAME / 2, top, _NAME, letters.line), self.after, palette.muted, CENTRE)
        for row, mark in zip(self.rows, self.marks(letters, width), strict=True):
            rect = mark.rect
            text = letters.height(row.label, labels)
            wrapped(painter, QRectF(0, rect.center().y() - text / 2, labels, text), row.label, palette.text)
            self._paint_slope(painter, palette, row, rect, left, right)
            line = QRectF(left - GAP - value, rect.top(), value, rect.height())
            write(painter, line, decimal(row.before), palette.muted, RIGHT)
            write(painter, line.translated(value + slope + 2 * GAP, 0), decimal(row.after), palette.text, LEFT)
            at = QRectF(right + GAP + value + GAP, rect.top(), told, rect.height())
            write(painter, at, self._told(row), self._tone(palette, row.difference), LEFT)

    def _paint_slope(
        self, painter: QPainter, palette: Palette, row: Slope, rect: QRectF, left: float, right: float
    ) -> None:
        tall = min(_TALL, rect.height() - 8)
        bottom = rect.center().y() + tall / 2
        ends = [
            QPointF(x, bottom - tall * float((value - self.lowest) / (self.highest - self.lowest)))
            for x, value in ((left + 6, row.before), (right - 6, row.after))
        ]
        painter.setPen(line_of(palette))
        for end in ends:
            painter.drawLine(QPointF(end.x(), bottom), QPointF(end.x(), bottom - tall))
        style = Qt.PenStyle.DashLine if row.difference < 0 else Qt.PenStyle.SolidLine
        painter.setPen(QPen(QColor(self._tone(palette, row.difference)), 2.5, style))
        painter.drawLine(ends[0], ends[1])
        point(painter, ends[0], palette, 1, 4)
        point(painter, ends[1], palette, 0, 4)

    @property
    def _head(self) -> Heading:
        few = any(0 < row.answered < self.few for row in self.rows)
        remark = f"* — мало ответов (меньше {self.few})" if few else ""
        return Heading(self.title, " · ".join(one for one in (self.note, remark) if one))

    @staticmethod
    def _tone(palette: Palette, difference: Fraction) -> str:
        if not difference:
            return palette.muted
        return palette.ok_text if difference > 0 else palette.danger_text

    def _told(self, row: Slope) -> str:
        return f"{signed(row.difference)} (n = {row.answered}){' *' if few_words(row.answered, self.few) else ''}"

    def _words(self, row: Slope) -> str:
        few = few_words(row.answered, self.few)
        both = f"{self.before} {decimal(row.before)}, {self.after} {decimal(row.after)}"
        changed = f"изменение {signed(row.difference)}, n = {row.answered}"
        return f"{row.label} — {both}, {changed}{', ' + few if few else ''}"

    def _widths(self, letters: Lettering, width: float) -> tuple[float, float, float]:
        return width * 0.36, letters.width("10,0") + 2, letters.width("+10,0 (n = 100) *") + 2

    def _row(self, letters: Lettering, width: float, row: Slope) -> float:
        return max(letters.height(row.label, self._widths(letters, width)[0]) + 10, _TALL + 10)

    def _top(self, letters: Lettering, width: float) -> float:
        return self._head.height(letters, width) + letters.line + 6
