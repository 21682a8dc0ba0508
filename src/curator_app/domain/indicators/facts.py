"""What the indicators are counted from: frozen facts without names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a list behind a number consists of."""

    PERSON = "person"
    PAIR = "pair"
    ROUTE = "route"
    STEP = "step"
    DEFICIT = "deficit"
    REPLY = "reply"
    ACTIVITY = "activity"
    CONTEST = "contest"
    PUBLICATION = "publication"
    PRACTICE = "practice"
    INCENTIVE = "incentive"
    AGREEMENT = "agreement"
    SCHOOL_FACT = "school_fact"


class FactCode(StrEnum):
    """Numbers that people of the base do not tell."""

    PUPILS_10_19 = "pupils_10_19"
    PUPILS_15_19 = "pupils_15_19"
    TEACHERS = "teachers"
    PARTNERS = "partners"


@dataclass(frozen=True, slots=True)
class PersonFact:
    """A person. ``young``: what the school itself says about «молодой специалист» (None: by the rule)."""

    id: int
    kind: str
    birth_date: dt.date | None = None
    birth_year: int | None = None
    experience_years: int | None = None
    young: bool | None = None
    work_start: dt.date | None = None
    dismissed_on: dt.date | None = None
    archived_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class MemberFact:
    """A mentee of a pair with the days in it, both inclusive; a missing day is that of the pair."""

    mentee: int
    start: dt.date | None = None
    end: dt.date | None = None


@dataclass(frozen=True, slots=True)
class PairFact:
    """A pair or group. ``assigned_on``: date of the order in force that assigns the mentor."""

    id: int
    mentor: int
    members: tuple[MemberFact, ...]
    status: str
    start: dt.date | None = None
    end: dt.date | None = None
    form: str | None = None
    kind: str | None = None
    closing_reason: str | None = None
    assigned_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class RouteFact:
    """An individual route."""

    id: int
    mentee: int
    status: str
    start: dt.date
    end: dt.date
    approved_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class StepFact:
    """A step of a route."""

    id: int
    route: int
    status: str
    due: dt.date | None = None
    done_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class DeficitFact:
    """A deficit of a mentee: severity 0–3 before, and after when it was measured."""

    id: int
    mentee: int
    area: str
    before: int
    after: int | None = None
    found_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class ReplyFact:
    """A reply about satisfaction; ``satisfied`` None: the index cannot be told."""

    id: int
    person: int
    role: str
    date: dt.date | None
    satisfied: bool | None


@dataclass(frozen=True, slots=True)
class CriteriaFact:
    """The curator's criteria of the programme, added up (domain.md d.4: 0–18)."""

    id: int
    date: dt.date | None
    total: int


@dataclass(frozen=True, slots=True)
class TrainingFact:
    """Somebody's part in a training that was held."""

    activity: int
    person: int
    date: dt.date


@dataclass(frozen=True, slots=True)
class EventFact:
    """An event that was held, and how many colleagues took part."""

    id: int
    date: dt.date
    attended: int


@dataclass(frozen=True, slots=True)
class ContestFact:
    """A part in a contest."""

    id: int
    date: dt.date
    level: str | None = None
    result: str | None = None


@dataclass(frozen=True, slots=True)
class DatedFact:
    """A publication or a practice."""

    id: int
    date: dt.date


@dataclass(frozen=True, slots=True)
class IncentiveFact:
    """A thank to somebody."""

    id: int
    person: int
    date: dt.date


@dataclass(frozen=True, slots=True)
class AgreementFact:
    """An agreement with a partner."""

    id: int
    partner: str
    date: dt.date
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class SchoolNumber:
    """A number told by the school on a day."""

    id: int
    code: str
    date: dt.date
    value: int


@dataclass(frozen=True, slots=True)
class YoungRule:
    """Who is a young specialist: experience of at most ``max_years`` full years and, where a birth date is known, an
    age under ``max_age``."""

    max_years: int = 3
    max_age: int = 35


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """Everything the indicators look at. ``mentors``: people of the base of mentors."""

    people: Mapping[int, PersonFact] = field(default_factory=dict)
    mentors: frozenset[int] = frozenset()
    pairs: tuple[PairFact, ...] = ()
    routes: tuple[RouteFact, ...] = ()
    steps: tuple[StepFact, ...] = ()
    deficits: tuple[DeficitFact, ...] = ()
    replies: tuple[ReplyFact, ...] = ()
    criteria: tuple[CriteriaFact, ...] = ()
    trainings: tuple[TrainingFact, ...] = ()
    events: tuple[EventFact, ...] = ()
    contests: tuple[ContestFact, ...] = ()
    publications: tuple[DatedFact, ...] = ()
    practices: tuple[DatedFact, ...] = ()
    incentives: tuple[IncentiveFact, ...] = ()
    agreements: tuple[AgreementFact, ...] = ()
    numbers: tuple[SchoolNumber, ...] = ()
    young_rule: YoungRule = YoungRule()
