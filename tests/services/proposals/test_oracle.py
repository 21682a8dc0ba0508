"""The printed plan is the best there is, the order of entry leaves no trace, every repair does what it says."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.domain.matching import oracle as rules
from tests.services.proposals import oracle
from tests.services.proposals.school import enter, new_base, random_school

from curator_app.services import records
from curator_app.services.proposals import repairing, telling
from curator_app.services.workspace import Workspace


def propose(workspace: Workspace) -> dict[str, Any]:
    proposal = telling.planned_proposal(workspace, None, None)
    told: dict[str, Any] = json.loads(json.dumps(telling.told(proposal, explained=True), ensure_ascii=False))
    return told


def by_name(told: Mapping[str, Any], numbers: Mapping[str, int]) -> Any:
    """What is printed, with surnames in place of every number."""
    names = {number: name for name, number in numbers.items()}
    request = {one["request"]: (one["full_name"], index) for index, one in enumerate(told["mentees"])}
    return {
        "mentors": [one["full_name"] for one in told["mentors"]],
        "scores": told["scores"],
        "pairs": sorted(
            (
                names[one["mentor"]],
                request[one["request"]],
                one["score"],
                one["interchangeable"],
                one["substitute_words"],
            )
            for one in told["pairs"]
        ),
        "unmatched": sorted(
            (request[one["request"]], one["cause"], [repair["words"] for repair in one["repairs"]])
            for one in told["unmatched"]
        ),
        "objective": told["objective"],
    }


@pytest.mark.parametrize("seed", range(10))
def test_best_of_all_plans_whatever_the_order_of_entry(tmp_path: Path, seed: int) -> None:
    school = random_school(random.Random(seed))
    first = new_base(tmp_path / "первая")
    numbers = enter(first, school)
    told = propose(first)
    first.close()
    assert oracle.printed(told) == oracle.best(told)
    assert told["objective"][0] == oracle.printed(told)[0]
    assert told["proven"]
    school.locks.clear()  # which of two locks is refused depends on which came first
    second, third = new_base(tmp_path / "вторая"), new_base(tmp_path / "третья")
    here = enter(second, school)
    there = enter(third, school, random.Random(-seed).shuffle)
    assert by_name(propose(second), here) == by_name(propose(third), there)
    second.close()
    third.close()
    assert numbers.keys() == here.keys() == there.keys()


@pytest.mark.parametrize("seed", [4, 12, 51, 69, 73])
def test_scores_fold_the_tiers_without_changing_their_order(base: Workspace, seed: int) -> None:
    """Tier by tier, told a second time: the plan with the largest sum of scores is the best one in the tiers."""
    enter(base, random_school(random.Random(seed), groups=False))
    proposal = telling.planned_proposal(base, None, None)
    problem = proposal.plan.problem
    column = {one.id: index for index, one in enumerate(proposal.requests)}
    row = {one.id: index for index, one in enumerate(proposal.mentors)}
    ranked = []
    for choice in rules.plans(problem):
        objective = rules.objective(problem, choice)
        score = sum(proposal.scores[row[mentor]][column[request]] or 0 for request, mentor in choice.items())
        ranked.append((objective, (objective[0], score)))
    assert len(ranked) > 50
    assert max(one for one, _ in ranked) == proposal.objective
    assert max(other for _, other in ranked) == max(ranked)[1]


def apply_through_records(workspace: Workspace, applies: list[dict[str, Any]]) -> None:
    for one in applies:
        if one["do"] == "add":
            records.add_records(workspace, one["kind"], [one["record"]])
        elif one["do"] == "set":
            records.set_records(workspace, one["kind"], [one["record"]])
        else:
            records.remove_record(workspace, one["kind"], one["record"]["id"])


def works(before: Mapping[str, Any], after: Mapping[str, Any], mentee: int) -> bool:
    """Whether a mentee has a mentor for one request more and nobody else has lost one."""
    served, now = ([(one["mentee"], one["request"]) for one in told["pairs"]] for told in (before, after))
    others = {one for one in served if one[0] != mentee}
    return others <= set(now) and sum(one[0] == mentee for one in served) < sum(one[0] == mentee for one in now)


def test_every_repair_serves_the_mentee_and_nobody_else_loses(tmp_path: Path) -> None:
    tried: dict[str, int] = {}
    for seed in (103, 106, 114, 119, 121):
        workspace = new_base(tmp_path / str(seed))
        enter(workspace, random_school(random.Random(seed)))
        before = propose(workspace)
        found = repairing.find_repairs(telling.planned_proposal(workspace, None, None))
        for left in before["unmatched"]:
            assert left["cause"].endswith(".")
            for number, repair in enumerate(left["repairs"]):
                apply_through_records(workspace, repair["applies"])
                assert works(before, propose(workspace), left["mentee"]), (seed, repair)
                for _ in repair["applies"]:
                    workspace.undo()
                assert propose(workspace) == before
                repairing.apply_repair(workspace, found[left["request"]][number])
                assert works(before, propose(workspace), left["mentee"])
                workspace.undo()
                tried[repair["kind"]] = tried.get(repair["kind"], 0) + 1
        workspace.close()
    assert set(tried) == {"add_place", "drop_requirement", "lift_ban", "remove_lock", "add_mentor"}, tried
