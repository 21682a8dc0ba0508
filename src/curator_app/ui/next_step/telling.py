"""Where the step of a page comes from: the base, and for «Сегодня» the rows that it shows."""

from __future__ import annotations

from curator_app.services.next_steps import NextStep, next_step
from curator_app.services.next_steps.today import of_today
from curator_app.services.workspace import Workspace
from curator_app.ui.common.page import TabPage


def step_of(workspace: Workspace, page: TabPage, place: str, year: str) -> NextStep:
    """The step of a page shown at ``place`` in the current year."""
    if place != "today":
        return next_step(workspace, place, year)
    from curator_app.ui.today.page import TodayPage

    assert isinstance(page, TodayPage)
    return of_today(page.tasks, workspace.clock.today())
