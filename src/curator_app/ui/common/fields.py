"""Fields of a form: the label above, the editor, and, when something is wrong, a sentence below."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QDate, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QWheelEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QCompleter,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from curator_app.domain.parsing.dates import parse_date
from curator_app.texts.phone import phone_text
from curator_app.ui.common.theme import theme, themed_icon

_WRONG_DATE = "Не понимаю дату. Напишите, например, 1.9.2026 или 1 сентября 2026."


class Field(QWidget):
    """One field under its English identifier ``name``. ``edited`` is sent with every change by hand."""

    edited = Signal()

    def __init__(self, name: str, label: str, editor: QWidget, *, required: bool = False, hint: str = "") -> None:
        super().__init__()
        self.name = name
        self.editor = editor
        self.required = required
        self._caption = QLabel(f"{label} *" if required else label, self)
        self._caption.setProperty("role", "field")
        self._caption.setBuddy(editor)
        self._problem = QLabel(self)
        self._problem.setProperty("role", "error")
        self._problem.setWordWrap(True)
        self._problem.hide()
        editor.setAccessibleName(label)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(self._caption)
        layout.addWidget(editor)
        layout.addWidget(self._problem)
        if hint:
            words = QLabel(hint, self)
            words.setProperty("role", "small")
            words.setWordWrap(True)
            layout.addWidget(words)
        layout.addStretch()
        self.setFocusProxy(editor)
        self.edited.connect(lambda: self.tell(""))

    @property
    def problem(self) -> str:
        """What is wrong; «» when nothing is."""
        return self._problem.text()

    def tell(self, problem: str) -> None:
        """Shows what is wrong with the field; «» takes it away."""
        if problem == self._problem.text():
            return
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self.editor.setProperty("wrong", bool(problem))
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)

    def value(self) -> Any:
        """What the field holds; None for nothing."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Fills the field without ``edited``."""
        raise NotImplementedError

    def own_problem(self) -> str:
        """What is wrong with the typed text by itself (a date that is none); «» when it can be read."""
        return ""


def _steady(widget: QWidget) -> None:
    """The wheel scrolls the form, not the value under the pointer."""
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    widget.installEventFilter(_WheelGuard(widget))


class _WheelGuard(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QWheelEvent) and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False


class TextField(Field):
    """One line of text."""

    def __init__(
        self, name: str, label: str, *, required: bool = False, hint: str = "", placeholder: str = "", limit: int = 300
    ) -> None:
        self.line = QLineEdit()
        self.line.setPlaceholderText(placeholder)
        # One more than is allowed, so that the check can say by how much a pasted text is too long.
        self.line.setMaxLength(limit + 1000)
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
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setPlaceholderText(placeholder)
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * rows + 22)
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
        return int(text) if text.lstrip("-").isdigit() else None

    def set_value(self, value: Any) -> None:
        self.line.setText("" if value is None else str(value))

    def own_problem(self) -> str:
        text = self.line.text().strip()
        return "" if not text or text.lstrip("-").isdigit() else "Здесь нужно целое число."


class DateField(Field):
    """A date typed in any usual way («1.9.26», «01092026», «1 сентября 2026») or chosen from a calendar."""

    def __init__(
        self, name: str, label: str, today: dt.date, *, required: bool = False, hint: str = "", birth: bool = False
    ) -> None:
        self._today = today
        self._birth = birth
        self.line = QLineEdit()
        self.line.setPlaceholderText("дд.мм.гггг")
        self.line.setMaxLength(40)
        self.line.setMaximumWidth(220)
        self._open = QAction("Календарь", self.line)
        self._open.triggered.connect(self._show_calendar)
        self.line.addAction(self._open, QLineEdit.ActionPosition.TrailingPosition)
        super().__init__(name, label, self.line, required=required, hint=hint)
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        self.line.editingFinished.connect(self._tidy)
        theme().changed.connect(self._draw_icon)
        self._draw_icon()

    def value(self) -> dt.date | None:
        return self._read()

    def set_value(self, value: Any) -> None:
        self.line.setText("" if value is None else f"{value:%d.%m.%Y}")

    def own_problem(self) -> str:
        return _WRONG_DATE if self.line.text().strip() and self._read() is None else ""

    def _read(self) -> dt.date | None:
        text = self.line.text().strip()
        if not text:
            return None
        if text.isdigit() and len(text) in {6, 8}:
            text = f"{text[:2]}.{text[2:4]}.{text[4:]}"
        elif text.isdigit():
            return None
        parsed = parse_date(text, self._today, birth=self._birth)
        return parsed.value if parsed.trouble is None else None

    def _tidy(self) -> None:
        if (day := self._read()) is not None:
            self.set_value(day)
        self.tell(self.own_problem())

    def _draw_icon(self) -> None:
        self._open.setIcon(themed_icon("calendar", size=16))

    def _show_calendar(self) -> None:
        menu = QMenu(self)
        calendar = QCalendarWidget(menu)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        shown = self._read() or self._today
        calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)

        def choose(day: QDate) -> None:
            self.set_value(dt.date(day.year(), day.month(), day.day()))
            self.edited.emit()
            menu.close()

        calendar.clicked.connect(choose)
        calendar.activated.connect(choose)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.line.mapToGlobal(self.line.rect().bottomLeft()))


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
        self.combo = QComboBox()
        _steady(self.combo)
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
        self.combo = QComboBox()
        self.combo.setEditable(True)
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        _steady(self.combo)
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
        line.textEdited.connect(lambda _text: self.edited.emit())
        self.combo.activated.connect(lambda _index: self.edited.emit())
        completer.activated.connect(lambda _text: self.edited.emit())

    def value(self) -> str | None:
        return self.combo.currentText().strip() or None

    def set_value(self, value: Any) -> None:
        self.combo.setCurrentText("" if value is None else str(value))
        line = self.combo.lineEdit()
        assert line is not None
        line.setCursorPosition(0)


class FlagField(Field):
    """Yes or no."""

    def __init__(self, name: str, words: str, *, hint: str = "") -> None:
        self.box = QCheckBox(words)
        super().__init__(name, "", self.box, hint=hint)
        self._caption.hide()
        self.box.setAccessibleName(words)
        self.box.clicked.connect(lambda _on: self.edited.emit())

    def value(self) -> bool:
        return self.box.isChecked()

    def set_value(self, value: Any) -> None:
        self.box.setChecked(bool(value))
