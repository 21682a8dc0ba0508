"""Dialogs that never grow beyond the screen: 1366×768 at 150 % leaves 910×512 logical pixels."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog

_FRAME = 48  # the window's title and edges, logical pixels


def fit_to_screen(dialog: QDialog, width: int, height: int) -> None:
    """Opens ``dialog`` with this size (logical pixels) or, on a small screen, with what there is."""
    room = dialog.screen().availableGeometry()
    dialog.resize(min(width, room.width() - 16), min(height, room.height() - _FRAME))
