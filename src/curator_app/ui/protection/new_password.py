"""A new password, typed twice, with its strength in words."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from curator_app.domain.password_strength import SHORTEST, Strength, strength
from curator_app.ui.common.palette import Tone
from curator_app.ui.common.theme import colours, theme
from curator_app.ui.protection.password_field import PasswordField

_WORDS: dict[Strength, tuple[str, Tone]] = {
    Strength.TOO_SHORT: (f"Коротко: нужно не меньше {SHORTEST} знаков.", "danger"),
    Strength.WEAK: ("Слабый: такой подберут за часы. Добавьте ещё одно-два слова.", "warn"),
    Strength.FAIR: ("Средний: от любопытных защитит. Ещё одно слово сделает его надёжным.", "warn"),
    Strength.GOOD: ("Надёжный.", "ok"),
}
_ADVICE = "Хороший пароль — три-четыре несвязанных слова: их легко запомнить и трудно подобрать."


class NewPassword(QWidget):
    """``ready`` is sent when it becomes usable or stops being so."""

    ready = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first = PasswordField("Новый пароль", self)
        self.second = PasswordField("Ещё раз", self)
        self._told = QLabel(self)
        self._told.setWordWrap(True)
        self._same = QLabel(self)
        self._same.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.first)
        layout.addWidget(self._told)
        layout.addSpacing(8)
        layout.addWidget(self.second)
        layout.addWidget(self._same)
        self.first.edited.connect(self._look)
        self.second.edited.connect(self._look)
        theme().changed.connect(self._look)
        self.setFocusProxy(self.first)
        self._look()

    @property
    def password(self) -> str:
        """What was typed."""
        return self.first.text

    @property
    def is_ready(self) -> bool:
        """Long enough, and typed the same twice."""
        return strength(self.first.text) is not Strength.TOO_SHORT and self.first.text == self.second.text

    def clear(self) -> None:
        """Forgets it."""
        self.first.clear()
        self.second.clear()
        self._look()

    def _look(self) -> None:
        if self.first.text:
            words, tone = _WORDS[strength(self.first.text)]
            self._say(self._told, words, tone)
        else:
            self._say(self._told, _ADVICE, "neutral")
        again = self.second.text
        if again and self.first.text.startswith(again) and again != self.first.text:
            self._say(self._same, "", "neutral")  # still typing
        elif again:
            same = again == self.first.text
            self._say(self._same, "Совпадает." if same else "Не совпадает с первым.", "ok" if same else "danger")
        else:
            self._say(self._same, "", "neutral")
        self.ready.emit(self.is_ready)

    def _say(self, label: QLabel, words: str, tone: Tone) -> None:
        label.setText(words)
        label.setStyleSheet(f"color: {colours().muted if tone == 'neutral' else colours().ink(tone)};")
