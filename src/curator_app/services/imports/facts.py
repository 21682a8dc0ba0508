"""What one row says, before anybody asks whom in the base it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from curator_app.domain.letters import one_line
from curator_app.domain.name_parsing import Mention
from curator_app.exchange.grid import Grid, spelled


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


@dataclass(frozen=True, slots=True)
class Partners:
    """People of the other side: typed text, its column, everybody named in it."""

    typed: str = ""
    column: str | None = None
    people: Sequence[Mention] = ()


@dataclass(slots=True)
class RowFacts:
    """One data row of any kind. ``profile``/``profile_raw`` belong to the role or pair, ``request`` is the mentee's.

    ``named``: everybody in the own name cell of a register. ``carried``: the name (of a mentor) comes from a row
    above. ``group``: rows of one group share it.
    """

    row: int
    grid: Grid
    person: PersonFacts
    profile: dict[str, Any] = field(default_factory=dict)
    profile_raw: dict[str, str] = field(default_factory=dict)
    request: RequestFacts | None = None
    named: Partners = Partners()
    partners: Partners = Partners()
    partner_facts: PersonFacts | None = None
    answers: dict[str, Any] = field(default_factory=dict)
    group: object = None
    carried: bool = False
    problems: Sequence[RowProblem] = ()
    readings: Sequence[Reading] = ()

    def text(self) -> str:
        """All cells of the row in one text, for the report of rejected rows."""
        told = [spelled(value) for _, value in sorted(self.grid.rows.get(self.row, {}).items())]
        return " | ".join(one_line(text) for text in told if text)[:1000]
