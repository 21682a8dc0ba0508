"""A plan in the solver's own terms: indices in canonical order, prices, and the board for «what if»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from curator_app.domain.matching.board import Board, Lot, lay_out
from curator_app.domain.matching.branching import Outcome
from curator_app.domain.matching.model import Model
from curator_app.domain.matching.weights import Tier


@dataclass(frozen=True)
class Solution:
    """``columns``: the mentor of each open unit. ``prices``: what a place of each mentor takes off a pair's score for
    the load. ``scarcity``: what a further place of each mentor would bring, where this proves the plan best (with
    groups it may not). ``fair`` is the board with places of rising cost on which the plan was found. ``inertia``:
    what a place takes off the score of every pair that is not in the plan, where no prices say what load demands.
    ``found`` is what the search on ``fair`` came to."""

    model: Model
    columns: Sequence[int | None]
    prices: Sequence[int]
    fair: Board
    proven: bool
    scarcity: Sequence[int] | None = None
    inertia: int = 0
    found: Outcome | None = None

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
        toll = self.prices[mentor] + (0 if self.mentor_of[request] == mentor else self.inertia)
        return self.model.worth[request][mentor] - toll * self.model.places[request]

    @cached_property
    def total(self) -> int:
        """Coverage and score of all open units as one number."""
        return sum(
            self.model.unit_coverage(self.model.units[index]) * self.model.weights[Tier.COVERAGE]
            + sum(self.score(request, mentor) for request in self.model.units[index].requests)
            for index, mentor in zip(self.model.open_units, self.columns, strict=True)
            if mentor is not None
        )

    @cached_property
    def board(self) -> Board:
        """The scores anyone can check, laid out for «what if»."""
        return self._laid_out(stay=0)

    @cached_property
    def calm_board(self) -> Board:
        """The same, but of equal placings the one that moves fewest units against this plan is best."""
        return self._laid_out(stay=1)

    def _laid_out(self, stay: int) -> Board:
        fine = len(self.columns) + 1 if stay else 1
        lots = [
            self._lot(index, mentor, fine, stay)
            for index, mentor in zip(self.model.open_units, self.columns, strict=True)
        ]
        rooms = self.model.rooms
        standing = None
        if self.scarcity is not None:
            standing = self.columns, [price * fine for price in self.scarcity]
        return lay_out(lots, rooms, [0] * len(rooms), 0, self.model.apart(), standing)

    def _lot(self, index: int, own: int | None, fine: int, stay: int) -> Lot:
        size = self.model.units[index].size
        toll = size * self.inertia
        row = [
            None if gain is None else (gain - size * price - toll) * fine
            for gain, price in zip(unit_gains(self.model, index), self.prices, strict=True)
        ]
        if own is None:
            return Lot(size, row, aside=stay)
        kept = row[own]
        assert kept is not None
        row[own] = kept + toll * fine + stay
        return Lot(size, row)


def unit_gains(model: Model, index: int, allowed: frozenset[int] = frozenset()) -> list[int | None]:
    """Coverage and worth of a unit with every mentor as one number, before any price; None where barred, unless the
    mentor is among those ``allowed`` nevertheless."""
    unit = model.units[index]
    covered = model.unit_coverage(unit) * model.weights[Tier.COVERAGE]
    if len(unit.requests) == 1:
        row: list[int | None] = [covered + worth for worth in model.worth[unit.requests[0]]]
    else:
        rows = [model.worth[request] for request in unit.requests]
        row = [covered + sum(worths) for worths in zip(*rows, strict=True)]
    for mentor in model.barred(unit) - allowed:
        row[mentor] = None
    return row
