"""An order that depends on what people are, not on how they are listed or numbered."""

from __future__ import annotations

import dataclasses
import random

import pytest
from tests.domain.matching.schools import mentor, request

from curator_app.domain.matching.canonical import dense, in_order, refined
from curator_app.domain.matching.facts import Wishes
from curator_app.domain.matching.problem import Problem
from curator_app.domain.matching.solver import solve


def test_keys_come_first() -> None:
    people = (mentor(1, key=("Яблокова",)), mentor(2, key=("Абрикосова",)))
    asked = (request(2), request(1))
    mentors, requests = in_order(Problem(people, asked))
    assert [one.id for one in mentors] == [2, 1]
    assert [one.id for one in requests] == [1, 2]


def test_namesakes_are_told_apart_by_facts_then_by_relations() -> None:
    twins = [mentor(number, 1, key=("Сосна",)) for number in (1, 2, 3)]
    twins[2] = dataclasses.replace(twins[2], experience=5)
    asked = tuple(request(number) for number in (1, 2))
    wishes = Wishes({(2, 1001): 1}, {})
    by_name = in_order(Problem(tuple(twins), asked, wishes))[0]
    assert [one.id for one in by_name] == [1, 2, 3]
    other_way = in_order(Problem(tuple(reversed(twins)), asked, wishes))[0]
    assert [one.id for one in other_way] == [1, 2, 3]


@pytest.mark.parametrize("seed", range(30))
def test_numbers_given_by_the_base_do_not_matter(seed: int) -> None:
    dice = random.Random(seed)
    mentors = [mentor(number, dice.choice([1, 2]), competences={"a": dice.choice([1, 2])}) for number in range(1, 5)]
    requests = [request(number, deficits=[("a", dice.choice([1, 2]))]) for number in range(1, 8)]
    new_mentors = dict(zip(range(1, 5), dice.sample(range(50, 99), 4), strict=True))
    new_requests = dict(zip(range(1, 8), dice.sample(range(50, 99), 7), strict=True))
    plan = solve(Problem(tuple(mentors), tuple(requests)))
    renamed = Problem(
        tuple(dataclasses.replace(one, id=new_mentors[one.id]) for one in mentors),
        tuple(dataclasses.replace(one, id=new_requests[one.id]) for one in requests),
    )
    expected = {new_requests[one]: new_mentors[number] for one, number in plan.mentor_of.items()}
    assert dict(solve(renamed).mentor_of) == expected


def test_ranks_are_refined_by_cells() -> None:
    assert dense(["б", "а", "б"]) == [1, 0, 1]
    assert refined([[1, 2], [2, 1]], [0, 0], [0, 1]) == ([0, 1], [0, 1])
    assert refined([[1, 2], [2, 1]], [0, 0], [0, 0]) == ([0, 0], [0, 0])
    assert refined([], [], [0]) == ([], [0])
