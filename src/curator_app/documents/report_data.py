"""Plain data of reports about a period: indicators, counts, satisfaction, deficits, what is told on the site."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from curator_app.documents.paper_data import Layout, SchoolData


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """An indicator as it is printed: «3 из 4 (75,0 %)», its target and whether it was reached; ``percent``: «75.0»."""

    code: str
    title: str
    number: str
    target: str = ""
    reached: str = ""
    percent: str = ""


@dataclass(frozen=True, slots=True)
class CountLine:
    """Something counted: words and how many."""

    title: str
    count: int


@dataclass(frozen=True, slots=True)
class WaveLine:
    """Satisfaction of one role in one wave. ``answered``: «8 из 10»; ``satisfied``: «6 из 8 (75,0 %)»."""

    title: str
    role: str
    answered: str
    mean: str
    level: str
    satisfied: str


@dataclass(frozen=True, slots=True)
class DeficitLine:
    """An area of the map: all deficits, those of each severity 1–3, found (2–3), gone of these."""

    area: str
    total: int
    weak: int
    middle: int
    strong: int
    found: int
    gone: int


@dataclass(frozen=True, slots=True)
class StatisticLine:
    """People of active pairs: role, category, form, gender, how many."""

    role: str
    category: str
    form: str
    gender: str
    count: int


@dataclass(frozen=True, slots=True)
class SiteLine:
    """A finished pair whose people all agreed to be told of."""

    number: int
    mentor: str
    mentor_post: str
    mentees: str
    mentees_post: str
    form: str
    period: str


@dataclass(frozen=True, slots=True)
class ReportData:
    """A report of the school about a period. ``title``: «III квартал 2026 года»; ``on``: the day of counting;
    ``shares``: indicators that are shares; ``silent``: finished pairs left out for want of consents. The last six are
    the curator's own words."""

    school: SchoolData
    title: str
    on: dt.date
    norms: tuple[str, ...] = ()
    indicators: tuple[IndicatorLine, ...] = ()
    shares: tuple[IndicatorLine, ...] = ()
    contingent: tuple[CountLine, ...] = ()
    pairs: int = 0
    forms: tuple[CountLine, ...] = ()
    kinds: tuple[CountLine, ...] = ()
    routes: tuple[IndicatorLine, ...] = ()
    waves: tuple[WaveLine, ...] = ()
    deficits: tuple[DeficitLine, ...] = ()
    statistics: tuple[StatisticLine, ...] = ()
    site: tuple[SiteLine, ...] = ()
    silent: int = 0
    strengths: tuple[str, ...] = ()
    weaknesses: tuple[str, ...] = ()
    opportunities: tuple[str, ...] = ()
    threats: tuple[str, ...] = ()
    conclusions: tuple[str, ...] = ()
    proposals: tuple[str, ...] = ()
    layout: Layout = field(default_factory=Layout)


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """An indicator this year against the last one; ``change``: «+5,0 п. п.»; ``percents``: for bars, «» when none."""

    code: str
    title: str
    before: str
    now: str
    change: str
    target: str = ""
    reached: str = ""
    percents: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A question before and after, over those who answered both times; means with a decimal."""

    role: str
    title: str
    before: str
    after: str
    change: str
    answered: int


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """A contest, publication, practice, reward, agreement or event: day, words, what became of it."""

    number: int
    date: str
    title: str
    about: str = ""
    result: str = ""
    people: int | None = None


@dataclass(frozen=True, slots=True)
class YearlyData(ReportData):
    """The final report of a school year: everything of a report about a period, the last year beside it, what
    mentoring has brought, and the curator's tasks for the next year. ``before``: the label of the last year, «» when
    the base knows nothing of it."""

    school_year: str = ""
    before: str = ""
    compared: tuple[ComparedLine, ...] = ()
    changes: tuple[ChangeLine, ...] = ()
    meetings: int = 0
    hours: str = ""
    steps_planned: int = 0
    steps_done: int = 0
    completed: int = 0
    terminated: int = 0
    roadmap_total: int = 0
    roadmap_done: int = 0
    consultations: tuple[OutcomeLine, ...] = ()
    trainings: tuple[OutcomeLine, ...] = ()
    events: tuple[OutcomeLine, ...] = ()
    contests: tuple[OutcomeLine, ...] = ()
    publications: tuple[OutcomeLine, ...] = ()
    practices: tuple[OutcomeLine, ...] = ()
    rewards: tuple[OutcomeLine, ...] = ()
    agreements: tuple[OutcomeLine, ...] = ()
    tasks: tuple[str, ...] = ()
