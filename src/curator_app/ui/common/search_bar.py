"""The field in which one types to find a row, with «12 из 48» beside it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from curator_app.ui.common.theme import theme, themed_icon

_SHORT = "Найти…"
_ICONS = 56  # the lens and the air in the field, logical pixels


class SearchBar(QWidget):
    """Search as you type. Esc clears, Down goes into the table."""

    query_changed = Signal(str)
    left_down = Signal()
    """Down or Enter: the user wants to go on in the table."""

    def __init__(self, hint: str = "Найти…", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QLineEdit(self)
        self._hint = hint
        self.edit.setPlaceholderText(hint)
        self.edit.setAccessibleName("Поиск")
        self.edit.setToolTip("Поиск по всем столбцам (Ctrl+F). Esc — очистить")
        self.edit.setClearButtonEnabled(False)
        self.edit.setMinimumWidth(110)
        self.edit.setMaximumWidth(420)
        self._lens = QAction(self)
        self.edit.addAction(self._lens, QLineEdit.ActionPosition.LeadingPosition)
        self._clear = QAction(self)
        self._clear.setToolTip("Очистить поиск (Esc)")
        self._clear.triggered.connect(self.clear)
        self.edit.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setVisible(False)
        self._counter = QLabel(self)
        self._counter.setProperty("role", "muted")
        self._counter.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.edit, 1)
        layout.addWidget(self._counter)
        layout.addStretch(0)
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self._changed)
        self.edit.installEventFilter(self)
        theme().changed.connect(self._draw_icons)
        self._draw_icons()

    def text(self) -> str:
        """What is typed."""
        return self.edit.text()

    def clear(self) -> None:
        """Empties the field."""
        self.edit.clear()

    def append(self, text: str) -> None:
        """A letter typed elsewhere: the cursor moves here and the letter is added."""
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.setText(self.edit.text() + text)

    def start(self) -> None:
        """Ctrl+F: focus with everything marked, ready to be overtyped."""
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()

    def count(self, shown: int, total: int) -> None:
        """«12 из 48», or «всего 48» when nothing is hidden."""
        words = f"всего {total}" if shown == total else f"{shown} из {total}"
        self._counter.setText(words if total else "")
        self._counter.setVisible(bool(total))
        self._counter.setAccessibleName(f"Показано {shown} из {total}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc and Down inside the field."""
        if watched is self.edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape and self.edit.text():
                self.clear()
                return True
            if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.left_down.emit()
                return True
        if watched is self.edit and event.type() == QEvent.Type.Resize:
            # A sentence cut in the middle is worse than a word.
            fits = self.edit.fontMetrics().horizontalAdvance(self._hint) <= self.edit.width() - _ICONS
            self.edit.setPlaceholderText(self._hint if fits else _SHORT)
        return super().eventFilter(watched, event)

    def _changed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self.query_changed.emit(text)

    def _draw_icons(self) -> None:
        self._lens.setIcon(themed_icon("search", size=18))
        self._clear.setIcon(themed_icon("close", size=16))
