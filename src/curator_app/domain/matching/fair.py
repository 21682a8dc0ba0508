"""The board on which the plan is found: every tier folded in, places of a mentor costing more the more are taken."""

from __future__ import annotations

from collections.abc import Callable

from curator_app.domain.matching.board import Board, Lot, lay_out
from curator_app.domain.matching.model import Model
from curator_app.domain.matching.solution import unit_gains
from curator_app.domain.matching.weights import Tier


def fineness(model: Model) -> int:
    """How many of the board's numbers make one point of the last tier: below it, of requests that are worth the same,
    those first in canonical order are served."""
    count = len(model.requests)
    return count * (count + 1) // 2 + 1


def fair_row(model: Model, position: int, allowed: frozenset[int] = frozenset()) -> list[int | None]:
    """The gains of an open unit with every mentor; those of ``allowed`` count as not barred."""
    fine = fineness(model)
    index = model.open_units[position]
    rank = len(model.requests) - model.units[index].requests[0]
    gains = unit_gains(model, index, allowed)
    return [None if gain is None else gain * fine + rank for gain in gains]


def fair_board(model: Model, pulse: Callable[[], None] | None = None) -> Board:
    """The board with its cheapest placing (groups may be torn)."""
    lots = [Lot(model.units[index].size, fair_row(model, position)) for position, index in enumerate(model.open_units)]
    weight = model.weights[Tier.LOAD] * fineness(model)
    first = [weight * (load + 1) for load in model.loads]
    return lay_out(lots, model.rooms, first, weight, model.apart(), pulse=pulse)
