"""A route told as a practice: written by the program, read and corrected by the curator."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from curator_app.services import practices
from curator_app.services.workspace import Workspace
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.outcomes.dialogs import OutcomeDialog


def describe_route(workspace: Workspace, parent: QWidget, route_id: int) -> int | None:
    """The number of the practice that was saved, None when the dialog was left. Raises NotFound."""
    dialog = OutcomeDialog(workspace, "practice", practices.case_of_route(workspace, route_id), parent=parent)
    dialog.notice.say("Кейс написан по маршруту, имена убраны. Прочитайте его и поправьте своими словами.")
    return dialog.saved if run_dialog(dialog) else None
