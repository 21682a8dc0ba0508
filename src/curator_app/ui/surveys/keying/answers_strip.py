"""All answers of one questionnaire in a strip of small boxes: number of the question above, answer below."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from curator_app.domain.surveys.questions import Answer, Question, QuestionKind
from curator_app.texts.survey_words import answer_words
from curator_app.ui.common.theme import colours, font, theme
from curator_app.ui.surveys.keying.entry import Entry

_GAP = 4


class AnswersStrip(QWidget):
    """A click goes to a question. Not in the order of Tab: the keyboard has Backspace for it."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry = Entry(())
        self.setFont(font(self, points=9))
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme().changed.connect(self.update)

    def show_entry(self, entry: Entry) -> None:
        """The answers as they are now."""
        self._entry = entry
        told = [
            f"{number}: {short(one, entry.answers.get(one.key))}" for number, one in enumerate(entry.questions, start=1)
        ]
        self.setAccessibleName(f"Ответы. {'; '.join(told)}")
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Narrower means more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of all lines."""
        across = self._across(width)
        lines = -(-len(self._entry.questions) // across)
        return lines * (self._high + _GAP)

    def sizeHint(self) -> QSize:
        """In a usual width."""
        return QSize(480, self.heightForWidth(max(self.width(), 480)))

    def minimumSizeHint(self) -> QSize:
        """Ten boxes of a line."""
        return QSize(240, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The boxes; the one in hand has a strong frame."""
        del event
        palette = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, question in enumerate(self._entry.questions):
            box = QRectF(self._box(place)).adjusted(1, 1, -1, -1)
            current = place == self._entry.place
            answer = self._entry.answers.get(question.key)
            painter.setPen(QPen(QColor(palette.focus if current else palette.border), 2 if current else 1))
            painter.setBrush(QColor(palette.accent_soft if answer is not None else palette.surface))
            painter.drawRoundedRect(box, 4, 4)
            painter.setPen(QColor(palette.muted))
            half = self.fontMetrics().height()
            painter.drawText(QRectF(box.left(), box.top() + 1, box.width(), half), _CENTRE, str(place + 1))
            painter.setPen(QColor(palette.accent_text if answer is not None else palette.muted))
            painter.drawText(
                QRectF(box.left(), box.bottom() - half - 1, box.width(), half), _CENTRE, short(question, answer)
            )
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The whole question beside the pointer."""
        place = self._at(event)
        question = self._entry.questions[place] if place is not None else None
        told = answer_words(question, self._entry.answers.get(question.key)) if question else ""
        self.setToolTip(f"{question.text}\n{told or 'нет ответа'}" if question else "")
        self.setCursor(Qt.CursorShape.PointingHandCursor if question else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """To this question."""
        place = self._at(event)
        if place is not None:
            self.chosen.emit(place)

    @property
    def _high(self) -> int:
        return 2 * self.fontMetrics().height() + 4

    @property
    def _wide(self) -> int:
        return self.fontMetrics().horizontalAdvance("100") + 14

    def _across(self, width: int) -> int:
        return max(width // (self._wide + _GAP), 1)

    def _box(self, place: int) -> QRect:
        line, column = divmod(place, self._across(self.width()))
        return QRect(column * (self._wide + _GAP), line * (self._high + _GAP), self._wide, self._high)

    def _at(self, event: QMouseEvent) -> int | None:
        at = event.position().toPoint()
        return next((place for place in range(len(self._entry.questions)) if self._box(place).contains(at)), None)


_CENTRE = Qt.AlignmentFlag.AlignCenter


def short(question: Question, answer: Answer | None) -> str:
    """An answer in a box: «8», «да», «№ 2» of a choice, «…» for words, «—» for none."""
    if answer is None:
        return "—"
    if question.kind is QuestionKind.OPEN:
        return "…"
    if question.kind is QuestionKind.CHOICE:
        return str(question.options.index(str(answer)) + 1) if answer in question.options else "?"
    return answer_words(question, answer)
