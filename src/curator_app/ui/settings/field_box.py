"""A field with its name above and, when something is wrong, a sentence below."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QSpinBox, QVBoxLayout, QWidget

from curator_app.ui.settings.person_choice import PersonChoice

Editor = QLineEdit | QPlainTextEdit | QComboBox | QSpinBox | PersonChoice


class FieldBox(QWidget):
    """``edited`` is sent with every change by hand, ``left`` when the field is done with."""

    edited = Signal()
    left = Signal()

    def __init__(self, name: str, label: str, editor: Editor, *, required: bool = False, hint: str = "") -> None:
        super().__init__()
        self.name = name
        self.editor = editor
        caption = QLabel(f"{label} *" if required else label, self)
        caption.setProperty("role", "field")
        caption.setBuddy(editor)
        self._hint = QLabel(hint, self)
        self._hint.setProperty("role", "small")
        self._hint.setWordWrap(True)
        self._hint.setVisible(bool(hint))
        self._problem = QLabel(self)
        self._problem.setProperty("role", "error")
        self._problem.setWordWrap(True)
        self._problem.hide()
        if not editor.accessibleName():
            editor.setAccessibleName(label)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        for part in (caption, editor, self._problem, self._hint):
            layout.addWidget(part)
        self.setFocusProxy(editor)
        self._listen(editor)

    @property
    def problem(self) -> str:
        """What is wrong; «» when nothing is."""
        return self._problem.text()

    def tell(self, problem: str) -> None:
        """Shows what is wrong with the field; «» takes it away."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        inner = self.editor.combo if isinstance(self.editor, PersonChoice) else self.editor
        if bool(inner.property("wrong")) != bool(problem):
            inner.setProperty("wrong", bool(problem))
            inner.style().unpolish(inner)
            inner.style().polish(inner)

    def text(self) -> str:
        """What is typed, outer blanks off; of a list the chosen line."""
        editor = self.editor
        if isinstance(editor, QPlainTextEdit):
            return editor.toPlainText().strip()
        if isinstance(editor, QComboBox):
            return editor.currentText().strip()
        return editor.text.strip() if isinstance(editor, PersonChoice) else editor.text().strip()

    def set_text(self, text: str) -> None:
        """Fills a field of text; the cursor stands at the beginning, so that the beginning is seen."""
        editor = self.editor
        if isinstance(editor, QPlainTextEdit):
            editor.setPlainText(text)
        elif isinstance(editor, QLineEdit):
            editor.setText(text)
            editor.setCursorPosition(0)
        elif isinstance(editor, QComboBox):
            editor.setCurrentText(text)

    def _listen(self, editor: Editor) -> None:
        if isinstance(editor, QLineEdit):
            editor.textEdited.connect(self.edited)
            editor.editingFinished.connect(self.left)
        elif isinstance(editor, QPlainTextEdit):
            editor.textChanged.connect(self.edited)
            editor.textChanged.connect(self.left)
        elif isinstance(editor, QComboBox):
            editor.currentTextChanged.connect(self.edited)
            editor.currentTextChanged.connect(self.left)
        elif isinstance(editor, QSpinBox):
            editor.valueChanged.connect(self.edited)
        else:
            editor.changed.connect(self.edited)
            line = editor.combo.lineEdit()
            assert line is not None
            line.editingFinished.connect(self.left)


def line(limit: int = 300, placeholder: str = "") -> QLineEdit:
    """A one-line field."""
    edit = QLineEdit()
    edit.setMaxLength(limit)
    edit.setPlaceholderText(placeholder)
    return edit


def lines(rows: int, placeholder: str = "") -> QPlainTextEdit:
    """A field of several lines; Tab leaves it."""
    edit = QPlainTextEdit()
    edit.setTabChangesFocus(True)
    edit.setPlaceholderText(placeholder)
    edit.setFixedHeight(edit.fontMetrics().lineSpacing() * rows + 26)
    return edit


def number(lowest: int, highest: int) -> QSpinBox:
    """A whole number between two limits."""
    spin = QSpinBox()
    spin.setRange(lowest, highest)
    spin.setMaximumWidth(120)
    spin.lineEdit().setTextMargins(8, 0, 0, 0)
    return spin
