"""A file dropped on the window: of a table the import begins, a copy of a base is shown first."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

TABLES: Final = frozenset({".xlsx", ".xlsm", ".csv", ".tsv"})
COPY: Final = ".curator"


class Dropping(QObject):
    """Lets ``window`` take one file: ``table`` gets a workbook or CSV, ``copy`` a copy of a base."""

    def __init__(self, window: QWidget, table: Callable[[Path], object], copy: Callable[[Path], object]) -> None:
        super().__init__(window)
        self._table, self._copy = table, copy
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Something is held over the window, or let go."""
        if isinstance(event, QDragEnterEvent) and event.type() == QEvent.Type.DragEnter:
            if self._wanted(event) is not None:
                event.acceptProposedAction()
                return True
        elif isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop and (wanted := self._wanted(event)):
            event.acceptProposedAction()
            # The other program waits until the drop is over; a dialog must not keep it waiting.
            QTimer.singleShot(0, self, wanted)
            return True
        return super().eventFilter(watched, event)

    def _wanted(self, event: QDropEvent) -> Callable[[], object] | None:
        paths = [Path(one.toLocalFile()) for one in event.mimeData().urls() if one.isLocalFile()]
        if len(paths) != 1:
            return None
        suffix = paths[0].suffix.casefold()
        if suffix in TABLES:
            return partial(self._table, paths[0])
        return partial(self._copy, paths[0]) if suffix == COPY else None
