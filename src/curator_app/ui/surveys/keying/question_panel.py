"""One question in large letters with its possible answers; takes every key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from curator_app.domain.surveys.questions import Answer, Question, QuestionKind
from curator_app.texts.survey_words import YES_NO
from curator_app.ui.common.flow_layout import FlowLayout
from curator_app.ui.common.theme import font
from curator_app.ui.surveys.keying.entry import Entry

_MOST_BUTTONS = 21
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class QuestionPanel(QFrame):
    """Shows ``entry``. ``changed`` after every key; ``done``: Enter after the last question."""

    changed = Signal()
    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = Entry(())
        self.last_words = ""
        """What is said when all questions have been gone through."""
        self.setProperty("role", "panel")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._number = QLabel(self)
        self._number.setProperty("role", "section")
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setFont(font(self, points=14, bold=True))
        self._answers = QWidget(self)
        self._flow = FlowLayout(self._answers, gap=6)
        self.words = QPlainTextEdit(self)
        self.words.setAccessibleName("Ответ своими словами")
        self.words.setPlaceholderText("Ответ своими словами; Enter — дальше, Shift+Enter — новая строка")
        self.words.setTabChangesFocus(True)
        self.words.setMinimumHeight(44)
        self.words.setMaximumHeight(96)
        self.words.installEventFilter(self)
        self.words.textChanged.connect(self._written)
        self._problem = QLabel(self)
        self._problem.setProperty("role", "error")
        self._problem.setWordWrap(True)
        self._about = QLabel(self)
        self._about.setProperty("role", "small")
        self._about.setWordWrap(True)
        self._about.setTextFormat(Qt.TextFormat.PlainText)
        self._hint = QLabel(self)
        self._hint.setProperty("role", "small")
        self._hint.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(10)
        for part in (self._number, self._text, self._answers, self.words, self._problem):
            layout.addWidget(part)
        layout.addStretch(1)
        layout.addWidget(self._about)
        layout.addWidget(self._hint)
        self._shown: Question | None = None

    def show_entry(self, entry: Entry, about: str = "") -> None:
        """Another questionnaire, from its first question. ``about``: what stands over the questions on the paper; it
        says what the points mean."""
        self.entry = entry
        self._about.setText(about)
        self._about.setVisible(bool(about))
        self._shown = None
        self.look()

    def look(self) -> None:
        """Draws the question in hand."""
        question = self.entry.question
        writing = question is not None and question.kind is QuestionKind.OPEN
        self._number.setText(self._head(question))
        self._text.setText(question.text if question is not None else self.last_words)
        if not writing and self.words.hasFocus():
            self.setFocus()  # before the field goes: Qt would hand the keyboard to whatever comes next
        self.words.setVisible(writing)
        self._answers.setVisible(question is not None and not writing)
        if question is not self._shown or question is None:
            self._shown = question
            self._make_answers(question)
        self._light(question)
        self._problem.setText(self.entry.problem)
        self._problem.setVisible(bool(self.entry.problem))
        self._hint.setText(_hint(question) if self.entry.questions else "")
        self.setAccessibleName(". ".join(one for one in (self._number.text(), self._text.text()) if one))
        if writing and question is not None:
            self.words.blockSignals(True)
            self.words.setPlainText(str(self.entry.answers.get(question.key, "")))
            self.words.blockSignals(False)
            self.words.moveCursor(self.words.textCursor().MoveOperation.End)
            self.words.setFocus()

    # --- keys

    def type(self, sign: str) -> None:
        """A digit or a letter, wherever it was pressed."""
        self.entry.type(sign)
        self._told()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits, letters, Enter, Backspace, Delete."""
        key = Qt.Key(event.key())
        if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            super().keyPressEvent(event)
        elif key in _ENTER:
            self._enter()
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Left, Qt.Key.Key_Up):
            self.entry.back()
            self._told()
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
            if self.entry.question is not None:
                self.entry.enter()
                self._told()
        elif key == Qt.Key.Key_Delete:
            self.entry.clear()
            self._told()
        elif event.text() and event.text().isprintable() and not event.text().isspace():
            self.type(event.text())
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the field of words: Enter moves on, Backspace in an empty field goes back."""
        if watched is self.words and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                    return False
                self._enter()
                return True
            if event.key() == Qt.Key.Key_Backspace and not self.words.toPlainText():
                self.entry.back()
                self._told()
                return True
        return super().eventFilter(watched, event)

    # --- inside

    def _enter(self) -> None:
        if self.entry.question is None:
            self.done.emit()
            return
        self.entry.enter()
        self._told()

    def _written(self) -> None:
        self.entry.write(self.words.toPlainText())
        self.changed.emit()

    def _told(self) -> None:
        self.look()
        self.changed.emit()

    def _choose(self, answer: Answer) -> None:
        self.entry.choose(answer)
        self._told()

    def _head(self, question: Question | None) -> str:
        total = len(self.entry.questions)
        if not total:
            return ""  # nobody is left: the words below say so
        if question is None:
            return f"Пройдены все вопросы, ответов: {self.entry.answered} из {total}"
        block = f" · {question.block}" if question.block else ""
        return f"Вопрос {self.entry.place + 1} из {total}{block}"

    def _make_answers(self, question: Question | None) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, (answer, words) in enumerate(_choices(question), start=1):
            button = QPushButton(words, self._answers)
            button.setCheckable(True)
            button.setProperty("kind", "chip")
            button.setProperty("answer", answer)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setFont(font(self, points=13, bold=True))
            button.setMinimumHeight(40)
            if question is not None and question.kind is QuestionKind.SCALE:
                button.setMinimumWidth(46)
            else:
                button.setText(f"{number}   {words}")
            button.clicked.connect(lambda _on=False, one=answer: self._choose(one))
            self._flow.addWidget(button)
        self._answers.updateGeometry()

    def _light(self, question: Question | None) -> None:
        given = self.entry.answers.get(question.key) if question is not None else None
        pending = self.entry.pending
        for button in self._answers.findChildren(QPushButton):
            answer = button.property("answer")
            waits = bool(pending) and str(answer) == pending
            button.setChecked(waits or (not pending and answer == given and given is not None))


def _choices(question: Question | None) -> list[tuple[Answer, str]]:
    if question is None or question.kind is QuestionKind.OPEN:
        return []
    if question.kind is QuestionKind.YES_NO:
        return list(YES_NO.items())
    if question.kind is QuestionKind.CHOICE:
        return [(one, one) for one in question.options]
    points = question.points
    return [(point, str(point)) for point in points] if len(points) <= _MOST_BUTTONS else []


def _hint(question: Question | None) -> str:
    back = "Backspace — вернуться"
    if question is None:
        return f"Enter — записать анкету. {back}."
    if question.kind is QuestionKind.OPEN:
        return f"Enter — дальше. {back} (в пустом поле)."
    if question.kind is QuestionKind.YES_NO:
        return f"1 или «д» — да, 2 или «н» — нет. Enter — нет ответа. {back}."
    if question.kind is QuestionKind.CHOICE:
        return f"Номер ответа. Enter — нет ответа. {back}."
    points = question.points
    if points[0] > 0 and points[-1] == 10:
        return f"Цифра ставит балл и ведёт дальше; 10 — это «0» или «10». Enter — нет ответа. {back}."
    return f"Балл от {points[0]} до {points[-1]}. Enter — нет ответа. {back}."
