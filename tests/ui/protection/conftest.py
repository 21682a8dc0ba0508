"""A base of its own for every test, copied from one that was made once."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer

from curator_app.runtime.clock import fixed
from curator_app.runtime.paths import data_folder
from curator_app.services.workspace import Workspace, open_workspace
from curator_app.ui.common import theme

_LOOK_MS, _PATIENCE_MS = 5, 10_000
CLOCK = fixed(dt.datetime(2026, 10, 5, 9, 0))


def wait_for(ready: Callable[[], bool]) -> None:
    """The window's loop until what runs beside it is over. (``QTest.qWaitFor`` keeps Python from other threads.)"""
    loop, patience = QEventLoop(), QDeadlineTimer(_PATIENCE_MS)
    timer = QTimer(loop)
    timer.timeout.connect(loop.quit)
    timer.start(_LOOK_MS)
    while not ready():
        assert not patience.hasExpired()
        loop.exec()


@pytest.fixture(scope="session")
def empty_school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("empty") / "данные"
    open_workspace(data_folder(folder), CLOCK).close()
    return folder


@pytest.fixture
def workspace(tmp_path: Path, empty_school: Path, look: theme.Theme) -> Iterator[Workspace]:
    del look
    shutil.copytree(empty_school, tmp_path / "данные")
    opened = open_workspace(data_folder(tmp_path / "данные"), CLOCK)
    yield opened
    opened.close()
