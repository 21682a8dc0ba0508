"""What the figures of a timeline mean, in one line under it; the same painting as on the timeline."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from curator_app.ui.common.theme import colours, theme
from curator_app.ui.routes.timeline.data import Mark, MarkKind, State
from curator_app.ui.routes.timeline.ink import Ink
from curator_app.ui.routes.timeline.lettering import Lettering
from curator_app.ui.routes.timeline.paint_bars import paint_figure, paint_swatch

_DAY = dt.date(2000, 1, 1)
_MARKS = ((MarkKind.MEETING, "встреча"), (MarkKind.ORDER, "приказ"), (MarkKind.SURVEY, "анкета"))
_STATES = (
    (State.PLANNED, "запланировано"),
    (State.RUNNING, "выполняется"),
    (State.DONE, "выполнено"),
    (State.OVERDUE, "просрочено"),
    (State.CANCELLED, "отменено"),
)
_SWATCH, _GAP = 22, 14


class Legend(QWidget):
    """Shows as many entries as fit; all of them are in its tool tip and accessible description."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = ", ".join(word for _, word in (*_STATES, *_MARKS))
        self.setAccessibleName("Обозначения")
        self.setAccessibleDescription(words)
        self.setToolTip(f"Обозначения: {words}. Пустая фигура — событие ещё впереди.")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(400, self.fontMetrics().height() + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The entries."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink, letters = Ink(colours()), Lettering(self.font())
        x, middle = 2.0, self.height() / 2
        for state, word in _STATES:
            if not self._fits(x, letters, word):
                return
            paint_swatch(painter, ink, state, QRectF(x, middle - 6, _SWATCH, 12))
            x = self._word(painter, ink, letters, word, x + _SWATCH + 5)
        for kind, word in _MARKS:
            if not self._fits(x, letters, word):
                return
            paint_figure(painter, ink, Mark(("", 0), "", _DAY, kind), QRectF(x + 3, middle - 8, 16, 16))
            x = self._word(painter, ink, letters, word, x + _SWATCH + 1)

    def _fits(self, x: float, letters: Lettering, word: str) -> bool:
        return x + _SWATCH + 5 + letters.width(word) <= self.width()

    def _word(self, painter: QPainter, ink: Ink, letters: Lettering, word: str, x: float) -> float:
        painter.setPen(ink.muted)
        painter.setFont(letters.font)
        painter.drawText(QPointF(x, self.height() / 2 - letters.height / 2 + letters.metrics.ascent()), word)
        return x + letters.width(word) + _GAP
