"""Bare instances."""

from __future__ import annotations

import random

import pytest
from tests.domain.matching.flow import cheapest_flow

from curator_app.domain.matching.certificate import proves
from curator_app.domain.matching.matrix import MatrixPlan, Number, solve_matrix

Scores = list[list[Number | None]]


def instance(dice: random.Random) -> tuple[Scores, list[int]]:
    mentors, mentees = dice.randint(1, 7), dice.randint(1, 9)
    spread = dice.choice([1, 3, 100])
    scores: Scores = [
        [None if dice.random() < 0.2 else dice.randint(-spread, spread) for _ in range(mentees)] for _ in range(mentors)
    ]
    return scores, [dice.randint(0, 3) for _ in range(mentors)]


def certified(scores: Scores, capacity: list[int], plan: MatrixPlan) -> bool:
    values = [[None if cell is None else round(cell * plan.scale) + plan.bonus for cell in row] for row in scores]
    chosen: list[int | None] = [None] * len(scores[0])
    for one, other in plan.pairs:
        chosen[other] = one
    return proves(values, capacity, chosen, plan.prices)


@pytest.mark.parametrize("seed", range(150))
def test_as_many_pairs_as_possible_then_the_largest_total(seed: int) -> None:
    scores, capacity = instance(random.Random(seed))
    plan = solve_matrix(scores, capacity)
    big = 10**6
    cost = [
        [*(None if (cell := row[mentee]) is None else -big - int(cell) for row in scores), 0]
        for mentee in range(len(scores[0]))
    ]
    assert len(plan.pairs) * big + plan.total == -cheapest_flow(cost, [*capacity, len(cost)])
    assert plan.total == sum(scores[one][other] or 0 for one, other in plan.pairs)
    assert len(plan.pairs) + len(plan.unmatched) == len(scores[0])
    assert certified(scores, capacity, plan)


@pytest.mark.parametrize("seed", range(40))
def test_who_is_paired_depends_on_the_numbers_only(seed: int) -> None:
    dice = random.Random(f"shuffle {seed}")
    scores: Scores = [[dice.randint(0, 10**6) for _ in range(8)] for _ in range(5)]
    capacity = [dice.randint(0, 2) for _ in range(5)]
    rows, columns = dice.sample(range(5), 5), dice.sample(range(8), 8)
    plan = solve_matrix(scores, capacity)
    other = solve_matrix([[scores[i][j] for j in columns] for i in rows], [capacity[i] for i in rows])
    assert sorted((rows[i], columns[j]) for i, j in other.pairs) == list(plan.pairs)


def test_fractions_are_reckoned_exactly() -> None:
    third = 0.1 + 0.2
    plan = solve_matrix([[third, 0.3], [0.3, 0.3]], [1, 1])
    assert plan.pairs == ((0, 0), (1, 1))
    assert plan.total == third + 0.3


def test_forbidden_cells_and_missing_scores_are_the_same() -> None:
    assert solve_matrix([[5, None]], [2]).pairs == solve_matrix([[5, 9]], [2], [(0, 1)]).pairs == ((0, 0),)


@pytest.mark.parametrize(("scores", "capacity"), [([], []), ([[]], [3]), ([[None]], [1]), ([[1]], [0])])
def test_nothing_to_pair_is_no_error(scores: Scores, capacity: list[int]) -> None:
    plan = solve_matrix(scores, capacity)
    assert (plan.pairs, plan.total) == ((), 0)


@pytest.mark.parametrize(
    ("scores", "capacity", "forbidden"),
    [
        ([[1, 2], [3]], [1, 1], []),
        ([[1]], [1, 1], []),
        ([[1]], [-1], []),
        ([[float("nan")]], [1], []),
        ([[float("inf")]], [1], []),
        ([[1]], [1], [(0, 1)]),
    ],
)
def test_what_is_no_instance_is_refused(scores: Scores, capacity: list[int], forbidden: list[tuple[int, int]]) -> None:
    with pytest.raises(ValueError, match=r"row|capacity|number|cell"):
        solve_matrix(scores, capacity, forbidden)


def test_a_wrong_certificate_is_not_accepted() -> None:
    values: list[list[int | None]] = [[5, 3], [4, 1]]
    assert proves(values, [1, 1], [1, 0], [1, 0])
    assert not proves(values, [1, 1], [0, 1], [1, 0])
    assert not proves(values, [1, 1], [1, 0], [3, 0])
    assert not proves(values, [1, 1], [0, 0], [0, 0])
    assert not proves(values, [2, 1], [1, 0], [1, 0])
    assert not proves([[None]], [1], [0], [0])
