"""A damaged base is named and left alone; 973 ways to damage it."""

from __future__ import annotations

import json

import pytest
from tests.faults import sweep
from tests.faults.damage import DAMAGES


@pytest.mark.timeout(300)
def test_damaged_bases_are_never_opened_as_if_they_were_fine() -> None:
    told = sweep.damage(sweep.CI)
    assert told["cases"] == sum(count for _, count in DAMAGES.values()) == 973
    assert told["bad"] == []


def test_without_the_seal_most_damage_is_seen_still() -> None:
    """After a crash the seal is an old one: then SQLite's own check is all there is. It does not see every bit."""
    told = json.loads(sweep.plain("tests.faults.damage", ["--unsealed", "--share", "0.2"]))
    bugs = [one for one in told["bad"] if not one.endswith("opened as if it were fine") and "KnownProblem" not in one]
    assert bugs == []
    bits = told["seen"].pop("one bit")
    unseen = sum(one.startswith("one bit: opened as if") for one in told["bad"])
    assert unseen <= 0.35 * sum(bits.values())
