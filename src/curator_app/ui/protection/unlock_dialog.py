"""The door of an encrypted base: the password, or the recovery code and a new password."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from curator_app import APP_NAME
from curator_app.domain import recovery_code
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.paths import DataFolder
from curator_app.services import protection
from curator_app.services.workspace import BaseKey
from curator_app.texts.grammar import counted
from curator_app.ui.common import icons
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.theme import colours, font
from curator_app.ui.protection.key_work import KeyWork
from curator_app.ui.protection.new_password import NewPassword
from curator_app.ui.protection.password_field import PasswordField

_ATTEMPTS = protection.Attempts()
"""One count for the start and the lock of the screen."""


class _Page(IntEnum):
    PASSWORD = 0
    CODE = 1
    RENEW = 2


class UnlockDialog(QDialog):
    """``key`` is set when the base was opened. ``locked``: over a running program, from which only the password or
    closing the program leads away."""

    def __init__(
        self,
        folder: DataFolder,
        *,
        school: str = "",
        locked: bool = False,
        attempts: protection.Attempts = _ATTEMPTS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(APP_NAME)
        self._folder, self._locked, self._attempts = folder, locked, attempts
        self.key: BaseKey | None = None
        self.leaving = False
        """«Закрыть программу» was chosen while the screen was locked."""
        picture = QLabel(self)
        picture.setPixmap(icons.pixmap("lock", colours().accent, 40, self.devicePixelRatioF()))
        self._title = QLabel(self)
        self._title.setProperty("role", "title")
        self._told = QLabel(self)
        self._told.setProperty("role", "muted")
        self._told.setWordWrap(True)
        self._about = (
            "Данные на месте, введённое не потеряно."
            if locked
            else f"База зашифрована{f': {school}' if school else ''}."
        )
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._told)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        self.password = PasswordField("Пароль", self)
        self.code = QLineEdit(self)
        self.code.setAccessibleName("Код восстановления")
        self.code.setMaxLength(120)
        self.code.setFont(font(self, points=12))
        self.code.setPlaceholderText("00000 00000 00000 00000 00000 00000 00000 00000")
        self._counted = QLabel(self)
        self._counted.setProperty("role", "muted")
        self.renewed = NewPassword(self)
        self._pages = QStackedWidget(self)
        for page in (_top(self.password), self._code_page(), _top(self.renewed)):
            self._pages.addWidget(page)
        self.notice = Notice("danger", parent=self)
        self._work = KeyWork(self, self.notice)
        self._work.busy_changed.connect(self._enable)
        self.other = QPushButton(self)
        self.other.setProperty("kind", "quiet")
        self.do = QPushButton(self)
        self.do.setProperty("kind", "primary")
        self.do.setDefault(True)
        self.leave = QPushButton("Закрыть программу" if locked else "Выход", self)
        for button in (self.other, self.leave):
            button.setAutoDefault(False)
        foot = foot_row(self.do, self.leave, left=(self.other,))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(14)
        layout.addLayout(head)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self.notice)
        layout.addLayout(foot)
        self._timer = QTimer(self)
        self._timer.setInterval(500)
        self._timer.timeout.connect(self._tick)
        self.do.clicked.connect(self._go)
        self.other.clicked.connect(self._turn)
        self.leave.clicked.connect(self._leave)
        self.code.textEdited.connect(self._group)
        self.password.edited.connect(self._quiet)
        self.renewed.ready.connect(lambda _ready: self._enable())
        self._show(_Page.PASSWORD)
        self._tick()
        fit_to_screen(self, 560, 340)

    @property
    def busy(self) -> bool:
        """The key is being reckoned."""
        return self._work.busy

    def reject(self) -> None:
        """Esc: leaves at the start; a locked screen stays."""
        if not self._locked and not self._is_saving:
            super().reject()

    def done(self, result: int) -> None:
        """No thread outlives the dialog."""
        self._work.stop()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The cross of a locked screen does nothing."""
        if self._locked and self.key is None and not self.leaving:
            event.ignore()
            return
        super().closeEvent(event)

    # -- inside

    def _code_page(self) -> QWidget:
        page = QWidget(self)
        caption = QLabel("Код с листа восстановления, 40 цифр", page)
        caption.setBuddy(self.code)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(caption)
        layout.addWidget(self.code)
        layout.addWidget(self._counted)
        layout.addStretch(1)
        return page

    def _show(self, page: _Page) -> None:
        self._pages.setCurrentIndex(page)
        self.notice.say("")
        title, told, verb, other = {
            _Page.PASSWORD: (
                "Программа заблокирована" if self._locked else "Введите пароль",
                self._about,
                "Разблокировать" if self._locked else "Открыть",
                "Забыли пароль?",
            ),
            _Page.CODE: (
                "Код восстановления",
                "Он стоит на листе, напечатанном вместе с паролем.",
                "Далее",
                "Ввести пароль",
            ),
            _Page.RENEW: ("Новый пароль", "Код подошёл. Лист останется действительным.", "Сохранить", ""),
        }[page]
        self._title.setText(title)
        self._told.setText(told)
        self.do.setText(verb)
        self.other.setText(other)
        self.other.setVisible(bool(other))
        self._field(page).setFocus()
        self._enable()
        for number in range(self._pages.count()):  # a page that is not seen takes no room
            policy = QSizePolicy.Policy.Preferred if number == page else QSizePolicy.Policy.Ignored
            shown = self._pages.widget(number)
            assert shown is not None
            shown.setSizePolicy(QSizePolicy.Policy.Preferred, policy)
        fit_to_screen(self, 560, 400 if page is _Page.RENEW else 290)

    def _turn(self) -> None:
        self._show(_Page.CODE if self._pages.currentIndex() == _Page.PASSWORD else _Page.PASSWORD)

    def _field(self, page: _Page) -> QWidget:
        return (self.password, self.code, self.renewed)[page]

    @property
    def _is_saving(self) -> bool:
        """The new password is being written: whoever left now would not know which one is valid."""
        return self._work.busy and self._pages.currentIndex() == _Page.RENEW

    def _enable(self) -> None:
        page, free = _Page(self._pages.currentIndex()), not self._work.busy
        able = self._attempts.wait_s <= 0 and (page is not _Page.RENEW or self.renewed.is_ready)
        self.do.setEnabled(able and free)
        self.other.setEnabled(free)

    def _quiet(self) -> None:
        if self._attempts.wait_s <= 0:
            self.notice.say("")

    def _group(self, typed: str) -> None:
        """Blanks between the groups come by themselves while the cursor stands at the end."""
        self._quiet()
        digits = recovery_code.digits_of(typed)
        if digits is None:
            self._counted.setText("Здесь только цифры.")
            return
        if self.code.cursorPosition() == len(typed):
            self.code.setText(recovery_code.spaced(digits))
        wrong = recovery_code.wrong_groups(digits)
        if wrong:
            self._counted.setText(f"Проверьте {wrong[0]}-ю группу: в ней опечатка.")
        else:
            left = recovery_code.LENGTH - len(digits)
            self._counted.setText(
                f"Осталось {counted(left, 'цифра', 'цифры', 'цифр')}." if left > 0 else "Все 40 цифр на месте."
            )

    def _go(self) -> None:
        if self._attempts.wait_s > 0 or self._work.busy:
            return
        page = _Page(self._pages.currentIndex())
        self._field(page).setFocus()  # the button that goes grey would hand its focus on to «Выход»
        words = "Пароль сохраняется…" if page is _Page.RENEW else "Проверяется…"
        self._work.start(words, self._key(page), lambda key: self._opened(page, key), partial(self._refused, page))

    def _opened(self, page: _Page, key: BaseKey) -> None:
        if page is _Page.CODE:
            self._show(_Page.RENEW)
        else:
            self.key = key
            self._forget()
            self.accept()

    def _refused(self, page: _Page, problem: KnownProblem) -> None:
        self.notice.say(problem.message, "danger")
        if isinstance(problem, protection.WrongSecret):
            self._attempts.missed()
            (self.password.line if page is _Page.PASSWORD else self.code).selectAll()
            self._tick()

    def _key(self, page: _Page) -> Callable[[], BaseKey]:
        """What gives the key, with what is typed now."""
        if page is _Page.PASSWORD:
            return partial(protection.unlock, self._folder, self.password.text)
        if page is _Page.CODE:
            return partial(protection.unlock_by_code, self._folder, self.code.text())
        return partial(protection.set_password_by_code, self._folder, self.code.text(), self.renewed.password)

    def _leave(self) -> None:
        if self._is_saving:
            return
        self.leaving = True
        self._forget()
        super().reject()

    def _forget(self) -> None:
        self.password.clear()
        self.code.clear()
        self.renewed.clear()

    def _tick(self) -> None:
        left = self._attempts.wait_s
        if left > 0:
            pause = counted(int(left) + 1, "секунду", "секунды", "секунд")
            self.notice.say(f"Пароль не подошёл несколько раз. Следующая попытка через {pause}.", "warn")
            self._timer.start()
        elif self._timer.isActive():
            self._timer.stop()
            self.notice.say("")
        self._enable()


def _top(content: QWidget) -> QWidget:
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(content)
    layout.addStretch(1)
    return page
