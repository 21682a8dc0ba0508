"""Answers in people's own words: one readable list, by question; a click on a name opens the whole questionnaire."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from curator_app.services.surveys.result_rows import OpenAnswer
from curator_app.texts.collation import fold, words
from curator_app.texts.survey_words import ROLE
from curator_app.ui.common.search_bar import SearchBar
from curator_app.ui.common.theme import TEXT_POINTS
from curator_app.ui.common.wrapped_text import WrappedText
from curator_app.ui.surveys.reading_column import reading_column


class OpenAnswersView(QWidget):
    """``open_reply`` is called with the number of a reply."""

    def __init__(self, open_reply: Callable[[int], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open_reply = open_reply
        self._answers: tuple[OpenAnswer, ...] = ()
        self.search = SearchBar("Найти в ответах…", self)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName("Ответы своими словами")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.addWidget(self.search)
        layout.addWidget(self._area, 1)
        self.search.query_changed.connect(lambda _text: self._draw())

    def show_answers(self, answers: Sequence[OpenAnswer]) -> None:
        """Other answers; the search stays."""
        self._answers = tuple(answers)
        self._draw()

    def _draw(self) -> None:
        wanted = words(self.search.text())
        found = [
            one
            for one in self._answers
            if all(word in fold(f"{one.text} {one.person.name} {one.question}") for word in wanted)
        ]
        self.search.count(len(found), len(self._answers))
        body = QWidget()
        body.setProperty("role", "surface")
        column = reading_column(body)
        column.setContentsMargins(4, 6, 8, 6)
        column.setSpacing(4)
        asked = ""
        for one in found:
            question = f"{one.number}. {one.question}"
            if (heading := f"{ROLE[one.role].capitalize()}: {question}") != asked:
                if asked:
                    column.addSpacing(10)
                asked = heading
                column.addWidget(_label(heading, "heading"))
            column.addWidget(_label(f"«{one.text}»"))
            name = QPushButton(one.person.name, body)
            name.setProperty("kind", "link")
            name.setToolTip("Все ответы этого человека")
            name.clicked.connect(lambda _on=False, reply=one.person.reply: self._open_reply(reply))
            line = QHBoxLayout()
            line.addWidget(name)
            line.addStretch(1)
            column.addLayout(line)
            column.addSpacing(8)
        if not found:
            column.addWidget(_label("Ничего не найдено.", "muted"))
        column.addStretch(1)
        self._area.setWidget(body)


def _label(text: str, role: str = "") -> WrappedText:
    colour = {"muted": "muted", "small": "muted", "section": "muted", "error": "danger_text"}.get(role, "text")
    points = {"heading": 11.0, "small": 9.0, "section": 9.0}.get(role, TEXT_POINTS)
    return WrappedText(text, colour=colour, points=points, bold=role in ("heading", "section"))
