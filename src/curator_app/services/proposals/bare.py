"""A bare instance: scores, capacities and forbidden cells by index, without people (``propose --matrix``)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from curator_app.domain.matching.matrix import solve_matrix
from curator_app.runtime.errors import KnownProblem


def solve_bare(told: Any, name: str) -> dict[str, Any]:
    """The plan of ``{"scores": [[…]], "capacity": […], "forbidden": [[i, j]…]}`` in the shape of ``propose``; mentors
    and mentees are told by index. Raises KnownProblem for a value of another shape."""
    if not isinstance(told, Mapping) or not _rows(told.get("scores")):
        raise _wrong(name, "«scores» — список строк равной длины, в них числа или «null»")
    scores = told["scores"]
    capacity = told.get("capacity", [1] * len(scores))
    forbidden = told.get("forbidden") or []
    if not isinstance(capacity, list) or len(capacity) != len(scores) or not all(_whole(one) for one in capacity):
        raise _wrong(name, "«capacity» — по одному целому числу от 0 на каждую строку «scores»")
    if not isinstance(forbidden, list) or not all(_cell(one, scores) for one in forbidden):
        raise _wrong(name, "«forbidden» — пары [строка, столбец] в пределах «scores»")
    try:
        plan = solve_matrix(scores, capacity, [(i, j) for i, j in forbidden])
    except ValueError as error:
        raise _wrong(name, "все оценки должны быть конечными числами") from error
    barred = {(i, j) for i, j in forbidden}
    width = len(scores[0]) if scores else 0
    allowed = [any(scores[i][j] is not None and (i, j) not in barred for i in range(len(scores))) for j in range(width)]
    return {
        "mentors": [{"id": index, "capacity_left": room} for index, room in enumerate(capacity)],
        "mentees": [{"id": index} for index in range(width)],
        "tiers": ["coverage", "score"],
        "forbidden": [list(one) for one in sorted(barred)],
        "locked": [],
        "pairs": [
            {"mentor": mentor, "mentee": mentee, "score": scores[mentor][mentee]} for mentor, mentee in plan.pairs
        ],
        "unmatched": [
            {
                "mentee": mentee,
                "cause": "Мест меньше, чем нужно." if allowed[mentee] else "Запрещены все пары этого столбца.",
                "repairs": [],
            }
            for mentee in plan.unmatched
        ],
        "objective": [len(plan.pairs), plan.total],
        "blocking_pairs": [],
    }


def _wrong(name: str, wanted: str) -> KnownProblem:
    return KnownProblem(f"«{name}» не подходит, исправьте: {wanted}.")


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _rows(scores: object) -> bool:
    return (
        isinstance(scores, list)
        and all(isinstance(row, list) and all(one is None or _number(one) for one in row) for row in scores)
        and len({len(row) for row in scores}) <= 1
    )


def _cell(told: object, scores: list[list[object]]) -> bool:
    return (
        isinstance(told, list)
        and len(told) == 2
        and all(_whole(one) for one in told)
        and told[0] < len(scores)
        and told[1] < len(scores[told[0]])
    )
