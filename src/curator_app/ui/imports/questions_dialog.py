"""Whom a name in the file means, when several people fit: one panel a question, one choice each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from curator_app.services.imports import Question
from curator_app.ui.common.dialog_size import fit_to_screen

_SKIP = "skip"


class QuestionsDialog(QDialog):
    """``answers()`` tells what was chosen, by question."""

    def __init__(self, questions: Sequence[Question], given: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Кто имеется в виду?")
        self._groups: dict[str, QButtonGroup] = {}
        self.choices: dict[tuple[str, str], QRadioButton] = {}
        inside = QWidget(self)
        panels = QVBoxLayout(inside)
        panels.setContentsMargins(0, 0, 8, 0)
        panels.setSpacing(12)
        for question in questions:
            panels.addWidget(self._panel(question, given.get(question.id)))
        panels.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        hint = QLabel("Где ответа нет, строка останется с замечанием: программа не угадывает.", self)
        hint.setProperty("role", "muted")
        hint.setWordWrap(True)
        self.ok_button = QPushButton("Готово", self)
        self.ok_button.setProperty("kind", "primary")
        self.ok_button.setDefault(True)
        self.ok_button.clicked.connect(self.accept)
        cancel = QPushButton("Отмена", self)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(hint, 1)
        foot.addWidget(self.ok_button)
        foot.addWidget(cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(area, 1)
        layout.addLayout(foot)
        fit_to_screen(self, 680, min(600, 120 + inside.sizeHint().height()))

    def answers(self) -> dict[str, str]:
        """{question: answer} for every question that has one."""
        return {question: answer for (question, answer), choice in self.choices.items() if choice.isChecked()}

    def _panel(self, question: Question, given: str | None) -> QFrame:
        panel = QFrame(self)
        panel.setProperty("role", "panel")
        layout = QVBoxLayout(panel)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(6)
        column = f", столбец «{question.column}»" if question.column else ""
        layout.addWidget(_text(f"Строка {question.row}{column}", "small"))
        layout.addWidget(_text(f"«{question.text}» — кто это?", "heading"))
        group = self._groups[question.id] = QButtonGroup(panel)
        for answer, words in (*question.options, (_SKIP, "Никого не выбирать")):
            choice = QRadioButton(words[:1].upper() + words[1:], panel)
            choice.setChecked(answer == given)
            group.addButton(choice)
            self.choices[question.id, answer] = choice
            layout.addWidget(choice)
        return panel


def _text(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(True)
    return label
