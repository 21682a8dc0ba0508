"""A password as it is typed: hidden, shown on demand, with a word about the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from curator_app.ui.common.theme import theme, themed_icon

_LAYOUTS = {
    QLocale.Language.Russian: "русская раскладка",
    QLocale.Language.English: "английская раскладка",
}


class _Line(QLineEdit):
    """Tells whether Caps Lock turned a letter round."""

    caps = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text()
        if len(letter) == 1 and letter.isalpha() and letter.upper() != letter.lower():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps.emit(letter.isupper() != shifted)
        super().keyPressEvent(event)


class PasswordField(QWidget):
    """A caption, the line with an eye at its right, and a hint below."""

    edited = Signal()

    def __init__(self, caption: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caps = False
        label = QLabel(caption, self)
        self.line = _Line(self)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setMaxLength(200)
        self.line.setAccessibleName(caption)
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
        )
        label.setBuddy(self.line)
        self.eye = QToolButton(self)
        self.eye.setCheckable(True)
        self.eye.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.eye.toggled.connect(self._show)
        self.hint = QLabel(self)
        self.hint.setProperty("role", "muted")
        self.hint.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.line, 1)
        row.addWidget(self.eye)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(label)
        layout.addLayout(row)
        layout.addWidget(self.hint)
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        self.line.caps.connect(self._turned)
        self.setFocusProxy(self.line)
        QGuiApplication.inputMethod().localeChanged.connect(self._tell)
        theme().changed.connect(self._draw)
        self._show(False)
        self._tell()

    @property
    def text(self) -> str:
        """What was typed."""
        return self.line.text()

    def clear(self) -> None:
        """Forgets what was typed and hides it again."""
        self.line.clear()
        self.eye.setChecked(False)

    def _turned(self, on: bool) -> None:
        self._caps = on
        self._tell()

    def _tell(self) -> None:
        words = [_LAYOUTS.get(QGuiApplication.inputMethod().locale().language(), "")]
        if self._caps:
            words.append("включён Caps Lock")
        told = ", ".join(word for word in words if word)
        self.hint.setText(f"Сейчас: {told}" if told else "")
        self.hint.setVisible(bool(told))

    def _show(self, shown: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        words = "Скрыть пароль" if shown else "Показать пароль"
        self.eye.setToolTip(words)
        self.eye.setAccessibleName(words)
        self._draw()

    def _draw(self) -> None:
        self.eye.setIcon(themed_icon("eye", role="accent" if self.eye.isChecked() else "muted"))
