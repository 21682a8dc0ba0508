"""What the slips of an acquaintance round say together (S4-4.4): mutual wishes, who is wished by nobody, popularity.

«Не хотел(а) бы» is confidential and has no part in this.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from curator_app.domain.codes import WishSide
from curator_app.domain.school_year import SchoolYear

CHOICES: Final = 3
"""How many of the other side may be named, first to third."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Slip:
    """A slip of the round: its number, whose it is, the numbers chosen, best first. ``answered``: it was handed in."""

    number: int
    side: WishSide
    answered: bool
    choices: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Mutual:
    """Two who named each other: slip numbers and the places they gave (1–3)."""

    mentor: int
    mentee: int
    by_mentor: int
    by_mentee: int


@dataclass(frozen=True, slots=True)
class Popularity:
    """How often a participant was named first, second, third."""

    number: int
    places: tuple[int, ...]

    @property
    def total(self) -> int:
        """How often in all."""
        return sum(self.places)


@dataclass(frozen=True, kw_only=True, slots=True)
class Analysis:
    """The whole round. ``mutual``: closest first; ``popularity``: most wished first; ``silent`` handed in a slip
    without a choice; ``unanswered`` have not handed one in."""

    mutual: tuple[Mutual, ...]
    popularity: tuple[Popularity, ...]
    unwished: tuple[int, ...]
    silent: tuple[int, ...]
    unanswered: tuple[int, ...]


def counts_on(made_on: dt.date | None, day: dt.date) -> bool:
    """Whether a wish made on a day still counts for pairs formed on ``day``: to the end of the school year it was made
    for. What is wished from 1 May is wished for the next year too; a wish of no known day always counts."""
    if made_on is None:
        return True
    own = SchoolYear.of(made_on)
    return day <= (own.next.end if made_on >= own.end.replace(month=5, day=1) else own.end)


def analyse(slips: Sequence[Slip]) -> Analysis:
    """Reckons everything from the slips; a choice outside the round is left aside."""
    by_number = {one.number: one for one in slips}
    places: dict[int, list[int]] = {one.number: [0] * CHOICES for one in slips}
    for one in slips:
        for place, number in enumerate(one.choices[:CHOICES]):
            if number in places:
                places[number][place] += 1
    counted = [Popularity(number, tuple(found)) for number, found in places.items()]
    return Analysis(
        mutual=tuple(_mutual(by_number)),
        popularity=tuple(sorted(counted, key=lambda one: (-one.total, tuple(-n for n in one.places), one.number))),
        unwished=tuple(one.number for one in counted if not one.total),
        silent=tuple(one.number for one in slips if one.answered and not one.choices),
        unanswered=tuple(one.number for one in slips if not one.answered),
    )


def _mutual(slips: dict[int, Slip]) -> list[Mutual]:
    found: list[Mutual] = []
    for mentor in slips.values():
        if mentor.side is not WishSide.MENTOR:
            continue
        for place, number in enumerate(mentor.choices, start=1):
            mentee = slips.get(number)
            if mentee is not None and mentor.number in mentee.choices:
                found.append(Mutual(mentor.number, number, place, mentee.choices.index(mentor.number) + 1))
    return sorted(found, key=lambda one: (one.by_mentor + one.by_mentee, one.by_mentee, one.mentor, one.mentee))
