"""Ordered tiers as one number."""

from __future__ import annotations

import random
from itertools import product

from curator_app.domain.matching.folding import span, weigh
from curator_app.domain.matching.weights import DEFAULT_ORDER, Tier


def test_no_sum_of_lower_tiers_outweighs_a_point_of_a_higher_one() -> None:
    dice = random.Random(7)
    tiers = DEFAULT_ORDER[1:]
    for _ in range(40):
        rows = {tier: [[dice.choice([0, 0, 2, 4, 9]) for _ in range(3)] for _ in range(2)] for tier in tiers}
        weights = weigh(DEFAULT_ORDER, {tier: span(cells) for tier, cells in rows.items()})
        plans = list(product([None, 0, 1, 2], repeat=2))

        def told(plan: tuple[int | None, ...], rows: dict[Tier, list[list[int]]] = rows) -> tuple[int, ...]:
            served = sum(column is not None for column in plan)
            sums = [
                sum(row[column] for row, column in zip(cells, plan, strict=True) if column is not None)
                for cells in rows.values()
            ]
            return (served, *sums)

        def folded(plan: tuple[int | None, ...], weights: dict[Tier, int] = weights) -> int:
            return sum(weights[tier] * points for tier, points in zip(DEFAULT_ORDER, told(plan), strict=True))

        assert sorted(plans, key=told) == sorted(plans, key=lambda plan: (folded(plan), plans.index(plan)))


def test_a_tier_without_differences_weighs_nothing() -> None:
    spans = dict.fromkeys(DEFAULT_ORDER[1:], (0, 1)) | {Tier.LOAD: (5, 1), Tier.DEFICITS: (12, 4)}
    weights = weigh(DEFAULT_ORDER, spans)
    assert [weights[tier] for tier in DEFAULT_ORDER] == [30, 2, 0, 0, 1, 0]


def test_the_span_of_rows() -> None:
    assert span([[0, 6, 3], [-3, 0, 9], []]) == (6 + 12, 3)
    assert span([[0, 0]]) == (0, 1)
    assert span([]) == (0, 1)
