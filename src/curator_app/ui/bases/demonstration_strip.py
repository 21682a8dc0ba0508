"""The strip above the tabs of a demonstration school: what it is, and the ways out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from curator_app.runtime.bases import Bases
from curator_app.services import demonstration
from curator_app.services.workspace import Workspace
from curator_app.ui.bases.demonstration_door import go_to_own, start_over
from curator_app.ui.common import icons
from curator_app.ui.common.theme import colours, theme

if TYPE_CHECKING:
    from curator_app.ui.main_window import MainWindow

_TOLD = "Учебная школа: все люди вымышлены. Можно пробовать всё."
_OLD_DAYS = 31
_HEIGHT = 30  # logical pixels: one calm row


class DemonstrationStrip(QWidget):
    """Always seen while a demonstration is open. One line from edge to edge, as nothing else in the window is."""

    def __init__(self, window: MainWindow, workspace: Workspace, bases: Bases) -> None:
        super().__init__(window)
        shown = demonstration.shown_day(workspace)
        old = shown is not None and abs((workspace.clock.today() - shown).days) > _OLD_DAYS
        self._picture = QLabel(self)
        self.told = QLabel(f"{_TOLD} Сроки в ней — на {shown:%d.%m.%Y}." if old else _TOLD, self)
        self.told.setWordWrap(True)
        own = bases.own(workspace.folder.root)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 12, 0)
        layout.setSpacing(12)
        layout.addWidget(self._picture)
        layout.addWidget(self.told, 1)
        self.again = self._button("Начать заново", partial(start_over, window, workspace, bases))
        words = "К своей базе" if own is not None and own.school else "Создать свою базу"
        self.own = self._button(words, partial(go_to_own, window, workspace, bases))
        self.setMinimumHeight(_HEIGHT)
        theme().changed.connect(self._draw)
        self._draw()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The soft ground."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours().soft("accent")))
        painter.end()

    def _button(self, words: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(words, self)
        button.setProperty("kind", "link")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _on=False: act())
        layout = self.layout()
        assert layout is not None
        layout.addWidget(button)
        return button

    def _draw(self) -> None:
        ink = colours().ink("accent")
        self._picture.setPixmap(icons.pixmap("school", ink, 18, self.devicePixelRatioF()))
        self.told.setStyleSheet(f"color: {ink}; font-weight: 600;")
        self.update()
