"""A remark that stays: soft colour, icon, words, and perhaps one button."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from curator_app.ui.common import icons
from curator_app.ui.common.palette import Tone
from curator_app.ui.common.single_click import single_clicks
from curator_app.ui.common.theme import colours, theme

_ICONS: dict[Tone, str] = {
    "neutral": "info",
    "accent": "info",
    "info": "info",
    "ok": "check-circle",
    "warn": "warning",
    "danger": "error",
}


class Notice(QWidget):
    """Hidden until it has something to say."""

    def __init__(self, tone: Tone = "info", text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone: Tone = tone
        self._icon = QLabel(self)
        self._icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._text = QLabel(self)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(10, 8, 10, 8)
        self._layout.setSpacing(8)
        self._layout.addWidget(self._icon)
        self._column = QVBoxLayout()
        self._column.setSpacing(6)
        self._column.addWidget(self._text)
        self._below: QHBoxLayout | None = None
        self._layout.addLayout(self._column, 1)
        # «Minimum», not «Maximum»: the latter would cut words that wrap into more lines than the hint has.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme().changed.connect(self._draw)
        self.say(text, tone)

    @property
    def text(self) -> str:
        """What it says; «» when hidden."""
        return self._text.text()

    def say(self, text: str, tone: Tone | None = None) -> None:
        """Says ``text``; «» hides the notice."""
        if tone is not None:
            self._tone = tone
        self._text.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self._draw()

    def add_button(self, words: str, act: Callable[[], object], *, below: bool = False) -> QPushButton:
        """A button at the right of the words, in a narrow column ``below`` them."""
        button = QPushButton(words, self)
        button.clicked.connect(lambda _on=False: act())
        single_clicks(button)
        if not below:
            self._layout.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
            return button
        if self._below is None:
            self._below = QHBoxLayout()
            self._below.setSpacing(6)
            self._below.addStretch(1)
            self._column.addLayout(self._below)
        self._below.insertWidget(self._below.count() - 1, button)
        return button

    def paintEvent(self, event: QPaintEvent) -> None:
        """The soft ground."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours().soft(self._tone)))
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        painter.end()

    def _draw(self) -> None:
        palette = colours()
        ink = palette.ink(self._tone)
        self._icon.setPixmap(icons.pixmap(_ICONS[self._tone], ink, 18, self.devicePixelRatioF()))
        self._text.setStyleSheet(f"color: {ink};")
        self.update()
