"""Fixtures of a school on the 5th of October with a desk: a conftest takes what its tests need."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.services.papers.school import School, fill
from tests.ui.desk import Desk

from curator_app.runtime.clock import fixed
from curator_app.runtime.paths import data_folder
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.papers.issuing import issue_order
from curator_app.services.workspace import Workspace, open_workspace
from curator_app.ui.common.theme import Theme

NOW = dt.datetime(2026, 10, 5, 9, 0)


@pytest.fixture
def workspace(tmp_path: Path, look: Theme) -> Iterator[Workspace]:
    """An empty base."""
    del look
    opened = open_workspace(data_folder(tmp_path / "данные"), fixed(NOW))
    yield opened
    opened.close()


@pytest.fixture
def school(workspace: Workspace) -> School:
    """People and pairs in it."""
    return fill(workspace)


@pytest.fixture
def desk(tmp_path: Path, workspace: Workspace) -> Desk:
    """A stand-in for the window."""
    return Desk(tmp_path, workspace.clock)


@pytest.fixture
def working_school(workspace: Workspace) -> School:
    """The same with two pairs of the staff at work since the 4th of September; a conftest calls it ``school``."""
    made = fill(workspace)
    pairs = (made.pair, made.other)
    issue_order(workspace, OrderCommand(type="assignment_list", pairs=pairs, number="1", date=dt.date(2026, 9, 4)))
    return made
