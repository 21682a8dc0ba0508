"""More mutual wishes for less fit: what is locked, and that the new plan keeps what was promised."""

from __future__ import annotations

import pytest
from tests.services.proposals.test_gathering import mentee, mentor, request

from curator_app.runtime.errors import KnownProblem
from curator_app.services import records
from curator_app.services.proposals.exchanging import new_wishes, take_exchange
from curator_app.services.proposals.explaining import exchanges
from curator_app.services.proposals.proposing import propose
from curator_app.services.workspace import Workspace


def _wished_against_fit(base: Workspace) -> tuple[int, int]:
    """Волкова wants Белова and is wanted, but only Абрамова closes the deficit."""
    mentor(base, "Абрамова", capacity=1, competence_areas=[{"area": "methodical", "level": 3}])
    belova, volkova = mentor(base, "Белова", capacity=1), mentee(base, "Волкова")
    request(base, volkova, deficits=[{"area": "methodical", "severity": 3}])
    wishes = [{"side": side, "mentor": belova, "mentee": volkova, "rank": 1} for side in ("mentor", "mentee")]
    records.add_records(base, "wish", wishes)
    return belova, volkova


def test_the_wish_is_locked_and_comes_true_and_is_taken_back_by_one_undo(base: Workspace) -> None:
    wished = _wished_against_fit(base)
    proposal = propose(base)
    choice = exchanges(proposal)
    assert new_wishes(proposal, choice[0]) == ()
    assert new_wishes(proposal, choice[-1]) == (wished,)
    assert take_exchange(base, proposal, choice[-1]) == 1
    after = propose(base)
    assert [(one.mentor, one.mentee, one.locked) for one in after.pairs] == [(*wished, True)]
    base.undo()
    assert propose(base).mentor_of == proposal.mentor_of


def test_a_plan_without_new_wishes_is_refused(base: Workspace) -> None:
    _wished_against_fit(base)
    proposal = propose(base)
    with pytest.raises(KnownProblem, match="не исполняет"):
        take_exchange(base, proposal, exchanges(proposal)[0])
    assert propose(base).locks == {}
