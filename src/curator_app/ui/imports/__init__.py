"""The import wizard."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from curator_app.services.imports import ImportChoices, ImportPreview
    from curator_app.services.workspace import Workspace
    from curator_app.ui.common.page import PageHost


def run_import(
    host: PageHost,
    workspace: Workspace,
    parent: QWidget | None,
    path: Path | None = None,
    choices: ImportChoices | None = None,
    *,
    pasted_as: str | None = None,
) -> ImportPreview | None:
    """Shows the wizard (with ``path`` it begins by reading this file; ``choices``: what is known of it; ``pasted_as``:
    what a mere list of people is taken for in pasted rows). Returns what was imported, None when nothing was or it was
    taken back in the wizard itself."""
    from curator_app.ui.common.run_dialog import run_dialog
    from curator_app.ui.imports.wizard import ImportWizard

    wizard = ImportWizard(host, workspace, parent, path, choices, pasted_as=pasted_as)
    run_dialog(wizard)
    return wizard.imported
