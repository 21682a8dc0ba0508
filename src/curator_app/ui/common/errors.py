"""The boundary of the window: a known problem becomes its sentence, anything else a log entry and an honest dialog."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from types import TracebackType
from typing import ParamSpec, TypeVar

from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication, QWidget

from curator_app.runtime.clock import Clock
from curator_app.runtime.errors import OUT_OF_MEMORY, Cancelled, KnownProblem
from curator_app.runtime.log import report_bug
from curator_app.runtime.paths import DataFolder
from curator_app.ui.common import dialogs

P = ParamSpec("P")
R = TypeVar("R")


class ErrorBoundary:
    """Knows where the log lies. One per program; ``install`` makes it the handler of what nobody caught."""

    def __init__(self, folder: DataFolder, clock: Clock) -> None:
        self._folder = folder
        self._clock = clock
        self._showing = False

    def install(self) -> None:
        """Catches what escapes from slots. Qt goes on after an exception in a slot; the person must learn of it."""
        sys.excepthook = self._escaped

    def handle(self, error: BaseException, parent: QWidget | None = None) -> None:
        """Tells the person about ``error``; Cancelled is silent."""
        if isinstance(error, Cancelled | KeyboardInterrupt):
            return
        window = parent or QApplication.activeWindow()
        if isinstance(error, KnownProblem):
            dialogs.show_problem(window, error.message)
            return
        if isinstance(error, MemoryError):
            dialogs.show_problem(window, OUT_OF_MEMORY)
            return
        log = report_bug(error, self._folder.log, self._clock)
        # A bug in painting would open a dialog a frame; one is enough.
        if not self._showing:
            self._showing = True
            try:
                dialogs.show_bug(window, log)
            finally:
                self._showing = False

    def _escaped(self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        app = QApplication.instance()
        if app is None or QThread.currentThread() is not app.thread():
            report_bug(error, self._folder.log, self._clock)
            return
        self.handle(error)


def told(parent: Callable[..., QWidget] | None = None) -> Callable[[Callable[P, R]], Callable[P, R | None]]:
    """For slots of a dialog: a known problem is shown over it and the dialog stays open with the work in it."""

    def decorate(slot: Callable[P, R]) -> Callable[P, R | None]:
        @functools.wraps(slot)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R | None:
            try:
                return slot(*args, **kwargs)
            except KnownProblem as problem:
                owner = args[0] if args and isinstance(args[0], QWidget) else None
                dialogs.show_problem(parent(*args) if parent is not None else owner, problem.message)
                return None

        return guarded

    return decorate
