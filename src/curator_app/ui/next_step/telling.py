"""Where the step of a page comes from: the base, and for «Сегодня» the rows that it shows."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from curator_app.services.next_steps import Door, NextStep, next_step
from curator_app.services.next_steps.today import of_today
from curator_app.services.workspace import Workspace
from curator_app.ui.common.page import TabPage

SHOW: Final = "Показать"
"""The button of a task that the program makes nothing for."""


def step_of(workspace: Workspace, page: TabPage, place: str, year: str) -> NextStep:
    """The step of a page shown at ``place`` in the current year."""
    if place != "today":
        return next_step(workspace, place, year)
    from curator_app.ui.today.needs import need_words
    from curator_app.ui.today.page import TodayPage

    assert isinstance(page, TodayPage)
    rows = page.tasks
    step = of_today(rows, workspace.clock.today())
    if step.door is not Door.TASK:
        return step
    made = need_words(next(row for row in rows if row.id == step.detail))
    return replace(step, button=f"{made}…" if made else SHOW)
