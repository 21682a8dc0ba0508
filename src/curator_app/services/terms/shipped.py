"""Rules and the production calendar that come with the program."""

from __future__ import annotations

import json
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from curator_app.domain.terms.calendar import Transfer
from curator_app.domain.terms.production import ProductionYear, parse_years
from curator_app.domain.terms.rules import Rule, parse_rule
from curator_app.runtime.paths import resources


def _read(name: str) -> Any:
    return json.loads((resources() / "catalogues" / f"{name}.json").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def shipped_rules() -> MappingProxyType[str, Rule]:
    """{code: rule} in the order of the documents."""
    rules = [parse_rule(raw) for raw in _read("deadline_rules")]
    return MappingProxyType({rule.id: rule for rule in rules})


@lru_cache(maxsize=1)
def shipped_years() -> tuple[ProductionYear, ...]:
    """The years whose transfers the program knows."""
    return parse_years(_read("production_calendar"))


def decreed_transfers() -> dict[int, tuple[Transfer, ...]]:
    """{year: days off moved by the Government} for the years the program knows."""
    return {one.year: one.transfers for one in shipped_years()}
