"""Ordered tiers as one whole number: weights so large that no sum of lower tiers outweighs one point of a higher."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import gcd

from curator_app.domain.matching.weights import Tier


def weigh(order: Sequence[Tier], spans: Mapping[Tier, tuple[int, int]]) -> dict[Tier, int]:
    """A weight for every tier, first to last. ``spans`` gives for each tier but coverage (span, grain): the largest
    difference two plans may have in it, and a number that divides every difference. A tier that never differs
    weighs 0."""
    weights: dict[Tier, int] = {}
    below = 0
    for tier in reversed(order):
        if tier is Tier.COVERAGE:
            weights[tier] = below + 1
        else:
            span, grain = spans[tier]
            weights[tier] = -(-(below + 1) // grain) if span else 0
            below += weights[tier] * span
    return weights


def span(rows: Sequence[Sequence[int]]) -> tuple[int, int]:
    """(span, grain) of a tier of which every request takes one cell of its row, or none."""
    reach = sum(max(0, *row) - min(0, *row) for row in rows if row)
    grain = gcd(*(cell for row in rows for cell in set(row)))
    return reach, grain or 1
