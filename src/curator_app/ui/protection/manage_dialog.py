"""What can be done with a password that is set: lock now, when to lock, change, a new sheet, take it off."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from curator_app.runtime.progress import Progress
from curator_app.services import protection
from curator_app.services.workspace import Workspace
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.common.scrolled import Scrolled
from curator_app.ui.protection.change_dialog import PasswordDialog
from curator_app.ui.protection.copies_panel import CopiesPanel
from curator_app.ui.protection.locker import Locker
from curator_app.ui.protection.sheet_dialog import SheetDialog

_MINUTES = (5, 10, 15, 30, 60, 0)


class ManageDialog(QDialog):
    """One row an act: what it is, and its button."""

    def __init__(self, host: PageHost, workspace: Workspace, locker: Locker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Пароль и шифрование")
        self._host, self._workspace, self._locker = host, workspace, locker
        heading = QLabel("База зашифрована", self)
        heading.setProperty("role", "heading")
        told = QLabel(
            "Зашифрованы база, её копии и приложенные файлы. Выгруженные приказы, книги и письма не шифруются: это "
            "ваши обычные файлы. Программа не является сертифицированным средством защиты информации.",
            self,
        )
        told.setProperty("role", "muted")
        told.setWordWrap(True)
        self.minutes = QComboBox(self)
        self.minutes.setAccessibleName("Закрывать экран")
        for number in _MINUTES:
            self.minutes.addItem(f"через {number} мин без работы" if number else "не закрывать", number)
        self.minutes.setCurrentIndex(max(0, self.minutes.findData(locker.minutes)))
        self.minutes.activated.connect(lambda _index: locker.set_minutes(int(self.minutes.currentData())))
        layout = QVBoxLayout()
        layout.setSpacing(10)
        layout.addWidget(heading)
        layout.addWidget(told)
        layout.addWidget(_rule(self))
        self.change = self._row(
            layout, "Пароль", "Смена мгновенная, лист остаётся действительным.", "Сменить…", self._change
        )
        self.sheet = self._row(
            layout,
            "Лист восстановления",
            "Прежний лист потерян или его видели посторонние.",
            "Новый лист…",
            self._sheet,
        )
        screen = QHBoxLayout()
        screen.setSpacing(12)
        screen.addLayout(_words("Экран", "Закрывается паролем, пока вас нет. Сразу — Ctrl+L."), 1)
        screen.addWidget(self.minutes)
        layout.addLayout(screen)
        self.remove = self._row(
            layout, "Шифрование", "База и файлы снова станут открытыми.", "Снять пароль…", self._remove
        )
        layout.addWidget(_rule(self))
        self.copies = CopiesPanel(host, workspace, self, brief=True)
        layout.addWidget(self.copies)
        layout.addStretch(1)
        close = QPushButton("Закрыть", self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = foot_row(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 16, 24, 16)
        whole.setSpacing(10)
        whole.addWidget(Scrolled(layout, self), 1)
        whole.addLayout(foot)
        if workspace.read_only:
            for button in (self.change, self.sheet, self.remove):
                button.setEnabled(False)
        self.copies.look()
        close.setFocus()
        fit_to_screen(self, 660, 480)

    def _row(self, into: QVBoxLayout, title: str, hint: str, verb: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(verb, self)
        button.setAutoDefault(False)
        button.setMinimumWidth(150)
        button.setAccessibleDescription(f"{title}. {hint}")
        button.clicked.connect(act)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(_words(title, hint), 1)
        row.addWidget(button)
        into.addLayout(row)
        return button

    def _change(self) -> None:
        dialog = PasswordDialog(
            "Сменить пароль",
            "База не переписывается, меняется только пароль. Копии, снятые раньше, открываются прежним паролем.",
            "Сменить пароль",
            lambda present, new: protection.change_password(self._workspace, present, new),
            renew=True,
            parent=self,
        )
        if run_dialog(dialog):
            self._host.toast("Пароль сменён")

    def _sheet(self) -> None:
        if run_dialog(SheetDialog(self._workspace, self)):
            self._host.toast("Действует новый лист восстановления, прежний уничтожьте")

    def _remove(self) -> None:
        dialog = PasswordDialog(
            "Снять пароль",
            "База и приложенные файлы станут обычными: их прочтёт любой, кто получит к ним доступ. Копии, снятые "
            "раньше, останутся зашифрованными, не забывайте их пароль.",
            "Снять пароль",
            lambda present, _new: protection.check(self._workspace, present),
            danger=True,
            parent=self,
        )
        if not run_dialog(dialog):
            return
        present = dialog.given

        def done(_left: object) -> None:
            self._host.toast("Пароль снят, база больше не зашифрована")
            self.accept()

        self._host.run(
            "Шифрование снимается",
            lambda progress: protection.remove(self._workspace, present, Progress(progress.report)),
            done,
        )


def _words(title: str, hint: str) -> QVBoxLayout:
    name = QLabel(title)
    muted = QLabel(hint)
    muted.setProperty("role", "muted")
    muted.setWordWrap(True)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(name)
    words.addWidget(muted)
    return words


def _rule(parent: QWidget) -> QFrame:
    line = QFrame(parent)
    line.setProperty("role", "line")
    return line
