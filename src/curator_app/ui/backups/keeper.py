"""Beside the work: copies of the day and of the half hour, the weekly check, the second place, a second start.

Nothing here ever stops the person: what is wrong stands in a line under the menu until it is dealt with or put off.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from curator_app.runtime import calling, places
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.progress import Progress
from curator_app.services.backups import checking, making, second
from curator_app.services.workspace import Workspace
from curator_app.ui.backups import ask_restore, show_backups
from curator_app.ui.common.errors import ErrorBoundary
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.palette import Tone
from curator_app.ui.common.window_state import WindowState
from curator_app.ui.common.worker import LatestJob
from curator_app.ui.main_window import MainWindow
from curator_app.ui.protection.locker import Locker

_CALLS_MS: Final = 700
_FIRST_MS: Final = 5_000
_COURSE_MS: Final = 30 * 60 * 1000
_RISK_KEY: Final = "safety/risk"
DAMAGED: Final = (
    "В файле базы найдены повреждения. Не вносите изменений: откройте «Файл» → «Резервные копии…» и восстановите базу."
)


@dataclass(frozen=True, slots=True)
class Found:
    """What a round found: damage of the base, and why a copy could not be made («» = all is well)."""

    damaged: bool = False
    trouble: str = ""


def round_of_start(workspace: Workspace, progress: Progress) -> Found:
    """Everything that is due when the program has started; runs in the background."""
    try:
        if checking.is_check_due(workspace) and checking.full_check(workspace, progress):
            return Found(damaged=True)
        making.daily_copy(workspace, progress)
        second.carry_quietly(workspace, progress)
        if checking.is_drill_due(workspace):
            checking.drill(workspace, progress)
    except KnownProblem as problem:
        return Found(trouble=problem.message)
    return Found()


def round_of_course(workspace: Workspace, progress: Progress) -> Found:
    """Every half an hour: a copy, when something was changed."""
    try:
        making.course_copy(workspace, progress)
        second.carry_quietly(workspace, progress)
    except KnownProblem as problem:
        return Found(trouble=problem.message)
    return Found()


class Keeper(QObject):
    """Lives with the window."""

    def __init__(self, window: MainWindow, workspace: Workspace, state: WindowState, errors: ErrorBoundary) -> None:
        super().__init__(window)
        self._window, self._workspace, self._state, self._errors = window, workspace, state, errors
        self._found = Found()
        self._jobs = LatestJob(self, lambda error: errors.handle(error, window))
        self.notice = Notice("warn", parent=window)
        self._copies = self.notice.add_button("Копии…", self.show_copies)
        self.later = self.notice.add_button("Позже", self.put_off)
        for button in (self._copies, self.later):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._bar = _strip(window, self.notice)
        self._bar.hide()
        window.put_above(self._bar)
        self.look()

    def start(self) -> None:
        """Sets the clocks going."""
        self._every(_CALLS_MS, self.answer)
        self._every(_COURSE_MS, self.course)
        QTimer.singleShot(_FIRST_MS, self, self.begin)

    def begin(self) -> None:
        """What is due at the start."""
        self._jobs.start(lambda progress: round_of_start(self._workspace, progress), self._take)

    def course(self) -> None:
        """What is due every half an hour."""
        if not self._found.damaged:
            self._jobs.start(lambda progress: round_of_course(self._workspace, progress), self._take)

    def answer(self) -> None:
        """Looks whether a second start called; the window comes to the front and shows what it was asked to."""
        called, copy = calling.answer(self._workspace.folder)
        if not called:
            return
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        locker = window.findChild(Locker)
        # Who has no password must not put another base in the place of this one.
        if copy is not None and not (locker is not None and locker.is_locked):
            self.restore(copy)

    def show_copies(self) -> None:
        """The dialog of copies."""
        show_backups(self._window, self._workspace, self._window, self._window.leave_to_restore)
        self.look()

    def restore(self, copy: Path) -> None:
        """Shows what is in a copy and puts it back if the person wants it."""
        try:
            if ask_restore(self._workspace, self._window, copy):
                self._window.leave_to_restore(copy)
        except KnownProblem as problem:
            self._errors.handle(problem, self._window)

    def stop(self) -> None:
        """The window is closed: what runs is given up."""
        self._jobs.stop()

    def put_off(self) -> None:
        """«Позже»: the same is not said again for some days."""
        risk = places.risk_of(self._workspace.folder.root)
        if risk is not None and self._state.text(_RISK_KEY) != risk.danger:
            self._state.put(_RISK_KEY, risk.danger)
        else:
            second.put_off(self._workspace)
        self.look()

    def look(self) -> None:
        """Says the most important thing there is to say, or nothing."""
        text, tone = self._words()
        self.notice.say(text, tone)
        self._bar.setVisible(bool(text))
        self.later.setVisible(tone == "neutral")

    def _words(self) -> tuple[str, Tone]:
        if self._found.damaged:
            return DAMAGED, "danger"
        if self._found.trouble:
            return f"Резервная копия не сделана. {self._found.trouble}", "warn"
        risk = places.risk_of(self._workspace.folder.root)
        if risk is not None and self._state.text(_RISK_KEY) != risk.danger:
            return places.warning(risk), "neutral"
        return second.reminder(self._workspace), "neutral"

    def _take(self, found: Found) -> None:
        self._found = found
        self.look()

    def _every(self, milliseconds: int, do: Callable[[], None]) -> None:
        timer = QTimer(self)
        timer.setTimerType(Qt.TimerType.CoarseTimer)
        timer.timeout.connect(do)
        timer.start(milliseconds)


def _strip(window: MainWindow, notice: Notice) -> QWidget:
    """What ``notice`` stands in above the tabs; seen when there is something to say."""
    strip = QWidget(window)
    inside = QVBoxLayout(strip)
    inside.setContentsMargins(16, 6, 16, 6)
    inside.addWidget(notice)
    return strip


def keep_copies(window: MainWindow, workspace: Workspace, state: WindowState, errors: ErrorBoundary) -> Keeper:
    """Begins to look after the base of ``window``; ``stop`` it before the base is closed."""
    keeper = Keeper(window, workspace, state, errors)
    if not workspace.read_only:
        keeper.start()
    return keeper
