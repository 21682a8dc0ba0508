"""A key is stretched from its password slowly on purpose: a thread beside the dialog does it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog

from curator_app.runtime.errors import KnownProblem
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.worker import LatestJob

T = TypeVar("T")
_SAY_AFTER_MS = 300  # usually over by then: words that only flash are worse than none


class KeyWork(QObject):
    """One reckoning at a time for ``dialog``, which says in ``notice`` what is being done when it takes long."""

    busy_changed = Signal()

    def __init__(self, dialog: QDialog, notice: Notice) -> None:
        super().__init__(dialog)
        self._dialog, self._notice = dialog, notice
        self._refused: Callable[[KnownProblem], object] | None = None
        self._words = ""
        self._job = LatestJob(self, self._failed)
        self._job.busy_changed.connect(self._turn)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SAY_AFTER_MS)
        self._timer.timeout.connect(lambda: self._notice.say(self._words, "info"))

    @property
    def busy(self) -> bool:
        """It is under way."""
        return self._job.busy

    def start(
        self, words: str, job: Callable[[], T], done: Callable[[T], None], refused: Callable[[KnownProblem], object]
    ) -> None:
        """Runs ``job`` beside the dialog, then ``done`` or ``refused`` in its thread."""
        self._words, self._refused = words, refused
        self._job.start(lambda _progress: job(), done)

    def stop(self) -> None:
        """The dialog goes: waits for the end of what is under way, whose outcome is forgotten."""
        self._timer.stop()
        self._job.stop()

    def _turn(self, busy: bool) -> None:
        if busy:
            self._dialog.setCursor(Qt.CursorShape.WaitCursor)
            self._timer.start()
        else:
            self._timer.stop()
            self._dialog.unsetCursor()
            self._notice.say("")
        self.busy_changed.emit()

    def _failed(self, error: BaseException) -> None:
        if self._refused is None or not isinstance(error, KnownProblem):
            raise error
        self._refused(error)
