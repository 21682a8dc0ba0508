"""What every chart is: measured for a width, painted in a palette, with marks that can be pointed at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen

from curator_app.ui.common.palette import Palette

_AV = Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | _AV
RIGHT = Qt.AlignmentFlag.AlignRight | _AV
CENTRE = Qt.AlignmentFlag.AlignCenter
_WRAP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
GAP = 8.0
FEW = 5
"""Fewer answers than this say little (a school has 2–15 pairs)."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A part of a chart that can be pointed at: where, what it says, the numbers of the records behind it."""

    rect: QRectF
    words: str
    ids: tuple[int, ...] = ()


class Lettering:
    """The two sizes of letters of a chart, made from the font of its owner."""

    def __init__(self, font: QFont) -> None:
        self.text = QFont(font)
        self.text.setPointSizeF(9)
        self.text.setBold(False)
        self.strong = QFont(font)
        self.strong.setPointSizeF(10)
        self.strong.setWeight(QFont.Weight.DemiBold)
        self.metrics = QFontMetricsF(self.text)
        self.strong_metrics = QFontMetricsF(self.strong)

    @property
    def line(self) -> float:
        """Height of a line of text."""
        return self.metrics.height()

    def width(self, words: str) -> float:
        """Width of words in the usual letters."""
        return self.metrics.horizontalAdvance(words)

    def widest(self, words: Sequence[str]) -> float:
        """Width of the widest of several."""
        return max((self.width(one) for one in words), default=0.0)

    def height(self, words: str, width: float, *, strong: bool = False) -> float:
        """Height of words wrapped to a width."""
        metrics = self.strong_metrics if strong else self.metrics
        return metrics.boundingRect(QRectF(0, 0, max(width, 1), 10_000), _WRAP, words).height() if words else 0.0


class Figure(Protocol):
    """One chart without a widget around it."""

    @property
    def title(self) -> str:
        """What the chart is about."""

    def spoken(self) -> str:
        """Everything the chart says, as one text."""

    def height(self, letters: Lettering, width: float) -> float:
        """How high it is when it is so wide, logical pixels."""

    def marks(self, letters: Lettering, width: float) -> list[Mark]:
        """The parts that can be pointed at, in the order of reading."""

    def paint(self, painter: QPainter, letters: Lettering, palette: Palette, width: float) -> None:
        """Paints it with its upper left corner at (0, 0)."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Title in strong letters and a quiet line below it, both wrapped."""

    title: str
    note: str = ""

    def height(self, letters: Lettering, width: float) -> float:
        """Room it takes, with the distance to what follows."""
        both = letters.height(self.title, width, strong=True) + letters.height(self.note, width)
        return both + (6 if both else 0)

    def paint(self, painter: QPainter, letters: Lettering, palette: Palette, width: float) -> None:
        """At the top."""
        high = letters.height(self.title, width, strong=True)
        painter.setFont(letters.strong)
        painter.setPen(QColor(palette.text))
        painter.drawText(QRectF(0, 0, width, high), _WRAP, self.title)
        painter.setFont(letters.text)
        painter.setPen(QColor(palette.muted))
        painter.drawText(QRectF(0, high, width, letters.height(self.note, width)), _WRAP, self.note)


def few_words(answers: int, few: int) -> str:
    """«мало ответов» when there are some, but fewer than ``few``; else «»."""
    return "мало ответов" if 0 < answers < few else ""


def write(painter: QPainter, rect: QRectF, words: str, colour: str, align: Qt.AlignmentFlag = LEFT) -> None:
    """One line of words, cut with «…» when there is no room."""
    metrics = QFontMetricsF(painter.font())
    painter.setPen(QColor(colour))
    painter.drawText(rect, int(align), metrics.elidedText(words, Qt.TextElideMode.ElideRight, rect.width() + 1))


def wrapped(painter: QPainter, rect: QRectF, words: str, colour: str) -> None:
    """Words in as many lines as they need."""
    painter.setPen(QColor(colour))
    painter.drawText(rect, _WRAP, words)


def fill(painter: QPainter, rect: QRectF, palette: Palette, series: int) -> None:
    """A bar of a series: the first is solid, the second hatched, so that they differ in black and white too."""
    if rect.width() <= 0 or rect.height() <= 0:
        return
    ink = QColor(series_colour(palette, series))
    painter.setPen(QPen(ink, 1))
    inner = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    if series % 2 == 0:
        painter.setBrush(ink)
        painter.drawRoundedRect(inner, 2, 2)
        return
    painter.setBrush(QColor(palette.surface))
    painter.drawRoundedRect(inner, 2, 2)
    painter.setBrush(QBrush(ink, Qt.BrushStyle.BDiagPattern))
    painter.drawRoundedRect(inner, 2, 2)


def point(painter: QPainter, at: QPointF, palette: Palette, series: int, size: float = 5.0) -> None:
    """A point of a series: the first is a solid round, the second a hollow square on its corner."""
    ink = QColor(series_colour(palette, series))
    painter.setPen(QPen(ink, 2))
    painter.setBrush(ink if series % 2 == 0 else QColor(palette.surface))
    if series % 2 == 0:
        painter.drawEllipse(at, size - 0.5, size - 0.5)
        return
    reach = size + 0.5
    corners = (QPointF(0, -reach), QPointF(reach, 0), QPointF(0, reach), QPointF(-reach, 0))
    painter.drawPolygon([at + corner for corner in corners])


def series_colour(palette: Palette, series: int) -> str:
    """Colour of a series; the shape tells it apart as well."""
    return (palette.accent, palette.info_text, palette.warn_text, palette.neutral_text)[series % 4]


def legend(
    painter: QPainter, letters: Lettering, palette: Palette, names: Sequence[str], top: float, width: float
) -> None:
    """The names of the series with their points, in one line from the left."""
    painter.setFont(letters.text)
    x = 6.0
    for series, name in enumerate(names):
        room = letters.width(name)
        if series and x + 16 + room > width:
            return
        point(painter, QPointF(x, top + letters.line / 2), palette, series)
        write(painter, QRectF(x + 12, top, room + 2, letters.line), name, palette.muted)
        x += room + 36


def line_of(palette: Palette, *, strong: bool = False) -> QPen:
    """The pen of axes and guides."""
    return QPen(QColor(palette.border_strong if strong else palette.border), 1)
