"""What is told when a route is approved; progress; order of meetings."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator_app.domain.codes import MeetingKind, StepStatus
from curator_app.domain.route.integrity import (
    CheckedRoute,
    CheckedStep,
    Flaw,
    FlawKind,
    OtherRoute,
    flaws_of,
    meeting_order_broken,
    next_meeting,
)
from curator_app.domain.route.progress import Progress, is_overdue, progress

D = dt.date
KINDS = [kind.value for kind in MeetingKind]


def step(number: int, **facts: object) -> CheckedStep:
    told: dict[str, object] = {
        "start": D(2026, 9, 4),
        "due": D(2026, 9, 7),
        "responsible": True,
        "expected_result": True,
        "status": "planned",
    }
    return CheckedStep(number, **{**told, **facts})  # type: ignore[arg-type]  # told by name


SOUND = CheckedRoute(
    start=D(2026, 9, 4),
    end=D(2027, 5, 31),
    steps=[step(number, meeting=kind, deficits=(7,)) for number, kind in enumerate(KINDS, start=1)],
    deficits=[7],
    pair_end=D(2027, 5, 31),
)


def kinds(route: CheckedRoute) -> list[FlawKind]:
    return [flaw.kind for flaw in flaws_of(route)]


def test_a_sound_route_has_no_flaw() -> None:
    assert flaws_of(SOUND) == []


@pytest.mark.parametrize(
    ("change", "flaw"),
    [
        ({"deficits": [7, 8]}, Flaw(FlawKind.DEFICIT_WITHOUT_STEP, deficit=8)),
        ({"end": D(2026, 12, 2), "pair_end": None}, Flaw(FlawKind.TOO_SHORT)),
        ({"end": D(2027, 9, 5), "pair_end": None}, Flaw(FlawKind.TOO_LONG)),
        ({"pair_end": D(2027, 5, 30)}, Flaw(FlawKind.PAIR_ENDS_EARLIER)),
        ({"others": [OtherRoute(3, D(2027, 5, 31), D(2027, 8, 1))]}, Flaw(FlawKind.OTHER_ROUTE, route=3)),
    ],
)
def test_each_flaw_of_the_route(change: dict[str, object], flaw: Flaw) -> None:
    assert flaws_of(replace(SOUND, **change)) == [flaw]  # type: ignore[arg-type]  # told by name


def test_several_other_routes_are_one_flaw() -> None:
    others = [OtherRoute(number, SOUND.start, SOUND.end) for number in (3, 4, 5)]
    assert flaws_of(replace(SOUND, others=others)) == [Flaw(FlawKind.OTHER_ROUTE, route=3)]


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        ({"start": None, "due": None}, FlawKind.STEP_WITHOUT_TERM),
        ({"responsible": False}, FlawKind.STEP_WITHOUT_RESPONSIBLE),
        ({"expected_result": False}, FlawKind.STEP_WITHOUT_RESULT),
        ({"due": D(2027, 6, 1)}, FlawKind.STEP_OUTSIDE_ROUTE),
        ({"start": D(2026, 9, 3)}, FlawKind.STEP_OUTSIDE_ROUTE),
    ],
)
def test_each_flaw_of_a_step(facts: dict[str, object], kind: FlawKind) -> None:
    bad = step(9, **facts)
    assert flaws_of(replace(SOUND, steps=[*SOUND.steps, bad])) == [Flaw(kind, steps=(9,))]
    cancelled = replace(bad, status=StepStatus.CANCELLED.value)
    assert flaws_of(replace(SOUND, steps=[*SOUND.steps, cancelled])) == []


def test_three_months_to_the_day_and_a_year_to_the_day_are_right() -> None:
    base = replace(SOUND, pair_end=None, steps=[replace(one, due=D(2026, 9, 5)) for one in SOUND.steps])
    assert kinds(replace(base, end=D(2026, 12, 3))) == []
    assert kinds(replace(base, end=D(2027, 9, 4))) == []


def test_a_meeting_that_was_held_needs_no_step() -> None:
    without = replace(SOUND, steps=SOUND.steps[1:])
    assert flaws_of(without) == [Flaw(FlawKind.MEETING_MISSING, meeting="acquaintance")]
    assert flaws_of(replace(without, meetings_held=["acquaintance"])) == []
    assert flaws_of(replace(without, with_pair=False)) == []


def test_a_deficit_is_not_served_by_a_cancelled_step() -> None:
    only = [replace(one, deficits=()) for one in SOUND.steps]
    only.append(step(9, deficits=(7,), status=StepStatus.CANCELLED.value))
    assert kinds(replace(SOUND, steps=only)) == [FlawKind.DEFICIT_WITHOUT_STEP]


def test_an_empty_route_says_so() -> None:
    assert kinds(replace(SOUND, steps=[], deficits=[]))[0] is FlawKind.NO_STEPS


def test_progress_counts_live_steps() -> None:
    today = D(2026, 10, 5)
    steps = [
        ("done", D(2026, 9, 7), D(2026, 9, 7)),
        ("done", D(2026, 9, 7), D(2026, 9, 8)),
        ("planned", D(2026, 10, 4), None),
        ("in_progress", D(2026, 10, 5), None),
        ("cancelled", D(2026, 9, 1), None),
        ("planned", None, None),
    ]
    assert progress(steps, today) == Progress(total=5, done=2, overdue=1, late=1)
    assert progress(steps, today, over=True).overdue == 0
    assert progress([], today).share is None
    assert is_overdue("planned", today, today) is False


def test_order_of_meetings() -> None:
    assert next_meeting([]) == "acquaintance"
    assert next_meeting(["acquaintance"]) == "trial"
    assert next_meeting(["acquaintance", "trial", "planning"]) == "joint_work"
    assert next_meeting(KINDS) == "joint_work"
    assert meeting_order_broken(["acquaintance", "planning"], "trial") == "planning"
    assert meeting_order_broken(["joint_work"], "joint_work") is None
    assert meeting_order_broken(["final", "acquaintance"], "joint_work") == "final"


@given(st.lists(st.sampled_from(KINDS), max_size=8))
def test_what_is_proposed_next_never_breaks_the_order_before_the_end(held: list[str]) -> None:
    if "final" not in held:
        assert meeting_order_broken(held, next_meeting(held)) is None
