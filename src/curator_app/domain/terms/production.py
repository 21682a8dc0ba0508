"""The production calendar as data: days off moved by the Government, year by year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from curator_app.domain.terms.calendar import Transfer

_YEARS: Final = range(2000, 2101)


@dataclass(frozen=True, slots=True)
class ProductionYear:
    """A year whose transfers are known, and the decree they were taken from."""

    year: int
    decree: str
    transfers: tuple[Transfer, ...]


def parse_years(raw: Any) -> tuple[ProductionYear, ...]:
    """Reads ``{"years": [{"year", "decree", "transfers": [{"from", "to"}]}]}``, in order. Raises ValueError: no such
    shape, a year twice, a transfer from a weekday, to a weekend or out of its year."""
    if not isinstance(raw, Mapping) or not isinstance(raw.get("years"), list):
        raise ValueError("years")
    years = sorted((_year(one) for one in raw["years"]), key=lambda one: one.year)
    if len({one.year for one in years}) != len(years):
        raise ValueError("year twice")
    return tuple(years)


def years_record(years: tuple[ProductionYear, ...]) -> dict[str, Any]:
    """The data that ``parse_years`` reads back."""
    return {
        "years": [
            {
                "year": one.year,
                "decree": one.decree,
                "transfers": [{"from": t.day_from.isoformat(), "to": t.day_to.isoformat()} for t in one.transfers],
            }
            for one in years
        ]
    }


def _year(raw: Any) -> ProductionYear:
    if not isinstance(raw, Mapping) or not isinstance(raw.get("transfers"), list):
        raise ValueError("year")
    year, decree = raw.get("year"), raw.get("decree")
    if not isinstance(year, int) or year not in _YEARS or not isinstance(decree, str):
        raise ValueError("year")
    return ProductionYear(year, decree, tuple(_transfer(one, year) for one in raw["transfers"]))


def _transfer(raw: Any, year: int) -> Transfer:
    if not isinstance(raw, Mapping) or not all(isinstance(raw.get(name), str) for name in ("from", "to")):
        raise ValueError("transfer")
    moved = Transfer(dt.date.fromisoformat(raw["from"]), dt.date.fromisoformat(raw["to"]))
    if moved.day_from.year != year or moved.day_to.year != year:
        raise ValueError("transfer out of its year")
    if moved.day_from.isoweekday() < 6 or moved.day_to.isoweekday() > 5:
        raise ValueError("transfer of a weekday or to a weekend")
    return moved
