"""How far a wave is: answered solid, excused hatched, the rest empty."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from curator_app.texts.survey_words import share_words
from curator_app.ui.common.charts.figure import Heading, Lettering, Mark, fill
from curator_app.ui.common.palette import Palette

_THICK = 12.0


@dataclass(frozen=True, slots=True)
class Completeness:
    """``total`` are all who must answer, the excused among them."""

    title: str
    answered: int
    total: int
    excused: int = 0

    @property
    def words(self) -> str:
        """«Ответили 7 из 8 (88 %), освобождён 1»."""
        if not self.total:
            return "Отвечать некому"
        more = f", без ответа по уважительной причине: {self.excused}" if self.excused else ""
        return f"Ответили {share_words(self.answered, self.total)}{more}"

    def spoken(self) -> str:
        """Title and numbers."""
        return f"{self.title}. {self.words}." if self.title else f"{self.words}."

    def height(self, letters: Lettering, width: float) -> float:
        """Heading and the bar."""
        return self._head.height(letters, width) + _THICK + 2

    def marks(self, letters: Lettering, width: float) -> list[Mark]:
        """The bar as a whole."""
        return [Mark(QRectF(0, self._head.height(letters, width), width, _THICK + 2), self.words)]

    def paint(self, painter: QPainter, letters: Lettering, palette: Palette, width: float) -> None:
        """The words above the bar."""
        self._head.paint(painter, letters, palette, width)
        paint_bar(
            painter,
            palette,
            QRectF(0, self._head.height(letters, width), width, _THICK),
            self.answered,
            self.excused,
            self.total,
        )

    @property
    def _head(self) -> Heading:
        return Heading(self.title, self.words)


def paint_bar(painter: QPainter, palette: Palette, rect: QRectF, answered: int, excused: int, total: int) -> None:
    """The bar alone (lists show it beside a title)."""
    painter.setPen(QPen(QColor(palette.border_strong), 1))
    painter.setBrush(QColor(palette.surface))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
    if not total:
        return
    done = rect.width() * min(answered, total) / total
    left = rect.width() * min(excused, total - min(answered, total)) / total
    fill(painter, QRectF(rect.left(), rect.top(), done, rect.height()), palette, 0)
    fill(painter, QRectF(rect.left() + done, rect.top(), left, rect.height()), palette, 1)
