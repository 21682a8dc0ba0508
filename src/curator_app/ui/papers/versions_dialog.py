"""«Прежние тексты»: wordings kept before, what is different from the one in the editor, and back to any of them."""

from __future__ import annotations

import html

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from curator_app.documents.catalogue import default_source, paper
from curator_app.documents.template_pieces import pieces
from curator_app.services.papers.wordings import DiffLine, differences, list_versions
from curator_app.services.workspace import Workspace
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.theme import colours

_TEXT = int(Qt.ItemDataRole.UserRole)
_AROUND = 2


class VersionsDialog(QDialog):
    """``chosen`` is the text to go back to."""

    def __init__(self, workspace: Workspace, code: str, current: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Прежние тексты: {paper(code).title}")
        self._current = current
        self.chosen: str | None = None
        self.list = QListWidget(self)
        self.list.setAccessibleName("Прежние тексты")
        for row in list_versions(workspace, code):
            words = f"{row.saved_at:%d.%m.%Y %H:%M}" + (f"\n{row.note}" if row.note else "")
            self._add(words, row.text)
        self._add("Исходный текст программы", default_source(code))
        self.told = Notice("info", parent=self)
        self.view = QTextBrowser(self)
        self.view.setAccessibleName("Отличия")
        self.back = QPushButton("Открыть этот текст", self)
        self.back.setProperty("kind", "primary")
        self.back.setDefault(True)
        close = QPushButton("Закрыть", self)
        self.back.clicked.connect(self._take)
        close.clicked.connect(self.reject)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(self.list)
        split.addWidget(self.view)
        split.setSizes([240, 560])
        split.setChildrenCollapsible(False)
        split.setHandleWidth(12)
        foot = foot_row(self.back, close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(self.told)
        layout.addWidget(split, 1)
        layout.addLayout(foot)
        self.list.currentRowChanged.connect(lambda _row: self._show())
        self.list.itemActivated.connect(lambda _item: self._take())
        self.list.setCurrentRow(0)
        fit_to_screen(self, 900, 560)
        self.list.setFocus()

    def _add(self, words: str, text: str) -> None:
        item = QListWidgetItem(words, self.list)
        item.setData(_TEXT, text)
        item.setSizeHint(QSize(0, self.list.fontMetrics().lineSpacing() * (words.count("\n") + 1) + 12))

    def _text(self) -> str | None:
        row = self.list.currentRow()
        return str(self.list.item(row).data(_TEXT)) if row >= 0 else None

    def _show(self) -> None:
        text = self._text()
        if text is None:
            return
        lines = differences(self._current, text)
        same = all(line.mark == " " for line in lines)
        self.back.setEnabled(not same)
        self.told.say(
            "Этот текст — тот же, что сейчас в редакторе."
            if same
            else "Зелёным — что появится, красным — что уйдёт, если вернуться к этому тексту."
        )
        self.view.setHtml(comparison(lines))

    def _take(self) -> None:
        if self.back.isEnabled():
            self.chosen = self._text()
            self.accept()


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
