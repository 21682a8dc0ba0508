"""The first start in three steps: school, people, done."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from curator_app.services import school
from curator_app.services.privacy import drafts

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from curator_app.services.workspace import Workspace
    from curator_app.ui.common.page import PageHost

KEY: Final = "first_start"
"""The draft of an unfinished first start."""


class Outcome(Enum):
    """How the first start may end. After LATER the base has no school and the steps come again; DEMO: she wants to look
    at the demonstration school, her own base stays as it is."""

    LATER = "later"
    SET_UP = "set_up"
    DEMO = "demo"


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
