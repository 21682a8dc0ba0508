"""The installed Qt binding keeps count of None.

PySide6 6.12.0 on Python 3.11 lost a reference to None at every call that returns nothing; after some thousands of
calls the process aborts. This test is the reason for the pin in pyproject.toml: it fails with such a wheel.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QPaintEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLabel, QTableView, QWidget
from pytestqt.qtbot import QtBot

_CALLS = 300
_NOISE = 0.2  # references a call; a lost one counts 1


class _Cells(QAbstractTableModel):
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 1

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 1

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return "x" if role == Qt.ItemDataRole.DisplayRole else None


class _Painted(QWidget):
    def paintEvent(self, event: QPaintEvent) -> None:
        return None


class _Sender(QObject):
    said = Signal(str)


def _label() -> Callable[[], object]:
    label = QLabel("x")
    return lambda: label.setText("a")


def _property() -> Callable[[], object]:
    thing = QObject()
    return lambda: thing.setProperty("a", None)


def _items() -> Callable[[], object]:
    model = QStandardItemModel()
    return lambda: model.appendRow([QStandardItem("a")])


def _answers() -> Callable[[], object]:
    model = _Cells()
    return lambda: model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)


def _reset() -> Callable[[], object]:
    model = _Cells()

    def both() -> None:
        model.beginResetModel()
        model.endResetModel()

    return both


def _signal() -> Callable[[], object]:
    sender = _Sender()
    sender.said.connect(lambda _text: None)
    return lambda: sender.said.emit("a")


@pytest.mark.parametrize("kind", [_label, _property, _items, _answers, _reset, _signal])
def test_calls_keep_the_count_of_none(qtbot: QtBot, kind: Callable[[], Callable[[], object]]) -> None:
    assert abs(_lost_a_call(kind())) < _NOISE


def test_painting_keeps_the_count_of_none(qtbot: QtBot) -> None:
    painted = _Painted()
    table = QTableView()
    table.setModel(_Cells(table))
    for widget in (painted, table):
        qtbot.addWidget(widget)
        widget.show()
    assert abs(_lost_a_call(painted.repaint)) < _NOISE
    assert abs(_lost_a_call(table.viewport().repaint)) < _NOISE


def _lost_a_call(act: Callable[[], object]) -> float:
    act()
    before = sys.getrefcount(None)
    for _ in range(_CALLS):
        act()
    return (before - sys.getrefcount(None)) / _CALLS
