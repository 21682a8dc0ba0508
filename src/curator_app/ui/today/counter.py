"""The counter on the tab «Сегодня», right also while another tab is seen, and a new day under an open window."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QEvent, QObject, Signal

from curator_app.services.terms import tasks
from curator_app.services.workspace import Workspace
from curator_app.ui.common.turns import in_turn
from curator_app.ui.main_window import MainWindow
from curator_app.ui.today import grouping

_TAB = "today"


class TodayCounter(QObject):
    """Counts after every change, once for several in a row, when the window has nothing else to do."""

    counted = Signal(object)
    """The new ``Counts``."""

    def __init__(self, window: MainWindow, workspace: Workspace) -> None:
        super().__init__(window)
        self._window, self._workspace = window, workspace
        self._day: dt.date | None = None
        window.committed.connect(self._later)
        window.installEventFilter(self)

    def count(self) -> grouping.Counts:
        """Counts now and says it on the tab."""
        self._day = self._workspace.clock.today()
        counts = grouping.count(tasks.tasks_of_today(self._workspace), self._day)
        self._window.retitle(_TAB, title(counts))
        self.counted.emit(counts)
        return counts

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window is seen for the first time, or again on another day."""
        if event.type() == QEvent.Type.Show:
            self._later()
        elif event.type() == QEvent.Type.WindowActivate and self._day not in {None, self._workspace.clock.today()}:
            self._window.new_day()
            self._later()
        return super().eventFilter(watched, event)

    def _later(self) -> None:
        in_turn(self, self._now)

    def _now(self) -> None:
        if self._window.isVisible():
            self.count()


def title(counts: grouping.Counts) -> str:
    """«Сегодня · 3»: how many tasks are late or due today."""
    urgent = counts.late + counts.today
    return f"Сегодня · {urgent}" if urgent else "Сегодня"
