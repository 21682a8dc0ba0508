"""«Запретить пару»: a ban has a written reason."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.fields import LinesField
from curator_app.ui.common.foot import foot_row


class BanDialog(QDialog):
    """``free_wanted``: the lock is to be taken off, without a ban."""

    def __init__(self, pair: str, *, locked: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.free_wanted = False
        self.setWindowTitle("Запретить пару")
        heading = QLabel(pair, self)
        heading.setProperty("role", "heading")
        heading.setWordWrap(True)
        told = QLabel("Пара не будет предлагаться, пока вы не снимете запрет. Причину увидят только в этой базе.", self)
        told.setWordWrap(True)
        told.setProperty("role", "muted")
        self.reason = LinesField("reason", "Почему нельзя", rows=3, placeholder="Например: близкие родственники")
        self.reason.required = True
        self.ban = QPushButton("Запретить", self)
        self.ban.setProperty("kind", "primary")
        self.ban.setToolTip("Ctrl+Enter")
        self.ban.setDefault(True)
        self.ban.clicked.connect(self._ban)
        self.free = QPushButton("Снять закрепление", self)
        self.free.setVisible(locked)
        self.free.clicked.connect(self._free)
        cancel = QPushButton("Отмена", self)
        cancel.clicked.connect(self.reject)
        for button in (self.free, cancel):
            button.setAutoDefault(False)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._ban)
        foot = foot_row(self.ban, cancel, left=(self.free,))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(heading)
        layout.addWidget(told)
        layout.addWidget(self.reason)
        layout.addStretch(1)
        layout.addLayout(foot)
        fit_to_screen(self, 480, 280)
        self.reason.setFocus()

    def reason_told(self) -> str:
        """What was written."""
        return str(self.reason.value() or "").strip()

    def _ban(self) -> None:
        if self.reason_told():
            self.accept()
        else:
            self.reason.tell("Напишите причину: её спросят, когда будут смотреть подбор.")
            self.reason.setFocus()

    def _free(self) -> None:
        self.free_wanted = True
        self.accept()
