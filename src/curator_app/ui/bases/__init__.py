"""Another base: one of those this computer knows, one in another folder, a new one, the demonstration school."""

from __future__ import annotations

from typing import TYPE_CHECKING

from curator_app.ui.bases.demonstration import open_demonstration, remove_demonstration
from curator_app.ui.bases.demonstration_strip import add_strip

if TYPE_CHECKING:
    from curator_app.runtime.bases import Bases
    from curator_app.services.workspace import Workspace
    from curator_app.ui.main_window import MainWindow

__all__ = ["add_strip", "choose_base", "open_demonstration", "remove_demonstration"]


def choose_base(window: MainWindow, workspace: Workspace, bases: Bases) -> None:
    """Asks for a base; the window closes and the program goes on with the one chosen."""
    from curator_app.ui.bases.dialog import BasesDialog
    from curator_app.ui.common.run_dialog import run_dialog

    dialog = BasesDialog(workspace.folder.root, bases, window)
    if run_dialog(dialog) and dialog.chosen is not None:
        window.leave_for(dialog.chosen)
