"""Order, filter, geometry, colours and words of the heat map: everything that needs no window."""

from __future__ import annotations

import pytest
from tests.ui.pairs.heat_map_data import ANNA, BORIS, KIM, LEV, MARK_, NINA, VERA, small_matrix

from curator_app.ui.common.palette import DARK, LIGHT, Palette, contrast, luminance
from curator_app.ui.pairs.heat_map import ramp, words
from curator_app.ui.pairs.heat_map.geometry import Geometry, Spot
from curator_app.ui.pairs.heat_map.order import ColumnSort, RowSort, filtered, sorted_columns, sorted_rows


@pytest.mark.parametrize(
    ("how", "request_", "ids"),
    [
        (RowSort.NAME, None, [VERA, BORIS, ANNA]),
        (RowSort.SUBJECT, None, [ANNA, BORIS, VERA]),
        (RowSort.LOAD, None, [ANNA, VERA, BORIS]),
        (RowSort.FIT, KIM, [BORIS, VERA, ANNA]),
        (RowSort.FIT, LEV, [ANNA, BORIS, VERA]),
        (RowSort.FIT, None, [VERA, BORIS, ANNA]),
    ],
)
def test_order_of_mentors(how: RowSort, request_: int | None, ids: list[int]) -> None:
    assert [row.id for row in sorted_rows(small_matrix(), how, request_)] == ids


@pytest.mark.parametrize(
    ("how", "ids"),
    [
        (ColumnSort.NAME, [MARK_, KIM, LEV, NINA]),
        (ColumnSort.SUBJECT, [LEV, KIM, MARK_, NINA]),
        (ColumnSort.PLAN, [NINA, LEV, MARK_, KIM]),
    ],
)
def test_order_of_requests_keeps_groups_together(how: ColumnSort, ids: list[int]) -> None:
    assert [column.id for column in sorted_columns(small_matrix(), how)] == ids


@pytest.mark.parametrize(
    ("query", "rows", "columns"),
    [
        ("", {ANNA, BORIS, VERA}, {KIM, LEV, MARK_, NINA}),
        ("елкина", {VERA}, {KIM, LEV, MARK_, NINA}),
        ("физика", {BORIS}, {KIM}),
        ("носова", {ANNA, BORIS, VERA}, {NINA}),
        ("группа", {ANNA, BORIS, VERA}, {KIM, MARK_}),
        ("никого такого", set(), set()),
    ],
)
def test_words_narrow_the_side_they_are_found_on(query: str, rows: set[int], columns: set[int]) -> None:
    assert filtered(small_matrix(), query) == (rows, columns)


def test_a_point_tells_cell_row_or_column() -> None:
    place = Geometry(10, 20, 1000, 600, 200, 100)
    assert place.spot(200 + 2.5 * place.cell_width, 100 + 3.5 * place.cell_height) == Spot(3, 2)
    assert place.spot(50, 101) == Spot(0, None)
    assert place.spot(201, 50) == Spot(None, 0)
    assert place.spot(50, 50) == Spot(None, None)
    assert place.spot(199 + 20 * place.cell_width + 5, 101).column is None


def test_few_cells_grow_to_fill_and_many_scroll() -> None:
    few = Geometry(12, 15, 1000, 600, 200, 120, tail=40)
    assert few.cell_width == pytest.approx(760 / 15)
    assert few.cell_height == 40
    assert few.overflow_x == 0
    many = Geometry(60, 200, 1000, 600, 200, 120)
    assert many.cell_width == 26
    assert many.overflow_x == 200 * 26 - 800
    assert len(many.visible_columns()) < 40
    assert Geometry(60, 200, 1000, 600, 200, 120, zoom=0.01).cell_width == 4


def test_the_shortest_way_into_sight() -> None:
    place = Geometry(60, 200, 1000, 600, 200, 120, shift_x=260, shift_y=240)
    assert place.shown_at(12, 12) == (260, 240)
    assert place.shown_at(0, 0) == (0, 0)
    assert place.shown_at(59, 199) == (200 * 26 - 800, 60 * 24 - 480)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_more_fit_is_always_darker_or_always_lighter_and_numbers_can_be_read(palette: Palette) -> None:
    colours = [ramp.fit_colour(palette, fit) for fit in range(101)]
    light = [luminance(colour) for colour in colours]
    assert light == sorted(light, reverse=palette.name == "light")
    assert all(contrast(ramp.ink_on(colour), colour) >= 4.5 for colour in colours)
    assert contrast(ramp.mark_colour(palette), palette.surface) >= 3


def test_a_cell_is_told_in_words() -> None:
    data = small_matrix()
    told = words.spoken_cell(data, ANNA, LEV)
    for part in ("Петрова Анна Сергеевна, ведёт 1 из 3, предложено ещё 1", "Левин Лев Львович, срочно",
                 "пригодность 90 из 100", "предложено, есть равноценная замена", "взаимное пожелание"):  # fmt: skip
        assert part in told
    assert "запрещено вами. живут вместе" in words.spoken_cell(data, VERA, LEV)
    assert "без наставника: химию никто не ведёт" in words.spoken_cell(data, VERA, NINA)
    assert words.spoken_map(data) == "Карта подбора: 3 наставника, 4 запроса, предложено 2 пары"
