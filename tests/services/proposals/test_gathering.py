"""What the base tells the solver: who takes part, what is served already, what forbids, how texts are compared."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine
from tests.services.proposals.school import ENDS, STARTS, person

from curator_app.domain.matching.facts import Obstacle
from curator_app.domain.matching.periods import Period
from curator_app.services import pairs, records
from curator_app.services.proposals.gathering import planned_period
from curator_app.services.proposals.proposing import Proposal, propose
from curator_app.services.workspace import Workspace


def mentor(base: Workspace, surname: str, **more: Any) -> int:
    return int(records.add_records(base, "mentor", [person(surname, **more)])[0]["id"])


def mentee(base: Workspace, surname: str, **more: Any) -> int:
    return int(records.add_records(base, "mentee", [person(surname, **more)])[0]["id"])


def request(base: Workspace, whose: int, **more: Any) -> int:
    return int(records.add_records(base, "request", [{"mentee": whose, "wording": "помощь", **more}])[0]["id"])


def pair(base: Workspace, who: int, whom: list[int], starts: dt.date, ends: dt.date) -> int:
    return pairs.form_pairs(base, [pairs.PairData(mentor=who, mentees=whom, start_date=starts, end_date=ends)])[0]


def barred(proposal: Proposal) -> dict[tuple[int, int], set[Obstacle]]:
    return {(who, proposal.request[one].mentee): set(obstacles) for (who, one), obstacles in proposal.obstacles.items()}


def test_subjects_are_compared_without_case_and_yo(base: Workspace) -> None:
    knows = mentor(base, "Абрамова", subjects=["  АктЁрское  Мастерство "])
    other = mentor(base, "Белова", subjects=["Математика"])
    asks = mentee(base, "Волкова")
    request(base, asks, subject="актерское мастерство", subject_required=True)
    proposal = propose(base)
    assert barred(proposal) == {(other, asks): {Obstacle.SUBJECT}}
    assert [one.mentor for one in proposal.pairs] == [knows]


def test_building_shift_form_and_experience_count(base: Workspace) -> None:
    near = mentor(
        base, "Яковлева", building="Корпус А", shift="1", experience_years=20, mentoring_form="учитель – ученик"
    )
    mentor(base, "Абрамова", building="корпус б", shift="2", experience_years=1, mentoring_form="студент – ученик")
    asks = mentee(
        base, "Волкова", building="КОРПУС А", shift="1", experience_years=1, mentoring_form="Учитель – ученик"
    )
    request(base, asks)
    (only,) = propose(base).pairs
    assert (only.mentor, sum(only.parts.values()) > 0) == (near, True)


def test_who_left_is_archived_or_deleted_takes_no_part(base: Workspace) -> None:
    mentor(base, "Абрамова", status="left")
    archived = mentor(base, "Белова")
    records.set_records(base, "person", [{"id": archived, "archived": True}])
    deleted = mentor(base, "Волкова")
    records.remove_record(base, "mentor", deleted)
    guest = mentor(base, "Громова", kind="external", workplace="Школа № 2")
    pupil = mentor(base, "Дунаева", kind="pupil", class_name="10А")
    gone = mentee(base, "Ежова")
    request(base, gone)
    records.set_records(base, "person", [{"id": gone, "archived": True}])
    asks = mentee(base, "Жилина")
    request(base, asks)
    closed = mentee(base, "Зимина")
    request(base, closed, status="closed")
    silent = mentee(base, "Ильина")
    proposal = propose(base)
    assert [one.id for one in proposal.mentors] == [guest, pupil]
    assert [one.mentee for one in proposal.requests] == [asks]
    assert proposal.gathered.without_request == (silent,)
    assert proposal.notes


@pytest.mark.parametrize(
    ("kind", "state", "forbids"),
    [
        ("mentee", {"refused": True}, True),
        ("mentee", {"withdrawn_on": "2026-09-20"}, True),
        ("mentee", {"until": "2026-09-20"}, False),
        ("mentee", {}, False),
        ("publication", {"refused": True}, False),
        ("parent", {"refused": True}, True),
    ],
)
def test_refusal_and_withdrawal_forbid_a_missing_consent_does_not(
    base: Workspace, kind: str, state: dict[str, Any], forbids: bool
) -> None:
    who = mentor(base, "Абрамова")
    asks = mentee(base, "Волкова", kind="pupil", class_name="5А")
    request(base, asks)
    records.add_records(base, "consent", [{"person": asks, "kind": kind, "date": "2026-09-01", **state}])
    proposal = propose(base)
    assert barred(proposal) == ({(who, asks): {Obstacle.REFUSED}} if forbids else {})
    assert bool(proposal.pairs) is not forbids


def test_capacity_left_is_reckoned_for_the_busiest_day_of_the_planned_period(base: Workspace) -> None:
    who = mentor(base, "Абрамова", capacity=2)
    autumn, spring, before = (mentee(base, one) for one in ("Белова", "Волкова", "Громова"))
    pair(base, who, [autumn], dt.date(2026, 9, 1), dt.date(2026, 12, 31))
    pair(base, who, [spring], dt.date(2027, 1, 10), dt.date(2027, 5, 31))
    pair(base, who, [before], dt.date(2025, 9, 1), dt.date(2026, 5, 31))
    asks = mentee(base, "Дунаева")
    request(base, asks)
    proposal = propose(base)
    assert (proposal.mentors[0].load, proposal.mentors[0].capacity_left) == (1, 1)
    assert [one.mentee for one in proposal.pairs] == [asks]
    later = propose(base, planned=Period(dt.date(2027, 9, 1), dt.date(2028, 5, 31)))
    assert later.mentors[0].capacity_left == 2


def test_planned_is_from_today_on_and_in_summer_from_the_next_school_year_on() -> None:
    assert planned_period(dt.date(2026, 10, 5)) == Period(dt.date(2026, 10, 5))
    assert planned_period(dt.date(2027, 7, 1)) == Period(dt.date(2027, 9, 1))


def test_a_pair_formed_for_the_next_year_counts_already(base: Workspace) -> None:
    who = mentor(base, "Абрамова", capacity=1)
    asks, other = mentee(base, "Белова"), mentee(base, "Волкова")
    request(base, asks)
    request(base, other)
    pair(base, who, [asks], dt.date(2027, 9, 1), dt.date(2028, 5, 31))
    proposal = propose(base)
    assert ([one.mentee for one in proposal.requests], proposal.mentors[0].capacity_left) == ([other], 0)
    before = propose(base, planned=Period(dt.date(2026, 10, 5), dt.date(2027, 5, 31)))
    assert (len(before.requests), before.mentors[0].capacity_left) == (2, 1)


def test_a_running_pair_serves_one_request_and_bars_the_two_from_pairing_again(base: Workspace) -> None:
    first, second = mentor(base, "Абрамова"), mentor(base, "Белова")
    asks = mentee(base, "Волкова")
    early = request(base, asks, date="2026-09-01")
    late = request(base, asks, date="2026-09-20")
    pair(base, first, [asks], STARTS, ENDS)
    proposal = propose(base)
    assert ([one.id for one in proposal.requests], early) == ([late], early)
    assert barred(proposal) == {(first, asks): {Obstacle.PAIRED}}
    assert [one.mentor for one in proposal.pairs] == [second]
    pair(base, second, [asks], STARTS, ENDS)
    assert propose(base).requests == ()


def test_a_group_that_runs_takes_further_members_to_its_own_mentor(base: Workspace) -> None:
    own, other = mentor(base, "Абрамова", capacity=3), mentor(base, "Белова", capacity=3)
    inside, newcomer = mentee(base, "Волкова", group="7 а"), mentee(base, "Громова", group="7 А")
    for one in (inside, inside, newcomer):
        request(base, one)
    pair(base, own, [inside], STARTS, ENDS)
    proposal = propose(base)
    assert [one.mentee for one in proposal.requests] == [newcomer]
    assert barred(proposal) == {(other, newcomer): {Obstacle.GROUP}}
    assert [one.mentor for one in proposal.pairs] == [own]


def test_a_mentor_may_be_a_mentee_too_but_not_the_own_one(base: Workspace) -> None:
    both, other = mentor(base, "Абрамова"), mentor(base, "Белова")
    records.add_records(base, "mentee", [{"person": both}])
    request(base, both)
    proposal = propose(base)
    assert barred(proposal) == {(both, both): {Obstacle.SELF}}
    assert [(one.mentor, one.mentee) for one in proposal.pairs] == [(other, both)]


def test_a_good_pair_of_last_year_is_preferred(base: Workspace) -> None:
    mentor(base, "Абрамова")
    known = mentor(base, "Белова")
    asks = mentee(base, "Волкова")
    old = pair(base, known, [asks], dt.date(2025, 9, 1), dt.date(2026, 5, 31))
    pairs.end_pair(base, old, dt.date(2026, 5, 31), "plan_completed")
    request(base, asks)
    assert [one.mentor for one in propose(base).pairs] == [known]


def test_a_lock_of_a_mentor_who_left_is_told_and_stops_nobody(base: Workspace) -> None:
    gone, stays = mentor(base, "Абрамова"), mentor(base, "Белова")
    asks = mentee(base, "Волкова")
    request(base, asks)
    records.add_records(base, "lock", [{"mentor": gone, "mentee": asks}])
    records.set_records(base, "mentor", [{"id": gone, "status": "left"}])
    proposal = propose(base)
    assert [one.mentor for one in proposal.pairs] == [stays]
    assert "Абрамова" in proposal.notes[0]


def test_a_lock_kept_by_a_running_pair_contradicts_nothing(base: Workspace) -> None:
    first, second = mentor(base, "Абрамова"), mentor(base, "Белова")
    asks = mentee(base, "Волкова")
    request(base, asks, date="2026-09-01")
    request(base, asks, date="2026-09-20")
    records.add_records(base, "lock", [{"mentor": first, "mentee": asks}])
    pair(base, first, [asks], STARTS, ENDS)
    proposal = propose(base)
    assert [(one.mentor, one.locked) for one in proposal.pairs] == [(second, False)]
    assert proposal.problems == ()


def test_of_two_requests_the_lock_takes_the_one_the_mentor_suits(base: Workspace) -> None:
    knows = mentor(base, "Абрамова", competence_areas=[{"area": "digital", "level": 3}], subjects=["химия"])
    other = mentor(base, "Белова", competence_areas=[{"area": "methodical", "level": 3}], subjects=["физика"])
    asks = mentee(base, "Волкова")
    digital = request(base, asks, deficits=[{"area": "digital", "severity": 3}])
    methodical = request(base, asks, subject="физика", subject_required=True)
    records.add_records(base, "lock", [{"mentor": knows, "mentee": asks}])
    assert propose(base).mentor_of == {digital: knows, methodical: other}


@pytest.mark.parametrize(("requests", "proven"), [(4, True), (5, False)])
def test_a_plan_is_called_best_only_when_every_way_of_a_lock_was_tried(
    base: Workspace, requests: int, proven: bool
) -> None:
    knows = mentor(base, "Абрамова", capacity=9, competence_areas=[{"area": "digital", "level": 3}])
    asks = mentee(base, "Волкова")
    for number in range(requests):
        request(base, asks, deficits=[{"area": "digital", "severity": number % 4}])
    records.add_records(base, "lock", [{"mentor": knows, "mentee": asks}])
    assert propose(base).proven is proven


def test_the_number_of_queries_does_not_grow_with_the_school(base: Workspace) -> None:
    told: list[str] = []
    event.listen(Engine, "before_cursor_execute", lambda *args: told.append(args[2]))
    mentor(base, "Абрамова")
    request(base, mentee(base, "Белова"))
    told.clear()
    propose(base)
    few = len(told)
    for surname in ("Волкова", "Громова", "Дунаева", "Ежова"):
        mentor(base, surname)
        request(base, mentee(base, surname + "-Младшая"))
    told.clear()
    propose(base)
    assert len(told) == few <= 20
