"""The reminder beside the clock: silent until switched on, once a day, numbers only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot
from tests.ui.pairs.invented import TODAY, Invented, make_school

from curator_app.runtime.paths import data_folder
from curator_app.services.terms import own
from curator_app.ui import reminder
from curator_app.ui.app import make_window
from curator_app.ui.common.errors import ErrorBoundary
from curator_app.ui.common.theme import Theme
from curator_app.ui.common.window_state import WindowState
from curator_app.ui.main_window import MainWindow


@pytest.fixture
def base(tmp_path: Path, look: Theme) -> Iterator[Invented]:
    del look
    made = make_school(tmp_path / "данные")
    yield made
    made.workspace.close()


@pytest.fixture
def window(base: Invented, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    folder = data_folder(tmp_path / "данные")
    made = make_window(base.workspace, WindowState(folder.window_state), ErrorBoundary(folder, base.workspace.clock))
    qtbot.addWidget(made)
    return made


def test_once_a_day_and_only_when_switched_on(window: MainWindow, base: Invented) -> None:
    (found,) = window.findChildren(reminder.Reminder)
    assert not found.findChildren(QTimer), "never on a machine without a screen"
    own.add_own_task(base.workspace, own.OwnTaskData(title="Позвонить Ивановой", due=TODAY - dt.timedelta(days=1)))
    assert found.words() == ""
    reminder.set_on(window.state, on=True)
    assert found.words().startswith("Просрочено: 1")
    assert "Иванов" not in found.words()
    window.state.put("reminder/last", TODAY.isoformat())
    assert found.words() == ""
    window.state.put("reminder/last", (TODAY - dt.timedelta(days=1)).isoformat())
    assert found.words()
