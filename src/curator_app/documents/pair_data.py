"""Plain data of papers around pairs: the acquaintance round and the life of a pair (requests, notices, agreements)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from curator_app.documents.paper_data import Layout, OrderReference, PairData, PaperPerson, SchoolData


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """Somebody of the other side on a slip: the number to write into the boxes, who it is, what he is known by."""

    number: int = 0
    person: PaperPerson = field(default_factory=PaperPerson)
    what: str | None = None


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """Two of them side by side."""

    left: ChoiceLine
    right: ChoiceLine | None = None


@dataclass(frozen=True, slots=True)
class SlipPaper:
    """A preference slip of one respondent (S4-4.4); ``side``: on which side he stands himself."""

    school: SchoolData
    number: int = 0
    person: PaperPerson = field(default_factory=PaperPerson)
    what: str | None = None
    side: Literal["mentor", "mentee"] = "mentee"
    title: str | None = None
    date: dt.date | None = None
    choices: tuple[ChoiceLine, ...] = ()
    layout: Layout = field(default_factory=Layout)

    def rows(self) -> tuple[ChoiceRow, ...]:
        """The list in two columns, read downwards."""
        half = (len(self.choices) + 1) // 2
        left, right = self.choices[:half], self.choices[half:]
        return tuple(ChoiceRow(one, right[at] if at < len(right) else None) for at, one in enumerate(left))


@dataclass(frozen=True, slots=True)
class RoundPaper:
    """Invitation to the group meeting with its programme and who takes part."""

    school: SchoolData
    title: str | None = None
    date: dt.date | None = None
    time: str | None = None
    place: str | None = None
    note: str | None = None
    mentors: tuple[ChoiceLine, ...] = ()
    mentees: tuple[ChoiceLine, ...] = ()
    layout: Layout = field(default_factory=Layout)


@dataclass(frozen=True, slots=True)
class PairPaper:
    """A request, notice or agreement about one pair: who asks, from which day, until when, why, by which order the
    pair was made. ``changes``: what is changed by agreement, a line each."""

    school: SchoolData
    pair: PairData = field(default_factory=PairData)
    author: PaperPerson | None = None
    date: dt.date | None = None
    effective_date: dt.date | None = None
    until: dt.date | None = None
    reason: str | None = None
    order: OrderReference | None = None
    changes: tuple[str, ...] = ()
    layout: Layout = field(default_factory=Layout)
