"""A bare instance: scores, rooms and forbidden cells, without people (`propose --matrix`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from curator_app.domain.matching.board import Lot, lay_out
from curator_app.domain.matching.canonical import dense, refined

Number = int | float


@dataclass(frozen=True, slots=True)
class MatrixPlan:
    """``pairs`` of (mentor, mentee) and ``unmatched`` mentees by index; the number of pairs is the largest possible
    and ``total`` the largest sum of scores among those. ``prices`` of places prove it (see ``certificate``), a pair
    counting its score and ``bonus``, all multiplied by ``scale``."""

    pairs: tuple[tuple[int, int], ...]
    unmatched: tuple[int, ...]
    total: Number
    prices: tuple[int, ...]
    bonus: int
    scale: int


def solve_matrix(
    scores: Sequence[Sequence[Number | None]],
    capacity: Sequence[int],
    forbidden: Iterable[tuple[int, int]] = (),
    *,
    pulse: Callable[[], None] | None = None,
) -> MatrixPlan:
    """As many pairs as possible, then the largest sum of ``scores[mentor][mentee]``; None is forbidden too.

    Whole and fractional scores are reckoned exactly. Raises ValueError for rows of unequal length, a capacity too
    few or below 0, an index out of range or a score that is no finite number.
    """
    cells, scale = _whole(scores, capacity, forbidden)
    width = len(cells[0]) if cells else 0
    columns: list[list[int | None]] = [[row[mentee] for row in cells] for mentee in range(width)]
    mentor_order, mentee_order = _order(cells, columns, capacity)
    bonus = 1 + sum(
        max(0, *known) - min(0, *known) for known in ([c for c in col if c is not None] for col in columns) if known
    )
    lots = [
        Lot(1, [None if (cell := columns[mentee][mentor]) is None else cell + bonus for mentor in mentor_order])
        for mentee in mentee_order
    ]
    board = lay_out(lots, [capacity[mentor] for mentor in mentor_order], [0] * len(cells), 0, pulse=pulse)
    chosen = {
        mentee: None if column is None else mentor_order[column]
        for mentee, column in zip(mentee_order, board.columns(board.root), strict=True)
    }
    prices = dict(zip(mentor_order, board.root.price, strict=False))
    pairs = sorted((mentor, mentee) for mentee, mentor in chosen.items() if mentor is not None)
    total = Fraction(sum(cells[mentor][mentee] or 0 for mentor, mentee in pairs), scale)
    return MatrixPlan(
        pairs=tuple(pairs),
        unmatched=tuple(sorted(mentee for mentee, mentor in chosen.items() if mentor is None)),
        total=total.numerator if total.denominator == 1 else float(total),
        prices=tuple(prices[mentor] for mentor in range(len(cells))),
        bonus=bonus,
        scale=scale,
    )


def _whole(
    scores: Sequence[Sequence[Number | None]], capacity: Sequence[int], forbidden: Iterable[tuple[int, int]]
) -> tuple[list[list[int | None]], int]:
    """The scores as whole numbers, None where forbidden, and what they were multiplied by."""
    if len({len(row) for row in scores}) > 1 or len(capacity) != len(scores) or any(room < 0 for room in capacity):
        raise ValueError("rows of equal length and a capacity from 0 for each")
    try:
        scale = lcm(*{one.as_integer_ratio()[1] for row in scores for one in row if isinstance(one, float)})
    except (OverflowError, ValueError) as error:
        raise ValueError("a score is no finite number") from error
    cells: list[list[int | None]] = [
        [None if value is None else int(Fraction(value) * scale) if scale > 1 else int(value) for value in row]
        for row in scores
    ]
    for mentor, mentee in forbidden:
        if not (0 <= mentor < len(cells) and 0 <= mentee < len(cells[mentor])):
            raise ValueError(f"no such cell: {mentor}, {mentee}")
        cells[mentor][mentee] = None
    return cells, scale


def _order(
    cells: list[list[int | None]], columns: list[list[int | None]], capacity: Sequence[int]
) -> tuple[list[int], list[int]]:
    """Mentors and mentees in an order that depends on their numbers only."""
    lowest = min((cell for row in cells for cell in row if cell is not None), default=0) - 1
    rows = [[lowest if cell is None else cell for cell in row] for row in cells]
    lists = [[lowest if cell is None else cell for cell in column] for column in columns]
    mentors = dense([(room, tuple(sorted(row))) for room, row in zip(capacity, rows, strict=True)])
    mentees = dense([tuple(sorted(column)) for column in lists])
    mentors, mentees = refined(rows, mentors, mentees)
    return (
        sorted(range(len(mentors)), key=mentors.__getitem__),
        sorted(range(len(mentees)), key=mentees.__getitem__),
    )
