"""A modal dialog from its opening to its end."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog

from curator_app.ui.common.help_key import add_help_key


def run_dialog(dialog: QDialog) -> bool:
    """Shows ``dialog`` until it is closed; True when it was accepted. The dialog goes then: its parent would keep it,
    with the papers and rows it holds, until the window is closed. What it found out can still be read in the caller.
    """
    add_help_key(dialog)
    try:
        return dialog.exec() == QDialog.DialogCode.Accepted
    finally:
        dialog.deleteLater()
