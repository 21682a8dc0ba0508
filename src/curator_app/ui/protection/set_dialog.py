"""Setting a password in three steps: the password, the recovery sheet, done."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from curator_app.runtime.progress import Progress
from curator_app.services import protection
from curator_app.services.workspace import Workspace
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.step_bar import StepBar
from curator_app.ui.protection.copies_panel import CopiesPanel
from curator_app.ui.protection.new_password import NewPassword
from curator_app.ui.protection.sheet_panel import SheetPanel

_WHAT = (
    "База, её копии и приложенные файлы будут зашифрованы. Кто унесёт компьютер, диск или флешку, без пароля ничего не "
    "прочтёт. Пароль спрашивается при каждом запуске."
)
_LIMITS = (
    "Не шифруется то, что вы сами выгружаете: приказы в PDF и DOCX, книги Excel, письма.",
    "Это не сертифицированное средство защиты информации. Нужно ли сертифицированное, решает школа.",
    "Пароль нигде не хранится. Забыли — поможет только лист восстановления (следующий шаг).",
    "С твердотельного диска (SSD) следы прежнего открытого файла исчезают не сразу.",
)


class _Step(IntEnum):
    PASSWORD = 0
    SHEET = 1
    DONE = 2


class SetDialog(QDialog):
    """Nothing is changed until «Зашифровать»."""

    def __init__(self, host: PageHost, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Пароль и шифрование")
        self._host, self._workspace = host, workspace
        self._busy = False
        self.bar = StepBar(("Пароль", "Лист восстановления", "Готово"), self)
        self.password = NewPassword(self)
        self.sheet = SheetPanel(workspace, self)
        self.copies = CopiesPanel(host, workspace, self)
        self._pages = QStackedWidget(self)
        for page in (self._password_page(), self.sheet, self.copies):
            self._pages.addWidget(page)
        self.back = QPushButton("Назад", self)
        self.go = QPushButton(self)
        self.go.setProperty("kind", "primary")
        self.cancel = QPushButton("Отмена", self)
        for button in (self.back, self.cancel):
            button.setAutoDefault(False)
        foot = foot_row(self.back, self.go, self.cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(14)
        layout.addWidget(self.bar)
        layout.addWidget(self._pages, 1)
        layout.addLayout(foot)
        self.password.ready.connect(lambda _ready: self._look())
        self.sheet.ready.connect(lambda _ready: self._look())
        self.go.clicked.connect(self._go)
        self.back.clicked.connect(lambda: self._show(_Step.PASSWORD))
        self.cancel.clicked.connect(self.reject)
        self._show(_Step.PASSWORD)
        fit_to_screen(self, 900, 560)

    def reject(self) -> None:
        """Esc: before the encryption nothing was changed, after it there is nothing to cancel."""
        if not self._busy:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Not in the middle of the encryption."""
        if self._busy:
            event.ignore()
        else:
            super().closeEvent(event)

    # -- inside

    def _password_page(self) -> QWidget:
        page = QWidget(self)
        what = QLabel(_WHAT, page)
        what.setWordWrap(True)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(what)
        left.addWidget(self.password)
        left.addStretch(1)
        box = QFrame(page)
        box.setProperty("role", "panel")
        right = QVBoxLayout(box)
        right.setContentsMargins(16, 14, 16, 14)
        right.setSpacing(8)
        heading = QLabel("Что важно знать", box)
        heading.setProperty("role", "heading")
        right.addWidget(heading)
        for limit in _LIMITS:
            words = QLabel(f"•  {limit}", box)
            words.setWordWrap(True)
            right.addWidget(words)
        right.addStretch(1)
        columns = QHBoxLayout(page)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(20)
        columns.addLayout(left, 3)
        columns.addWidget(box, 2)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(page)
        return area

    def _show(self, step: _Step) -> None:
        self._pages.setCurrentIndex(step)
        self.bar.show_step(step)
        self.go.setText({_Step.PASSWORD: "Далее", _Step.SHEET: "Зашифровать", _Step.DONE: "Готово"}[step])
        self.back.setVisible(step is _Step.SHEET)
        self.cancel.setVisible(step is not _Step.DONE)
        if step is _Step.PASSWORD:
            self.password.setFocus()
        elif step is _Step.SHEET:
            self.sheet.draw()
            self.sheet.print_button.setFocus()
        else:
            self.copies.look()
            self.go.setFocus()
        self._look()

    def _look(self) -> None:
        step = _Step(self._pages.currentIndex())
        ready = {_Step.PASSWORD: self.password.is_ready, _Step.SHEET: self.sheet.is_ready, _Step.DONE: True}[step]
        self.go.setEnabled(ready and not self._busy)
        self.back.setEnabled(not self._busy)
        self.cancel.setEnabled(not self._busy)

    def _go(self) -> None:
        step = _Step(self._pages.currentIndex())
        if step is _Step.PASSWORD:
            self._show(_Step.SHEET)
        elif step is _Step.SHEET:
            self._encrypt()
        else:
            self.accept()

    def _encrypt(self) -> None:
        password, code = self.password.password, self.sheet.code
        self._set_busy(True)

        def job(progress: Progress) -> list[str]:
            return protection.protect(self._workspace, password, code, Progress(progress.report))

        def done(left: list[str]) -> None:
            self._set_busy(False)
            self.password.clear()
            self.copies.tell_left(left)
            self._show(_Step.DONE)

        def failed(_error: Exception) -> bool:
            self._set_busy(False)
            return False

        self._host.run("База шифруется", job, done, failed)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._look()
