"""Edges of controls and the ring of the focus as they are really painted: 3 : 1 against what lies beside
(WCAG 1.4.11)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSlider,
    QSpinBox,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from tests.ui.inks import LARGE

from curator_app.ui.common import theme
from curator_app.ui.common.palette import contrast

_BEFORE, _WITHIN = 3, 26  # pixels looked at to the left and to the right of a control's left edge
_RING = 3  # pixels: no ring is thicker


def _button(kind: str, *, on: bool = False) -> QAbstractButton:
    made = QPushButton("Кнопка")
    made.setProperty("kind", kind)
    made.setCheckable(on)
    made.setChecked(on)
    return made


def _set(made: QAbstractButton) -> QAbstractButton:
    made.setCheckable(True)
    made.setChecked(True)
    return made


def _tool() -> QToolButton:
    made = QToolButton()
    made.setText("Т")
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


def _tabs() -> QTabBar:
    made = QTabBar()
    made.addTab("Одно")
    made.addTab("Другое")
    return made


def _list(role: str = "") -> QListWidget:
    made = QListWidget()
    made.setProperty("role", role)
    made.addItems(["Одно", "Другое"])
    made.setCurrentRow(0)
    made.setFixedHeight(80)
    return made


def _lines() -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setFixedHeight(60)
    return made


def _choice() -> QComboBox:
    made = QComboBox()
    made.addItem("Одно")
    return made


_EDGED: Final[dict[str, Callable[[], QWidget]]] = {
    "field": QLineEdit,
    "lines": _lines,
    "choice": _choice,
    "number": QSpinBox,
    "tick": lambda: QCheckBox("Слова"),
    "tick on": lambda: _set(QCheckBox("Слова")),
    "radio": lambda: QRadioButton("Слова"),
    "radio on": lambda: _set(QRadioButton("Слова")),
    "slider": lambda: QSlider(Qt.Orientation.Horizontal),
    "button": lambda: _button(""),
    "primary": lambda: _button("primary"),
    "danger": lambda: _button("danger"),
    "chip on": lambda: _button("chip", on=True),
}
_RINGED: Final[dict[str, Callable[[], QWidget]]] = {
    **_EDGED,
    "quiet": lambda: _button("quiet"),
    "link": lambda: _button("link"),
    "chip": lambda: _button("chip"),
    "in a toast": lambda: _button("toast"),
    "tool": _tool,
    "tabs": _tabs,
    "list": _list,
    "names of pages": lambda: _list("nav"),
}


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_edges_and_the_ring_can_be_seen(
    qapp: QApplication, look: theme.Theme, qtbot: QtBot, mode: Literal["light", "dark"]
) -> None:
    look.set_mode(mode)
    window, parts = _window(qtbot)
    before = _picture(window)
    edges = {name: _strongest(before, window, parts[name]) for name in _EDGED}
    assert {name: ratio for name, ratio in edges.items() if ratio < LARGE} == {}
    rings = {}
    for name, part in parts.items():
        part.setFocus()
        qapp.processEvents()
        assert part.hasFocus(), name
        rings[name] = _ring(before, _picture(window), window, part)
    assert {name: ratio for name, ratio in rings.items() if ratio < LARGE} == {}


def _window(qtbot: QtBot) -> tuple[QWidget, dict[str, QWidget]]:
    window = QDialog()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.setContentsMargins(20, 20, 20, 20)
    column.setSpacing(12)
    first = QLineEdit(window)
    column.addWidget(first)
    parts = {name: make() for name, make in _RINGED.items()}
    for name, part in parts.items():
        if name == "in a toast":
            toast = QFrame(window)
            toast.setProperty("role", "toast")
            inside = QVBoxLayout(toast)
            inside.addWidget(part)
            column.addWidget(toast)
        else:
            column.addWidget(part)
    window.resize(420, 900)
    window.show()
    window.activateWindow()
    first.setFocus()
    return window, parts


def _picture(window: QWidget) -> QImage:
    return window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def _row(picture: QImage, window: QWidget, part: QWidget, height: int) -> list[str]:
    """The colours across the left edge of ``part`` at ``height`` of it."""
    corner = part.mapTo(window, QPoint(0, height))
    return [picture.pixelColor(corner.x() + step, corner.y()).name() for step in range(-_BEFORE, _WITHIN)]


def _strongest(picture: QImage, window: QWidget, part: QWidget) -> float:
    """How far the edge stands off the ground at its left: a field, a button, the box of a tick begin there."""
    ground, *row = _row(picture, window, part, part.height() // 2)
    return max(contrast(one, ground) for one in row[: _BEFORE + 4 + 2 * isinstance(part, QSlider)])


def _ring(before: QImage, after: QImage, window: QWidget, part: QWidget) -> float:
    """The contrast of what the focus has drawn at the left edge with both its sides; 0 when it has drawn nothing."""
    # beside the words of the first line of a list, above the digits of a number
    height = 12 if isinstance(part, QListWidget) else 8 if isinstance(part, QSpinBox) else part.height() // 2
    old, new = (_row(picture, window, part, height) for picture in (before, after))
    changed = [place for place, pair in enumerate(zip(old, new, strict=True)) if _differ(*pair)]
    if not changed:
        return 0.0
    start = changed[0]
    ring = new[start]
    outside, inside = new[start - 2 : start], new[start + 1 : start + 1 + _RING]
    return min(max(contrast(ring, one) for one in side) for side in (outside, inside))


def _differ(first: str, second: str) -> bool:
    one, other = QColor(first), QColor(second)
    return max(abs(one.red() - other.red()), abs(one.green() - other.green()), abs(one.blue() - other.blue())) > 12
