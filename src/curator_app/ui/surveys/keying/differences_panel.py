"""Where the second keying differs from the first: 1 keeps the first, 2 takes the second."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from curator_app.services.surveys.rows import Difference
from curator_app.texts.grammar import counted
from curator_app.ui.common.flow_layout import FlowLayout
from curator_app.ui.common.theme import font

_NONE = "нет ответа"
_LONGEST = 28


class DifferencesPanel(QFrame):
    """``done``: every difference has been decided and Enter was pressed."""

    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Расхождения двух вводов")
        self._differences: tuple[Difference, ...] = ()
        self._groups: list[QButtonGroup] = []
        self._texts: list[QLabel] = []
        self._place = 0
        self.heading = QLabel(self)
        self.heading.setProperty("role", "heading")
        self.heading.setWordWrap(True)
        hint = QLabel("Посмотрите на бумагу: 1 — оставить первый ввод, 2 — взять второй. Enter — записать.", self)
        hint.setProperty("role", "small")
        hint.setWordWrap(True)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(8)
        layout.addWidget(self.heading)
        layout.addWidget(self._area, 1)
        layout.addWidget(hint)

    def show_differences(self, differences: Sequence[Difference]) -> None:
        """The list, none of them decided."""
        self._differences = tuple(differences)
        self._groups, self._texts = [], []
        self.heading.setText(f"Ввод расходится: {counted(len(differences), 'вопрос', 'вопроса', 'вопросов')}")
        body = QWidget()
        body.setProperty("role", "surface")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(10)
        for one in self._differences:
            column.addLayout(self._line(one, body))
        column.addStretch(1)
        self._area.setWidget(body)
        self._go(0)

    def decisions(self) -> dict[str, int]:
        """{key of a question: 1 for the first keying, 2 for the second}; only the decided ones."""
        return {
            one.key: group.checkedId()
            for one, group in zip(self._differences, self._groups, strict=True)
            if group.checkedId() > 0
        }

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1, 2, Backspace, Enter."""
        key = event.key()
        if key in (Qt.Key.Key_1, Qt.Key.Key_2) and self._place < len(self._groups):
            self._groups[self._place].button(key - Qt.Key.Key_0).setChecked(True)
            self._go(self._place + 1)
        elif key == Qt.Key.Key_Backspace:
            self._go(self._place - 1)
        elif (
            key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            if len(self.decisions()) == len(self._differences):
                self.done.emit()
        else:
            super().keyPressEvent(event)

    def _go(self, place: int) -> None:
        self._place = max(0, min(place, len(self._groups)))
        for place, text in enumerate(self._texts):
            text.setFont(font(self, bold=place == self._place))
        if self._place < len(self._groups):
            self._area.ensureWidgetVisible(self._groups[self._place].button(1))
            self._area.horizontalScrollBar().setValue(0)
        if self._place == 0:
            self._area.verticalScrollBar().setValue(0)

    def _line(self, one: Difference, body: QWidget) -> QVBoxLayout:
        words = QLabel(f"{one.number}. {one.text}", body)
        words.setWordWrap(True)
        words.setTextFormat(Qt.TextFormat.PlainText)
        self._texts.append(words)
        group = QButtonGroup(body)
        row = FlowLayout(gap=6)
        for number, answer in ((1, one.first), (2, one.second)):
            which = "первый" if number == 1 else "второй"
            button = QPushButton(f"{number} · {which} ввод: {shortened(answer) or _NONE}", body)
            button.setToolTip(answer)
            button.setCheckable(True)
            button.setProperty("kind", "chip")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            group.addButton(button, number)
            row.addWidget(button)
        self._groups.append(group)
        line = QVBoxLayout()
        line.setSpacing(4)
        line.addWidget(words)
        line.addLayout(row)
        return line


def shortened(answer: str) -> str:
    """A long answer in words as it fits on a button."""
    line = " ".join(answer.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"
