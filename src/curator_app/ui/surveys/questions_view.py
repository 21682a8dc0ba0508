"""«Вопросы»: the questionnaires of a wave as they are asked in it, to read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from curator_app.domain.surveys.questions import Question, QuestionKind
from curator_app.services.surveys.rows import QuestionnaireRow, WaveView
from curator_app.texts.survey_words import ROLE, wanted_words
from curator_app.ui.common.theme import TEXT_POINTS
from curator_app.ui.common.wrapped_text import WrappedText
from curator_app.ui.surveys.reading_column import reading_column


class QuestionsView(QScrollArea):
    """``edit`` is called with the code of a questionnaire, ``preview`` shows its blank."""

    def __init__(
        self,
        edit: Callable[[str], object],
        preview: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._edit, self._preview = edit, preview
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Вопросы анкет")

    def show_wave(self, view: WaveView | None) -> None:
        """The questionnaires of a wave."""
        body = QWidget()
        body.setProperty("role", "surface")
        column = reading_column(body)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(5)
        for form in view.forms if view is not None else ():
            self._add(column, form.questionnaire, ROLE[form.role])
        if view is not None and not view.forms:
            words = "Вопросы этого опроса пришли вместе с таблицей ответов: анкеты программы в нём нет."
            column.addWidget(_label(words, "muted"))
        column.addStretch(1)
        self.setWidget(body)

    def _add(self, column: QVBoxLayout, one: QuestionnaireRow, whose: str) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(_label(one.title, "heading"), 1)
        for words, act in (("Бланк…", self._preview), ("Изменить вопросы…", self._edit)):
            button = QPushButton(words)
            button.clicked.connect(lambda _on=False, do=act: do(one.code))
            head.addWidget(button)
        column.addLayout(head)
        column.addWidget(_label(f"Отвечает: {whose}. {origin_words(one)}", "muted"))
        if one.preamble:
            column.addWidget(_label(one.preamble))
        block = None
        for number, question in enumerate(one.questions, start=1):
            if question.block != block:
                block = question.block
                if block:
                    column.addSpacing(4)
                    column.addWidget(_label(block, "section"))
            column.addWidget(_label(f"{number}. {question.text}"))
            column.addWidget(_label(question_words(question), "small"))
        column.addSpacing(18)


def question_words(question: Question) -> str:
    """How it is answered and what it counts for, in one line."""
    told = wanted_words(question)
    more = [
        "входит в индекс" if question.in_index else "",
        "обязательный" if question.required else "",
        "выявляет дефицит" if question.area is not None and question.kind is QuestionKind.SCALE else "",
    ]
    return ", ".join([told, *(one for one in more if one)])


def origin_words(one: QuestionnaireRow) -> str:
    """«Примерная форма», «Примерная форма, изменена школой, версия 2», «Анкета школы»."""
    origin = "Анкета школы" if not one.shipped else "Примерная форма" + (", изменена школой" if one.changed else "")
    return f"{origin}, версия {one.version}" if one.version > 1 else origin


def _label(text: str, role: str = "") -> WrappedText:
    colour = {"muted": "muted", "small": "muted", "section": "muted", "error": "danger_text"}.get(role, "text")
    points = {"heading": 11.0, "small": 9.0, "section": 9.0}.get(role, TEXT_POINTS)
    return WrappedText(text, colour=colour, points=points, bold=role in ("heading", "section"))
