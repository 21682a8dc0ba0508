"""What a named query answers: a list of records with the reason why each of them counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from curator_app.domain.indicators.facts import Kind


class Why(StrEnum):
    """Why a record counts; the words stand in ``texts.monitoring_words``."""

    MENTEE_OF = "mentee_of"
    MENTOR_OF = "mentor_of"
    BY_SCHOOL = "by_school"
    BY_EXPERIENCE = "by_experience"
    STAFF = "staff"
    PUPIL = "pupil"
    TRAINED = "trained"
    ACTIVE = "active"
    ENDED = "ended"
    APPROVED = "approved"
    DUE = "due"
    DONE = "done"
    NEW_PAIR = "new_pair"
    IN_TIME = "in_time"
    FOUND = "found"
    GONE = "gone"
    STARTED = "started"
    STAYED = "stayed"
    ANSWERED = "answered"
    SATISFIED = "satisfied"
    DATED = "dated"
    TOLD = "told"


@dataclass(frozen=True, slots=True)
class Item:
    """One record: ``about`` is the record that makes it count (a pair, a route, an activity), ``day`` when; ``weight``
    is what it adds to the sum (1, colleagues of an event, points)."""

    id: int
    why: Why
    about: int | None = None
    day: dt.date | None = None
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Found:
    """The records behind a number, each once, by their numbers."""

    kind: Kind
    items: tuple[Item, ...]

    @property
    def total(self) -> int:
        """The number itself."""
        return sum(item.weight for item in self.items)

    @property
    def ids(self) -> frozenset[int]:
        """Numbers of the records."""
        return frozenset(item.id for item in self.items)


def found(kind: Kind, items: Iterable[Item]) -> Found:
    """The first reason told for a record stays; records stand by their numbers."""
    once: dict[int, Item] = {}
    for item in items:
        once.setdefault(item.id, item)
    return Found(kind, tuple(once[number] for number in sorted(once)))
