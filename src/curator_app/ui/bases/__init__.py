"""Another base: one of those this computer knows, one in another folder, a new one, the demonstration school."""

from __future__ import annotations

from typing import TYPE_CHECKING

from curator_app.services import demonstration

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


def open_demonstration(window: MainWindow, workspace: Workspace, bases: Bases) -> None:
    """Goes to the demonstration school as it was left, or to a fresh one."""
    from curator_app.ui.bases import demonstration_door

    demonstration_door.open_demonstration(window, workspace, bases)


def remove_demonstration(window: MainWindow, workspace: Workspace, bases: Bases) -> None:
    """Takes the demonstration school away; from within it goes on with the own base. Raises KnownProblem."""
    from curator_app.ui.bases import demonstration_door

    demonstration_door.remove_demonstration(window, workspace, bases)


def add_strip(window: MainWindow, workspace: Workspace, bases: Bases) -> None:
    """Puts the strip above the tabs when the base is a demonstration."""
    if demonstration.shown_day(workspace) is not None:
        from curator_app.ui.bases.demonstration_strip import DemonstrationStrip

        window.put_above(DemonstrationStrip(window, workspace, bases))
