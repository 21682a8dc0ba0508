"""The foot of a dialog: what ends it stands at the right, what else can be done at the left."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget


class _OneClick(QObject):
    """The second click of a double click does nothing: in a wizard another act stands in the same place by then, and
    a step would be passed unseen."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Holds back what is not a click of its own."""
        del watched
        return event.type() == QEvent.Type.MouseButtonDblClick


def single_clicks(*buttons: QWidget) -> None:
    """Double clicks on these buttons count as one click."""
    for one in buttons:
        if isinstance(one, QAbstractButton):
            one.installEventFilter(_OneClick(one))


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
