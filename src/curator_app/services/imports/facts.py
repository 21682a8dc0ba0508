"""What one row says, before anybody asks whom in the base it is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from curator_app.domain.name_parsing import Mention


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Something to tell about a row. ``column`` is the heading, ``value`` the typed text."""

    column: str | None
    value: str | None
    message: str


@dataclass(frozen=True, slots=True)
class Reading:
    """How one cell was understood: typed text and, in words, what it became («» = nothing)."""

    column: int
    field: str | None
    typed: str
    understood: str
    trouble: str | None = None


@dataclass(slots=True)
class PersonFacts:
    """Facts about one person: values by field of ``Person`` (only those that were told), raw texts, the mention."""

    mention: Mention
    typed: str = ""
    column: str | None = None
    values: dict[str, Any] = field(default_factory=dict)
    raw: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DeficitFacts:
    """A deficit of a request: its area as typed, severities 0–3."""

    area: str
    text: str | None
    severity: int
    severity_after: int | None


@dataclass(slots=True)
class RequestFacts:
    """A request: its wording, values by field of ``Request`` (only those that were told), at most one deficit."""

    wording: str
    values: dict[str, Any] = field(default_factory=dict)
    deficit: DeficitFacts | None = None


@dataclass(slots=True)
class Partners:
    """People of the other side: typed text, its column, everybody named in it."""

    typed: str = ""
    column: str | None = None
    people: list[Mention] = field(default_factory=list)


@dataclass(slots=True)
class RowFacts:
    """One data row of any kind. ``profile``/``profile_raw`` belong to the role or pair, ``request`` is the mentee's.

    ``named``: everybody in the own name cell of a register. ``carried``: the name (of a mentor) comes from a row
    above. ``group``: rows of one group share it. ``text`` tells the whole row, for the report.
    """

    row: int
    text: Callable[[], str]
    person: PersonFacts
    profile: dict[str, Any] = field(default_factory=dict)
    profile_raw: dict[str, str] = field(default_factory=dict)
    request: RequestFacts | None = None
    named: Partners = field(default_factory=Partners)
    partners: Partners = field(default_factory=Partners)
    partner_facts: PersonFacts | None = None
    answers: dict[str, Any] = field(default_factory=dict)
    group: object = None
    carried: bool = False
    problems: list[RowProblem] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
