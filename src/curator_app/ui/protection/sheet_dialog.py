"""A new recovery sheet in the place of one that is lost or was seen by others."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from curator_app.runtime.errors import KnownProblem
from curator_app.services import protection
from curator_app.services.workspace import Workspace
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.notice import Notice
from curator_app.ui.protection.key_work import KeyWork
from curator_app.ui.protection.password_field import PasswordField
from curator_app.ui.protection.sheet_panel import SheetPanel


class SheetDialog(QDialog):
    """The old sheet works until the new one was kept and confirmed by the password."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Новый лист восстановления")
        self._workspace = workspace
        self.sheet = SheetPanel(workspace, self)
        self.password = PasswordField("Пароль базы", self)
        self.notice = Notice("danger", parent=self)
        self._work = KeyWork(self, self.notice)
        self._work.busy_changed.connect(self._look)
        self.do = QPushButton("Ввести новый лист в действие", self)
        self.do.setProperty("kind", "primary")
        cancel = QPushButton("Отмена", self)
        cancel.setAutoDefault(False)
        self.do.setDefault(True)
        foot = foot_row(self.do, cancel)
        self.sheet.add_below(self.password)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(self.sheet, 1)
        layout.addWidget(self.notice)
        layout.addLayout(foot)
        self.sheet.ready.connect(lambda _ready: self._look())
        self.password.edited.connect(self._look)
        self.do.clicked.connect(self._go)
        cancel.clicked.connect(self.reject)
        self.sheet.draw()
        self.sheet.print_button.setFocus()
        self._look()
        fit_to_screen(self, 900, 560)

    @property
    def busy(self) -> bool:
        """The new sheet is being made valid."""
        return self._work.busy

    def reject(self) -> None:
        """Not while the new sheet is being made valid: whoever left would not know which one is."""
        if not self._work.busy:
            super().reject()

    def done(self, result: int) -> None:
        """No thread outlives the dialog."""
        self._work.stop()
        super().done(result)

    def _look(self) -> None:
        self.do.setEnabled(self.sheet.is_ready and bool(self.password.text) and not self._work.busy)

    def _go(self) -> None:
        self.password.setFocus()  # the button that goes grey would hand its focus on to «Отмена»
        act = partial(protection.replace_code, self._workspace, self.password.text, self.sheet.code)
        self._work.start("Пароль проверяется…", act, lambda _nothing: self.accept(), self._refused)

    def _refused(self, problem: KnownProblem) -> None:
        self.notice.say(problem.message, "danger")
