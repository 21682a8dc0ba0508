"""The transport problem under changes, against a second solver and against its own conditions of optimality."""

from __future__ import annotations

import random

import pytest
from tests.domain.matching.flow import cheapest_flow

from curator_app.domain.matching.transport import Transport

WALL = 100_000


def assert_prices_prove_it(placing: Transport) -> None:
    for unit, column in enumerate(placing.place):
        if column >= 0:
            assert unit in placing.held[column]
            ways = [cost + price for cost, price in zip(placing.cost[unit], placing.price, strict=True)]
            assert ways[column] == min(ways)
    for column, units in enumerate(placing.held):
        taken, first, step = len(units), placing.first[column], placing.step[column]
        assert taken <= placing.room[column]
        assert taken == 0 or placing.price[column] >= first + step * (taken - 1)
        assert taken == placing.room[column] or placing.price[column] <= first + step * taken


def least(placing: Transport) -> int:
    placed = [row for row, column in zip(placing.cost, placing.place, strict=True) if column >= 0]
    steps = [
        [first + step * place for place in range(len(placed))]
        for first, step in zip(placing.first, placing.step, strict=True)
    ]
    return cheapest_flow(placed, placing.room, steps)


@pytest.mark.parametrize("seed", range(120))
def test_every_change_leaves_the_cheapest_placing(seed: int) -> None:
    dice = random.Random(seed)
    units, columns = dice.randint(1, 7), dice.randint(1, 4)
    spread = dice.choice([1, 3, 50])

    def row() -> list[int]:
        costs = [-dice.randint(0, spread) - dice.choice([0, 60]) for _ in range(columns)]
        return [WALL if dice.random() < 0.25 else cost for cost in costs] + [0]

    placing = Transport(
        [row() for _ in range(units)],
        [dice.randint(0, 3) for _ in range(columns)] + [units],
        [dice.randint(0, 2) for _ in range(columns)] + [0],
        [dice.choice([0, 0, 1, 2])] * columns + [0],
        WALL,
    )
    for _ in range(25):
        unit, column = dice.randrange(units), dice.randrange(columns)
        match dice.randrange(8):
            case 0 | 1 | 2 if placing.place[unit] < 0:
                placing.insert(unit)
            case 3 if placing.place[unit] >= 0:
                placing.remove(unit)
            case 4:
                placing.add_place(column)
            case 5 if placing.room[column]:
                placing.drop_place(column)
            case 6:
                placing.reprice(unit, row())
            case _:
                placing = placing.clone()
        assert_prices_prove_it(placing)
        assert placing.value == least(placing)


def test_a_clone_goes_its_own_way() -> None:
    placing = Transport([[-5, 0], [-4, 0]], [1, 2], [0, 0], [0, 0], WALL)
    placing.insert(0)
    placing.insert(1)
    copy = placing.clone()
    copy.drop_place(0)
    assert (placing.value, copy.value) == (-5, 0)
    assert placing.place == [0, 1]
    assert copy.place == [1, 1]


def test_rising_costs_of_places_spread_units_evenly() -> None:
    placing = Transport([[0, 0, 0]] * 7, [5, 5, 5], [1, 1, 3], [1, 1, 1], WALL)
    for unit in range(7):
        placing.insert(unit)
    assert sorted(len(units) for units in placing.held) == [1, 3, 3]
