"""A row of buttons with icons for a panel beside a paper."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QWidget

from curator_app.ui.common.theme import theme, themed_icon


class IconButton(QPushButton):
    """A button whose icon follows the theme."""

    def __init__(self, words: str, icon: str, act: Callable[[], object], parent: QWidget) -> None:
        super().__init__(words, parent)
        self._name = icon
        self.clicked.connect(lambda _on=False: act())
        theme().changed.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        self.setIcon(themed_icon(self._name, size=18))


def buttons(parent: QWidget, *told: tuple[str, str, Callable[[], object]]) -> list[QPushButton]:
    """Buttons of (words, icon, what to do)."""
    return [IconButton(words, icon, act, parent) for words, icon, act in told]
