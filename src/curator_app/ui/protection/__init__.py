"""The password of the base: asked for at the start, set, changed, taken off; the screen locked when nobody is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from curator_app.runtime.paths import DataFolder
    from curator_app.services.workspace import BaseKey, Workspace
    from curator_app.ui.common.page import PageHost
    from curator_app.ui.protection.locker import Locker


def ask_key(folder: DataFolder, school: str = "") -> BaseKey | None:
    """Asks for the password of an encrypted base before it is opened; None when the person gave up."""
    from curator_app.ui.common.run_dialog import run_dialog
    from curator_app.ui.protection.unlock_dialog import UnlockDialog

    dialog = UnlockDialog(folder, school=school)
    run_dialog(dialog)
    return dialog.key


def show_protection(host: PageHost, workspace: Workspace, locker: Locker, parent: QWidget | None) -> None:
    """Sets a password where there is none; else offers what can be done with it."""
    from curator_app.ui.common.run_dialog import run_dialog

    if workspace.key is None:
        from curator_app.ui.protection.set_dialog import SetDialog

        run_dialog(SetDialog(host, workspace, parent))
    else:
        from curator_app.ui.protection.manage_dialog import ManageDialog

        run_dialog(ManageDialog(host, workspace, locker, parent))
    locker.look()
