"""Nothing lost: kills, failing disks, power cuts in the middle of real work. The long form: ``tests.faults.sweep``."""

from __future__ import annotations

import pytest
from tests.faults import shim, sweep

pytestmark = pytest.mark.timeout(600)  # half a minute each of a free processor; others may be at work, too
needs_compiler = pytest.mark.skipif(
    shim.compiler() is None, reason="NO C COMPILER: failing disks and power cuts are NOT proved on this machine"
)


def test_killed_a_hundred_times() -> None:
    told = sweep.kills(sweep.CI)
    assert told["bad"] == []
    assert told["kills"] == 100
    assert told["in_flight"] > 30, "the kills must hit the middle of work"


@needs_compiler
def test_power_cut_three_thousand_times() -> None:
    told = sweep.power(sweep.CI)
    assert told["bad"] == {}
    assert told["states"] == 3000


@needs_compiler
@pytest.mark.parametrize("setting", sweep.WEAK)
def test_the_simulator_of_power_cuts_finds_a_base_that_loses(setting: str) -> None:
    told = sweep.power(sweep.Size(states=100), [setting])
    assert sum(told["bad"].values()) >= 1


@needs_compiler
def test_every_kind_of_act_on_a_failing_disk() -> None:
    told = sweep.file_calls(sweep.CI)
    assert told["bad"] == []
    assert told["cases"] >= 6 * len(told["calls"]) >= 6 * 30


@needs_compiler
def test_a_base_with_a_password_on_a_failing_disk() -> None:
    told = sweep.file_calls(sweep.CI, ["create", "order", "restore", "open", "recover"], protected=True)
    assert told["bad"] == []
    assert told["cases"] == 30


@needs_compiler
def test_power_cuts_of_a_base_with_a_password() -> None:
    told = sweep.power(sweep.Size(states=300), protected=True)
    assert told["bad"] == {}
    assert told["states"] == 300
