"""A school with a desk for the tab «Дорожная карта»."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.services.papers.school import School, fill
from tests.ui.desk import Desk

from curator_app.runtime.clock import fixed
from curator_app.runtime.paths import data_folder
from curator_app.services.workspace import Workspace, open_workspace
from curator_app.ui.common.theme import Theme

NOW = dt.datetime(2026, 10, 5, 9, 0)


@pytest.fixture
def workspace(tmp_path: Path, look: Theme) -> Iterator[Workspace]:
    del look
    opened = open_workspace(data_folder(tmp_path / "данные"), fixed(NOW))
    yield opened
    opened.close()


@pytest.fixture
def school(workspace: Workspace) -> School:
    return fill(workspace)


@pytest.fixture
def desk(tmp_path: Path, workspace: Workspace) -> Desk:
    return Desk(tmp_path, workspace.clock)
