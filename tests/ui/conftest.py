"""For every test of a screen: the program's look, an invented school, and nothing left running behind."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QThread, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid
from tests.ui.desk import Desk
from tests.ui.pairs.invented import Invented, make_school

from curator_app.ui.common import theme


def pytest_itemcollected(item: pytest.Item) -> None:
    """The offscreen platform says what it lacks of every window it shows; that is no fault of the program."""
    item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


def _noting(method: Callable[..., Any], noted: list[weakref.ref[Any]]) -> Callable[..., Any]:
    def start(self: Any, *args: Any) -> Any:
        noted.append(weakref.ref(self))
        return method(self, *args)

    return start


def _alive(noted: list[weakref.ref[Any]]) -> list[Any]:
    return [thing for thing in (reference() for reference in noted) if thing is not None and isValid(thing)]


@pytest.fixture(autouse=True)
def nothing_left_running(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A thread or timer that a test leaves running fails this test, not a later one."""
    timers: list[weakref.ref[Any]] = []
    threads: list[weakref.ref[Any]] = []
    monkeypatch.setattr(QTimer, "start", _noting(QTimer.start, timers))
    monkeypatch.setattr(QThread, "start", _noting(QThread.start, threads))
    before = set(threading.enumerate())
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    qapp.processEvents()
    running = [thread for thread in _alive(threads) if thread.isRunning()]
    assert not running, f"threads left running: {running}"
    ticking = [timer for timer in _alive(timers) if timer.isActive()]
    assert not ticking, f"timers left running: {ticking}"
    # A Python thread object of a finished QThread stays until the interpreter notices: only live ones count.
    left = [one for one in set(threading.enumerate()) - before if one.is_alive() and not one.name.startswith("Dummy")]
    assert not left, f"threads left: {left}"


@pytest.fixture
def look(qapp: QApplication) -> theme.Theme:
    """The light look."""
    return theme.apply(qapp, "light")


@pytest.fixture
def base(tmp_path: Path, look: theme.Theme) -> Iterator[Invented]:
    """A fresh invented school under a dressed application."""
    del look
    made = make_school(tmp_path / "данные")
    yield made
    made.workspace.close()


@pytest.fixture
def desk(tmp_path: Path, base: Invented) -> Desk:
    """The stand-in of the main window over it."""
    return Desk(tmp_path, base.workspace.clock)
