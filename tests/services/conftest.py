"""A fresh base for every test of a service."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from curator_app.runtime.clock import fixed
from curator_app.runtime.paths import data_folder
from curator_app.services.workspace import Workspace, open_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = open_workspace(data_folder(tmp_path / "данные"), fixed(dt.datetime(2026, 10, 5, 9, 0)))
    yield opened
    opened.close()
