"""A stand-in of the main window for tests of dialogs: it notes what it was told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from curator_app.domain.school_year import SchoolYear
from curator_app.runtime.clock import Clock
from curator_app.runtime.progress import Progress
from curator_app.ui.common.window_state import WindowState

T = TypeVar("T")


class Desk:
    """A PageHost that runs jobs at once."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._clock = clock
        self._state = WindowState(folder / "window.ini")
        self.said: list[str] = []
        self.opened: list[tuple[str, int]] = []
        self.refreshed = 0
        self.titles: dict[str, str] = {}
        self.year = SchoolYear.of(clock.today()).label

    @property
    def clock(self) -> Clock:
        return self._clock

    @property
    def state(self) -> WindowState:
        return self._state

    def changed(self, changes: object, said: str | None = None) -> None:
        del changes
        self.refreshed += 1
        if said is not None:
            self.said.append(said)

    def toast(self, text: str) -> None:
        self.said.append(text)

    def open_record(self, kind: str, record_id: int) -> None:
        self.opened.append((kind, record_id))

    def retitle(self, key: str, title: str) -> None:
        self.titles[key] = title

    def show_tab(self, key: str, part: str = "") -> bool:
        self.opened.append((f"{key}/{part}" if part else key, 0))
        return True

    def run(
        self,
        title: str,
        job: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], bool] | None = None,
    ) -> None:
        del title
        try:
            result = job(Progress())
        except Exception as error:
            if failed is None or not failed(error):
                raise
            return
        done(result)


def shown(widget: QWidget, qtbot: QtBot) -> None:
    """Shows a page as large as the room of a tab; it goes with the test."""
    qtbot.addWidget(widget)
    widget.resize(1300, 640)
    widget.show()
