"""Several things chosen from a catalogue or typed anew; each may carry a level (dots)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from curator_app.ui.common.captioned import Choice
from curator_app.ui.common.fields import Field
from curator_app.ui.common.flow_layout import FlowLayout
from curator_app.ui.common.theme import colours, themed_icon

_DOT, _GAP = 9, 5


class LevelDots(QWidget):
    """A level as dots; a click on a dot or a digit sets it."""

    changed = Signal(int)

    def __init__(self, lowest: int, highest: int, level: int, words: Mapping[int, str]) -> None:
        super().__init__()
        self._lowest = lowest
        self._highest = highest
        self._words = words
        self._level = level
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._tell()

    @property
    def level(self) -> int:
        """The level now."""
        return self._level

    def set_level(self, level: int) -> None:
        """Sets the level by hand."""
        level = max(self._lowest, min(self._highest, level))
        if level != self._level:
            self._level = level
            self._tell()
            self.update()
            self.changed.emit(level)

    def _tell(self) -> None:
        words = self._words.get(self._level, "")
        self.setToolTip(f"{words} ({self._level} из {self._highest})")
        self.setAccessibleName(self.toolTip())

    def sizeHint(self) -> QSize:
        return QSize(self._highest * (_DOT + _GAP) + _GAP, 20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = colours()
        top = (self.height() - _DOT) / 2
        for number in range(self._highest):
            filled = number < self._level
            painter.setPen(QColor(palette.accent if filled else palette.border_strong))
            painter.setBrush(QColor(palette.accent) if filled else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(_GAP + number * (_DOT + _GAP), top, _DOT, _DOT))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(palette.focus))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        chosen = int((event.position().x() - _GAP / 2) // (_DOT + _GAP)) + 1
        # A second click on the first dot means «none» where that is allowed.
        self.set_level(0 if chosen == self._level == 1 and self._lowest == 0 else chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isdigit():
            self.set_level(int(event.text()))
        elif event.key() in {Qt.Key.Key_Right, Qt.Key.Key_Plus}:
            self.set_level(self._level + 1)
        elif event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Minus}:
            self.set_level(self._level - 1)
        else:
            super().keyPressEvent(event)


class _Tag(QFrame):
    removed = Signal()
    changed = Signal()

    def __init__(self, title: str, dots: LevelDots | None) -> None:
        super().__init__()
        self.setProperty("role", "tag")
        self.dots = dots
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 2, 2, 2)
        layout.setSpacing(4)
        layout.addWidget(QLabel(title, self))
        if dots is not None:
            layout.addWidget(dots)
            dots.changed.connect(lambda _level: self.changed.emit())
        close = QToolButton(self)
        close.setIcon(themed_icon("close", size=12))
        close.setIconSize(QSize(12, 12))
        close.setToolTip(f"Убрать «{title}»")
        close.setAccessibleName(close.toolTip())
        close.clicked.connect(self.removed)
        layout.addWidget(close)


class TagsField(Field):
    """``choices``: (value, words) of the catalogue; a typed word that is not there is its own value.

    Without ``levels`` the value is a list of values, with ``levels`` = (lowest, highest, new, words) a list of
    (value, level).
    """

    def __init__(
        self,
        name: str,
        label: str,
        choices: Sequence[tuple[str, str]],
        *,
        levels: tuple[int, int, int, Mapping[int, str]] | None = None,
        hint: str = "",
        placeholder: str = "добавить…",
    ) -> None:
        self._words = dict(choices)
        self._levels = levels
        self._tags: dict[str, _Tag] = {}
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        self._combo = Choice(holder)
        self._combo.setEditable(True)
        self._combo.setAccessibleName(label)
        self._combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._flow = QWidget(holder)
        FlowLayout(self._flow)
        layout.addWidget(self._combo)
        layout.addWidget(self._flow)
        super().__init__(name, label, holder, hint=hint)
        holder.setFocusProxy(self._combo)
        line = self._combo.lineEdit()
        assert line is not None
        line.setPlaceholderText(placeholder)
        line.returnPressed.connect(self._take_typed)
        line.editingFinished.connect(self._take_typed)
        self._combo.activated.connect(lambda _index: self._take_typed())
        self._fill_combo()

    def value(self) -> list[Any]:
        if self._levels is None:
            return list(self._tags)
        return [(value, tag.dots.level) for value, tag in self._tags.items() if tag.dots is not None]

    def set_value(self, value: Any) -> None:
        for tag in self._tags.values():
            self._drop(tag)
        self._tags.clear()
        for one in value or ():
            told, level = one if self._levels is not None else (one, None)
            self._put(told, level)
        self._fill_combo()

    def _take_typed(self) -> None:
        typed = self._combo.currentText().strip().strip(",;")
        self._combo.blockSignals(True)
        self._combo.setCurrentText("")
        self._combo.blockSignals(False)
        if not typed:
            return
        folded = typed.casefold()
        value = next((code for code, words in self._words.items() if words.casefold() == folded), typed)
        if value not in self._tags:
            self._put(value, None)
            self._fill_combo()
            self.edited.emit()

    def _put(self, value: str, level: int | None) -> None:
        dots = None
        if self._levels is not None:
            lowest, highest, new, words = self._levels
            dots = LevelDots(lowest, highest, new if level is None else level, words)
        tag = _Tag(self._words.get(value, value), dots)
        tag.removed.connect(lambda: self._remove(value))
        tag.changed.connect(self.edited)
        self._tags[value] = tag
        layout = self._flow.layout()
        assert layout is not None
        layout.addWidget(tag)
        self._flow.updateGeometry()

    def _remove(self, value: str) -> None:
        self._drop(self._tags.pop(value))
        self._fill_combo()
        self.edited.emit()
        self._combo.setFocus()

    def _drop(self, tag: _Tag) -> None:
        layout = self._flow.layout()
        assert layout is not None
        layout.removeWidget(tag)
        tag.hide()
        tag.deleteLater()
        self._flow.updateGeometry()

    def _fill_combo(self) -> None:
        left = [words for value, words in self._words.items() if value not in self._tags]
        self._combo.blockSignals(True)
        self._combo.clear()
        self._combo.addItems(left)
        self._combo.setCurrentIndex(-1)
        self._combo.setCurrentText("")
        completer = QCompleter(left, self._combo)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._combo.setCompleter(completer)
        self._combo.blockSignals(False)
