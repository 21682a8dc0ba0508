"""The first start in three steps: school, people, done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from curator_app.ui.first_start.outcome import Outcome

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from curator_app.services.workspace import Workspace
    from curator_app.ui.common.page import PageHost

__all__ = ["Outcome", "run_first_start"]


def run_first_start(host: PageHost, workspace: Workspace, parent: QWidget | None) -> Outcome:
    """Shows the three steps over the empty window and tells how they ended."""
    from curator_app.ui.common.run_dialog import run_dialog
    from curator_app.ui.first_start.dialog import FirstStart

    dialog = FirstStart(host, workspace, parent)
    run_dialog(dialog)
    return dialog.outcome
