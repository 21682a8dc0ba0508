"""A school with pairs at work and a desk for «Итоги»."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.services.papers.school import School, fill
from tests.ui.desk import Desk

from curator_app.runtime.clock import fixed
from curator_app.runtime.paths import data_folder
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.papers.issuing import issue_order
from curator_app.services.workspace import Workspace, open_workspace
from curator_app.ui.common.theme import Theme
from curator_app.ui.outcomes.view import OutcomesView

NOW = dt.datetime(2026, 10, 5, 9, 0)


@pytest.fixture
def workspace(tmp_path: Path, look: Theme) -> Iterator[Workspace]:
    del look
    opened = open_workspace(data_folder(tmp_path / "данные"), fixed(NOW))
    yield opened
    opened.close()


@pytest.fixture
def school(workspace: Workspace) -> School:
    made = fill(workspace)
    issue_order(
        workspace,
        OrderCommand(type="assignment_list", pairs=(made.pair, made.other), number="1", date=dt.date(2026, 9, 4)),
    )
    return made


@pytest.fixture
def desk(tmp_path: Path, workspace: Workspace) -> Desk:
    return Desk(tmp_path, workspace.clock)


@pytest.fixture
def view(school: School, workspace: Workspace, desk: Desk, qtbot: QtBot) -> OutcomesView:
    del school
    made = OutcomesView(desk, workspace)
    qtbot.addWidget(made)
    made.resize(1300, 640)
    made.show()
    return made
