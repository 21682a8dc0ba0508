"""The table without a window: order, search, filter."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.common.people import PEOPLE, Someone, columns

from curator_app.texts.collation import fold
from curator_app.ui.common.table_model import Column, RowTableModel

UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
NAME, POST, LOAD, SINCE = range(4)


def made(rows: list[Someone] | None = None) -> RowTableModel[Someone]:
    model = RowTableModel(columns(), lambda one: one.number)
    model.set_rows(PEOPLE if rows is None else rows)
    return model


@pytest.fixture
def model(qapp: QApplication) -> RowTableModel[Someone]:
    return made()


def test_qt_finds_no_fault_in_the_model(qapp: QApplication) -> None:
    model = RowTableModel(columns(), lambda one: one.number)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_rows(PEOPLE)
    model.sort(NAME, DOWN)
    model.set_query("учитель")
    model.set_filter(lambda one: one.reserve)
    model.set_rows(PEOPLE[:2])
    model.set_query("")
    model.set_filter(None)
    model.set_rows([])
    assert tester.model() is model


def test_names_sort_as_russians_sort_them(model: RowTableModel[Someone]) -> None:
    model.sort(NAME)
    assert model.shown_ids() == [3, 4, 2, 1, 5]


def test_numbers_dates_and_empties(model: RowTableModel[Someone]) -> None:
    model.sort(LOAD, UP)
    assert model.shown_ids() == [2, 1, 5, 4, 3]
    model.sort(LOAD, DOWN)
    assert model.shown_ids() == [4, 5, 1, 2, 3]
    model.sort(SINCE, UP)
    assert model.shown_ids()[:3] == [2, 4, 1]
    assert set(model.shown_ids()[3:]) == {3, 5}
    model.sort(SINCE, DOWN)
    assert model.shown_ids()[:3] == [1, 4, 2]


def test_equal_rows_keep_the_order_of_the_sort_before(model: RowTableModel[Someone]) -> None:
    model.sort(NAME, DOWN)
    model.sort(POST, UP)
    assert model.shown_ids() == [2, 4, 5, 1, 3]  # учитель химии: Иванов before Жукова, as sorted before


def test_sort_and_filter_outlive_new_rows(model: RowTableModel[Someone]) -> None:
    model.sort(NAME)
    model.set_query("учитель")
    model.set_rows([*PEOPLE, Someone(6, "Абаев Ян", "учитель труда")])
    assert model.shown_ids() == [6, 4, 1, 5]
    assert model.total == 6


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("петр", {2, 3, 5}),  # «Пётр», «Петровна» and «Петрович»
        ("ПЁТР", {2, 3, 5}),
        ("учит хим", {1, 5}),
        ("хим учит жук", {1}),
        ("31.12", {2}),
        ("психолог", {2}),
        ("код1", set()),  # not a searched column
        ("ничего", set()),
        ("   ", {1, 2, 3, 4, 5}),
    ],
)
def test_every_word_must_occur(model: RowTableModel[Someone], query: str, found: set[int]) -> None:
    model.set_query(query)
    assert set(model.shown_ids()) == found


def test_a_search_never_joins_the_end_of_one_cell_with_the_next(model: RowTableModel[Someone]) -> None:
    model.set_query("сергеевнаучитель")
    assert model.rowCount() == 0


def test_filter_and_search_work_together(model: RowTableModel[Someone]) -> None:
    model.set_filter(lambda one: one.reserve)
    model.set_query("хими")
    assert model.shown_ids() == [5]
    assert model.narrowed
    model.set_filter(None)
    assert set(model.shown_ids()) == {1, 5}


def test_places_ids_and_rows_agree(model: RowTableModel[Someone]) -> None:
    model.sort(NAME)
    model.set_query("и")
    for place, number in enumerate(model.shown_ids()):
        assert model.id_at(place) == number
        assert model.place_of(number) == place
        assert model.row(place).number == number
    model.set_query("жукова")
    assert model.place_of(2) is None
    assert model.find(2) == PEOPLE[1]
    assert model.find(99) is None


def test_how_cells_read(model: RowTableModel[Someone]) -> None:
    cell = model.index(0, SINCE)
    assert cell.data() == "01.09.2026"
    assert model.index(2, POST).data() == ""
    assert model.headerData(NAME, Qt.Orientation.Horizontal) == "ФИО"
    assert model.headerData(NAME, Qt.Orientation.Vertical) is None
    assert model.data(QModelIndex()) is None
    assert model.rowCount(cell) == 0


def test_an_unknown_column_is_not_sorted_by(model: RowTableModel[Someone]) -> None:
    before = model.shown_ids()
    model.sort(-1)
    model.sort(77)
    assert model.shown_ids() == before
    assert model.sorts == ()


names = st.text(alphabet="абвеёжЁЕ -", min_size=0, max_size=6)


@settings(max_examples=60, deadline=None)
@given(st.lists(names, max_size=12), st.lists(st.text(alphabet="аеёж ", max_size=4), min_size=1, max_size=4))
def test_narrowing_letter_by_letter_equals_a_fresh_search(given_names: list[str], queries: list[str]) -> None:
    rows = [Someone(number, name) for number, name in enumerate(given_names)]
    model = made(rows)
    typed = ""
    for query in queries:
        typed += query
        model.set_query(typed)
        wanted = fold(typed).split()
        expected = [one.number for one in rows if all(word in fold(f"{one.name} назначен") for word in wanted)]
        assert sorted(model.shown_ids()) == expected


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(st.none(), st.integers(-5, 5)), max_size=12), st.booleans())
def test_empties_last_and_ties_stable(loads: list[int | None], down: bool) -> None:
    rows = [Someone(number, "А", load=load) for number, load in enumerate(loads)]
    model = made(rows)
    model.sort(LOAD, DOWN if down else UP)
    filled = [one for one in rows if one.load is not None]
    filled.sort(key=lambda one: one.load or 0, reverse=down)
    assert model.shown_ids() == [one.number for one in filled] + [one.number for one in rows if one.load is None]


def test_a_key_pressed_before_all_rows_are_ready_for_it_finds_all_the_same(qtbot: QtBot) -> None:
    rows = [Someone(number, f"Мир {number}") for number in range(1200)]
    model = made(rows)
    model.set_query("мир 1199")
    assert model.shown_ids() == [1199]
    model.set_query("")
    qtbot.waitUntil(lambda: not model.busy)
    model.set_query("мир 1198")
    assert model.shown_ids() == [1198]


def test_new_rows_are_not_folded_all_at_once(qtbot: QtBot) -> None:
    asked: list[int] = []

    def name(one: Someone) -> str:
        asked.append(one.number)
        return one.name

    model = RowTableModel([Column("name", "ФИО", name)], lambda one: one.number)
    model.set_rows([Someone(number, f"Мир {number}") for number in range(5000)])
    assert len(asked) < 1000
    qtbot.waitUntil(lambda: not model.busy)
    assert len(asked) == 5000


def test_a_key_press_looks_only_at_what_is_still_shown(qapp: QApplication) -> None:
    asked: list[int] = []

    def accept(one: Someone) -> bool:
        asked.append(one.number)
        return True

    letters = random.Random(7)
    rows = [Someone(number, f"{letters.choice('абвгд')}мир {number}") for number in range(500)]
    model = made(rows)
    model.set_filter(accept)
    model.set_query("ам")
    left = model.rowCount()
    asked.clear()
    model.set_query("ами")
    assert 0 < len(asked) <= left < 500


def test_a_short_text_is_found_by_the_whole_one() -> None:
    column: Column[str] = Column("name", "ФИО", lambda row: row, lambda row: row.split()[0], short=True)
    model: RowTableModel[str] = RowTableModel([column], lambda row: hash(row))
    model.set_rows(["Иванова Мария", "Иванова Анна"])
    model.set_query("мария")
    assert [model.data(model.index(at, 0)) for at in range(model.rowCount())] == ["Иванова"]
