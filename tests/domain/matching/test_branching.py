"""Groups that go whole or not at all, against trying everything."""

from __future__ import annotations

import random
from itertools import product

import pytest

from curator_app.domain.matching.board import Board, Lot, lay_out
from curator_app.domain.matching.branching import every_best, settle

Row = list[int | None]


def best_by_trial(lots: list[Lot], rooms: list[int], step: int, apart: list[tuple[int, int]]) -> int:
    best = -(10**9)
    for columns in product([None, *range(len(rooms))], repeat=len(lots)):
        taken = [sum(lot.size for lot, one in zip(lots, columns, strict=True) if one == k) for k in range(len(rooms))]
        if any(load > room for load, room in zip(taken, rooms, strict=True)):
            continue
        if any(columns[one] is not None and columns[one] == columns[other] for one, other in apart):
            continue
        gains = [0 if column is None else lot.gains[column] for lot, column in zip(lots, columns, strict=True)]
        if None not in gains:
            paid = sum(step * load * (load - 1) // 2 for load in taken)
            best = max(best, sum(gain for gain in gains if gain is not None) - paid)
    return best


def some_lots(dice: random.Random, rooms: int) -> list[Lot]:
    spread = dice.choice([1, 2, 30])
    lots = []
    for _ in range(dice.randint(1, 6)):
        size = dice.choice([1, 1, 2, 3, 4])
        worth = 100 * size * dice.choice([0, 1, 1, 3])
        row: Row = [None if dice.random() < 0.25 else worth + dice.randint(0, spread) for _ in range(rooms)]
        lots.append(Lot(size, row))
    return lots


@pytest.mark.parametrize("seed", range(250))
def test_the_best_whole_placing_is_found_and_proven(seed: int) -> None:
    dice = random.Random(seed)
    rooms = [dice.randint(0, 6) for _ in range(dice.randint(1, 4))]
    lots = some_lots(dice, len(rooms))
    step = dice.choice([0, 0, 1, 7])
    singles = [number for number, lot in enumerate(lots) if lot.size == 1]
    apart = [(singles[0], singles[1])] if len(singles) > 1 and dice.random() < 0.5 else []
    board = lay_out(lots, rooms, [0] * len(rooms), step, apart)
    outcome = settle(board.root, board.rules, limit=10_000)
    assert outcome.proven
    assert outcome.best is not None
    best = best_by_trial(lots, rooms, step, apart)
    assert -outcome.best.value == best * board.rules.grain
    assert all(len({outcome.best.place[piece] for piece in pieces}) == 1 for pieces in board.pieces)
    below = settle(board.root, board.rules, ceiling=outcome.best.value, limit=10_000)
    assert below.best is None
    assert below.proven


def crowd(groups: int) -> Board:
    dice = random.Random(5)
    lots = [Lot(3, [300 + dice.randint(0, 9) for _ in range(8)]) for _ in range(groups)]
    lots += [Lot(2, [200 + dice.randint(0, 9) for _ in range(8)]) for _ in range(groups)]
    return lay_out(lots, [7] * 8, [0] * 8, 0)


def test_a_hard_packing_stops_at_the_limit_and_says_so() -> None:
    board = crowd(14)
    outcome = settle(board.root, board.rules, limit=60)
    assert not outcome.proven
    assert outcome.nodes == 60
    assert outcome.best is not None
    assert outcome.floor <= outcome.best.value


def test_rooms_no_whole_group_can_fill_are_narrowed() -> None:
    dice = random.Random(3)
    lots = [Lot(3, [300 + dice.randint(0, 9) for _ in range(10)]) for _ in range(20)]
    board = lay_out(lots, [5] * 10, [0] * 10, 0)
    outcome = settle(board.root, board.rules, limit=50)
    assert outcome.proven
    assert sum(column is not None for column in board.columns(outcome.best or board.root)) == 10


def test_the_search_can_be_stopped_from_outside() -> None:
    class Stopped(Exception):
        pass

    def stop() -> None:
        raise Stopped

    board = crowd(14)
    with pytest.raises(Stopped):
        settle(board.root, board.rules, limit=10, pulse=stop)


def test_all_best_placings_of_the_groups_are_listed() -> None:
    lots = [Lot(2, [20, 20, 5]), Lot(1, [3, 3, 3])]
    board = lay_out(lots, [2, 2, 2], [0] * 3, 0)
    found = every_best(board.root, board.rules, ceiling=-23 * 2 + 2, limit=100)
    assert found is not None
    assert sorted(board.columns(placing)[0] or 0 for placing in found) == [0, 1]
    assert every_best(board.root, board.rules, ceiling=-23 * 2 + 2, limit=1) is None
