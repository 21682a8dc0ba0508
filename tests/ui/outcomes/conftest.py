"""A school with pairs at work and a desk for «Итоги»."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot
from tests.services.papers.school import School
from tests.ui.desk import Desk, shown
from tests.ui.october import desk, workspace
from tests.ui.october import working_school as school

from curator_app.services.workspace import Workspace
from curator_app.ui.outcomes.view import OutcomesView

__all__ = ["desk", "school", "view", "workspace"]


@pytest.fixture
def view(school: School, workspace: Workspace, desk: Desk, qtbot: QtBot) -> OutcomesView:
    del school
    made = OutcomesView(desk, workspace)
    shown(made, qtbot)
    return made
