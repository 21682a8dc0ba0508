"""What is inside a copy: a short table of words that wraps and can be read aloud."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from curator_app.services.backups.listing import CopyRow
from curator_app.ui.backups import words


class InsideView(QWidget):
    """Hidden until a copy is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)

    def show_row(self, row: CopyRow | None) -> None:
        """Shows what is in ``row``; None = nothing."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        lines = [] if row is None else words.inside_lines(row)
        for at, (what, much) in enumerate(lines):
            name, value = QLabel(what, self), QLabel(much, self)
            name.setProperty("role", "muted")
            value.setWordWrap(True)
            value.setTextFormat(Qt.TextFormat.PlainText)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grid.addWidget(name, at, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(value, at, 1)
        self._grid.setRowStretch(len(lines), 1)
        self.setAccessibleName(". ".join(f"{what}: {much}" for what, much in lines))
