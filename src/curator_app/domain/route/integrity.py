"""What is wrong with a route, told when it is approved; nothing here forbids anything."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from curator_app.domain.codes import MeetingKind, StepStatus
from curator_app.domain.terms.arithmetic import add_months

SHORTEST_MONTHS = 3
LONGEST_MONTHS = 12


class FlawKind(StrEnum):
    """Kinds of flaws (S1 Пол-1.2, S2-П1, S4-4.5)."""

    NO_STEPS = "no_steps"
    DEFICIT_WITHOUT_STEP = "deficit_without_step"
    STEP_WITHOUT_TERM = "step_without_term"
    STEP_WITHOUT_RESPONSIBLE = "step_without_responsible"
    STEP_WITHOUT_RESULT = "step_without_result"
    STEP_OUTSIDE_ROUTE = "step_outside_route"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    MEETING_MISSING = "meeting_missing"
    OTHER_ROUTE = "other_route"
    PAIR_ENDS_EARLIER = "pair_ends_earlier"


@dataclass(frozen=True, slots=True)
class Flaw:
    """One flaw. ``steps``: the steps it is about; ``deficit``, ``meeting``, ``route``: what is missing or clashes."""

    kind: FlawKind
    steps: tuple[int, ...] = ()
    deficit: int | None = None
    meeting: str | None = None
    route: int | None = None


@dataclass(frozen=True, slots=True)
class CheckedStep:
    """What the check needs to know of a step; ``meeting`` is the kind of meeting it is, if any."""

    id: int
    start: dt.date | None
    due: dt.date | None
    responsible: bool
    expected_result: bool
    status: str
    deficits: tuple[int, ...] = ()
    meeting: str | None = None


@dataclass(frozen=True, slots=True)
class OtherRoute:
    """Another route of the same mentee that is not over."""

    id: int
    start: dt.date
    end: dt.date


@dataclass(frozen=True, slots=True)
class CheckedRoute:
    """A route to be checked. ``meetings_held``: kinds already in the log of meetings."""

    start: dt.date
    end: dt.date
    steps: Sequence[CheckedStep]
    deficits: Sequence[int] = ()
    meetings_held: Sequence[str] = ()
    others: Sequence[OtherRoute] = ()
    pair_end: dt.date | None = None
    with_pair: bool = True


def flaws_of(route: CheckedRoute) -> list[Flaw]:
    """Every flaw, the weightiest first: deficits, steps, length, meetings, other routes."""
    live = [step for step in route.steps if step.status != StepStatus.CANCELLED.value]
    found: list[Flaw] = []
    if not live:
        found.append(Flaw(FlawKind.NO_STEPS))
    covered = {deficit for step in live for deficit in step.deficits}
    found += [
        Flaw(FlawKind.DEFICIT_WITHOUT_STEP, deficit=deficit) for deficit in route.deficits if deficit not in covered
    ]
    for kind, bad in (
        (FlawKind.STEP_WITHOUT_TERM, [one.id for one in live if one.due is None]),
        (FlawKind.STEP_WITHOUT_RESPONSIBLE, [one.id for one in live if not one.responsible]),
        (FlawKind.STEP_WITHOUT_RESULT, [one.id for one in live if not one.expected_result]),
        (FlawKind.STEP_OUTSIDE_ROUTE, [one.id for one in live if _outside(one, route)]),
    ):
        if bad:
            found.append(Flaw(kind, steps=tuple(bad)))
    if route.end < add_months(route.start, SHORTEST_MONTHS) - dt.timedelta(days=1):
        found.append(Flaw(FlawKind.TOO_SHORT))
    if route.end > add_months(route.start, LONGEST_MONTHS):
        found.append(Flaw(FlawKind.TOO_LONG))
    if route.with_pair and live:
        found += _missing_meetings(live, route.meetings_held)
    clashing = [one.id for one in route.others if one.start <= route.end and route.start <= one.end]
    if clashing:  # one sentence, however many
        found.append(Flaw(FlawKind.OTHER_ROUTE, route=clashing[0]))
    if route.pair_end is not None and route.pair_end < route.end:
        found.append(Flaw(FlawKind.PAIR_ENDS_EARLIER))
    return found


def _outside(step: CheckedStep, route: CheckedRoute) -> bool:
    days = [day for day in (step.start, step.due) if day is not None]
    return any(not route.start <= day <= route.end for day in days)


def _missing_meetings(steps: Iterable[CheckedStep], held: Sequence[str]) -> list[Flaw]:
    planned = {step.meeting for step in steps} | set(held)
    return [Flaw(FlawKind.MEETING_MISSING, meeting=kind.value) for kind in MeetingKind if kind.value not in planned]


def meeting_order_broken(kinds: Sequence[str], new: str) -> str | None:
    """The kind already held that should come after ``new`` (S4-4.5: types do not go backwards), or None. Joint work
    is repeated as often as wanted."""
    order = [kind.value for kind in MeetingKind]
    later = [kind for kind in kinds if order.index(kind) > order.index(new)]
    return max(later, key=order.index) if later else None


def next_meeting(kinds: Sequence[str]) -> str:
    """The kind of meeting that comes next: the five in their order, and joint work until the final one is chosen."""
    order = [kind.value for kind in MeetingKind]
    if not kinds:
        return order[0]
    last = max(order.index(kind) for kind in kinds)
    return order[min(last + 1, order.index(MeetingKind.JOINT_WORK.value))]
