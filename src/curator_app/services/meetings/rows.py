"""Frozen rows of meetings and lesson visits."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class MeetingRow:
    """A meeting in the log. ``absent``: numbers of mentees of a group who did not come."""

    id: int
    pair: int
    pair_title: str
    step: int | None
    kind: str
    kind_label: str
    date: dt.date
    duration_minutes: int | None
    form: str | None
    topic: str | None
    done: str | None
    agreed: str | None
    next_date: dt.date | None
    rating: int | None
    absent: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class VisitRow:
    """A visited lesson: who was at whose lesson, what was seen and advised."""

    id: int
    pair: int
    pair_title: str
    teacher: int
    teacher_name: str
    visitor: int | None
    visitor_name: str
    date: dt.date
    class_name: str | None
    subject: str | None
    topic: str | None
    purpose: str | None
    observed: str | None
    advice: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class PairTotals:
    """The log of a pair in numbers: meetings held, minutes of those with a duration, the last day, lessons visited."""

    pair: int
    title: str
    mentor: int
    mentees: tuple[int, ...]
    running: bool
    meetings: int
    minutes: int
    kinds: tuple[str, ...]
    last: dt.date | None
    next_date: dt.date | None
    days_since: int | None
    visits: int
