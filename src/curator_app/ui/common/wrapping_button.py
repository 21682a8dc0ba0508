"""Check boxes and radio buttons whose words go on in the next line instead of being cut off."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QRadioButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

_WORDS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_NARROW = 120  # the least width of the words, logical pixels


class WrappingCheck(QCheckBox):
    """A check box."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        _let_grow(self)

    def hasHeightForWidth(self) -> bool:
        """Narrower means higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of the lines at this width, logical pixels."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        return _height(self, option, QStyle.SubElement.SE_CheckBoxContents, width, super().sizeHint())

    def minimumSizeHint(self) -> QSize:
        """A few letters and the box."""
        return _least(self, super().sizeHint())

    def hitButton(self, pos: QPoint) -> bool:
        """The words are a part of it, in every line."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The box as the style draws it, the words in lines."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        _paint(self, option, QStyle.ControlElement.CE_CheckBox, QStyle.SubElement.SE_CheckBoxContents)


class WrappingRadio(QRadioButton):
    """A radio button."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        _let_grow(self)

    def hasHeightForWidth(self) -> bool:
        """Narrower means higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of the lines at this width, logical pixels."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        return _height(self, option, QStyle.SubElement.SE_RadioButtonContents, width, super().sizeHint())

    def minimumSizeHint(self) -> QSize:
        """A few letters and the ring."""
        return _least(self, super().sizeHint())

    def hitButton(self, pos: QPoint) -> bool:
        """The words are a part of it, in every line."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ring as the style draws it, the words in lines."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        _paint(self, option, QStyle.ControlElement.CE_RadioButton, QStyle.SubElement.SE_RadioButtonContents)


def _let_grow(button: QAbstractButton) -> None:
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    button.setSizePolicy(policy)


def _words_width(button: QAbstractButton) -> int:
    return button.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, button.text()).width()


def _height(
    button: QAbstractButton, option: QStyleOptionButton, contents: QStyle.SubElement, width: int, one_line: QSize
) -> int:
    option.rect = QRect(0, 0, width, one_line.height())
    wide = button.style().subElementRect(contents, option, button).width()
    room = QRect(0, 0, max(wide, _NARROW // 2), 10_000)
    lines = button.fontMetrics().boundingRect(room, int(_WORDS), button.text()).height()
    return max(one_line.height(), lines + 8)


def _least(button: QAbstractButton, one_line: QSize) -> QSize:
    words = _words_width(button)
    return QSize(one_line.width() - words + min(words, _NARROW), one_line.height())


def _paint(
    button: QAbstractButton, option: QStyleOptionButton, control: QStyle.ControlElement, contents: QStyle.SubElement
) -> None:
    painter = QStylePainter(button)
    room = button.style().subElementRect(contents, option, button)
    words, option.text = option.text, ""
    painter.drawControl(control, option)
    enabled = button.isEnabled()
    button.style().drawItemText(painter, room, int(_WORDS), option.palette, enabled, words, button.foregroundRole())
    painter.end()
