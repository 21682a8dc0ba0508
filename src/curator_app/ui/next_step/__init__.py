"""«Что делать дальше»: one calm line over the page of every tab, with one button that leads straight to the act.

It is told after the tab has been painted, only for the tab in view, and again after changes.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QPushButton, QWidget

from curator_app.runtime.errors import KnownProblem
from curator_app.services.workspace import Workspace
from curator_app.ui.common.empty_state import EmptyState
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.page import TabPage
from curator_app.ui.common.turns import in_turn
from curator_app.ui.common.window_state import WindowState
from curator_app.ui.main_window import MainWindow
from curator_app.ui.next_step.strip import LOW, Strip

_OFF_KEY: Final = "next_step/off"
_HIDDEN_KEY: Final = "next_step/hidden"
_AFTER_PAINT_MS: Final = 60
_TODAY: Final = "today"
_BEGINNINGS: Final = (".none", ".empty")


def is_on(state: WindowState) -> bool:
    """Whether the line is shown at all; on at first."""
    return state.text(_OFF_KEY) != "1"


def set_on(state: WindowState, *, on: bool) -> None:
    """Switches the line in every tab; what was hidden until tomorrow comes back."""
    state.put(_OFF_KEY, "0" if on else "1")
    state.put_list(_HIDDEN_KEY, [])
    state.sync()


class NextSteps(QObject):
    """Keeps a line over every tab that has been seen."""

    def __init__(self, window: MainWindow, workspace: Workspace, state: WindowState) -> None:
        super().__init__(window)
        self._window, self._workspace, self._state = window, workspace, state
        self._strips: dict[str, Strip] = {}
        self._told: dict[str, tuple[int, dt.date, str, str]] = {}
        self._listened: set[str] = set()
        self._silent: set[str] = set()
        self._changes = 0
        self._waiting = False
        window.committed.connect(self._changed)
        window.page_seen.connect(self.look)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Back from another window: the line may have been switched, or it is another day. Or another height."""
        if event.type() == QEvent.Type.WindowActivate and self._window.seen_page is not None:
            self.look()
        elif event.type() == QEvent.Type.Resize:
            for strip in self._strips.values():
                strip.fit(self._window.height())
            if self._window.seen_key == _TODAY:
                self.look()
        return super().eventFilter(watched, event)

    def look(self) -> None:
        """Another tab is in view, or its data are new: the line takes its place now, its words come after the paint."""
        tab = self._window.seen_key
        if not self._wanted(tab):
            if tab in self._strips:
                self._strips[tab].hide()
            return
        self._strip(tab).setVisible(tab not in self._silent)
        if self._told.get(tab) != self._state_of(tab):
            self._later()

    def tell(self) -> None:
        """Tells the step of the tab in view."""
        self._waiting = False
        tab, page = self._window.seen_key, self._window.seen_page
        if page is None or not self._wanted(tab):
            return
        self._listen(tab, page)
        now = self._state_of(tab)
        if self._told.get(tab) == now:
            return
        from curator_app.ui.next_step.telling import step_of

        try:
            step = step_of(self._workspace, page, now[2], self._window.year)
        except KnownProblem:
            return  # the tab itself tells what is wrong with the base
        self._told[tab] = now
        strip = self._strip(tab)
        strip.tell(step)
        # Where nothing is there yet the page itself says how to begin, with the same button.
        repeated = step.key.endswith(_BEGINNINGS) and _begins_itself(page.widget)
        (self._silent.add if repeated else self._silent.discard)(tab)
        strip.setVisible(not repeated)

    def hide_today(self, tab: str) -> None:
        """«Скрыть до завтра» on this tab."""
        self._state.put_list(_HIDDEN_KEY, [*self._hidden(), f"{tab}:{self._today.isoformat()}"])
        self._strips[tab].hide()
        self._window.toast("Подсказка скрыта до завтра. Совсем убрать её можно в настройках: «Оформление»")

    # --- inside

    def _later(self) -> None:
        if not self._waiting:
            self._waiting = True
            QTimer.singleShot(_AFTER_PAINT_MS, self, lambda: in_turn(self, self.tell))

    def _strip(self, tab: str) -> Strip:
        if tab not in self._strips:
            strip = Strip()
            strip.wanted.connect(lambda: self._go(tab))
            strip.hidden_today.connect(lambda: self.hide_today(tab))
            strip.fit(self._window.height())
            self._strips[tab] = strip
            self._window.put_over_page(tab, strip)
        return self._strips[tab]

    def _go(self, tab: str) -> None:
        from curator_app.ui.next_step.doors import open_door

        step = self._strips[tab].step
        if step is None:
            return
        try:
            open_door(self._window, self._workspace, step)
        except KnownProblem as problem:
            from curator_app.ui.common.dialogs import show_problem

            show_problem(self._window, problem.message)
        self.look()

    def _wanted(self, tab: str) -> bool:
        return (
            bool(tab)
            and is_on(self._state)
            and self._window.shows_current_year
            and not self._workspace.read_only
            # In a low window the first line of «Сегодня», which says the same, needs the room itself.
            and not (tab == _TODAY and self._window.height() < LOW)
            and f"{tab}:{self._today.isoformat()}" not in self._hidden()
        )

    def _hidden(self) -> list[str]:
        """What is hidden today; what was hidden earlier is forgotten."""
        return [one for one in self._state.texts(_HIDDEN_KEY) if one.endswith(self._today.isoformat())]

    def _state_of(self, tab: str) -> tuple[int, dt.date, str, str]:
        """When any of it is another one, the step has to be told anew."""
        page = self._window.seen_page
        place = getattr(page, "place", tab)
        return self._changes, self._today, str(place), self._window.year

    def _listen(self, tab: str, page: TabPage) -> None:
        """A tab of several parts has a line for each."""
        turned = getattr(page, "place_changed", None)
        if turned is not None and tab not in self._listened:
            self._listened.add(tab)
            turned.connect(self.look)

    def _changed(self) -> None:
        self._changes += 1  # the window looks at the tab by itself

    @property
    def _today(self) -> dt.date:
        return self._workspace.clock.today()


def _begins_itself(page: QWidget) -> bool:
    """Does the page in view offer a button of its own to begin with?"""
    offers: list[QWidget] = [*page.findChildren(EmptyState), *page.findChildren(Notice)]
    return any(one.isVisible() and any(b.isVisible() for b in one.findChildren(QPushButton)) for one in offers)
