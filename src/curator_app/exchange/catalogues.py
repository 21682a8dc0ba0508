"""Data files that reading of spreadsheets needs, loaded once."""

from __future__ import annotations

import json
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Pattern:
    """A row of word beginnings; ``whole``: nothing else may stand in the heading."""

    stems: tuple[str, ...]
    whole: bool

    @classmethod
    def of(cls, text: str) -> Pattern:
        """From its text in the catalogue («=» in front: the whole heading)."""
        return cls(tuple(text.lstrip("=").split()), text.startswith("="))


@dataclass(frozen=True)
class Synonyms:
    """resources/catalogues/import_synonyms.json, compiled."""

    sides: dict[str, tuple[Pattern, ...]]
    person_words: frozenset[str]
    fields: dict[str, tuple[Pattern, ...]]
    never: dict[str, tuple[str, ...]]
    kinds: dict[str, tuple[Pattern, ...]]
    categories: dict[str, tuple[Pattern, ...]]
    totals: tuple[Pattern, ...]
    signatures: tuple[Pattern, ...]


def _patterns(texts: list[str]) -> tuple[Pattern, ...]:
    return tuple(map(Pattern.of, texts))


@cache
def synonyms() -> Synonyms:
    """The synonyms of headings and of kinds of sheets."""
    told = json.loads((resources() / "catalogues" / "import_synonyms.json").read_text(encoding="utf-8"))
    groups = {
        name: {key: _patterns(texts) for key, texts in told[name].items()}
        for name in ("sides", "fields", "kinds", "categories")
    }
    return Synonyms(
        sides=groups["sides"],
        person_words=frozenset(told["person_words"]),
        fields=groups["fields"],
        never={key: tuple(texts) for key, texts in told["never"].items()},
        kinds=groups["kinds"],
        categories=groups["categories"],
        totals=_patterns(told["totals"]),
        signatures=_patterns(told["signatures"]),
    )
