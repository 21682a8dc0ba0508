"""Grammatical cases of Russian."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Case(StrEnum):
    """The six cases; the values are the words of the command line and of stored overrides."""

    NOMINATIVE = "nominative"
    GENITIVE = "genitive"
    DATIVE = "dative"
    ACCUSATIVE = "accusative"
    INSTRUMENTAL = "instrumental"
    PREPOSITIONAL = "prepositional"


OBLIQUE: Final[tuple[Case, ...]] = (
    Case.GENITIVE,
    Case.DATIVE,
    Case.ACCUSATIVE,
    Case.INSTRUMENTAL,
    Case.PREPOSITIONAL,
)
"""Every case but the nominative, in the school-book order."""
