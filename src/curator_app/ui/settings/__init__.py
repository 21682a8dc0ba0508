"""Settings: facts of the school, lists, look of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from curator_app.services.workspace import Workspace
    from curator_app.ui.common.page import PageHost


def show_settings(host: PageHost, workspace: Workspace, parent: QWidget | None, section: str = "") -> None:
    """Shows the settings of the school, its lists and the look of the program; ``section``: its name at the left."""
    from curator_app.ui.common.run_dialog import run_dialog
    from curator_app.ui.settings.dialog import SettingsDialog

    dialog = SettingsDialog(host, workspace, parent)
    if section:
        dialog.show_section(section)
    run_dialog(dialog)
