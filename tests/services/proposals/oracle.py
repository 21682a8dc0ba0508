"""The best plan worked out again from nothing but what `propose --json` prints, by trying every plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

Told = Mapping[str, Any]


def best(told: Told) -> tuple[int, int]:
    """(coverage, sum of scores) of the best plan that keeps what is locked."""
    return max(_worth(told, plan) for plan in _plans(told))


def printed(told: Told) -> tuple[int, int]:
    """(coverage, sum of scores) of the plan as printed; fails when it breaks a rule."""
    row = {one["id"]: index for index, one in enumerate(told["mentors"])}
    column = {one["request"]: index for index, one in enumerate(told["mentees"])}
    plan: list[int | None] = [None] * len(column)
    for pair in told["pairs"]:
        assert plan[column[pair["request"]]] is None
        plan[column[pair["request"]]] = row[pair["mentor"]]
        assert pair["score"] == told["scores"][row[pair["mentor"]]][column[pair["request"]]]
    assert _allowed(told, plan)
    left = {one["request"] for one in told["unmatched"]}
    assert left == {one["request"] for one, mentor in zip(told["mentees"], plan, strict=True) if mentor is None}
    return _worth(told, plan)


def _plans(told: Told) -> Iterator[list[int | None]]:
    """Every plan; requests whose locks contradict stay out, as the answer says."""
    fixed = {pair["request"]: pair["mentor"] for pair in told["pairs"] if pair["locked"]}
    out = {one["request"] for one in told["unmatched"] if one["cause_kind"] in {"lock", "group_over_limit"}}
    row = {one["id"]: index for index, one in enumerate(told["mentors"])}
    units: dict[object, list[int]] = {}
    for index, one in enumerate(told["mentees"]):
        label = one.get("group")
        units.setdefault(("request", index) if label is None else ("group", label.casefold()), []).append(index)
    choices: list[list[int | None]] = []
    for members in units.values():
        asked = [told["mentees"][index]["request"] for index in members]
        homes = {fixed[one] for one in asked if one in fixed}
        if out & set(asked):
            choices.append([None])
        elif homes:
            choices.append([row[home] for home in homes])
        else:
            choices.append([None, *range(len(told["mentors"]))])
    for choice in product(*choices):
        plan: list[int | None] = [None] * len(told["mentees"])
        for members, mentor in zip(units.values(), choice, strict=True):
            for index in members:
                plan[index] = mentor
        if _allowed(told, plan):
            yield plan


def _allowed(told: Told, plan: list[int | None]) -> bool:
    places: set[tuple[int, int, object]] = set()
    seen: dict[tuple[int, int], set[object]] = {}
    forbidden = {tuple(one) for one in told["forbidden"]}
    for index, mentor in enumerate(plan):
        if mentor is None:
            continue
        column = told["mentees"][index]
        label = column.get("group")
        if told["scores"][mentor][index] is None or (told["mentors"][mentor]["id"], column["id"]) in forbidden:
            return False
        unit = ("request", index) if label is None else ("group", label.casefold())
        places.add((mentor, column["id"], unit))
        seen.setdefault((mentor, column["id"]), set()).add(unit)
    if any(len(units) > 1 for units in seen.values()):
        return False
    taken = [sum(one == index for one, _, _ in places) for index in range(len(told["mentors"]))]
    return all(count <= one["capacity_left"] for count, one in zip(taken, told["mentors"], strict=True))


def _worth(told: Told, plan: list[int | None]) -> tuple[int, int]:
    coverage = score = 0
    for index, mentor in enumerate(plan):
        if mentor is not None:
            coverage += told["mentees"][index].get("coverage", 1)
            score += told["scores"][mentor][index]
    return coverage, score
