"""The card beside the pointer: who with whom, how well they fit and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from curator_app.ui.common.theme import colours, theme
from curator_app.ui.pairs.heat_map.data import HeatData
from curator_app.ui.pairs.heat_map.words import state_words

_WIDTH = 290
_OFF = 14


class HoverCard(QFrame):
    """Stands over the map and lets the mouse through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setObjectName("hover-card")
        self._labels = [QLabel(self) for _ in range(4)]
        for label, role in zip(self._labels, ("heading", "", "", "small"), strict=True):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setProperty("role", role)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 9, 12, 9)
        layout.setSpacing(3)
        for label in self._labels:
            layout.addWidget(label)
        theme().changed.connect(self._dress)
        self._dress()
        self.hide()

    def tell_cell(self, data: HeatData, key: tuple[int, int], lines: Sequence[str], place: QRect) -> None:
        """About a cell, beside ``place``; ``lines`` say what speaks for it."""
        cell, mentor, request = data.cells[key], data.row[key[0]], data.column[key[1]]
        fit = f"Пригодность {cell.fit} из 100 — " if cell.fit is not None else ""
        state = f"{fit}{state_words(cell)}"
        more = [cell.reason, *lines]
        self._tell(
            f"{mentor.name} → {request.name}",
            state[:1].upper() + state[1:],
            "\n".join(line for line in more if line),
            "Щелчок — подробно, двойной щелчок или пробел — закрепить",
            place,
        )

    def tell_words(self, words: str, place: QRect) -> None:
        """About a name: the first line is the heading."""
        head, _, rest = words.partition("\n")
        self._tell(head, rest, "", "", place)

    def _tell(self, heading: str, state: str, lines: str, foot: str, place: QRect) -> None:
        for label, words in zip(self._labels, (heading, state, lines, foot), strict=True):
            label.setText(words)
            label.setVisible(bool(words))
        margins = self.layout()
        assert margins is not None
        wanted = margins.heightForWidth(_WIDTH)
        self.resize(_WIDTH, wanted)
        self.move(self._beside(place, wanted))
        self.show()
        self.raise_()

    def _beside(self, place: QRect, high: int) -> QPoint:
        around = self.parentWidget()
        assert around is not None
        room = around.rect()
        left = place.right() + _OFF
        if left + _WIDTH > room.right():
            left = max(4, place.left() - _OFF - _WIDTH)
        top = min(place.bottom() + 4, room.bottom() - high - 4)
        return QPoint(left, max(4, top))

    def _dress(self) -> None:
        palette = colours()
        self.setStyleSheet(
            f"#hover-card {{ background: {palette.raised}; border: 1px solid {palette.border_strong};"
            " border-radius: 8px; }"
        )
