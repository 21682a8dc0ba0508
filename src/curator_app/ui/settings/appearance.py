"""How the program looks and whether it prompts and reminds; chosen at once, remembered beside the window's sizes."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QLabel, QRadioButton, QVBoxLayout, QWidget

from curator_app.ui import next_step, reminder
from curator_app.ui.common.theme import MODES, Mode, theme
from curator_app.ui.common.window_state import WindowState

_KEY = "look/theme"
_HINTS: dict[Mode, str] = {
    "system": "Светлая или тёмная — как выбрано в параметрах компьютера.",
    "light": "Тёмные буквы на светлом. Привычно и хорошо видно днём.",
    "dark": "Светлые буквы на тёмном. Глаза меньше устают вечером.",
}


def saved_mode(state: WindowState) -> Mode:
    """The look chosen earlier; «as the system» when none was."""
    told = state.text(_KEY, "system")
    return next((mode for mode in MODES if mode == told), "system")


class AppearancePage(QWidget):
    """Choices that take effect at once."""

    def __init__(self, state: WindowState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.choices: dict[Mode, QRadioButton] = {}
        group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        heading = QLabel("Оформление", self)
        heading.setProperty("role", "heading")
        layout.addWidget(heading)
        for mode, title in MODES.items():
            choice = QRadioButton(title, self)
            choice.setChecked(mode == theme().mode)
            choice.toggled.connect(lambda on, mode=mode: self._choose(mode) if on else None)
            group.addButton(choice)
            self.choices[mode] = choice
            hint = QLabel(_HINTS[mode], self)
            hint.setProperty("role", "muted")
            hint.setWordWrap(True)
            hint.setContentsMargins(28, 0, 0, 0)
            layout.addSpacing(8)
            layout.addWidget(choice)
            layout.addWidget(hint)
        layout.addSpacing(24)
        prompts = QLabel("Подсказки", self)
        prompts.setProperty("role", "heading")
        layout.addWidget(prompts)
        self.next_step = QCheckBox("Строка «Что делать дальше» в каждой вкладке", self)
        self.next_step.setChecked(next_step.is_on(state))
        self.next_step.toggled.connect(lambda on: next_step.set_on(state, on=on))
        layout.addSpacing(8)
        layout.addWidget(self.next_step)
        layout.addSpacing(24)
        second = QLabel("Напоминание", self)
        second.setProperty("role", "heading")
        layout.addWidget(second)
        self.reminder = QCheckBox("Раз в день напоминать о сроках возле часов", self)
        self.reminder.setChecked(reminder.is_on(state))
        self.reminder.toggled.connect(lambda on: reminder.set_on(state, on=on))
        layout.addSpacing(8)
        layout.addWidget(self.reminder)
        hint = QLabel(
            "Только числа, без фамилий: сколько просрочено и сколько на сегодня. Пока программа открыта.", self
        )
        hint.setProperty("role", "muted")
        hint.setWordWrap(True)
        hint.setContentsMargins(28, 0, 0, 0)
        layout.addWidget(hint)
        layout.addStretch(1)

    def _choose(self, mode: Mode) -> None:
        theme().set_mode(mode)
        self._state.put(_KEY, mode)
        self._state.sync()
