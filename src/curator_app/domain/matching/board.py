"""Units and mentors laid out as a transport problem with an extra column for nobody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import lcm

from curator_app.domain.matching.branching import Rules
from curator_app.domain.matching.transport import Transport


@dataclass(frozen=True, slots=True)
class Lot:
    """What is placed as a whole: places it takes, gain with each mentor (None: must not), gain of staying behind."""

    size: int
    gains: Sequence[int | None]
    aside: int = 0


@dataclass(frozen=True, slots=True)
class Board:
    """A transport problem of pieces; a lot of several places is that many equal pieces that belong together."""

    root: Transport
    rules: Rules
    pieces: Sequence[Sequence[int]]

    @property
    def nobody(self) -> int:
        """The column of those left out."""
        return self.rules.nobody

    def gain(self, placing: Transport) -> int:
        """What a placing brings, in the numbers the board was laid out with; exact when no lot is torn."""
        return -placing.value // self.rules.grain

    def columns(self, placing: Transport) -> list[int | None]:
        """Where each lot stands, None for nobody."""
        places = [placing.place[pieces[0]] for pieces in self.pieces]
        return [None if place == self.nobody else place for place in places]

    def forced(self, lot: int, column: int, start: Transport | None = None) -> Transport:
        """The cheapest placing with a lot in a column (lots may be torn), from ``start`` or the root."""
        placing = (start or self.root).clone()
        pieces = self.pieces[lot]
        row = [placing.wall] * len(placing.room)
        row[column] = placing.cost[pieces[0]][column]
        for piece in pieces:
            placing.reprice(piece, row)
        return placing

    def forbidden(self, lot: int, column: int) -> Transport:
        """The cheapest placing with a lot kept out of a column (lots may be torn)."""
        placing = self.root.clone()
        pieces = self.pieces[lot]
        row = placing.cost[pieces[0]][:]
        row[column] = placing.wall
        for piece in pieces:
            placing.reprice(piece, row)
        return placing


def lay_out(
    lots: Sequence[Lot],
    rooms: Sequence[int],
    first: Sequence[int],
    step: int,
    apart: Sequence[tuple[int, int]] = (),
    standing: tuple[Sequence[int | None], Sequence[int]] | None = None,
    pulse: Callable[[], None] | None = None,
) -> Board:
    """The board with its cheapest placing. The n-th place of a column costs ``first + step·n`` (n from 0); lots of
    ``apart`` must not share a column. Lots too large for a room are kept out of it. ``standing`` is that placing with
    its prices when it is known already; else ``pulse`` is called before each piece and may raise to stop."""
    scale = lcm(*(lot.size for lot in lots)) if lots else 1
    biggest = sum(max((abs(gain) for gain in (*lot.gains, lot.aside) if gain is not None), default=0) for lot in lots)
    total = sum(lot.size for lot in lots)
    wall = 4 * scale * (biggest + total * (max(map(abs, first), default=0) + step * total) + 1)
    rows: list[list[int]] = []
    pieces: list[range] = []
    for lot in lots:
        factor = scale // lot.size
        row = [
            wall if gain is None or 1 < lot.size > room else -gain * factor
            for gain, room in zip(lot.gains, rooms, strict=True)
        ]
        row.append(-lot.aside * factor)
        pieces.append(range(len(rows), len(rows) + lot.size))
        rows += [row] * lot.size
    root = Transport(
        rows,
        [*rooms, len(rows)],
        [*(cost * scale for cost in first), 0],
        [*(step * scale for _ in rooms), 0],
        wall,
    )
    if standing is not None:
        columns, prices = standing
        places = [len(rooms) if column is None else column for column in columns]
        root.adopt(
            [place for place, lot in zip(places, lots, strict=True) for _ in range(lot.size)],
            [*(price * scale for price in prices), 0],
        )
    else:
        for piece in _by_stakes(rows, wall):
            if pulse is not None:
                pulse()
            root.insert(piece)
    rules = Rules(
        together=[group for group in pieces if len(group) > 1],
        apart=[(pieces[one][0], pieces[other][0]) for one, other in apart],
        nobody=len(rooms),
        grain=scale,
    )
    return Board(root, rules, pieces)


def _by_stakes(rows: Sequence[list[int]], wall: int) -> list[int]:
    """Pieces by how much depends on their column, most first: those placed later then move fewer others."""
    stakes = []
    for row in rows:
        costs = [cost for cost in row[:-1] if cost < wall]
        stakes.append(min(costs) - max(costs) if costs else 0)
    return sorted(range(len(rows)), key=stakes.__getitem__)
