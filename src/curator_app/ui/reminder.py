"""A quiet reminder beside the clock: once a day, counts without names, only after it was switched on."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSystemTrayIcon

from curator_app import APP_NAME
from curator_app.runtime.clock import Clock
from curator_app.ui.common.window_state import WindowState
from curator_app.ui.main_window import MainWindow
from curator_app.ui.today.counter import TodayCounter
from curator_app.ui.today.headline import spoken

_ON_KEY: Final = "reminder/on"
_LAST_KEY: Final = "reminder/last"
_EVERY_MS: Final = 20 * 60 * 1000
_WITHOUT_TRAY: Final = {"offscreen", "minimal"}


def is_on(state: WindowState) -> bool:
    """Whether the person has asked to be reminded; off at first."""
    return state.text(_ON_KEY) == "1"


def set_on(state: WindowState, *, on: bool) -> None:
    """Switches the reminder."""
    state.put(_ON_KEY, "1" if on else "0")
    state.sync()


class Reminder(QObject):
    """Looks every twenty minutes. It is silent while the window is at hand: the tab shows the same numbers there."""

    def __init__(self, window: MainWindow, counter: TodayCounter, state: WindowState, clock: Clock) -> None:
        super().__init__(window)
        self._window, self._counter, self._state, self._clock = window, counter, state, clock
        self._icon: QSystemTrayIcon | None = None
        if QGuiApplication.platformName() not in _WITHOUT_TRAY:
            timer = QTimer(self)
            timer.timeout.connect(self.look)
            timer.start(_EVERY_MS)

    def words(self) -> str:
        """What is to be said now; «» when it was said today, is switched off, or nothing is due."""
        if not is_on(self._state) or self._state.text(_LAST_KEY) == self._clock.today().isoformat():
            return ""
        counts = self._counter.count()
        return spoken(counts) if counts.late or counts.today else ""

    def look(self) -> None:
        """Says it, when there is something to say and the window is not at hand."""
        if not is_on(self._state):
            self._hide()
            return
        if self._window.isActiveWindow() or not QSystemTrayIcon.isSystemTrayAvailable():
            return
        words = self.words()
        if words:
            self._state.put(_LAST_KEY, self._clock.today().isoformat())
            self._say(words)

    def _say(self, words: str) -> None:
        if self._icon is None:
            self._icon = QSystemTrayIcon(self._window.windowIcon(), self)
            self._icon.setToolTip(APP_NAME)
            self._icon.activated.connect(lambda _reason: self._come())
            self._icon.messageClicked.connect(self._come)
        self._icon.show()
        self._icon.showMessage(APP_NAME, words, QSystemTrayIcon.MessageIcon.Information)

    def _come(self) -> None:
        """The window comes to the front, on «Сегодня»."""
        self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._window.raise_()
        self._window.activateWindow()
        self._window.show_tab("today")
        self._hide()

    def _hide(self) -> None:
        if self._icon is not None:
            self._icon.hide()
