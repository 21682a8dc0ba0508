"""Search field, chips, lines of widgets, remembered state, menu that stays open."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from curator_app.ui.common.chips import Chip, ChipBar
from curator_app.ui.common.empty_state import EmptyState, NextStep
from curator_app.ui.common.flow_layout import FlowLayout
from curator_app.ui.common.search_bar import SearchBar
from curator_app.ui.common.staying_menu import StayingMenu
from curator_app.ui.common.window_state import WindowState

pytestmark = pytest.mark.usefixtures("look")


def test_lines_break_and_grow(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    layout = FlowLayout(holder, gap=10)
    for _ in range(3):
        part = QWidget(holder)
        part.setFixedSize(100, 20)
        layout.addWidget(part)
    assert layout.heightForWidth(400) == 20
    assert layout.heightForWidth(320) == 20
    assert layout.heightForWidth(319) == 50
    assert layout.heightForWidth(100) == 80
    layout.setGeometry(QRect(0, 0, 230, 50))
    places = [layout.itemAt(number) for number in range(3)]
    assert [(one.geometry().x(), one.geometry().y()) for one in places if one] == [(0, 0), (110, 0), (0, 30)]
    assert layout.itemAt(3) is None
    taken = layout.takeAt(0)
    assert taken is not None
    assert layout.count() == 2
    assert layout.takeAt(9) is None


def test_hidden_widgets_take_no_place(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    layout = FlowLayout(holder, gap=10)
    parts = [QWidget(holder) for _ in range(2)]
    for part in parts:
        part.setFixedSize(100, 20)
        layout.addWidget(part)
    parts[0].hide()
    assert layout.heightForWidth(100) == 20


def test_state_survives_and_nonsense_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    state = WindowState(path)
    state.put("a/text", "«Школа» № 1; 50 %, да")
    state.put("a/blob", QByteArray(b"\x00\x01\xff"))
    state.put_list("a/numbers", [1, -2, 300])
    state.put_list("a/words", ["name", "post"])
    state.sync()
    again = WindowState(path)
    assert again.text("a/text") == "«Школа» № 1; 50 %, да"
    assert again.blob("a/blob") == QByteArray(b"\x00\x01\xff")
    assert again.numbers("a/numbers") == [1, -2, 300]
    assert again.texts("a/words") == ["name", "post"]
    assert again.numbers("a/words") == []
    assert again.texts("nothing") == []
    assert again.text("nothing", "x") == "x"


def test_a_spoiled_file_is_an_empty_one(tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    path.write_bytes(b"\x00\xff[[[=\n\x01garbage" * 50)
    state = WindowState(path)
    assert state.text("window/geometry") == ""
    assert state.numbers("people/widths") == []


def test_a_search_field_tells_clears_and_counts(qtbot: QtBot) -> None:
    bar = SearchBar()
    qtbot.addWidget(bar)
    told: list[str] = []
    bar.query_changed.connect(told.append)
    QTest.keyClicks(bar.edit, "ab")
    QTest.keyClick(bar.edit, Qt.Key.Key_Escape)
    assert told == ["a", "ab", ""]
    with qtbot.waitSignal(bar.left_down):
        QTest.keyClick(bar.edit, Qt.Key.Key_Return)
    bar.count(12, 48)
    assert "12 из 48" in [label.text() for label in bar.findChildren(QLabel)]
    bar.append("z")
    assert bar.text() == "z"


def test_chips_count_and_choose_with_the_mouse(qtbot: QtBot) -> None:
    bar = ChipBar([Chip("even", "Чётные", lambda n: n % 2 == 0), Chip("huge", "Больше ста", lambda n: n > 100)])
    qtbot.addWidget(bar)
    bar.count([1, 2, 4])
    even, huge = bar.findChildren(QPushButton)
    assert "2" in even.text()
    assert huge.isHidden()
    assert bar.filter() is None
    with qtbot.waitSignal(bar.changed):
        QTest.mouseClick(even, Qt.MouseButton.LeftButton)
    accept = bar.filter()
    assert accept is not None
    assert [n for n in (1, 2, 4) if accept(n)] == [2, 4]
    assert bar.chosen() == ["even"]


def test_a_chip_that_is_on_can_be_switched_off_when_nothing_is_left(qtbot: QtBot) -> None:
    bar = ChipBar([Chip("even", "Чётные", lambda n: n % 2 == 0)])
    qtbot.addWidget(bar)
    bar.count([2])
    bar.choose(["even"])
    bar.count([1])
    assert not bar.findChildren(QPushButton)[0].isHidden()


def test_the_next_step_is_one_click_away(qtbot: QtBot) -> None:
    done: list[str] = []
    state = EmptyState(
        "users", "Пусто", "Начните так.", [NextStep("Начать", lambda: done.append("begun"), primary=True)]
    )
    qtbot.addWidget(state)
    QTest.mouseClick(state.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    assert done == ["begun"]


def test_several_boxes_are_ticked_in_one_go(qtbot: QtBot) -> None:
    menu = StayingMenu()
    qtbot.addWidget(menu)
    first, second = menu.addAction("Первый"), menu.addAction("Второй")
    for action in (first, second):
        action.setCheckable(True)
    plain = menu.addAction("Вернуть")
    menu.popup(menu.pos())
    for action in (first, second):
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    assert menu.isVisible()
    assert first.isChecked()
    assert second.isChecked()
    menu.setActiveAction(first)
    QTest.keyClick(menu, Qt.Key.Key_Space)
    assert not first.isChecked()
    assert menu.isVisible()
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(plain).center())
    assert not menu.isVisible()
