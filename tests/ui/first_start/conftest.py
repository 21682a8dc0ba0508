"""An empty base and a stand-in window for the first start."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from tests.ui.desk import Desk

from curator_app.runtime.clock import fixed
from curator_app.runtime.paths import data_folder
from curator_app.services.workspace import Workspace, open_workspace
from curator_app.ui.common import theme


@pytest.fixture
def workspace(tmp_path: Path, qapp: QApplication) -> Iterator[Workspace]:
    theme.apply(qapp, "light")
    opened = open_workspace(data_folder(tmp_path / "данные"), fixed(dt.datetime(2026, 9, 3, 9, 30)))
    yield opened
    opened.close()


@pytest.fixture
def desk(workspace: Workspace, tmp_path: Path) -> Desk:
    return Desk(tmp_path, workspace.clock)
