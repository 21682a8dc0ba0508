"""A field with its name above and, when something is wrong, the sentence below."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from curator_app.runtime.errors import FieldProblem
from curator_app.ui.common.date_field import DateField
from curator_app.ui.common.growing_text import GrowingText

_ARROW = 66  # the arrow of a list and the air beside its words, logical pixels


class Captioned(QWidget):
    """Holds one editor. ``hint`` is a standing remark in small letters."""

    def __init__(
        self, label: str, editor: QWidget, *, required: bool = False, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        if label:
            caption = QLabel(f"{label} *" if required else label, self)
            caption.setProperty("role", "field")
            caption.setBuddy(editor)
            caption.setWordWrap(True)
            layout.addWidget(caption)
        if not editor.accessibleName():
            editor.setAccessibleName(label)
        layout.addWidget(editor)
        self._under = layout.count()
        self._hint: QLabel | None = None
        self._problem: QLabel | None = None  # made with the first problem: most fields never have one
        self.set_hint(hint)
        self.setFocusProxy(editor)

    @property
    def problem(self) -> str:
        """What is wrong; «» when nothing is."""
        return self._problem.text() if self._problem is not None else ""

    def set_hint(self, hint: str) -> None:
        """Another standing remark; «» hides it."""
        if self._hint is None and hint:
            self._hint = self._small("small", self._under + (self._problem is not None))
        if self._hint is not None:
            self._hint.setText(hint)
            self._hint.setVisible(bool(hint))

    def tell(self, problem: str) -> None:
        """Shows what is wrong and rings the field; «» takes it away."""
        if self._problem is None and problem:
            self._problem = self._small("error", self._under)
        if self._problem is not None:
            self._problem.setText(problem)
            self._problem.setVisible(bool(problem))
        inner = self.editor.edit if isinstance(self.editor, DateField) else self.editor
        if bool(inner.property("wrong")) != bool(problem):
            inner.setProperty("wrong", bool(problem))
            inner.style().unpolish(inner)
            inner.style().polish(inner)

    def _small(self, role: str, place: int) -> QLabel:
        label = QLabel(self)
        label.setProperty("role", role)
        label.setWordWrap(True)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(place, label)
        return label


def tell_problems(fields: dict[str, Captioned], problems: Iterable[FieldProblem]) -> list[str]:
    """Shows every problem at its field, moves to the first; gives the sentences that have no field here."""
    for box in fields.values():
        box.tell("")
    rest: list[str] = []
    first: Captioned | None = None
    for problem in problems:
        box_of = fields.get(problem.field)
        if box_of is None:
            rest.append(problem.message)
        elif not box_of.problem:
            box_of.tell(problem.message)
            first = first or box_of
    if first is not None:
        first.setFocus()
    return rest


def line_edit(text: str = "", *, limit: int = 300, placeholder: str = "") -> QLineEdit:
    """A one-line field that shows its beginning."""
    edit = QLineEdit()
    edit.setMaxLength(limit)
    edit.setPlaceholderText(placeholder)
    edit.setText(text)
    edit.setCursorPosition(0)
    return edit


def text_edit(text: str = "", *, rows: int = 3, placeholder: str = "") -> QPlainTextEdit:
    """A field of several lines that grows as it is filled; Tab leaves it."""
    edit = GrowingText(rows)
    edit.setTabChangesFocus(True)
    edit.setPlaceholderText(placeholder)
    edit.setPlainText(text)
    return edit


class Choice(QComboBox):
    """A list that the wheel leaves alone while a form is being scrolled, and that long words do not widen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setMaxVisibleItems(14)
        self.setItemDelegate(QStyledItemDelegate(self))  # the plain one does not heed the style sheet
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._own_tip = ""
        self.currentTextChanged.connect(lambda _text: self._tell_whole())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words that do not fit are told by the tip."""
        super().resizeEvent(event)
        self._tell_whole()

    def _tell_whole(self) -> None:
        if self.toolTip() not in {"", self._own_tip}:
            return
        words = self.currentText()
        cut = self.fontMetrics().horizontalAdvance(words) > self.width() - _ARROW
        self._own_tip = words if cut else ""
        self.setToolTip(self._own_tip)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Words that do not fit end in «…»: Qt cuts them in the middle of a letter."""
        if not self._own_tip or self.isEditable():
            super().paintEvent(event)
            return
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        control, field = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(control, option, field, self).width()
        option.currentText = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)
        painter = QStylePainter(self)
        painter.drawComplexControl(control, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only a list that has the cursor turns with the wheel."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
