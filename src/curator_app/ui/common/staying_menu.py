"""A menu of check boxes that stays open, so that several can be set in one go."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu


class StayingMenu(QMenu):
    """Checkable entries toggle without closing the menu; others behave as usual."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a check box toggles it."""
        if not self._toggle():
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """So do Space and Enter."""
        keys = {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if event.key() not in keys or not self._toggle():
            super().keyPressEvent(event)

    def _toggle(self) -> bool:
        # The stubs promise an action, Qt gives None when none is lit.
        chosen = cast("QAction | None", self.activeAction())
        if chosen is None or not chosen.isCheckable() or not chosen.isEnabled():
            return False
        chosen.trigger()
        return True
