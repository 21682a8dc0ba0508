"""«Прежние тексты»: wordings kept before, what is different from the one in the editor, and back to any of them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidgetItem, QWidget

from curator_app.documents.catalogue import default_source, paper
from curator_app.services.papers.wordings import differences, list_versions
from curator_app.services.workspace import Workspace
from curator_app.ui.papers.comparing_dialog import ComparingDialog, comparison

_TEXT = int(Qt.ItemDataRole.UserRole)


class VersionsDialog(ComparingDialog):
    """``chosen`` is the text to go back to."""

    def __init__(self, workspace: Workspace, code: str, current: str, parent: QWidget | None = None) -> None:
        super().__init__(
            f"Прежние тексты: {paper(code).title}",
            ("Прежние тексты", "Отличия"),
            "Открыть этот текст",
            "Закрыть",
            30,
            parent,
        )
        self._current = current
        self.chosen: str | None = None
        for row in list_versions(workspace, code):
            words = f"{row.saved_at:%d.%m.%Y %H:%M}" + (f"\n{row.note}" if row.note else "")
            self._add(words, row.text)
        self._add("Исходный текст программы", default_source(code))
        self.act.setDefault(True)
        self.act.clicked.connect(self._take)
        self.list.currentRowChanged.connect(lambda _row: self._show())
        self.list.itemActivated.connect(lambda _item: self._take())
        self.begin()
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
        self.act.setEnabled(not same)
        self.told.say(
            "Этот текст — тот же, что сейчас в редакторе."
            if same
            else "Зелёным — что появится, красным — что уйдёт, если вернуться к этому тексту."
        )
        self.view.setHtml(comparison(lines))

    def _take(self) -> None:
        if self.act.isEnabled():
            self.chosen = self._text()
            self.accept()
