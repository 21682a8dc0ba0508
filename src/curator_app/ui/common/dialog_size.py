"""Dialogs that never grow beyond the screen: 1366×768 at 150 % leaves 910×512 logical pixels."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog

from curator_app.ui.common.reading_order import tab_as_read

_FRAME = 48  # the window's title and edges, logical pixels


def fit_to_screen(dialog: QDialog, width: int, height: int) -> None:
    """Opens ``dialog`` with this size (logical pixels), higher when its words need more, and on a small screen with
    what there is. Tab goes as its parts are laid out.
    """
    tab_as_read(dialog)
    room = dialog.screen().availableGeometry()
    wide = min(width, room.width() - 16)
    layout = dialog.layout()
    needed = layout.totalHeightForWidth(wide) if layout is not None and layout.hasHeightForWidth() else 0
    dialog.resize(wide, min(max(height, needed), room.height() - _FRAME))
