"""A captioned field of the school's settings that tells when it is edited and when it is left."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from curator_app.ui.common.captioned import Captioned
from curator_app.ui.settings.person_choice import PersonChoice

Editor = QLineEdit | QPlainTextEdit | QComboBox | QSpinBox | PersonChoice


class FieldBox(Captioned):
    """``edited`` is sent with every change by hand, ``left`` when the field is done with."""

    edited = Signal()
    left = Signal()

    def __init__(self, name: str, label: str, editor: Editor, *, required: bool = False, hint: str = "") -> None:
        super().__init__(label, editor, required=required, hint=hint)
        self.name = name
        self.input: Editor = editor
        self._listen(editor)

    def tell(self, problem: str) -> None:
        """Shows what is wrong with the field; «» takes it away."""
        super().tell(problem)
        if isinstance(self.input, PersonChoice):
            mark_wrong(self.input.combo, wrong=bool(problem))

    def text(self) -> str:
        """What is typed, outer blanks off; of a list the chosen line."""
        editor = self.input
        if isinstance(editor, QPlainTextEdit):
            return editor.toPlainText().strip()
        if isinstance(editor, QComboBox):
            return editor.currentText().strip()
        return editor.text.strip() if isinstance(editor, PersonChoice) else editor.text().strip()

    def set_text(self, text: str) -> None:
        """Fills a field of text; the cursor stands at the beginning, so that the beginning is seen."""
        editor = self.input
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


def mark_wrong(field: QWidget, *, wrong: bool) -> None:
    """Rings a field, or takes the ring away."""
    field.setProperty("wrong", wrong)
    field.style().unpolish(field)
    field.style().polish(field)
