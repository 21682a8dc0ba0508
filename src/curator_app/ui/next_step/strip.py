"""The line itself: a few words, one button, a cross."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from curator_app.ui.common.theme import theme, themed_icon

if TYPE_CHECKING:
    from curator_app.services.next_steps import NextStep

LOW = 600  # logical pixels: 1366×768 at 125 % and more
_AIR = 64  # margins and gaps of the line


class Strip(QWidget):
    """Keeps its height while its words are still reckoned, so that the page below does not jump."""

    wanted = Signal()
    hidden_today = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.step: NextStep | None = None
        self._low: bool | None = None
        self.setProperty("role", "canvas")
        self._icon = QLabel(self)
        self.words = QLabel(self)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.button = QPushButton(self)
        self.button.setProperty("dense", True)
        self.button.clicked.connect(lambda _on=False: self.wanted.emit())
        self.cross = QToolButton(self)
        self.cross.setToolTip("Скрыть до завтра")
        self.cross.setAccessibleName("Скрыть подсказку до завтра")
        self.cross.clicked.connect(lambda _on=False: self.hidden_today.emit())
        layout = QHBoxLayout(self)
        layout.setSpacing(8)
        layout.addWidget(self._icon)
        layout.addWidget(self.words)
        layout.addWidget(self.button)
        layout.addStretch(1)
        layout.addWidget(self.cross)
        policy = self.button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.button.setSizePolicy(policy)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.button.hide()
        theme().changed.connect(self._draw)
        self._draw()
        self.fit(LOW)

    def tell(self, step: NextStep) -> None:
        """Shows a step; one without a button is told in quiet colour."""
        self.step = step
        self.words.setText(step.text)
        self.words.setProperty("role", "" if step.button else "muted")
        self.words.style().unpolish(self.words)
        self.words.style().polish(self.words)
        self.button.setText(step.button)
        self.button.setAccessibleName(f"Дальше: {step.text}. {step.button}" if step.button else "")
        self.button.setVisible(bool(step.button))
        self._draw()
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window long words take two lines."""
        super().resizeEvent(event)
        self._fold()

    def fit(self, height: int) -> None:
        """In a low window (logical pixels) the line is thinner and its button a link, so that the list stays."""
        low = height < LOW
        if low == self._low:
            return
        self._low = low
        self.button.setProperty("kind", "link" if low else "")
        self.button.style().unpolish(self.button)
        self.button.style().polish(self.button)
        self.cross.setProperty("slim", low)
        self.cross.style().unpolish(self.cross)
        self.cross.style().polish(self.cross)
        self.cross.setIconSize(QSize(12, 12) if low else QSize(16, 16))
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(16, 2 if low else 8, 16, 0)

    def _fold(self) -> None:
        said = self.words.fontMetrics().horizontalAdvance(self.words.text())
        margins = self.contentsMargins()
        others = sum(one.sizeHint().width() for one in (self._icon, self.button, self.cross)) + _AIR
        several = said > self.width() - margins.left() - margins.right() - others
        self.words.setWordWrap(several)
        layout = self.layout()
        assert isinstance(layout, QHBoxLayout)
        layout.setStretchFactor(self.words, 100 if several else 0)
        layout.activate()  # now: the words are another length

    def _draw(self) -> None:
        quiet = self.step is None or not self.step.button
        icon = themed_icon("check" if quiet else "play", size=16, role="muted" if quiet else "accent")
        self._icon.setPixmap(icon.pixmap(16, 16))
        self._icon.setVisible(self.step is not None)
        self.cross.setIcon(themed_icon("close", size=14))
