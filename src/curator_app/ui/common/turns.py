"""Work cut into turns of the event loop: keys, clicks and paints come in between.

A message to oneself (``QTimer.singleShot(0, …)``) is dealt with in the same turn, and timers that have run out
meanwhile are called one after another in one: only a queue that gives each turn one piece of work keeps them apart.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from shiboken6 import isValid

_NAME = "curator-turns"


class _Turns(QObject):
    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        self.setObjectName(_NAME)
        self._waiting: deque[tuple[QObject, Callable[[], object]]] = deque()

    def add(self, owner: QObject, do: Callable[[], object]) -> None:
        if (owner, do) in self._waiting:
            return
        self._waiting.append((owner, do))
        if len(self._waiting) == 1:
            self._go_on()

    @property
    def waiting(self) -> bool:
        """Something for an owner that is still there."""
        return any(isValid(owner) for owner, _do in self._waiting)

    def _go_on(self) -> None:
        QTimer.singleShot(1, self, self._next)

    def _next(self) -> None:
        owner, do = self._waiting.popleft()
        if self._waiting:
            self._go_on()  # first: what is done may open a dialog and come back much later
        if isValid(owner):
            do()


def in_turn(owner: QObject, do: Callable[[], object]) -> None:
    """Calls ``do`` in a turn of its own after all that waits already; once, however often it was asked for meanwhile,
    and not at all when ``owner`` is gone."""
    _turns().add(owner, do)


def at_rest() -> bool:
    """No turn is waited for."""
    return not _turns().waiting


def _turns() -> _Turns:
    app = QCoreApplication.instance()
    assert app is not None
    return app.findChild(_Turns, _NAME) or _Turns(app)
