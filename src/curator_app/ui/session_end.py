"""Log-off and shutdown of the computer: the system asks, then ends the program without waiting for its last lines."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication


class SessionEnd(QObject):
    """When the system asks, what is being typed is written at once; when it goes on to quit, ``close`` is called before
    the process is killed. A log-off that somebody else calls off changes nothing."""

    def __init__(self, app: QApplication, close: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._close = close
        self._asked = False
        self.over = False
        """Whether ``close`` was called."""
        # A slot that took the manager of the session would have to be given one whenever the signal is emitted.
        app.commitDataRequest.connect(self._keep)
        app.aboutToQuit.connect(self._end)

    def _keep(self) -> None:
        from curator_app.ui.common.draft_keeper import DraftKeeper

        self._asked = True
        for window in QApplication.topLevelWidgets():
            for keeper in window.findChildren(DraftKeeper):
                if keeper.due_within() >= 0:
                    keeper.write()

    def _end(self) -> None:
        if self._asked:
            self.over = True
            self._close()
