"""Who and what counts on a day: active pairs and members, people of the school, ages, young specialists."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from curator_app.domain.codes import PairStatus, PersonKind, RouteStatus
from curator_app.domain.indicators.facts import MemberFact, PairFact, PersonFact, RouteFact, YoungRule
from curator_app.domain.school_year import SchoolYear

_RUNNING = frozenset({PairStatus.ASSIGNED.value, PairStatus.PAUSED.value})
_OVER = frozenset({PairStatus.COMPLETED.value, PairStatus.TERMINATED.value})


@dataclass(frozen=True, slots=True)
class Moment:
    """The day of counting. What grows is counted from the beginning of its school year up to the day."""

    on: dt.date
    since: dt.date = field(init=False)
    """1 September of its school year."""
    prepared_since: dt.date = field(init=False)
    """1 July before it: newcomers, requests and orders of the summer belong to the coming year."""

    def __post_init__(self) -> None:
        start = SchoolYear.of(self.on).start
        object.__setattr__(self, "since", start)
        object.__setattr__(self, "prepared_since", dt.date(start.year, 7, 1))

    def grown(self, day: dt.date | None) -> bool:
        """Whether something of a day counts; without a day it does."""
        return day is None or self.since <= day <= self.on

    def prepared(self, day: dt.date | None) -> bool:
        """The same with the summer before the school year."""
        return day is None or self.prepared_since <= day <= self.on


def is_active(pair: PairFact, on: dt.date) -> bool:
    """An assigned pair on a day: start ≤ day ≤ end (or no end); one that was ended later was active then. A pause
    changes nothing: the mentor stays assigned. A missing start is the day of the order; an ended pair without a last
    day is not active."""
    start = pair.start or pair.assigned_on
    if start is not None and on < start:
        return False
    if pair.status in _RUNNING:
        return pair.end is None or on <= pair.end
    return pair.status in _OVER and pair.end is not None and on <= pair.end


def members_on(pair: PairFact, on: dt.date) -> tuple[MemberFact, ...]:
    """The mentees of an active pair who are in it on a day."""
    return tuple(
        one for one in pair.members if (one.start is None or one.start <= on) and (one.end is None or on <= one.end)
    )


def active(pairs: Iterable[PairFact], on: dt.date) -> tuple[PairFact, ...]:
    """Active pairs on a day that have a mentee then."""
    return tuple(pair for pair in pairs if is_active(pair, on) and members_on(pair, on))


def is_present(person: PersonFact, on: dt.date) -> bool:
    """Works (or learns) at the school on a day: has come, is neither dismissed nor in the archive."""
    return (
        (person.work_start is None or person.work_start <= on)
        and (person.dismissed_on is None or on <= person.dismissed_on)
        and (person.archived_on is None or on < person.archived_on)
    )


def age(person: PersonFact, on: dt.date) -> int | None:
    """Full years on a day; from the year alone, the years reached in that year; None when neither is known."""
    born = person.birth_date
    if born is not None:
        return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    return None if person.birth_year is None else on.year - person.birth_year


def is_young(person: PersonFact, rule: YoungRule, on: dt.date) -> bool:
    """A young specialist: as the school says of this person, else by the rule (only a whole birth date counts)."""
    if person.young is not None:
        return person.young
    if person.experience_years is None or person.experience_years > rule.max_years:
        return False
    years = age(person, on) if person.birth_date is not None else None
    return years is None or years < rule.max_age


def is_teacher(person: PersonFact, on: dt.date) -> bool:
    """Somebody of the staff on a day."""
    return person.kind == PersonKind.STAFF.value and is_present(person, on)


def is_approved(route: RouteFact, on: dt.date) -> bool:
    """A route in force on a day: approved by then, not over, not broken off."""
    if route.status not in {RouteStatus.APPROVED.value, RouteStatus.COMPLETED.value}:
        return False
    return (route.approved_on is None or route.approved_on <= on) and on <= route.end
