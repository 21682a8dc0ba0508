"""The base as an import sees it: people with their roles, requests, pairs and replies as plain values in memory.

The plan of an import is made by changing this picture; applying writes the difference. So a dry run and the
import itself give the same answer.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final, TypeVar

from curator_app.domain.codes import PAIR_ENDED
from curator_app.domain.letters import fold
from curator_app.domain.name_matching import PeopleIndex
from curator_app.domain.names import PersonName
from curator_app.domain.surveys.questions import Question
from curator_app.services.imports.facts import DeficitFacts

_V = TypeVar("_V")
_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


def _nothing() -> Mapping[str, Any]:
    return _NOTHING


@dataclass(slots=True)
class Entry:
    """A record: what it holds, what this import has told about it, whether it is new, what was changed.

    ``told``, ``kept`` and ``changed`` are never changed in place, so that a hundred thousand records share them with
    the facts of their rows and with each other. ``fills``: the values by the table that told them, in order; ``seen``:
    a row of this file has told about the record.
    """

    values: dict[str, Any] = field(default_factory=dict)
    raw: dict[str, str] = field(default_factory=dict)
    is_new: bool = False
    changed: frozenset[str] = frozenset()
    told: Mapping[str, Any] = field(default_factory=_nothing)
    kept: Mapping[str, str] = field(default_factory=_nothing)
    fills: tuple[tuple[int, Mapping[str, Any]], ...] = ()
    seen: bool = False

    def put(self, name: str, value: Any) -> None:
        """``fill`` for one value."""
        self.fill({name: value})

    def fill(self, values: Mapping[str, Any], *, fill_only: bool = False) -> Mapping[str, Any]:
        """Sets values unless this import has already told other ones: the first row of a file wins, so that the same
        file once more changes nothing. ``fill_only``: nor where there is a value. Returns those that stood in the way.

        An understood value takes the raw text of its field away. ``values`` may not be changed afterwards.
        """
        told: dict[str, Any] = {}
        changed: list[str] = []
        barring: dict[str, Any] = {}
        for name, value in values.items():
            if name in self.told:
                if not same(self.told[name], value):
                    barring[name] = self.told[name]
                continue
            current = self.values.get(name)
            if fill_only and current not in (None, [], ""):
                continue
            told[name] = value
            if value is not None if current is None else not same(current, value):
                self.values[name] = value
                changed.append(name)
            if name in self.raw:
                del self.raw[name]
                changed.append("raw")
        self.told = _joined(self.told, told, values)
        self.mark(*changed)
        return barring

    def keep(self, raw: Mapping[str, str]) -> None:
        """Keeps texts that were not understood; not where a value is known. ``raw`` may not be changed afterwards."""
        kept: dict[str, str] = {}
        for name, text in raw.items():
            if self.values.get(name) not in (None, [], "") or name in self.kept:
                continue
            kept[name] = text
            if self.raw.get(name) != text:
                self.raw[name] = text
                self.mark("raw")
        self.kept = _joined(self.kept, kept, raw)

    def mark(self, *changed: str) -> None:
        """Notes what was changed."""
        self.changed = _marked(self.changed, changed)


@lru_cache(maxsize=1024)
def _marked(before: frozenset[str], more: tuple[str, ...]) -> frozenset[str]:
    return before.union(more)


def _joined(before: Mapping[str, _V], more: Mapping[str, _V], given: Mapping[str, _V]) -> Mapping[str, _V]:
    """Both together; ``given`` itself when it is the same."""
    if not more:
        return before
    if not before:
        return given if len(more) == len(given) else more
    return {**before, **more}


def same(one: Any, other: Any) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return one == other or fold(one) == fold(other)
    if isinstance(one, list) and isinstance(other, list):
        return [fold(str(part)) for part in one] == [fold(str(part)) for part in other]
    return bool(one == other)


@dataclass(slots=True)
class RequestEntry:
    """A request of a mentee; ``values`` and ``deficits`` are told of a new one only. An area is told by its code."""

    wording: str
    date: dt.date | None = None
    is_new: bool = False
    values: dict[str, Any] = field(default_factory=dict)
    deficits: list[DeficitFacts] = field(default_factory=list)


@dataclass(slots=True)
class PersonEntry(Entry):
    """A person; ``key`` is the id, or a negative number for somebody new."""

    key: int = 0
    name: PersonName = field(default_factory=lambda: PersonName("", ""))
    mentor: Entry | None = None
    mentee: Entry | None = None
    requests: list[RequestEntry] = field(default_factory=list)


@dataclass(slots=True)
class PairEntry(Entry):
    """A pair or group; ``mentees`` and ``mentor`` are keys of people. ``absorbed``: goes into another one."""

    key: int = 0
    mentor: int = 0
    mentees: list[int] = field(default_factory=list)
    new_members: list[int] = field(default_factory=list)
    absorbed: bool = False

    @property
    def ended(self) -> bool:
        """Completed or terminated."""
        return self.values.get("status") in PAIR_ENDED

    def meets(self, start: dt.date | None, end: dt.date | None) -> bool:
        """Whether the period shares a day with the one given (a missing end is open)."""
        first, last = dt.date.min, dt.date.max
        mine = (self.values.get("start_date") or first, self.values.get("end_date") or last)
        return mine[0] <= (end or last) and (start or first) <= mine[1]


Slot = tuple[int, str, int]
"""Whose reply it is: person, role («» in a wave that came with a file), pair (0: about none in particular)."""


@dataclass(slots=True)
class ReplyEntry(Entry):
    """A reply in the wave under this title."""

    key: int = 0
    wave: str = ""
    slot: Slot = (0, "", 0)


@dataclass(frozen=True, slots=True)
class FormEntry:
    """What a role is asked in a wave; ``per_pair``: about each pair apart."""

    role: str
    questions: tuple[Question, ...]
    per_pair: bool


@dataclass(slots=True)
class WaveEntry:
    """A wave of a survey (``key`` None: this import makes it). ``forms``: its questionnaires; without any, its
    ``questions`` came with a file. ``expected``: {person: role and pair he is asked in}."""

    title: str
    key: int | None
    questions: list[dict[str, Any]]
    date: dt.date | None = None
    forms: tuple[FormEntry, ...] = ()
    expected: dict[int, list[tuple[str, int]]] = field(default_factory=dict)
    closed_on: dt.date | None = None


class World:
    """All of it, with the indexes an import needs."""

    def __init__(self) -> None:
        self.people: dict[int, PersonEntry] = {}
        self.index: PeopleIndex[int] = PeopleIndex()
        self.pairs: list[PairEntry] = []
        self.pairs_of: dict[int, list[PairEntry]] = defaultdict(list)
        self.waves: dict[str, WaveEntry] = {}
        self.replies: dict[tuple[str, Slot], ReplyEntry] = {}
        self.school_names: tuple[str, ...] = ()
        self.default_capacity = 2
        self.areas: dict[str, str] = {}
        self.closed_years: list[tuple[dt.date, dt.date]] = []

    def add_person(self, name: PersonName) -> PersonEntry:
        """Somebody new."""
        entry = PersonEntry(key=-len(self.people) - 1, name=name, is_new=True)
        self.register(entry)
        return entry

    def register(self, entry: PersonEntry) -> None:
        """Makes the person known."""
        self.people[entry.key] = entry
        self.index.add(entry.key, entry.name)

    def add_pair(self, mentor: int) -> PairEntry:
        """A new pair without members."""
        entry = PairEntry(key=-len(self.pairs) - 1, mentor=mentor, is_new=True)
        self.register_pair(entry)
        return entry

    def register_pair(self, entry: PairEntry) -> None:
        """Makes the pair known."""
        self.pairs.append(entry)
        self.pairs_of[entry.mentor].append(entry)

    def pair_of(self, mentor: int, mentee: int) -> PairEntry | None:
        """A pair or group of the two that is not over, if there is one."""
        return next(
            (one for one in self.pairs_of[mentor] if mentee in one.mentees and not one.absorbed and not one.ended), None
        )

    def is_closed(self, day: dt.date | None) -> bool:
        """Whether a day lies in a closed school year, where the base takes no pairs."""
        return day is not None and any(first <= day <= last for first, last in self.closed_years)

    @property
    def has_changes(self) -> bool:
        """Whether applying would write anything."""
        roles = (role for one in self.people.values() for role in (one, one.mentor, one.mentee) if role is not None)
        return (
            any(role.is_new or role.changed for role in roles)
            or any(asked.is_new for one in self.people.values() for asked in one.requests)
            or any(one.is_new or one.changed or one.new_members or one.absorbed for one in self.pairs)
            or any(one.is_new or one.changed for one in self.replies.values())
        )
