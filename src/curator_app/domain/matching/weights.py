"""The order of importance and the points inside each step of it; the curator may change both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from enum import StrEnum


class Tier(StrEnum):
    """A step of the order of importance (S1 п. 6.1): nothing below outweighs the least of what stands above."""

    COVERAGE = "coverage"
    DEFICITS = "deficits"
    WISHES = "wishes"
    CONDITIONS = "conditions"
    LOAD = "load"
    STABILITY = "stability"


DEFAULT_ORDER: tuple[Tier, ...] = tuple(Tier)


@dataclass(frozen=True, slots=True)
class Weights:
    """Points inside the tiers, whole and not negative.

    ``urgent``: coverage of an urgent request (others count 1). ``areas``: weight of an area of deficits where it is
    not 1. A wish brings its choice (3, 2, 1) times the side's weight, a mutual one ``mutual`` on top.
    ``experience_gap`` is how many years more than the mentee a mentor needs to be the experienced one.
    """

    urgent: int = 3
    areas: Mapping[str, int] = field(default_factory=dict)
    mentee_wish: int = 1
    mentor_wish: int = 1
    mutual: int = 20
    same_subject: int = 3
    previous_pair: int = 2
    same_form: int = 1
    same_building: int = 1
    same_shift: int = 1
    experience: int = 1
    experience_gap: int = 5

    def __post_init__(self) -> None:
        numbers = [*self.areas.values(), *(getattr(self, one.name) for one in fields(self) if one.name != "areas")]
        if min(numbers) < 0 or self.urgent < 1:
            raise ValueError("weights are whole numbers from 0, an urgent request counts at least 1")


def checked_order(tiers: Sequence[Tier]) -> tuple[Tier, ...]:
    """The order when it names every tier once and begins with coverage: no points buy anybody's place.

    Raises ValueError otherwise.
    """
    if sorted(tiers) != sorted(Tier) or tiers[0] is not Tier.COVERAGE:
        raise ValueError(f"every tier once, coverage first: {[str(tier) for tier in tiers]}")
    return tuple(tiers)
