"""Small dialogs that ask for the present password first: another password, no password."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from curator_app.runtime.errors import KnownProblem
from curator_app.services.protection import WrongSecret
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.notice import Notice
from curator_app.ui.protection.new_password import NewPassword
from curator_app.ui.protection.password_field import PasswordField


class PasswordDialog(QDialog):
    """Asks for the present password (and a new one when ``renew``), then calls ``act(present, new)``."""

    def __init__(
        self,
        title: str,
        words: str,
        verb: str,
        act: Callable[[str, str], object],
        *,
        renew: bool = False,
        danger: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._act = act
        told = QLabel(words, self)
        told.setWordWrap(True)
        self.present = PasswordField("Нынешний пароль", self)
        self.renewed = NewPassword(self) if renew else None
        self.notice = Notice("danger", parent=self)
        self.do = QPushButton(verb, self)
        self.do.setProperty("kind", "danger" if danger else "primary")
        self.do.setDefault(True)
        cancel = QPushButton("Отмена", self)
        cancel.setAutoDefault(False)
        foot = foot_row(self.do, cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(told)
        layout.addWidget(self.present)
        if self.renewed is not None:
            layout.addWidget(self.renewed)
            self.renewed.ready.connect(lambda _ready: self._look())
        layout.addStretch(1)
        layout.addWidget(self.notice)
        layout.addLayout(foot)
        self.present.edited.connect(self._look)
        self.do.clicked.connect(self._go)
        cancel.clicked.connect(self.reject)
        self._look()
        fit_to_screen(self, 520, 420 if renew else 260)

    def _look(self) -> None:
        self.notice.say("")
        self.do.setEnabled(bool(self.present.text) and (self.renewed is None or self.renewed.is_ready))

    def _go(self) -> None:
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self._act(self.present.text, "" if self.renewed is None else self.renewed.password)
        except WrongSecret as wrong:
            self.notice.say(wrong.message, "danger")
            self.present.line.selectAll()
            self.present.setFocus()
            return
        except KnownProblem as problem:
            self.notice.say(problem.message, "danger")
            return
        finally:
            QGuiApplication.restoreOverrideCursor()
        self.accept()
