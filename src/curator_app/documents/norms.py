"""Norms an order may cite, as dated data: an order of 2022 does not cite a law of 2025."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from curator_app.documents.paper_data import NormData, NormRole
from curator_app.runtime.paths import resources

Scope = Literal["workers", "pupils"]


@dataclass(frozen=True, slots=True)
class Norm:
    """One part of a preamble: what the curator ticks (``title``), what is printed (``text``), from when to when."""

    id: str
    title: str
    text: str
    role: NormRole
    valid_from: dt.date | None
    valid_to: dt.date | None
    default_for: tuple[Scope, ...]

    def valid_on(self, day: dt.date) -> bool:
        """Whether an order of that day may cite it."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    def data(self) -> NormData:
        """As the order keeps it."""
        return NormData(self.id, self.text, self.role)


@lru_cache(maxsize=1)
def all_norms() -> tuple[Norm, ...]:
    """The catalogue shipped with the program, in the order of citing."""
    rows = json.loads((resources() / "catalogues" / "norms.json").read_text(encoding="utf-8"))
    return tuple(
        Norm(
            row["id"],
            row["title"],
            row["text"],
            row["role"],
            _day(row["valid_from"]),
            _day(row["valid_to"]),
            tuple(row["default_for"]),
        )
        for row in rows
    )


def norms_on(day: dt.date) -> tuple[Norm, ...]:
    """What may be ticked for an order of that day."""
    return tuple(norm for norm in all_norms() if norm.valid_on(day))


def preamble(
    day: dt.date,
    scope: Scope,
    *,
    chosen: Iterable[str] | None = None,
    without: Iterable[str] = (),
    norms: Iterable[Norm] | None = None,
) -> tuple[NormData, ...]:
    """The preamble of an order of ``day``: the ``chosen`` norms, or those ticked by default for ``scope``.

    A norm that was not in force on that day is left out even when chosen. ``norms``: the school's library in place of
    the catalogue shipped.
    """
    wanted = None if chosen is None else set(chosen)
    dropped = set(without)
    return tuple(
        norm.data()
        for norm in (all_norms() if norms is None else norms)
        if norm.valid_on(day)
        and norm.id not in dropped
        and (scope in norm.default_for if wanted is None else norm.id in wanted)
    )


def _day(value: str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None
