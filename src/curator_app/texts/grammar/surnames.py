"""Declension of surnames by their endings; the exceptions stand in :mod:`lexicon`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from curator_app.domain.names import Gender
from curator_app.texts.grammar import lexicon
from curator_app.texts.grammar.paradigms import (
    HUSHING,
    INDECLINABLE,
    VELAR,
    VOWELS,
    Forms,
    Paradigm,
    adjective_feminine,
    adjective_masculine,
    first_declension,
    masculine_noun,
    possessive_feminine,
    possessive_masculine,
    syllables,
)
from curator_app.texts.grammar.words import inflect_words, letters, tidy

_FEMININE_POSSESSIVE: Final = ("ова", "ева", "ёва", "ина", "цына", "ына")
_MASCULINE_POSSESSIVE: Final = ("ов", "ев", "ёв", "ин", "ын")
_POLISH_FEMININE: Final = re.compile(r".*[вьй]ска$")
_FAMILIAR: Final = re.compile(
    r".*(?:[оеё]ва?|ина?|цына?|[сц]кий|[сц]кая|ко|[кгхнжшчщ]их|[бвдлмнртс]ых|[бвдлмнртс]ый|[бвдлмнрт]ая|чук|юк|[ое]вич|ян|дзе|швили)$"
)


@lru_cache(maxsize=8192)
def surname_forms(surname: str, gender: Gender) -> Forms:
    """The five oblique forms of a surname, double and foreign ones included.

    A surname keeps its vowels («Кравец» — «Кравеца»), men's in a consonant decline, women's do not, -о, -ых, -их stay
    (domain.md f.3). Capitals or small letters stay as they are.
    """
    return inflect_words(
        tidy(surname),
        lambda words, index: INDECLINABLE if _stays(words, index) else _paradigm(words[index], gender),
    )


def surname_gender(surname: str) -> Gender | None:
    """The gender that the ending of a surname tells, if it tells one: «Иванов», «Белая»; not «Ткачук», «Щербина»."""
    words = letters(tidy(surname))
    return _word_gender(words[-1]) if words else None


def is_rare_surname(surname: str) -> bool:
    """True if the person who prints should look at the forms: the surname is not of the everyday types."""
    words = letters(tidy(surname))
    return not words or not all(_familiar(word) for word in words)


def _familiar(word: str) -> bool:
    special = lexicon.FEMININE_NOUN_SURNAMES | lexicon.FOREIGN_OV_IN
    return word not in special and syllables(word) > 1 and _FAMILIAR.match(word) is not None


def _word_gender(word: str) -> Gender | None:
    if word in lexicon.SON_OF or word in lexicon.DAUGHTER_OF:
        return "m" if word in lexicon.SON_OF else "f"
    if word.endswith(("ая", "яя", *_FEMININE_POSSESSIVE)) and not _is_feminine_noun(word):
        return "f"
    if (word.endswith(_MASCULINE_POSSESSIVE) and not _is_foreign_possessive(word)) or (
        word.endswith(("ый", "ий", "ой")) and _is_adjective(word)
    ):
        return "m"
    return None


def _stays(words: Sequence[str], index: int) -> bool:
    word = words[index]
    if word in lexicon.FILIATION or any(other in lexicon.FILIATION for other in words[index + 1 : index + 2]):
        return True
    return index + 1 < len(words) and (word in lexicon.NAME_PARTICLES or word in lexicon.FIXED_FIRST_PARTS)


def _paradigm(word: str, gender: Gender) -> Paradigm:
    if word[-1] in "оеёэиыую" or word in lexicon.FRENCH_SURNAMES:
        return INDECLINABLE
    if word[-1] in "ая":
        return _feminine_looking(word) if gender == "f" else _first(word)
    return _masculine(word) if gender == "m" else INDECLINABLE


def _feminine_looking(word: str) -> Paradigm:
    if word.endswith(("ая", "яя")) and not _is_feminine_noun(word):
        return adjective_feminine(word, stressed=word in lexicon.STRESSED_ADJECTIVES)
    if word.endswith(_FEMININE_POSSESSIVE) and not _is_feminine_noun(word):
        return possessive_feminine()
    if _POLISH_FEMININE.match(word):
        return Paradigm(1, ("ой", "ой", "ую", "ой", "ой"))
    return _first(word)


def _is_feminine_noun(word: str) -> bool:
    return word in lexicon.FEMININE_NOUN_SURNAMES or syllables(word) < 2 or len(word) < 4


def _first(word: str) -> Paradigm:
    if word.endswith("а") and word[-2:-1] and word[-2] in VOWELS:
        return INDECLINABLE
    return first_declension(word, stressed=word in lexicon.STRESSED_FIRST)


def _masculine(word: str) -> Paradigm:
    if word in lexicon.FLEETING_SURNAMES:
        cut, stem, instrumental = lexicon.FLEETING_SURNAMES[word]
        a, u, e = ("я", "ю", "е") if stem == "ь" else ("а", "у", "е")
        return Paradigm(cut, (stem + a, stem + u, stem + a, stem + instrumental, stem + e))
    if word.endswith(("ых", "их")) and _is_plural_adjective(word):
        return INDECLINABLE
    if word.endswith(("ый", "ий", "ой")) and _is_adjective(word):
        return adjective_masculine(word)
    if word.endswith(_MASCULINE_POSSESSIVE) and not _is_foreign_possessive(word):
        return possessive_masculine()
    return masculine_noun(word, stressed=word in lexicon.STRESSED_CONSONANT or word in lexicon.STRESSED_SOFT)


def _is_plural_adjective(word: str) -> bool:
    """«Черных», «Могиленских»; not «Фридрих», «Эрлих»: no adjective has -их after such letters."""
    if syllables(word) == 1:
        return word == "злых"
    return word.endswith("ых") or word[-3] in VELAR + HUSHING + "н"


def _is_adjective(word: str) -> bool:
    if len(word) < 4:
        return False
    if word.endswith("ый"):
        return True
    if word.endswith("ой"):
        return word == "злой" or (syllables(word) > 1 and word not in lexicon.NOUN_SURNAMES_OY)
    if word in lexicon.ADJECTIVE_SURNAMES_IY:
        return True
    return word[-3] in VELAR + HUSHING + "н" and word not in lexicon.NOUN_SURNAMES_IY


def _is_foreign_possessive(word: str) -> bool:
    if word in lexicon.POSSESSIVE_ONE_SYLLABLE:
        return False
    return syllables(word) == 1 or word in lexicon.FOREIGN_OV_IN or word.endswith("уин")
