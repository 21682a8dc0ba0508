"""The recovery sheet: seen, printed or saved, and proved to be at hand by one group of its code."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from curator_app.domain import recovery_code
from curator_app.runtime import files
from curator_app.services import protection, recovery_sheet
from curator_app.services.workspace import Workspace
from curator_app.ui.common.errors import told
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.pdf_view import PdfView, print_pdf
from curator_app.ui.common.scrolled import Scrolled

_ASKED = 3
"""The group that is asked for, from 1."""


class SheetPanel(QWidget):
    """``ready`` is sent when the sheet has left the screen and its code was typed from it."""

    ready = Signal(bool)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.code = protection.new_code()
        self._pdf = b""
        self._kept = False
        told_words = QLabel(
            "Если пароль забудется, открыть базу можно только кодом с этого листа. Напечатайте его и отдайте директору "
            "или уберите в сейф. Потеряны и пароль, и лист — потеряны данные: восстановить их не сможет никто.",
            self,
        )
        told_words.setWordWrap(True)
        self.print_button = QPushButton("Напечатать…", self)
        self.print_button.setProperty("kind", "primary")
        self.save_button = QPushButton("Сохранить в файл…", self)
        for button in (self.print_button, self.save_button):
            button.setAutoDefault(False)
        self.notice = Notice("ok", parent=self)
        asked = QLabel(f"Лист перед вами? Наберите с него {_ASKED}-ю группу цифр", self)
        asked.setWordWrap(True)
        self.proof = QLineEdit(self)
        self.proof.setMaxLength(12)
        self.proof.setFixedWidth(140)
        self.proof.setAccessibleName(f"{_ASKED}-я группа кода")
        asked.setBuddy(self.proof)
        self._said = QLabel(self)
        self._said.setProperty("role", "muted")
        self._said.setWordWrap(True)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(told_words)
        left.addWidget(self.print_button)
        left.addWidget(self.save_button)
        left.addWidget(self.notice)
        left.addSpacing(8)
        left.addWidget(asked)
        left.addWidget(self.proof)
        left.addWidget(self._said)
        self._below = QVBoxLayout()
        left.addLayout(self._below)
        left.addStretch(1)
        column = Scrolled(left, self)
        column.setFixedWidth(300)
        self.view = PdfView(parent=self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(column)
        layout.addWidget(self.view, 1)
        self.print_button.clicked.connect(self._print)
        self.save_button.clicked.connect(self._save)
        self.proof.textEdited.connect(lambda _text: self._look())
        self._look()

    def add_below(self, widget: QWidget) -> None:
        """Something more to be filled in, below the group of the code."""
        self._below.addWidget(widget)

    @property
    def is_ready(self) -> bool:
        """Printed or saved, and the group is right."""
        return self._kept and self._typed() == self._group()

    def draw(self) -> None:
        """Draws the sheet; called when it comes to be seen."""
        if not self._pdf:
            self._pdf = recovery_sheet.to_pdf(self._workspace, self.code)
            self.view.set_pdf(self._pdf)

    @told()
    def _print(self) -> None:
        if print_pdf(self, self._pdf, "Лист восстановления"):
            self.keep("Отправлено на печать.")

    @told()
    def _save(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, "Сохранить лист", "Лист восстановления.pdf", "PDF (*.pdf)")
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, target: Path) -> None:
        """Saves the sheet. Raises KnownProblem."""
        files.write_bytes(target, self._pdf)
        self.keep(f"Сохранено: {target.name}. Держите файл не на этом компьютере, а на флешке в сейфе.")

    def keep(self, words: str) -> None:
        """The sheet has left the screen."""
        self._kept = True
        self.notice.say(words, "ok")
        self.proof.setFocus()
        self._look()

    def _typed(self) -> str:
        return recovery_code.digits_of(self.proof.text()) or ""

    def _group(self) -> str:
        return recovery_code.groups_of(self.code)[_ASKED - 1]

    def _look(self) -> None:
        typed = self._typed()
        if not self._kept:
            said = "Сначала напечатайте или сохраните лист."
        elif len(typed) == recovery_code.GROUP_LENGTH:
            said = "Верно." if typed == self._group() else f"Не то. Нужна группа «{_ASKED}-я»."
        else:
            said = ""
        self._said.setText(said)
        self.ready.emit(self.is_ready)
