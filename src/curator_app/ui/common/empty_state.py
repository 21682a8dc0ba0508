"""What stands where a table has no rows: a picture, a sentence, and what to do next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from curator_app.ui.common import icons
from curator_app.ui.common.theme import colours, theme

_PICTURE = 48
_BESIDE = 158  # logical pixels of the picture, the heading, margins and gaps; without that room the picture goes


@dataclass(frozen=True, slots=True)
class NextStep:
    """A button under the sentence."""

    text: str
    act: Callable[[], object]
    primary: bool = False


class EmptyState(QWidget):
    """Centred: icon, heading, sentence, buttons."""

    def __init__(
        self, icon: str, heading: str, sentence: str, steps: Sequence[NextStep] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setProperty("role", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._picture = QLabel(self)
        self._heading = _line(heading, "heading")
        self._sentence = _line(sentence, "muted")
        self._sentence.setMaximumWidth(460)
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._buttons.setSpacing(8)
        self._steps: list[QPushButton] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(8)
        layout.addStretch(2)
        layout.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(4)
        layout.addWidget(self._heading)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._sentence, 4)
        row.addStretch(1)
        layout.addLayout(row)
        layout.addSpacing(8)
        layout.addLayout(self._buttons)
        layout.addStretch(3)
        self._buttons.addStretch(1)
        for step in steps:
            button = QPushButton(step.text, self)
            button.setProperty("kind", "primary" if step.primary else "")
            button.clicked.connect(lambda _on=False, act=step.act: act())
            self._buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
            self._steps.append(button)
        self._buttons.addStretch(1)
        theme().changed.connect(self._draw)
        self._draw()

    def say(self, heading: str, sentence: str) -> None:
        """Other words."""
        self._heading.setText(heading)
        self._sentence.setText(sentence)

    def minimumSizeHint(self) -> QSize:
        """The words and the buttons; the picture goes first."""
        whole = super().minimumSizeHint()
        return QSize(whole.width(), max(_PICTURE, whole.height() - 2 * _PICTURE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Buttons that do not fit side by side stand under each other."""
        super().resizeEvent(event)
        layout = self.layout()
        assert layout is not None
        needed = sum(step.sizeHint().width() + 8 for step in self._steps)
        directions = QBoxLayout.Direction
        fits = needed <= self.contentsRect().width() - 48
        self._buttons.setDirection(directions.LeftToRight if fits else directions.TopToBottom)
        rows = 1 if fits else len(self._steps)
        button = self._steps[0].sizeHint().height() + 8 if self._steps else 0
        low = self.height() < _BESIDE + self._sentence_height() + rows * button
        self._picture.setVisible(not low)
        layout.setContentsMargins(24, 4 if low else 24, 24, 4 if low else 24)

    def _sentence_height(self) -> int:
        room = max(120, min(self._sentence.maximumWidth(), (self.width() - 48) * 2 // 3))
        return self._sentence.heightForWidth(room)

    def _draw(self) -> None:
        palette = colours()
        self._picture.setPixmap(icons.pixmap(self._icon, palette.accent, _PICTURE, self.devicePixelRatioF()))


def _line(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label
