"""Telling a person's gender from the name."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from curator_app.domain.names import Gender, PersonName
from curator_app.runtime.paths import resources
from curator_app.texts.grammar import lexicon
from curator_app.texts.grammar.paradigms import VOWELS
from curator_app.texts.grammar.surnames import surname_gender
from curator_app.texts.grammar.words import letters, tidy

_MALE_PATRONYMICS: Final = ("ич", "ыч", *lexicon.SON_OF)
_FEMALE_PATRONYMICS: Final = ("вна", "чна", "шна", *lexicon.DAUGHTER_OF)
_MALE_FIRST_NAMES: Final = ("ий", "слав", "имир")
_GENDERED_LISTS: Final[dict[str, Gender]] = {"male": "m", "female": "f"}


@dataclass(frozen=True, slots=True)
class GenderGuess:
    """A gender and whether it may be taken without asking."""

    gender: Gender
    sure: bool


def detect_gender(name: PersonName) -> GenderGuess:
    """The gender by the patronymic, then by the list of first names, then by the surname.

    Not sure when the parts contradict each other or only the look of an unknown first name speaks: ask the user then.
    """
    by_patronymic = patronymic_gender(name.patronymic)
    by_name, listed = _first_name_gender(name.first_name)
    if by_patronymic is not None and listed and by_name is not None:
        return GenderGuess(by_patronymic, sure=by_name == by_patronymic)
    by_surname = surname_gender(name.surname)
    if by_patronymic is not None:
        return GenderGuess(by_patronymic, sure=by_surname in (None, by_patronymic))
    if listed and by_name is not None:
        return GenderGuess(by_name, sure=by_surname in (None, by_name))
    if by_surname is not None:
        return GenderGuess(by_surname, sure=by_name in (None, by_surname))
    return GenderGuess(by_name or "f", sure=False)


@lru_cache(maxsize=4096)
def patronymic_gender(patronymic: str | None) -> Gender | None:
    """«Петрович», «Мамед оглы» — m; «Петровна», «Ахмед кызы» — f; no patronymic or an initial — None."""
    text = tidy(patronymic or "").casefold()
    if text.endswith(_MALE_PATRONYMICS):
        return "m"
    return "f" if text.endswith(_FEMALE_PATRONYMICS) else None


@lru_cache(maxsize=4096)
def _first_name_gender(first_name: str) -> tuple[Gender | None, bool]:
    """The gender of a first name and whether that is beyond doubt (of a name of both: None, True)."""
    words = letters(tidy(first_name))
    known = _listed()
    for word in words:
        if word in known:
            return known[word], True
    if not words or len(words[-1]) == 1 or "." in words[-1]:
        return None, False
    if words[-1].endswith(_MALE_FIRST_NAMES):
        return "m", True
    if words[-1].endswith(("а", "я")):
        return "f", False
    return (None if words[-1][-1] in VOWELS + "ь" else "m"), False


@lru_cache(maxsize=1)
def _listed() -> dict[str, Gender | None]:
    """First names in lower case (with ё and with е) and their gender, None for names of both."""
    catalogue = json.loads((resources() / "catalogues" / "first_names.json").read_text(encoding="utf-8"))
    genders: dict[str, Gender | None] = {}
    for side, gender in _GENDERED_LISTS.items():
        for name in catalogue[side]:
            genders[name.casefold()] = gender
    for name in catalogue["either"]:
        genders[name.casefold()] = None
    return genders | {name.replace("ё", "е"): gender for name, gender in genders.items()}
