"""Copies of the base: the dialog, the preview before a restore, and the dialog when the base can't be opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from curator_app.services.workspace import Workspace
    from curator_app.ui.common.page import PageHost


def show_backups(
    host: PageHost, workspace: Workspace, parent: QWidget | None, restore: Callable[[Path], object]
) -> None:
    """Shows the copies; ``restore`` is called with the one to be put back after the dialog is closed."""
    from curator_app.ui.backups.dialog import BackupsDialog
    from curator_app.ui.common.run_dialog import run_dialog

    dialog = BackupsDialog(host, workspace, parent)
    run_dialog(dialog)
    if dialog.wanted is not None:
        restore(dialog.wanted)


def ask_restore(workspace: Workspace, parent: QWidget | None, copy: Path) -> bool:
    """Shows what is in a copy and asks whether to put it back. Raises KnownProblem for what can't be restored."""
    from curator_app.services.backups import listing
    from curator_app.ui.backups.preview_dialog import PreviewDialog
    from curator_app.ui.common.run_dialog import run_dialog

    row = listing.preview(workspace.folder, copy)
    return run_dialog(PreviewDialog(row, workspace.facts().counts, workspace.clock.today(), parent))
