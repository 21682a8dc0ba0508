"""A small school with a desk for «Мониторинг»."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot
from tests.services.papers.school import School
from tests.ui.desk import Desk, shown
from tests.ui.october import desk, workspace
from tests.ui.october import working_school as school

from curator_app.services.workspace import Workspace
from curator_app.ui.monitoring.view import MonitoringView

__all__ = ["desk", "school", "view", "workspace"]


@pytest.fixture
def view(school: School, workspace: Workspace, desk: Desk, qtbot: QtBot) -> MonitoringView:
    del school
    made = MonitoringView(desk, workspace)
    shown(made, qtbot)
    made.refresh()
    return made
