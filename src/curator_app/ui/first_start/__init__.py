"""The first start in three steps: school, people, done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from curator_app.services import school
from curator_app.services.privacy import drafts
from curator_app.ui.first_start.outcome import KEY, Outcome

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from curator_app.services.workspace import Workspace
    from curator_app.ui.common.page import PageHost

__all__ = ["Outcome", "is_unfinished", "run_first_start"]


def run_first_start(host: PageHost, workspace: Workspace, parent: QWidget | None) -> Outcome:
    """Shows the three steps over the empty window, leads to the first useful act and tells how they ended."""
    from curator_app.ui.common.run_dialog import run_dialog
    from curator_app.ui.first_start.dialog import FirstStart
    from curator_app.ui.newcomer import run_newcomer

    dialog = FirstStart(host, workspace, parent)
    run_dialog(dialog)
    if dialog.outcome is Outcome.SET_UP:
        beginning = dialog.done_step.beginning
        host.show_tab(beginning.tab)
        if dialog.begins and beginning.newcomer:
            run_newcomer(host, workspace, parent)
    return dialog.outcome


def is_unfinished(workspace: Workspace) -> bool:
    """Whether the steps are to be shown: the school is not set up, or they were broken off at the second one."""
    return not school.is_set_up(workspace) or drafts.get_draft(workspace, KEY) is not None
