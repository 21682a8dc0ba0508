"""A small school with a wave of asking and a desk for the tab «Анкеты»."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.services.surveys import base
from tests.ui.desk import Desk

from curator_app.runtime.clock import fixed
from curator_app.runtime.paths import data_folder
from curator_app.services.surveys.rows import WaveView
from curator_app.services.surveys.waves import get_wave
from curator_app.services.workspace import Workspace, open_workspace
from curator_app.ui.common.theme import Theme

NOW = dt.datetime(2026, 12, 8, 10, 0)
FORMS = {base.MENTEE: "satisfaction_short_mentee", base.MENTOR: "satisfaction_short_mentor"}


@pytest.fixture
def workspace(tmp_path: Path, look: Theme) -> Iterator[Workspace]:
    del look
    opened = open_workspace(data_folder(tmp_path / "данные"), fixed(NOW))
    yield opened
    opened.close()


@pytest.fixture
def school(workspace: Workspace) -> base.School:
    return base.fill(workspace)


@pytest.fixture
def wave(workspace: Workspace, school: base.School) -> WaveView:
    del school
    number = base.wave(workspace, FORMS, "Три месяца", date=dt.date(2026, 12, 1), due_date=dt.date(2026, 12, 15))
    return get_wave(workspace, number)


@pytest.fixture
def desk(tmp_path: Path, workspace: Workspace) -> Desk:
    return Desk(tmp_path, workspace.clock)
