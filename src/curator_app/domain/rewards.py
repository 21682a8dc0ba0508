"""Who of the mentors did most in a year: shares of six criteria added up to 100 points (S2-Н1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final


class Criterion(StrEnum):
    """What a mentor's year is judged by."""

    HOURS = "hours"
    ROUTES = "routes"
    DEFICITS = "deficits"
    SATISFACTION = "satisfaction"
    CONTESTS = "contests"
    TRAINING = "training"


WEIGHTS: Final[Mapping[Criterion, int]] = {
    Criterion.HOURS: 25,
    Criterion.ROUTES: 25,
    Criterion.DEFICITS: 20,
    Criterion.SATISFACTION: 15,
    Criterion.CONTESTS: 10,
    Criterion.TRAINING: 5,
}
"""Points a full share of each criterion brings; 100 in all."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Merits:
    """A mentor's year in numbers. ``minutes`` of meetings; steps of the mentees' routes that fell due and those of
    them done; deficits found (severity 2–3) and gone; mentees asked and satisfied; contests and those with a result;
    trainings of the mentor himself."""

    minutes: int = 0
    steps_due: int = 0
    steps_done: int = 0
    deficits_found: int = 0
    deficits_gone: int = 0
    answered: int = 0
    satisfied: int = 0
    contests: int = 0
    contest_results: int = 0
    trainings: int = 0

    def share(self, criterion: Criterion, most: Merits) -> Fraction | None:
        """The share 0 … 1 of a criterion, None when there is nothing to judge by. Hours and contests are measured by
        the largest of the school, ``most``."""
        match criterion:
            case Criterion.HOURS:
                return _part(self.minutes, most.minutes)
            case Criterion.ROUTES:
                return _part(self.steps_done, self.steps_due)
            case Criterion.DEFICITS:
                return _part(self.deficits_gone, self.deficits_found)
            case Criterion.SATISFACTION:
                return _part(self.satisfied, self.answered)
            case Criterion.CONTESTS:
                return _part(self.contests + self.contest_results, most.contests + most.contest_results)
            case Criterion.TRAINING:
                return Fraction(1 if self.trainings else 0)


def most_of(everybody: Sequence[Merits]) -> Merits:
    """The measure of what has no whole of its own: most minutes, most contests."""
    best = max(everybody, key=lambda one: one.contests + one.contest_results, default=Merits())
    return Merits(
        minutes=max((one.minutes for one in everybody), default=0),
        contests=best.contests,
        contest_results=best.contest_results,
    )


def points(merits: Merits, most: Merits) -> Mapping[Criterion, Fraction | None]:
    """Points by criterion; None where there is nothing to judge by, which adds nothing."""
    return {
        one: None if (share := merits.share(one, most)) is None else share * weight for one, weight in WEIGHTS.items()
    }


def total(parts: Mapping[Criterion, Fraction | None]) -> int:
    """All points, rounded half up."""
    whole = sum((one for one in parts.values() if one is not None), Fraction())
    return int(whole + Fraction(1, 2))


def _part(some: int, whole: int) -> Fraction | None:
    return Fraction(some, whole) if whole else None
