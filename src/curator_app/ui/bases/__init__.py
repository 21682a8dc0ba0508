"""Another base: one of those this computer knows, one in another folder, or a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from curator_app.runtime.bases import Bases
    from curator_app.services.workspace import Workspace
    from curator_app.ui.main_window import MainWindow


def choose_base(window: MainWindow, workspace: Workspace, bases: Bases) -> None:
    """Asks for a base; the window closes and the program goes on with the one chosen."""
    from curator_app.ui.bases.dialog import BasesDialog
    from curator_app.ui.common.run_dialog import run_dialog

    dialog = BasesDialog(workspace.folder.root, bases, window)
    if run_dialog(dialog) and dialog.chosen is not None:
        window.leave_for(dialog.chosen)
