"""Tabs that fit a narrow window: first the corner button loses its words, then the tabs their icons, then the air."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QTabWidget, QToolButton

from curator_app.ui.common.theme import themed_icon

_AIR: Final = 34  # beside the words of a tab, logical pixels (app.qss: 2 × 16, and a hair)
_ICON: Final = 32
_CORNER: Final = 44


class TabFit(QObject):
    """Watches the width of ``tabs``."""

    def __init__(self, tabs: QTabWidget) -> None:
        super().__init__(tabs)
        self._tabs = tabs
        self._icons: tuple[str, ...] = ()
        tabs.installEventFilter(self)
        tabs.currentChanged.connect(lambda _index: self.fit())

    def set_icons(self, names: Sequence[str]) -> None:
        """The icons of the tabs, by name."""
        self._icons = tuple(names)
        self.fit()

    def fit(self) -> None:
        """Takes the roomiest look that fits, in the colours of the theme."""
        bar, corner = self._tabs.tabBar(), self._tabs.cornerWidget()
        words = [bar.fontMetrics().horizontalAdvance(bar.tabText(place)) for place in range(bar.count())]
        button = corner if isinstance(corner, QToolButton) and not corner.isHidden() else None
        spoken = 0
        if button is not None:
            spoken = button.fontMetrics().horizontalAdvance(button.text()) + _CORNER
        room = self._tabs.width()
        airy = sum(words) + len(words) * _AIR
        iconed = airy + len(words) * _ICON
        quiet = 0 if button is None else _CORNER
        self._look(
            icons=iconed + quiet <= room,
            air=airy + quiet <= room,
            words=iconed + spoken <= room,
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another width."""
        if event.type() == QEvent.Type.Resize:
            self.fit()
        return super().eventFilter(watched, event)

    def _look(self, *, icons: bool, air: bool, words: bool) -> None:
        bar, corner = self._tabs.tabBar(), self._tabs.cornerWidget()
        for place, name in enumerate(self._icons[: bar.count()]):
            self._tabs.setTabIcon(place, themed_icon(name) if icons else QIcon())
        if bar.property("narrow") != (not air):
            bar.setProperty("narrow", not air)
            bar.style().unpolish(bar)
            bar.style().polish(bar)
        if isinstance(corner, QToolButton):
            style = Qt.ToolButtonStyle
            corner.setToolButtonStyle(style.ToolButtonTextBesideIcon if words else style.ToolButtonIconOnly)
