"""Horizontal bars: how many gave each answer."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from curator_app.texts.survey_words import share_words
from curator_app.ui.common.charts.figure import FEW, GAP, Heading, Lettering, Mark, few_words, fill, wrapped, write
from curator_app.ui.common.palette import Palette

_THICK = 14.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One answer: its words, how many gave it, the numbers of the people."""

    label: str
    count: int
    ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Bars:
    """``whole`` is the number of those who answered: shares are of it, the longest bar would be all of them."""

    title: str
    bars: tuple[Bar, ...]
    whole: int
    note: str = ""
    series: int = 0
    few: int = FEW

    def spoken(self) -> str:
        """«Рады ли Вы: да — 3 из 4 (75 %); нет — 1 из 4 (25 %)»."""
        told = "; ".join(self._words(one) for one in self.bars)
        return f"{_sentence(self.title)} {self._remark() + '. ' if self._remark() else ''}{told or 'Ответов нет'}."

    def height(self, letters: Lettering, width: float) -> float:
        """Heading and a line for each answer, more when its words are long."""
        return self._head.height(letters, width) + sum(self._row(letters, width, one) for one in self.bars)

    def marks(self, letters: Lettering, width: float) -> list[Mark]:
        """The whole line of an answer is a mark."""
        found: list[Mark] = []
        top = self._head.height(letters, width)
        for one in self.bars:
            high = self._row(letters, width, one)
            found.append(Mark(QRectF(0, top, width, high), self._words(one), one.ids))
            top += high
        return found

    def paint(self, painter: QPainter, letters: Lettering, palette: Palette, width: float) -> None:
        """Answers at the left, bars and numbers at the right."""
        self._head.paint(painter, letters, palette, width)
        painter.setFont(letters.text)
        labels = self._labels(letters, width)
        numbers = letters.widest([share_words(one.count, self.whole) for one in self.bars]) + 2
        room = max(width - labels - numbers - 3 * GAP, 10)
        for one, mark in zip(self.bars, self.marks(letters, width), strict=True):
            rect = mark.rect
            high = letters.height(one.label, labels)
            wrapped(painter, QRectF(0, rect.top() + (rect.height() - high) / 2, labels, high), one.label, palette.text)
            long = room * one.count / self.whole if self.whole else 0.0
            top = rect.center().y() - _THICK / 2
            painter.fillRect(QRectF(labels + GAP, top, 1, _THICK), palette.border_strong)
            fill(painter, QRectF(labels + GAP, top, long, _THICK), palette, self.series)
            words = share_words(one.count, self.whole)
            ink = palette.text if one.count else palette.muted
            write(painter, QRectF(labels + 2 * GAP + long, rect.top(), numbers, rect.height()), words, ink)

    @property
    def _head(self) -> Heading:
        return Heading(self.title, self._remark())

    def _remark(self) -> str:
        return " · ".join(one for one in (self.note, few_words(self.whole, self.few)) if one)

    def _words(self, bar: Bar) -> str:
        return f"{bar.label} — {share_words(bar.count, self.whole)}"

    def _labels(self, letters: Lettering, width: float) -> float:
        return min(letters.widest([one.label for one in self.bars]) + 2, width * 0.42)

    def _row(self, letters: Lettering, width: float, bar: Bar) -> float:
        return max(letters.height(bar.label, self._labels(letters, width)), _THICK) + 8


def _sentence(title: str) -> str:
    return title if not title or title[-1] in ".?!…" else f"{title}."
