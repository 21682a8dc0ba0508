"""The foot of a dialog: what ends it stands at the right, what else can be done at the left."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from curator_app.ui.common.single_click import single_clicks


def foot_row(*right: QWidget, left: Sequence[QWidget] = ()) -> QHBoxLayout:
    """A row of buttons for the end of a dialog's layout."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for one in left:
        row.addWidget(one)
    row.addStretch(1)
    for one in right:
        row.addWidget(one)
    single_clicks(*left, *right)
    return row
