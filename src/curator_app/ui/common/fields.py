"""Fields of a form: the label above, the editor, and, when something is wrong, a sentence below."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QVBoxLayout, QWidget

from curator_app.texts.phone import phone_text
from curator_app.ui.common.captioned import Captioned, Choice, line_edit, text_edit
from curator_app.ui.common.date_field import DateField
from curator_app.ui.common.wrapping_button import WrappingCheck

_WHOLE = re.compile(r"-?[0-9]+")
_WRONG_DATE = "Не понимаю дату. Напишите, например, 1.9.2026 или 1 сентября 2026."


class Field(Captioned):
    """One field of a form under its English identifier ``name``. ``edited`` is sent with every change by hand."""

    edited = Signal()

    def __init__(self, name: str, label: str, editor: QWidget, *, required: bool = False, hint: str = "") -> None:
        super().__init__(label, editor, required=required, hint=hint)
        self.name = name
        self.required = required
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addStretch()
        self.edited.connect(lambda: self.tell(""))

    def value(self) -> Any:
        """What the field holds; None for nothing."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Fills the field without ``edited``."""
        raise NotImplementedError

    def own_problem(self) -> str:
        """What is wrong with the typed text by itself (a date that is none); «» when it can be read."""
        return ""


class TextField(Field):
    """One line of text."""

    def __init__(
        self, name: str, label: str, *, required: bool = False, hint: str = "", placeholder: str = "", limit: int = 300
    ) -> None:
        # More than is allowed, so that the check can say by how much a pasted text is too long.
        self.line = line_edit(limit=limit + 1000, placeholder=placeholder)
        super().__init__(name, label, self.line, required=required, hint=hint)
        self.line.textEdited.connect(lambda _text: self.edited.emit())

    def value(self) -> str | None:
        return self.line.text().strip() or None

    def set_value(self, value: Any) -> None:
        self.line.setText("" if value is None else str(value))
        self.line.setCursorPosition(0)

    def suggest(self, words: Sequence[str]) -> None:
        """Offers words while typing (any part of them)."""
        completer = QCompleter(list(words), self.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(lambda _text: self.edited.emit())
        self.line.setCompleter(completer)


class PhoneField(TextField):
    """A telephone; told as «8 (900) 123-45-67» when the field is left."""

    def __init__(self, name: str, label: str) -> None:
        super().__init__(name, label, placeholder="8 (900) 000-00-00")
        self.line.editingFinished.connect(lambda: self.set_value(self.line.text()))

    def set_value(self, value: Any) -> None:
        super().set_value(phone_text(None if value is None else str(value)))


class LinesField(Field):
    """Several lines of text; Tab leaves the field."""

    def __init__(
        self, name: str, label: str, *, rows: int = 3, required: bool = False, hint: str = "", placeholder: str = ""
    ) -> None:
        self.text = text_edit(rows=rows, placeholder=placeholder)
        super().__init__(name, label, self.text, required=required, hint=hint)
        self.text.textChanged.connect(self.edited)

    def value(self) -> str | None:
        return self.text.toPlainText().strip() or None

    def set_value(self, value: Any) -> None:
        self.text.blockSignals(True)
        self.text.setPlainText("" if value is None else str(value))
        self.text.blockSignals(False)


class NumberField(Field):
    """A whole number or nothing."""

    def __init__(self, name: str, label: str, *, required: bool = False, hint: str = "") -> None:
        self.line = QLineEdit()
        self.line.setMaxLength(9)
        self.line.setMaximumWidth(140)
        super().__init__(name, label, self.line, required=required, hint=hint)
        self.line.textEdited.connect(lambda _text: self.edited.emit())

    def value(self) -> int | None:
        text = self.line.text().strip()
        return int(text) if _WHOLE.fullmatch(text) else None

    def set_value(self, value: Any) -> None:
        self.line.setText("" if value is None else str(value))

    def own_problem(self) -> str:
        text = self.line.text().strip()
        return "" if not text or _WHOLE.fullmatch(text) else "Здесь нужно целое число."


class DayField(Field):
    """A date typed in any usual way or chosen from a calendar."""

    def __init__(
        self, name: str, label: str, today: dt.date, *, required: bool = False, hint: str = "", birth: bool = False
    ) -> None:
        self.day = DateField(today, label, birth=birth)
        super().__init__(name, label, self.day, required=required, hint=hint)
        self.day.edit.textEdited.connect(lambda _text: self.edited.emit())
        self.day.changed.connect(self.edited)
        self.day.edit.editingFinished.connect(lambda: self.tell(self.own_problem()))

    def value(self) -> dt.date | None:
        return self.day.date()

    def set_value(self, value: Any) -> None:
        self.day.blockSignals(True)
        self.day.set_date(value)
        self.day.blockSignals(False)

    def own_problem(self) -> str:
        return "" if self.day.valid else _WRONG_DATE


class ChoiceField(Field):
    """One of a list of (value, Russian words). ``empty``: the words for None; «» when None is not allowed."""

    def __init__(
        self,
        name: str,
        label: str,
        choices: Sequence[tuple[Any, str]],
        *,
        required: bool = False,
        hint: str = "",
        empty: str = "не указано",
    ) -> None:
        self.combo = Choice()
        self.combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if empty:
            self.combo.addItem(empty, None)
        for value, words in choices:
            self.combo.addItem(words, value)
        super().__init__(name, label, self.combo, required=required, hint=hint)
        self.combo.activated.connect(lambda _index: self.edited.emit())

    def value(self) -> Any:
        return self.combo.currentData()

    def set_value(self, value: Any) -> None:
        index = self.combo.findData(value)
        if index < 0 and value is not None:
            self.combo.addItem(str(value), value)
            index = self.combo.count() - 1
        self.combo.setCurrentIndex(max(0, index))


class ComboField(Field):
    """A text chosen from a catalogue of the school or typed anew."""

    def __init__(
        self,
        name: str,
        label: str,
        words: Sequence[str],
        *,
        required: bool = False,
        hint: str = "",
        placeholder: str = "",
    ) -> None:
        self.combo = Choice()
        self.combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.combo.setEditable(True)
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.combo.addItems(list(words))
        self.combo.setCurrentIndex(-1)
        line = self.combo.lineEdit()
        assert line is not None
        line.setPlaceholderText(placeholder)
        completer = QCompleter(list(words), self.combo)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.combo.setCompleter(completer)
        super().__init__(name, label, self.combo, required=required, hint=hint)
        line.setAccessibleName(label)
        self._known = self.value()
        line.textEdited.connect(lambda _text: self._look())
        self.combo.activated.connect(lambda _index: self._look())
        completer.activated.connect(lambda _text: self._look())

    def value(self) -> str | None:
        return self.combo.currentText().strip() or None

    def set_value(self, value: Any) -> None:
        self.combo.setCurrentText("" if value is None else str(value))
        self._known = self.value()
        line = self.combo.lineEdit()
        assert line is not None
        line.setCursorPosition(0)

    def _look(self) -> None:
        """Qt tells of a choice also when the cursor merely leaves: nobody has changed anything then."""
        now = self.value()
        if now != self._known:
            self._known = now
            self.edited.emit()


class FlagField(Field):
    """Yes or no."""

    def __init__(self, name: str, words: str, *, hint: str = "") -> None:
        self.box = WrappingCheck(words)
        self.box.setAccessibleName(words)
        super().__init__(name, "", self.box, hint=hint)
        self.box.clicked.connect(lambda _on: self.edited.emit())

    def value(self) -> bool:
        return self.box.isChecked()

    def set_value(self, value: Any) -> None:
        self.box.setChecked(bool(value))
