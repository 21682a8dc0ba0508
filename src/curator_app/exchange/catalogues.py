"""Data files that reading of spreadsheets needs, loaded once."""

from __future__ import annotations

import json
from functools import cache

from curator_app.domain.name_words import FirstNames
from curator_app.runtime.paths import resources


@cache
def first_names() -> FirstNames:
    """Known first names: those of the grammar (first_names.json) and rarer ones (first_names_more.json)."""
    folder = resources() / "catalogues"
    male: list[str] = []
    female: list[str] = []
    for name in ("first_names.json", "first_names_more.json"):
        told = json.loads((folder / name).read_text(encoding="utf-8"))
        male.extend([*told["male"], *told.get("either", [])])
        female.extend(told["female"])
    return FirstNames.of(male, female)
