"""One of several ways to go on: picture, name, a sentence, a button."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from curator_app.ui.common import icons
from curator_app.ui.common.theme import colours, theme


class ChoiceCard(QFrame):
    """``chosen`` is sent by the button."""

    chosen = Signal()

    def __init__(
        self, icon: str, title: str, sentence: str, verb: str, *, primary: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setProperty("role", "panel")
        self._picture = QLabel(self)
        name = QLabel(title, self)
        name.setProperty("role", "heading")
        name.setWordWrap(True)
        told = QLabel(sentence, self)
        told.setProperty("role", "muted")
        told.setWordWrap(True)
        told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.button = QPushButton(verb, self)
        self.button.setProperty("kind", "primary" if primary else "")
        self.button.setAutoDefault(primary)
        self.button.setDefault(primary)
        self.button.setAccessibleDescription(f"{title}. {sentence}")
        self.button.clicked.connect(self.chosen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 16)
        layout.setSpacing(8)
        layout.addWidget(self._picture)
        layout.addWidget(name)
        layout.addWidget(told, 1)
        layout.addWidget(self.button)
        self.setMaximumHeight(230)
        theme().changed.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        self._picture.setPixmap(icons.pixmap(self._icon, colours().accent, 36, self.devicePixelRatioF()))
