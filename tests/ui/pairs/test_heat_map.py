"""The heat map under hand: keys, clicks, signals, zoom."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.ui.pairs.heat_map_data import ANNA, BORIS, KIM, LEV, MARK_, NINA, VERA, small_matrix

from curator_app.ui.common import theme
from curator_app.ui.pairs.heat_map import HeatColumn, HeatData, HeatMap, HeatRow, Mark, RowSort
from curator_app.ui.pairs.heat_map.data import Cell
from curator_app.ui.pairs.heat_map.hover_card import HoverCard

_KEY = Qt.Key
_CTRL = Qt.KeyboardModifier.ControlModifier
_LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def heat(look: theme.Theme, qtbot: QtBot) -> HeatMap:
    del look
    view = HeatMap()
    qtbot.addWidget(view)
    view.resize(800, 500)
    view.set_data(small_matrix())
    view.show()
    return view


def _marks(view: HeatMap) -> list[tuple[int, int, Mark]]:
    asked: list[tuple[int, int, Mark]] = []
    view.mark_requested.connect(lambda row, column, mark: asked.append((row, column, mark)))
    return asked


def _centre(view: HeatMap, cell: tuple[int, int]) -> QPoint:
    place = view.place_of(cell)
    assert place is not None
    return place.center()


def test_arrows_home_end_and_pages_walk_over_the_cells(heat: HeatMap) -> None:
    assert heat.shown_rows() == [VERA, BORIS, ANNA]
    assert heat.shown_columns() == [NINA, LEV, MARK_, KIM]
    seen: list[Any] = []
    heat.current_changed.connect(seen.append)
    for key, modifiers, cell in (
        (_KEY.Key_Down, Qt.KeyboardModifier.NoModifier, (VERA, NINA)),
        (_KEY.Key_Down, Qt.KeyboardModifier.NoModifier, (BORIS, NINA)),
        (_KEY.Key_Right, Qt.KeyboardModifier.NoModifier, (BORIS, LEV)),
        (_KEY.Key_End, Qt.KeyboardModifier.NoModifier, (BORIS, KIM)),
        (_KEY.Key_Home, Qt.KeyboardModifier.NoModifier, (BORIS, NINA)),
        (_KEY.Key_PageDown, Qt.KeyboardModifier.NoModifier, (ANNA, NINA)),
        (_KEY.Key_Home, _CTRL, (VERA, NINA)),
        (_KEY.Key_Right, _CTRL, (ANNA, LEV)),
        (_KEY.Key_PageUp, Qt.KeyboardModifier.NoModifier, (VERA, LEV)),
    ):
        QTest.keyClick(heat, key, modifiers)
        assert heat.current == cell
    assert seen[-1] == (VERA, LEV)


def test_space_asks_for_the_next_state_and_del_frees(heat: HeatMap) -> None:
    asked = _marks(heat)
    for cell, key in (
        ((ANNA, LEV), _KEY.Key_Space),
        ((BORIS, KIM), _KEY.Key_Space),
        ((VERA, LEV), _KEY.Key_Space),
        ((BORIS, KIM), _KEY.Key_Delete),
        ((ANNA, KIM), _KEY.Key_Delete),
    ):
        heat.go_to(cell)
        QTest.keyClick(heat, key)
    assert asked == [
        (ANNA, LEV, Mark.LOCKED),
        (BORIS, KIM, Mark.BANNED),
        (VERA, LEV, Mark.FREE),
        (BORIS, KIM, Mark.FREE),
    ]


def test_a_pair_that_a_rule_forbids_is_not_locked_but_explained(heat: HeatMap) -> None:
    asked = _marks(heat)
    heat.go_to((VERA, NINA))
    QTest.keyClick(heat, _KEY.Key_Space)
    assert asked == []
    card = heat.findChild(HoverCard)
    assert card is not None
    assert card.isVisible()


def test_a_click_chooses_a_double_click_locks_or_frees(heat: HeatMap) -> None:
    asked = _marks(heat)
    view = heat.viewport()
    QTest.mouseClick(view, _LEFT, pos=_centre(heat, (ANNA, MARK_)))
    assert heat.current == (ANNA, MARK_)
    QTest.mouseDClick(view, _LEFT, pos=_centre(heat, (ANNA, MARK_)))
    QTest.mouseDClick(view, _LEFT, pos=_centre(heat, (BORIS, KIM)))
    assert asked == [(ANNA, MARK_, Mark.LOCKED), (BORIS, KIM, Mark.FREE)]


def test_a_click_on_a_mentee_goes_to_the_mentor_proposed(heat: HeatMap) -> None:
    at = _centre(heat, (VERA, LEV))
    QTest.mouseClick(heat.viewport(), _LEFT, pos=QPoint(at.x(), 70))
    assert heat.current == (ANNA, LEV)


def test_enter_asks_why_and_letters_go_to_the_search(heat: HeatMap, qtbot: QtBot) -> None:
    with qtbot.waitSignal(heat.why_requested):
        QTest.keyClick(heat, _KEY.Key_Return)
    with qtbot.waitSignal(heat.typed) as told:
        QTest.keyClick(heat, _KEY.Key_F)
    assert told.args == ["f"]


def test_filter_and_sort_keep_the_current_cell(heat: HeatMap) -> None:
    heat.go_to((BORIS, KIM))
    heat.sort_rows(RowSort.FIT)
    assert heat.shown_rows() == [BORIS, VERA, ANNA]
    heat.set_query("петрова")
    assert heat.shown_rows() == [ANNA]
    assert heat.current == (BORIS, KIM)
    assert heat.place_of((BORIS, KIM)) is None
    heat.set_query("")
    assert heat.place_of((BORIS, KIM)) is not None
    heat.go_to((BORIS, MARK_))
    assert heat.shown_rows() == [BORIS, ANNA, VERA]


def test_new_data_keep_the_place_and_lose_what_is_gone(heat: HeatMap) -> None:
    heat.go_to((BORIS, KIM))
    heat.set_data(small_matrix())
    assert heat.current == (BORIS, KIM)
    data = small_matrix()
    left = HeatData(data.rows[:1], data.columns, data.cells)
    heat.set_data(HeatData(left.rows, left.columns, {key: one for key, one in data.cells.items() if key[0] == ANNA}))
    assert heat.current is None


def test_the_current_cell_stays_in_sight_when_its_column_moves(heat: HeatMap) -> None:
    def school(*, first: int) -> HeatData:
        columns = tuple(
            HeatColumn(n, f"З{n:03}", f"З{n:03}", unmatched="нет мест" if n == first else "") for n in range(200)
        )
        rows = (HeatRow(1, "Н", "Н"),)
        return HeatData(rows, columns, {(1, n): Cell(50) for n in range(200)})

    heat.set_data(school(first=150))
    heat.go_to((1, 150))
    heat.set_data(school(first=3))
    place = heat.place_of((1, 150))
    assert place is not None
    assert heat.viewport().rect().contains(place.center())


def test_zoom_keeps_the_point_under_the_mouse(heat: HeatMap) -> None:
    rows = tuple(HeatRow(n, f"Н{n}", f"Н{n}") for n in range(60))
    columns = tuple(HeatColumn(n, f"З{n}", f"З{n}") for n in range(200))
    heat.set_data(HeatData(rows, columns, {(r.id, c.id): Cell(50) for r in rows for c in columns}))
    heat.go_to((30, 100))
    at = _centre(heat, (30, 100))
    for steps in (3, -5, 2):
        heat.zoom_by(steps, at)
        place = heat.place_of((30, 100))
        assert place is not None
        assert (place.center() - at).manhattanLength() < place.width()
    assert not heat.fits
    QTest.keyClick(heat, _KEY.Key_0, _CTRL)
    assert heat.fits


def test_the_current_cell_is_told_to_those_who_listen(heat: HeatMap) -> None:
    heat.go_to((ANNA, LEV))
    assert "Петрова Анна Сергеевна" in heat.accessibleDescription()
    assert heat.accessibleName().startswith("Карта подбора: 3 наставника")


def test_every_state_is_painted_at_every_size(heat: HeatMap) -> None:
    for steps in (0, 4, -12, -20):
        heat.zoom_to_fit()
        heat.zoom_by(steps)
        heat.go_to((BORIS, KIM))
        assert not heat.grab().isNull()
    theme.theme().set_mode("dark")
    assert not heat.grab().isNull()


def test_an_empty_map_answers_nothing_and_does_not_fail(heat: HeatMap) -> None:
    heat.set_data(HeatData())
    asked = _marks(heat)
    for key in (_KEY.Key_Space, _KEY.Key_Down, _KEY.Key_Delete, _KEY.Key_Plus):
        QTest.keyClick(heat, key)
    QTest.mouseClick(heat.viewport(), _LEFT, pos=QPoint(200, 200))
    assert heat.current is None
    assert asked == []
