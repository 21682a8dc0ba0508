"""Deficits nobody can close."""

from __future__ import annotations

from tests.domain.matching.schools import mentor, request

from curator_app.domain.matching.gaps import Gap, GapKind, gaps
from curator_app.domain.matching.problem import Problem
from curator_app.domain.matching.solver import solve


def test_areas_nobody_knows_and_areas_only_barred_mentors_know() -> None:
    mentors = (mentor(1, competences={"digital": 2, "subject": 0}), mentor(2))
    requests = (
        request(1, deficits=[("subject", 1), ("digital", 3), ("methodical", 0)]),
        request(2, deficits=[("subject", 3)]),
        request(3, deficits=[("digital", 1)]),
    )
    plan = solve(Problem(mentors, requests, bans=frozenset({(1, 1001)})))
    assert gaps(plan) == (
        Gap("subject", GapKind.NOBODY, (1, 2), 3),
        Gap("digital", GapKind.BARRED, (1,), 3),
    )


def test_without_mentors_every_deficit_is_a_gap() -> None:
    plan = solve(Problem((), (request(1, deficits=[("digital", 1), ("digital", 2)]),)))
    assert gaps(plan) == (Gap("digital", GapKind.NOBODY, (1,), 2),)
