"""What tasks are about: values that the reckoning receives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from curator_app.domain.codes import TaskObject
from curator_app.domain.terms.occurrences import Span
from curator_app.domain.terms.rules import Trigger

NO_DATE: Final = Span()
"""A trigger that concerns the subject and whose date is missing."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A task is done because the base says so."""

    done_on: dt.date
    evidence: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What tasks are about. ``spans``: the dates of the triggers that concern it (without dates: the date is missing);
    ``facts``: what the base itself tells to be done, by the code of a rule (of one period of it: «s4-5.2:2026-12») or
    by ``Rule.needs``; ``ended``: only what
    was marked before is still shown."""

    kind: TaskObject
    id: int
    title: str
    persons: tuple[int, ...]
    spans: Mapping[Trigger, Span]
    facts: Mapping[str, Fact] = field(default_factory=dict)
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Someone:
    """A person as far as terms go. ``gone``: dismissed or in the archive."""

    name: str
    kind: str
    work_start: dt.date | None
    gone: bool
