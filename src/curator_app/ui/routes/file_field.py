"""A link to a file that proves something: typed or chosen, opened with a click."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from curator_app.ui.common.captioned import line_edit
from curator_app.ui.common.fields import Field

_LONGEST = 2000


def url_of(root: Path, text: str) -> QUrl:
    """A link as it is, a file from the folder of data ``root`` on."""
    if text.lower().startswith(("http://", "https://")):
        return QUrl(text)
    return QUrl.fromLocalFile(str(root / text))


class FileField(Field):
    """``root`` is the folder of data: a file inside of it is kept by its place in the folder. A web address may be
    typed too."""

    def __init__(self, name: str, label: str, root: Path) -> None:
        self._root = root
        box = QWidget()
        self.line: QLineEdit = line_edit(limit=_LONGEST, placeholder="Файл или ссылка")
        self.line.setAccessibleName(label)
        self._choose = QPushButton("Выбрать…", box)
        self._open = QPushButton("Открыть", box)
        for button in (self._choose, self._open):
            button.setAutoDefault(False)
        layout = QHBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.line, 1)
        layout.addWidget(self._choose)
        layout.addWidget(self._open)
        box.setFocusProxy(self.line)
        super().__init__(name, label, box)
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        self.line.textChanged.connect(lambda _text: self._enable())
        self._choose.clicked.connect(self._pick)
        self._open.clicked.connect(self._show)
        self._enable()

    def value(self) -> str | None:
        return self.line.text().strip() or None

    def set_value(self, value: Any) -> None:
        self.line.setText("" if value is None else str(value))
        self.line.setCursorPosition(0)

    @property
    def url(self) -> QUrl:
        """What would be opened."""
        return url_of(self._root, self.line.text().strip())

    def _pick(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "Файл с подтверждением", str(self._root))
        if chosen:
            self.set_value(chosen)
            self.edited.emit()

    def _show(self) -> None:
        if not QDesktopServices.openUrl(self.url):
            self.tell("Файл не открывается: возможно, его перенесли или удалили. Выберите его снова.")

    def _enable(self) -> None:
        self._open.setEnabled(bool(self.line.text().strip()))
