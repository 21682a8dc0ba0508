"""Buttons whose act changes what stands in their place: a double click on them is one click."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractButton, QWidget


class _OneClick(QObject):
    """The second click of a double click does nothing: in a wizard another act stands in the same place by then, and
    a step would be passed unseen."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Holds back what is not a click of its own."""
        del watched
        return event.type() == QEvent.Type.MouseButtonDblClick


def single_clicks(*buttons: QWidget) -> None:
    """Double clicks on these buttons count as one click; what is no button is left as it is."""
    for one in buttons:
        if isinstance(one, QAbstractButton):
            one.installEventFilter(_OneClick(one))
