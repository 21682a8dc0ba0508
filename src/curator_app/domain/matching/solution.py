"""A plan in the solver's own terms: indices in canonical order, prices, and the board for «what if»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from curator_app.domain.matching.board import Board, Lot, lay_out
from curator_app.domain.matching.model import Model
from curator_app.domain.matching.weights import Tier


@dataclass(frozen=True)
class Solution:
    """``columns``: the mentor of each open unit. ``prices``: what a place of each mentor takes off a pair's score for
    the load. ``scarcity``: what a further place would bring (kept only when it proves the plan best)."""

    model: Model
    columns: Sequence[int | None]
    prices: Sequence[int]
    scarcity: Sequence[int] | None
    proven: bool

    @cached_property
    def mentor_of_unit(self) -> list[int | None]:
        """The mentor of every unit, locked ones included."""
        placed = dict(zip(self.model.open_units, self.columns, strict=True))
        return [placed.get(index, unit.home) for index, unit in enumerate(self.model.units)]

    @cached_property
    def mentor_of(self) -> list[int | None]:
        """The mentor of every request."""
        return [self.mentor_of_unit[unit] for unit in self.model.unit_of]

    def score(self, request: int, mentor: int) -> int:
        """What the pair adds to the total the plan maximises once coverage is maximal."""
        return self.model.worth[request][mentor] - self.prices[mentor] * self.model.places[request]

    def gain(self, index: int, mentor: int | None) -> int:
        """Coverage and score of a unit with a mentor, as one number; 0 with nobody."""
        if mentor is None:
            return 0
        unit = self.model.units[index]
        score = sum(self.model.worth[request][mentor] for request in unit.requests) - unit.size * self.prices[mentor]
        return self.model.unit_coverage(unit) * self.model.weights[Tier.COVERAGE] + score

    @property
    def fine(self) -> int:
        """How many of the board's numbers make one of the score: below it, staying put counts 1 a unit."""
        return len(self.columns) + 1

    @property
    def board_gain(self) -> int:
        """What this plan brings on the board."""
        gains = (self.gain(index, mentor) for index, mentor in zip(self.model.open_units, self.columns, strict=True))
        return sum(gains) * self.fine + len(self.columns)

    @cached_property
    def board(self) -> Board:
        """Scores at fixed prices; of equal placings the one that moves fewest units against this plan is best."""
        lots = [self._lot(index, mentor) for index, mentor in zip(self.model.open_units, self.columns, strict=True)]
        rooms = self.model.rooms
        standing = None
        if self.scarcity is not None:
            standing = self.columns, [price * self.fine for price in self.scarcity]
        return lay_out(lots, rooms, [0] * len(rooms), 0, self.model.apart(), standing)

    def _lot(self, index: int, own: int | None) -> Lot:
        model, fine = self.model, self.fine
        gains = unit_gains(model, index)
        size = model.units[index].size
        row = [
            None if gain is None else (gain - size * price) * fine
            for gain, price in zip(gains, self.prices, strict=True)
        ]
        if own is None:
            return Lot(size, row, aside=1)
        kept = row[own]
        assert kept is not None
        row[own] = kept + 1
        return Lot(size, row)


def unit_gains(model: Model, index: int) -> list[int | None]:
    """Coverage and worth of a unit with every mentor as one number, before any price; None where barred."""
    unit = model.units[index]
    covered = model.unit_coverage(unit) * model.weights[Tier.COVERAGE]
    if len(unit.requests) == 1:
        row: list[int | None] = [covered + worth for worth in model.worth[unit.requests[0]]]
    else:
        rows = [model.worth[request] for request in unit.requests]
        row = [covered + sum(worths) for worths in zip(*rows, strict=True)]
    for mentor in model.barred(unit):
        row[mentor] = None
    return row
