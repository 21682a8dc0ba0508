"""What an outsider with the command line found: repairs that were refused or did not help, ties broken by numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.services.proposals.school import new_base
from tests.services.proposals.test_gathering import mentee, mentor, request

from curator_app.runtime.errors import KnownProblem, NotFound
from curator_app.services import records
from curator_app.services.proposals import explaining, repairing
from curator_app.services.proposals.asking import ask_why_not
from curator_app.services.proposals.proposing import propose
from curator_app.services.workspace import Workspace


def test_a_lock_of_somebody_who_asks_for_nobody_takes_no_place_from_a_repair(base: Workspace) -> None:
    """The place a repair adds and locks is not refused because of a lock that the plan does not count."""
    full = mentor(base, "Абрамова", capacity=0)
    idle, first, second = (mentee(base, one) for one in ("Волкова", "Громова", "Дунаева"))
    records.set_records(base, "mentor", [{"id": full, "capacity": 1}])
    records.add_records(base, "lock", [{"mentor": full, "mentee": idle}])
    records.set_records(base, "mentor", [{"id": full, "capacity": 0}])
    for one in (first, second):
        request(base, one)
    repairs = [one for found in repairing.find_repairs(propose(base)).values() for one in found]
    repair = next(one for one in repairs if one.kind == "add_place" and len(one.applies) == 2)
    repairing.apply_repair(base, repair)
    assert repair.mentee in {one.mentee for one in propose(base).pairs}


def test_two_locks_on_one_place_are_refused_though_nobody_asks_yet(base: Workspace) -> None:
    one_place = mentor(base, "Абрамова", capacity=1)
    first, second = mentee(base, "Волкова"), mentee(base, "Громова")
    records.add_records(base, "lock", [{"mentor": one_place, "mentee": first}])
    with pytest.raises(KnownProblem, match="все заняты"):
        records.add_records(base, "lock", [{"mentor": one_place, "mentee": second}])


def test_requests_that_differ_in_their_deficits_only_are_told_apart_by_them(tmp_path: Path) -> None:
    """Two requests of one day in the same words: their order does not depend on which was entered first."""
    asked = [{"deficits": [{"area": area, "severity": 2}], "date": "2026-09-01"} for area in ("digital", "methodical")]
    served = []
    for number, order in enumerate((asked, asked[::-1])):
        opened = new_base(tmp_path / str(number))
        mentor(opened, "Абрамова", capacity=1)
        who = mentee(opened, "Волкова")
        for one in order:
            request(opened, who, **one)
        proposal = propose(opened)
        served.append([one.deficits for one in proposal.requests])
        opened.close()
    assert served[0] == served[1]


def test_pupils_of_one_name_are_told_apart_by_their_class(tmp_path: Path) -> None:
    served = []
    for number, classes in enumerate((("5А", "9Б"), ("9Б", "5А"))):
        opened = new_base(tmp_path / str(number))
        mentor(opened, "Абрамова", capacity=1)
        of_class = {}
        for one in classes:
            of_class[
                mentee(opened, "Волкова", kind="pupil", class_name=one, phone=f"+7 900 000-00-{number}{one[0]}")
            ] = one
        for who in of_class:
            request(opened, who, date="2026-09-01")
        served.append([of_class[one.mentee] for one in propose(opened).pairs])
        opened.close()
    assert served[0] == served[1]


def test_a_requirement_is_not_dropped_in_vain_for_the_mentor_somebody_is_locked_to_already(base: Workspace) -> None:
    """The second request could only go to the mentor who has the mentee by a lock: nothing about it helps."""
    only = mentor(base, "Абрамова", capacity=2)
    asks = mentee(base, "Волкова")
    request(base, asks, date="2026-09-01")
    request(base, asks, date="2026-09-02", subject="химия", subject_required=True)
    records.add_records(base, "lock", [{"mentor": only, "mentee": asks}])
    kinds = [one.kind for found in repairing.find_repairs(propose(base)).values() for one in found]
    assert kinds == ["add_mentor"]


def test_a_repair_is_tried_with_every_way_a_lock_may_be_taken(base: Workspace) -> None:
    """The lock that cannot hold would be taken by the other request, and the urgent one would get the new place."""
    mentor(base, "Абрамова", capacity=0)
    refuses = mentor(base, "Белова", capacity=1)
    locked, other = mentee(base, "Волкова"), mentee(base, "Громова")
    request(base, locked, date="2026-09-01", urgent=True)
    request(base, locked, date="2026-09-02", subject="химия", subject_required=True)
    request(base, other, date="2026-09-03")
    records.add_records(base, "lock", [{"mentor": refuses, "mentee": locked}])
    records.add_records(
        base, "consent", [{"person": refuses, "kind": "mentoring", "date": "2026-09-01", "refused": True}]
    )
    proposal = propose(base)
    before = {one.mentee for one in proposal.pairs}
    for request_id, found in repairing.find_repairs(proposal).items():
        for repair in found:
            repairing.apply_repair(base, repair)
            after = {one.mentee for one in propose(base).pairs}
            assert proposal.request[request_id].mentee in after, repair
            assert before <= after
            base.undo()


def test_one_mentee_without_a_request_is_told_in_the_singular(base: Workspace) -> None:
    mentee(base, "Волкова")
    assert propose(base).notes == (
        "У 1 наставляемого нет ни запроса, ни пары: в подбор он не вошёл. Внесите ему запрос.",
    )


def test_a_lock_that_cannot_hold_says_what_forbids_it(base: Workspace) -> None:
    lacks = mentor(base, "Абрамова", capacity=1)
    asks = mentee(base, "Волкова")
    request(base, asks, subject="химия", subject_required=True)
    records.add_records(base, "lock", [{"mentor": lacks, "mentee": asks}])
    (told,) = explaining.explain_unmatched(propose(base)).values()
    assert "не ведёт обязательный предмет. Снимите закрепление" in told.cause


def test_why_not_about_a_request_of_somebody_else_is_refused(base: Workspace) -> None:
    who, asks = mentor(base, "Абрамова"), mentee(base, "Волкова")
    own = request(base, asks)
    with pytest.raises(NotFound, match=f"не из открытых у этого наставляемого. Выберите: {own}"):
        ask_why_not(propose(base), who, asks, own + 1)
