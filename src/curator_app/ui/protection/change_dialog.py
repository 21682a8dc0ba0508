"""Small dialogs that ask for the present password first: another password, no password."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from curator_app.runtime.errors import KnownProblem
from curator_app.services.protection import WrongSecret
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.notice import Notice
from curator_app.ui.protection.key_work import KeyWork
from curator_app.ui.protection.new_password import NewPassword
from curator_app.ui.protection.password_field import PasswordField


class PasswordDialog(QDialog):
    """Asks for the present password (and a new one when ``renew``), then calls ``act(present, new)`` beside the window.
    ``given`` is the present password that ``act`` took."""

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
        self.given = ""
        told = QLabel(words, self)
        told.setWordWrap(True)
        self.present = PasswordField("Нынешний пароль", self)
        self.renewed = NewPassword(self) if renew else None
        self.notice = Notice("danger", parent=self)
        self._work = KeyWork(self, self.notice)
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
        self._work.busy_changed.connect(self._enable)
        self.do.clicked.connect(self._go)
        cancel.clicked.connect(self.reject)
        self._look()
        fit_to_screen(self, 520, 420 if renew else 260)

    @property
    def busy(self) -> bool:
        """``act`` is under way."""
        return self._work.busy

    def reject(self) -> None:
        """Not while ``act`` is under way: whoever left would not know what became of it."""
        if not self._work.busy:
            super().reject()

    def done(self, result: int) -> None:
        """No thread outlives the dialog."""
        self._work.stop()
        super().done(result)

    def _look(self) -> None:
        self.notice.say("")
        self._enable()

    def _enable(self) -> None:
        ready = bool(self.present.text) and (self.renewed is None or self.renewed.is_ready)
        self.do.setEnabled(ready and not self._work.busy)

    def _go(self) -> None:
        self.given = self.present.text
        self.present.setFocus()  # the button that goes grey would hand its focus on to «Отмена»
        act = partial(self._act, self.given, "" if self.renewed is None else self.renewed.password)
        self._work.start("Пароль проверяется…", act, lambda _nothing: self.accept(), self._refused)

    def _refused(self, problem: KnownProblem) -> None:
        self.notice.say(problem.message, "danger")
        if isinstance(problem, WrongSecret):
            self.present.line.selectAll()
