"""What screens and papers receive of a round."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from curator_app.domain.acquaintance import Analysis, Slip, analyse
from curator_app.domain.codes import WishSide


@dataclass(frozen=True, kw_only=True, slots=True)
class RoundRow:
    """A round in the list, with how far it is."""

    id: int
    title: str
    date: dt.date | None
    time: str | None
    place: str | None
    note: str | None
    closed_on: dt.date | None
    mentors: int
    mentees: int
    came: int
    answered: int

    @property
    def invited(self) -> int:
        """Everybody on both sides."""
        return self.mentors + self.mentees


@dataclass(frozen=True, kw_only=True, slots=True)
class ParticipantRow:
    """Somebody invited: slip number, name, post and subjects in a few words; the slip as keyed in.

    ``choices`` and ``avoid`` are slip numbers; ``avoid`` is confidential: only the keying screen shows it.
    """

    id: int
    number: int
    person: int
    side: WishSide
    name: str
    short_name: str
    what: str
    came: bool | None
    answered_on: dt.date | None
    choices: tuple[int, ...]
    avoid: tuple[int, ...]

    @property
    def answered(self) -> bool:
        """The slip was keyed in."""
        return self.answered_on is not None


@dataclass(frozen=True, kw_only=True, slots=True)
class RoundView:
    """A round with everybody in it, by slip number."""

    row: RoundRow
    participants: tuple[ParticipantRow, ...]

    def of_side(self, side: WishSide) -> tuple[ParticipantRow, ...]:
        """The participants of one side."""
        return tuple(one for one in self.participants if one.side is side)

    def by_number(self, number: int) -> ParticipantRow | None:
        """The participant with this slip."""
        return next((one for one in self.participants if one.number == number), None)

    def analysis(self) -> Analysis:
        """Mutual wishes and the rest, from the slips as keyed in."""
        return analyse(
            [
                Slip(number=one.number, side=one.side, answered=one.answered, choices=one.choices)
                for one in self.participants
            ]
        )


def other_side(side: WishSide) -> WishSide:
    """Whom this side chooses from."""
    return WishSide.MENTEE if side is WishSide.MENTOR else WishSide.MENTOR


def number_span(rows: Sequence[ParticipantRow]) -> str:
    """«1–8»; «1–3, 9» where somebody was added later."""
    numbers = sorted(one.number for one in rows)
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(f"{part[0]}–{part[-1]}" if len(part) > 1 else str(part[0]) for part in parts)
