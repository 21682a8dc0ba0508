"""Texts at the left, what is different in the chosen one at the right."""

from __future__ import annotations

import html

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QListWidget, QPushButton, QSplitter, QTextBrowser, QVBoxLayout, QWidget

from curator_app.documents.template_pieces import pieces
from curator_app.services.papers.wordings import DiffLine
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.theme import colours

_AROUND = 2


class ComparingDialog(QDialog):
    """The frame: ``list`` to be filled, ``view`` to show ``comparison`` in, ``told`` above, ``act`` to take the text.
    ``names``: what the list and the view are called aloud."""

    def __init__(
        self, title: str, names: tuple[str, str], act: str, leave: str, list_share: int, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.told = Notice("info", parent=self)
        self.list = QListWidget(self)
        self.view = QTextBrowser(self)
        for part, name in zip((self.list, self.view), names, strict=True):
            part.setAccessibleName(name)
        self.act = QPushButton(act, self)
        self.act.setProperty("kind", "primary")
        close = QPushButton(leave, self)
        close.clicked.connect(self.reject)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(self.list)
        split.addWidget(self.view)
        split.setSizes([list_share, 100 - list_share])
        split.setChildrenCollapsible(False)
        split.setHandleWidth(12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(self.told)
        layout.addWidget(split, 1)
        layout.addLayout(foot_row(self.act, close))

    def begin(self) -> None:
        """The list is full: the first text is chosen, the dialog has its size."""
        self.list.setCurrentRow(0)
        fit_to_screen(self, 900, 560)


def comparison(lines: tuple[DiffLine, ...]) -> str:
    """The changed lines with two around each, as rich text in the colours of the theme."""
    near = {
        place
        for number, line in enumerate(lines)
        if line.mark != " "
        for place in range(number - _AROUND, number + _AROUND + 1)
    }
    palette = colours()
    grounds = {"-": palette.danger_soft, "+": palette.ok_soft, " ": ""}
    parts: list[str] = []
    for number, line in enumerate(lines):
        if near and number not in near:
            if number - 1 in near:
                parts.append(f'<p style="color:{palette.muted}">…</p>')
            continue
        ground = f"background-color:{grounds[line.mark]};" if grounds[line.mark] else ""
        sign = {"-": "−", "+": "+", " ": "&nbsp;"}[line.mark]
        parts.append(f'<p style="margin:2px 0;{ground}">{sign} {_readable(line.text)}</p>')
    return "".join(parts)


def _readable(line: str) -> str:
    """A line with its fields told in Russian, as in the editor."""
    told: list[str] = []
    for piece in pieces(line):
        words = html.escape(piece.words)
        told.append(words if piece.kind == "text" else f"<b>[{words}]</b>")
    return "".join(told) or "&nbsp;"
