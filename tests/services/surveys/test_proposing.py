"""Waves asked for by the terms, and terms done by waves."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.services.surveys.base import CURATOR, MENTEE, MENTOR, answer, fill

from curator_app.domain.codes import WaveStage
from curator_app.runtime.clock import fixed
from curator_app.services.surveys import proposing, waves
from curator_app.services.terms.tasks import list_tasks
from curator_app.services.workspace import Workspace


def _at(workspace: Workspace, year: int, month: int, day: int) -> None:
    workspace.clock = fixed(dt.datetime(year, month, day, 9, 0))


def _state(workspace: Workspace, task: str) -> str:
    return next(one.state for one in list_tasks(workspace) if one.id == task)


def test_newcomers_needs_and_diagnosis_are_proposed_until_they_are_asked(workspace: Workspace) -> None:
    school = fill(workspace)
    found = {one.kit.code: one for one in proposing.propose_waves(workspace)}
    assert {"needs", "diagnosis"} <= set(found)
    needs = found["needs"]
    assert {one.person for one in needs.people} == {school["gro"], school["dem"]}
    assert needs.due == dt.date(2026, 9, 4)
    number = proposing.accept_proposal(workspace, needs)
    assert "needs" not in {one.kit.code for one in proposing.propose_waves(workspace)}
    view = waves.get_wave(workspace, number)
    assert (view.row.stage, view.row.expected, view.row.overdue) == (WaveStage.START, 2, 2)
    task = f"s2-p2:mentee:{school['gro']}"
    assert _state(workspace, task) == "overdue"
    answer(workspace, number, school["gro"], MENTEE, {"discipline": 2})
    assert _state(workspace, task) == "done"
    workspace.undo()
    assert _state(workspace, task) == "overdue"


def test_after_three_months_mentee_and_mentor_are_asked(workspace: Workspace) -> None:
    school = fill(workspace)
    _at(workspace, 2026, 12, 2)
    found = {one.kit.code: one for one in proposing.propose_waves(workspace)}
    told = {(one.person, one.role) for one in found["adaptation"].people}
    assert told == {(school["gro"], MENTEE), (school["dem"], MENTEE), (school["abr"], MENTOR), (school["bel"], MENTOR)}
    december = found["december"]
    assert (school["zim"], CURATOR) in {(one.person, one.role) for one in december.people}
    number = proposing.accept_proposal(workspace, found["adaptation"])
    answer(workspace, number, school["gro"], MENTEE, {"comfort": 9})
    assert _state(workspace, f"s2-m2a:mentee:{school['gro']}") == "done"
    assert _state(workspace, f"s2-m2a:mentee:{school['dem']}") != "done"


def test_the_december_rule_is_done_when_everybody_asked_has_answered(workspace: Workspace) -> None:
    fill(workspace)
    _at(workspace, 2026, 12, 2)
    december = next(one for one in proposing.propose_waves(workspace) if one.kit.code == "december")
    number = proposing.accept_proposal(workspace, december)
    left = [*waves.get_wave(workspace, number).respondents]
    for one in left:
        assert _state(workspace, "s4-5.2:school:0:2026-12") != "done"
        answer(workspace, number, one.person, one.role, {"goal" if one.role is CURATOR else "comfort": 2})
    assert _state(workspace, "s4-5.2:school:0:2026-12") == "done"


def test_a_newcomer_joins_the_open_wave(workspace: Workspace) -> None:
    fill(workspace)
    needs = next(one for one in proposing.propose_waves(workspace) if one.kit.code == "needs")
    number = proposing.accept_proposal(workspace, needs)
    from curator_app.services import records

    ids: dict[str, int] = {}
    late = {"ref": "@new", "surname": "Котова", "first_name": "Яна", "work_start_date": "2026-10-01"}
    records.add_records(workspace, "person", [late], ids)
    records.add_records(workspace, "mentee", [{"person": "@new"}], ids)
    again = next(one for one in proposing.propose_waves(workspace) if one.kit.code == "needs")
    assert (again.wave, again.names) == (number, ("Котова Я.",))
    assert proposing.accept_proposal(workspace, again) == number
    assert waves.get_wave(workspace, number).row.expected == 3


@pytest.mark.parametrize("day", [dt.date(2026, 8, 3)])
def test_nothing_is_proposed_in_an_empty_school(workspace: Workspace, day: dt.date) -> None:
    workspace.clock = fixed(dt.datetime.combine(day, dt.time(9)))
    assert proposing.propose_waves(workspace) == []
