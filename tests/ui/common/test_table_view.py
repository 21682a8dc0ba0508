"""The table on a screen: what is chosen stays chosen, columns are remembered, the keyboard is enough."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from tests.ui.common.people import PEOPLE, Someone, columns

from curator_app.ui.common.chips import Chip
from curator_app.ui.common.empty_state import EmptyState, NextStep
from curator_app.ui.common.table_delegate import CellDelegate
from curator_app.ui.common.table_panel import TablePanel
from curator_app.ui.common.theme import Theme
from curator_app.ui.common.window_state import WindowState

pytestmark = pytest.mark.usefixtures("look")
UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@pytest.fixture
def state(tmp_path: Path) -> WindowState:
    return WindowState(tmp_path / "window.ini")


def make(qtbot: QtBot, state: WindowState, rows: list[Someone] | None = None) -> TablePanel[Someone]:
    panel = TablePanel(
        columns(),
        lambda one: one.number,
        state,
        "people",
        empty=EmptyState(
            "users", "Никого нет", "Добавьте первого.", [NextStep("Добавить", lambda: None, primary=True)]
        ),
        chips=[
            Chip("reserve", "В резерве", lambda one: one.reserve, "status"),
            Chip("assigned", "Назначены", lambda one: not one.reserve, "status"),
            Chip("chemistry", "Химия", lambda one: "хими" in (one.post or "")),
        ],
    )
    qtbot.addWidget(panel)
    panel.resize(800, 400)
    panel.set_rows(PEOPLE if rows is None else rows)
    panel.show()
    return panel


@pytest.fixture
def panel(qtbot: QtBot, state: WindowState, look: Theme) -> TablePanel[Someone]:
    return make(qtbot, state)


def press(
    panel: TablePanel[Someone], key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(panel.table, key, modifier)


# --- look


def test_who_the_row_is_about_stands_out(panel: TablePanel[Someone]) -> None:
    delegate = panel.table.itemDelegate()
    assert isinstance(delegate, CellDelegate)
    weights = {column.strong: delegate._font(column).weight() for column in panel.model.columns}
    assert weights == {True: QFont.Weight.DemiBold, False: QFont.Weight.Normal}


# --- selection


def test_the_chosen_stay_chosen_through_sort_search_and_reload(panel: TablePanel[Someone]) -> None:
    panel.table.select_ids([2, 4], current=4)
    panel.table.sortByColumn(0, DOWN)
    assert set(panel.table.selected_ids()) == {2, 4}
    panel.search.edit.setText("ёлкина")
    assert panel.table.selected_ids() == [2]
    panel.search.clear()
    assert set(panel.table.selected_ids()) == {2, 4}
    panel.set_rows([one for one in PEOPLE if one.number != 2])
    assert panel.table.selected_ids() == [4]
    assert panel.table.current_id() == 4


def test_the_card_is_told_of_another_person_once(panel: TablePanel[Someone], qtbot: QtBot) -> None:
    told: list[object] = []
    panel.table.current_changed.connect(told.append)
    panel.table.select_ids([1])
    panel.set_rows(PEOPLE)
    panel.table.sortByColumn(0, DOWN)
    assert told == [1]
    panel.search.edit.setText("ёлкина")
    panel.search.clear()
    assert told == [1, None, 1]


def test_all_rows_chosen_and_told_from_top_to_bottom(panel: TablePanel[Someone]) -> None:
    panel.table.sortByColumn(0, UP)
    panel.table.setFocus()
    press(panel, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert panel.table.selected_ids() == [3, 4, 2, 1, 5]
    assert [one.number for one in panel.selected_rows()] == [3, 4, 2, 1, 5]


def test_a_record_hidden_by_the_search_can_be_shown(panel: TablePanel[Someone]) -> None:
    panel.search.edit.setText("ёлкина")
    panel.chips.choose(["reserve"])
    assert panel.show_id(1)
    assert panel.table.current_id() == 1
    assert panel.search.text() == ""
    assert not panel.show_id(404)


def test_scroll_stays_where_it_was_after_a_reload(qtbot: QtBot, state: WindowState, look: Theme) -> None:
    rows = [Someone(number, f"Человек {number}") for number in range(300)]
    panel = make(qtbot, state, rows)
    panel.table.select_ids([0])
    bar = panel.table.verticalScrollBar()
    bar.setValue(4000)
    panel.set_rows(rows)
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert bar.value() == 4000


# --- keyboard and mouse


def test_enter_opens_and_delete_asks(panel: TablePanel[Someone], qtbot: QtBot) -> None:
    panel.table.select_ids([4])
    with qtbot.waitSignal(panel.table.opened) as opened:
        press(panel, Qt.Key.Key_Return)
    assert opened.args == [4]
    panel.table.select_ids([1, 5])
    with qtbot.waitSignal(panel.table.delete_requested) as asked:
        press(panel, Qt.Key.Key_Delete)
    assert asked.args == [[1, 5]]


def test_coming_by_tab_chooses_the_first_row_but_a_click_only_the_clicked(
    panel: TablePanel[Someone], qtbot: QtBot
) -> None:
    told: list[object] = []
    panel.table.current_changed.connect(told.append)
    panel.search.start()
    at = panel.table.visualRect(panel.model.index(2, 0)).center()
    QTest.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert (told, panel.table.selected_ids()) == ([3], [3])
    panel.table.select_ids([])
    panel.search.start()
    told.clear()
    panel.table.setFocus(Qt.FocusReason.TabFocusReason)
    assert (told, panel.table.selected_ids()) == ([1], [1])


def test_a_double_click_opens(panel: TablePanel[Someone], qtbot: QtBot) -> None:
    at = panel.table.visualRect(panel.model.index(1, 0)).center()
    QTest.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    with qtbot.waitSignal(panel.table.opened) as opened:
        QTest.mouseDClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert opened.args == [2]


def test_typing_in_the_table_searches_and_escape_takes_it_back(panel: TablePanel[Someone]) -> None:
    panel.table.setFocus()
    panel.table.typed.emit("жу")
    assert panel.search.text() == "жу"
    assert panel.model.rowCount() == 1
    QTest.keyClick(panel.search.edit, Qt.Key.Key_Down)
    assert panel.table.current_id() == 1
    press(panel, Qt.Key.Key_Escape)
    assert panel.search.text() == ""
    assert panel.table.current_id() == 1


def test_letters_reach_the_search_but_shortcuts_and_space_do_not(panel: TablePanel[Someone]) -> None:
    typed: list[str] = []
    panel.table.typed.connect(typed.append)
    press(panel, Qt.Key.Key_Space)
    press(panel, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert typed == []
    QTest.keyClicks(panel.table, "k")
    assert typed == ["k"]


def test_home_and_end_go_to_the_ends(panel: TablePanel[Someone]) -> None:
    press(panel, Qt.Key.Key_End)
    assert panel.table.current_id() == 5
    press(panel, Qt.Key.Key_Home)
    assert panel.table.current_id() == 1


def test_copied_rows_paste_as_a_table(panel: TablePanel[Someone]) -> None:
    panel.table.sortByColumn(0, UP)
    panel.table.select_ids([3, 1])
    press(panel, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
    assert lines == [
        ["ФИО", "Должность", "Нагрузка", "В программе с", "Статус"],
        ["Егоров Пётр Ильич", "", "", "", "назначен"],
        ["Жукова Анна Сергеевна", "учитель химии", "2", "01.09.2026", "назначен"],
    ]


# --- columns


def menu_action(menu: QMenu, words: str) -> None:
    next(action for action in menu.actions() if action.text() == words).trigger()


def test_columns_sort_and_widths_are_remembered(panel: TablePanel[Someone], qtbot: QtBot, state: WindowState) -> None:
    menu = panel.table.columns_menu()
    menu_action(menu, "Должность")
    menu_action(menu, "Код")
    menu.close()
    panel.table.setColumnWidth(0, 333)
    panel.table.horizontalHeader().moveSection(3, 0)
    panel.table.sortByColumn(0, DOWN)
    again = make(qtbot, state)
    assert again.table.isColumnHidden(1)
    assert not again.table.isColumnHidden(5)
    assert again.table.columnWidth(0) == 333
    assert again.table.horizontalHeader().logicalIndex(0) == 3
    assert again.model.shown_ids() == panel.model.shown_ids() == [5, 1, 2, 4, 3]
    again.table.reset_columns()
    assert not again.table.isColumnHidden(1)
    assert again.table.isColumnHidden(5)
    assert again.table.columnWidth(0) == 220


def test_the_stretched_last_column_does_not_become_the_users_width(
    panel: TablePanel[Someone], qtbot: QtBot, state: WindowState
) -> None:
    panel.resize(1600, 400)
    qtbot.waitUntil(lambda: panel.table.columnWidth(4) > 300)
    panel.table.setColumnWidth(0, 250)
    assert dict(zip(state.texts("people/order"), state.numbers("people/widths"), strict=True))["reserve"] == 120


def test_the_last_shown_column_can_not_be_hidden(panel: TablePanel[Someone]) -> None:
    for _, title in enumerate(["ФИО", "Должность", "Нагрузка", "В программе с", "Статус"]):
        menu = panel.table.columns_menu()
        menu_action(menu, title)
        menu.close()
    assert [number for number in range(6) if not panel.table.isColumnHidden(number)] == [4]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("people/widths", "a|b|c"),
        ("people/widths", "-5|999999|0|0|0|0"),
        ("people/order", "gone|name"),
        ("people/hidden", "name|post|load|since|reserve|secret"),
        ("people/sort", "gone:1|name:x"),
    ],
)
def test_nonsense_in_the_ini_does_no_harm(qtbot: QtBot, state: WindowState, look: Theme, key: str, value: str) -> None:
    state.put("people/order", "name|post|load|since|reserve|secret")
    state.put(key, value)
    panel = make(qtbot, state)
    assert panel.model.rowCount() == 5
    assert any(not panel.table.isColumnHidden(number) for number in range(6))
    assert all(0 <= panel.table.columnWidth(number) <= 1200 for number in range(6))


# --- what is shown instead of rows


def visible_words(panel: TablePanel[Someone]) -> str:
    from PySide6.QtWidgets import QLabel

    return " ".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def test_empty_and_not_found_are_different(panel: TablePanel[Someone]) -> None:
    assert "Никого нет" not in visible_words(panel)
    panel.search.edit.setText("zzz")
    assert "Не найдено" in visible_words(panel)
    assert "zzz" in visible_words(panel)
    panel.show_all()
    assert "Не найдено" not in visible_words(panel)
    panel.set_rows([])
    assert "Никого нет" in visible_words(panel)


def test_the_counter_and_the_chips_count(panel: TablePanel[Someone]) -> None:
    assert "5" in visible_words(panel)
    panel.chips.choose(["reserve"])
    assert set(panel.model.shown_ids()) == {2, 5}
    assert "2 из 5" in visible_words(panel)
    panel.chips.choose(["reserve", "assigned"])  # one group: either
    assert panel.model.rowCount() == 5
    panel.chips.choose(["reserve", "chemistry"])  # two groups: both
    assert panel.model.shown_ids() == [5]
    panel.set_rows(PEOPLE)
    assert panel.model.shown_ids() == [5]
    panel.chips.choose([])
    assert panel.model.rowCount() == 5


def test_escape_empties_the_search(panel: TablePanel[Someone]) -> None:
    panel.search.start()
    QTest.keyClicks(panel.search.edit, "abc")
    assert panel.model.rowCount() == 0
    QTest.keyClick(panel.search.edit, Qt.Key.Key_Escape)
    assert panel.search.text() == ""
    assert panel.model.rowCount() == 5


def test_a_click_does_not_shift_the_table_sideways(panel: TablePanel[Someone]) -> None:
    panel.table.setColumnWidth(0, 1100)
    QGuiApplication.processEvents()
    assert panel.table.horizontalScrollBar().maximum() > 0
    panel.table.select_ids([2], current=2)
    panel.table.scrollTo(panel.model.index(2, 1))
    assert panel.table.horizontalScrollBar().value() == 0
    press(panel, Qt.Key.Key_Right)
    assert panel.table.horizontalScrollBar().value() > 0
