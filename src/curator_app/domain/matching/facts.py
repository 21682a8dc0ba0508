"""What is known of the two sides when mentors and mentees are matched (S1 п. 6.1, S2-П4, S4-4.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

_CHOICES = 3


class Obstacle(StrEnum):
    """Why a pair must not be."""

    SELF = "self"
    BAN = "ban"
    AVOID = "avoid"
    REFUSED = "refused"
    SUBJECT = "subject"
    PAIRED = "paired"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class MentorFacts:
    """What the judgement needs of a mentor. ``subjects`` are folded; ``refused`` = consent refused or withdrawn;
    ``load`` counts mentees of running pairs, ``experience`` whole years; ``key`` (names, dates) breaks ties."""

    id: int
    competences: Mapping[str, int]
    subjects: frozenset[str]
    capacity: int
    load: int
    form: str | None = None
    refused: bool = False
    building: str | None = None
    shift: str | None = None
    experience: int | None = None
    key: tuple[str, ...] = ()

    @property
    def free(self) -> int:
        """Places left beside the running pairs, never below 0."""
        return max(0, self.capacity - self.load)


@dataclass(frozen=True, slots=True)
class MenteeFacts:
    """What the judgement needs of a mentee: ``deficits`` is [(area, severity 0–3)] of what is asked for; ``mentors``
    run a pair with the mentee at that time, ``previous`` had one that went well."""

    id: int
    deficits: Sequence[tuple[str, int]]
    subjects: frozenset[str]
    required_subject: str | None = None
    form: str | None = None
    refused: bool = False
    mentors: frozenset[int] = frozenset()
    building: str | None = None
    shift: str | None = None
    experience: int | None = None
    previous: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Wishes:
    """Ranks (1 best … 3) and refusals by (mentor, mentee)."""

    of_mentees: Mapping[tuple[int, int], int]
    of_mentors: Mapping[tuple[int, int], int]
    avoided: frozenset[tuple[int, int]] = frozenset()

    @cached_property
    def mentees_choices(self) -> Mapping[tuple[int, int], int]:
        """Every mentee's wishes stretched to the same scale: the best one 3, the next 2, then 1."""
        return _stretched(self.of_mentees, 1)

    @cached_property
    def mentors_choices(self) -> Mapping[tuple[int, int], int]:
        """Every mentor's wishes stretched to the same scale."""
        return _stretched(self.of_mentors, 0)

    @property
    def mutual(self) -> frozenset[tuple[int, int]]:
        """Pairs in which each wished for the other."""
        return frozenset(self.of_mentees.keys() & self.of_mentors.keys())


def _stretched(ranks: Mapping[tuple[int, int], int], side: int) -> dict[tuple[int, int], int]:
    lists: dict[int, set[int]] = {}
    for pair, rank in ranks.items():
        lists.setdefault(pair[side], set()).add(rank)
    order = {person: sorted(given) for person, given in lists.items()}
    return {pair: max(1, _CHOICES - order[pair[side]].index(rank)) for pair, rank in ranks.items()}
