"""Definitions of indicators as data, and what they come to on a day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

from curator_app.domain.indicators import people_queries, work_queries
from curator_app.domain.indicators.facts import Facts
from curator_app.domain.indicators.found import Found
from curator_app.domain.indicators.standing import Moment

Query = Callable[[Facts, Moment], Found]
Breakdown = Callable[[Facts, Moment], dict[str, Found]]

QUERIES: Mapping[str, Query] = {
    query.__name__: query
    for query in (
        people_queries.active_mentees,
        people_queries.active_mentors,
        people_queries.pupil_mentees,
        people_queries.pupil_mentors,
        people_queries.pupils_10_19,
        people_queries.pupils_15_19,
        people_queries.young_specialists,
        people_queries.young_mentees,
        people_queries.teachers,
        people_queries.involved_teachers,
        people_queries.trained_mentors,
        people_queries.young_started,
        people_queries.young_stayed,
        people_queries.answered_mentees,
        people_queries.satisfied_mentees,
        people_queries.answered_mentors,
        people_queries.satisfied_mentors,
        people_queries.thanked_mentors,
        work_queries.active_pairs,
        work_queries.completed_programmes,
        work_queries.terminated_programmes,
        work_queries.routed_mentees,
        work_queries.planned_steps,
        work_queries.steps_in_time,
        work_queries.steps_done,
        work_queries.new_pairs,
        work_queries.pairs_in_time,
        work_queries.deficits_found,
        work_queries.deficits_gone,
        work_queries.partners,
        work_queries.contests,
        work_queries.contests_with_result,
        work_queries.events,
        work_queries.event_colleagues,
        work_queries.publications,
        work_queries.practices,
        work_queries.curator_points,
    )
}
BREAKDOWNS: Mapping[str, Breakdown] = {
    breakdown.__name__: breakdown
    for breakdown in (
        work_queries.pairs_by_form,
        work_queries.pairs_by_kind,
        work_queries.terminated_by_reason,
        work_queries.contests_by_level,
        work_queries.contests_by_result,
    )
}
"""Queries that answer in parts: {key: what belongs to it}."""


class Unit(StrEnum):
    """What a value is told in."""

    PERCENT = "percent"
    COUNT = "count"
    POINTS = "points"


@dataclass(frozen=True, slots=True)
class PartDefinition:
    """A part of an indicator: one more numerator (with its denominator), or a breakdown into several."""

    title: str
    numerator: str | None = None
    denominator: str | None = None
    breakdown: str | None = None


@dataclass(frozen=True, slots=True)
class Definition:
    """An indicator. ``formula``: in words, «{satisfied}» stands for the school's rule; ``targets``: by calendar year;
    ``target``: of every year without one of its own."""

    code: str
    title: str
    formula: str
    unit: Unit
    numerator: str
    denominator: str | None = None
    source: str = ""
    target: float | None = None
    targets: Mapping[int, float] | None = None
    parts: tuple[PartDefinition, ...] = ()

    def shipped_target(self, year: int) -> float | None:
        """The target of a calendar year as it is shipped; None when none is known."""
        told = (self.targets or {}).get(year)
        return self.target if told is None else told


def read_definitions(told: Sequence[Mapping[str, Any]]) -> tuple[Definition, ...]:
    """Definitions from plain data. Raises ValueError for an unknown query."""
    found = []
    for one in told:
        parts = tuple(PartDefinition(**part) for part in one.get("parts", ()))
        names = [one["numerator"], one.get("denominator")]
        names += [name for part in parts for name in (part.numerator, part.denominator)]
        unknown = {name for name in names if name is not None and name not in QUERIES}
        unknown |= {part.breakdown for part in parts if part.breakdown is not None and part.breakdown not in BREAKDOWNS}
        if unknown:
            raise ValueError(f"{one['code']}: unknown queries {sorted(unknown)}")
        values = dict(one) | {
            "unit": Unit(one["unit"]),
            "parts": parts,
            "target": None if one.get("target") is None else float(one["target"]),
            "targets": {int(year): float(value) for year, value in one.get("targets", {}).items()},
        }
        found.append(Definition(**values))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Value:
    """Numerator and denominator as they are; ``denominator`` None: a number that is no share."""

    numerator: int
    denominator: int | None = None

    @property
    def percent(self) -> Decimal | None:
        """Percent, half up to one decimal; None without a denominator or when it is 0 («—»)."""
        if not self.denominator:
            return None
        return (Decimal(self.numerator) * 100 / Decimal(self.denominator)).quantize(Decimal("0.1"), ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class PartResult:
    """A part: ``key`` tells which one of a breakdown."""

    definition: PartDefinition
    key: str | None
    numerator: Found
    denominator: Found | None

    @property
    def value(self) -> Value:
        """Its numbers."""
        return Value(self.numerator.total, None if self.denominator is None else self.denominator.total)


@dataclass(frozen=True, slots=True)
class Result:
    """An indicator on a day with the lists behind it."""

    definition: Definition
    numerator: Found
    denominator: Found | None
    parts: tuple[PartResult, ...]

    @property
    def value(self) -> Value:
        """Its numbers."""
        return Value(self.numerator.total, None if self.denominator is None else self.denominator.total)


def evaluate(definitions: Sequence[Definition], facts: Facts, at: Moment) -> tuple[Result, ...]:
    """Every indicator on a day; each query is asked once."""
    known: dict[str, Found] = {}

    def ask(name: str) -> Found:
        if name not in known:
            known[name] = QUERIES[name](facts, at)
        return known[name]

    def part(definition: PartDefinition) -> list[PartResult]:
        if definition.breakdown is not None:
            groups = BREAKDOWNS[definition.breakdown](facts, at)
            return [PartResult(definition, key, numbers, None) for key, numbers in groups.items()]
        assert definition.numerator is not None
        below = None if definition.denominator is None else ask(definition.denominator)
        return [PartResult(definition, None, ask(definition.numerator), below)]

    return tuple(
        Result(
            one,
            ask(one.numerator),
            None if one.denominator is None else ask(one.denominator),
            tuple(result for own in one.parts for result in part(own)),
        )
        for one in definitions
    )
