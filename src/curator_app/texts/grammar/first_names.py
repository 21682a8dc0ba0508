"""Declension of first names and patronymics."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from curator_app.domain.names import Gender
from curator_app.texts.grammar import lexicon
from curator_app.texts.grammar.paradigms import (
    INDECLINABLE,
    VOWELS,
    Forms,
    Paradigm,
    first_declension,
    masculine_noun,
)
from curator_app.texts.grammar.words import inflect_words, tidy

_STRESSED_PATRONYMICS: Final = ("ильич", "кузьмич", "кузмич", "козьмич", "фомич", "лукич", "хомич")


@lru_cache(maxsize=8192)
def first_name_forms(first_name: str, gender: Gender) -> Forms:
    """The five oblique forms of a first name, double ones included («Анны-Марии», «Жан-Поля»)."""
    return inflect_words(
        tidy(first_name),
        lambda words, index: INDECLINABLE if _stays(words, index) else _name(words[index], gender),
    )


@lru_cache(maxsize=8192)
def patronymic_forms(patronymic: str, gender: Gender) -> Forms:
    """The five oblique forms of a patronymic; «Мамед оглы», «Ахмед кызы» and the like stay whole."""
    text = tidy(patronymic)
    if is_filiation(text):
        return text, text, text, text, text
    return inflect_words(text, lambda words, index: _patronymic(words, index, gender))


def is_filiation(patronymic: str) -> bool:
    """«Мамед оглы», «Лутфияр-кызы», «Серикулы», «Асан уулу»."""
    return patronymic.casefold().endswith(tuple(lexicon.SON_OF | lexicon.DAUGHTER_OF))


def _stays(words: Sequence[str], index: int) -> bool:
    if index + 1 == len(words):
        return False
    word = words[index]
    if word in lexicon.NAME_PARTICLES or word in lexicon.FIXED_FIRST_NAME_PARTS:
        return True
    return words[index + 1] in lexicon.EASTERN_SECOND_PARTS


def _patronymic(words: Sequence[str], index: int, gender: Gender) -> Paradigm:
    """Of «Абдул-Азизович», «Ага Алиевна» only the last word declines."""
    word = words[index]
    if words[-1].endswith(("ич", "ыч", "на")) and index + 1 < len(words):
        return INDECLINABLE
    if gender == "m" and word.endswith(("ич", "ыч")):
        return masculine_noun(word, stressed=word in _STRESSED_PATRONYMICS)
    if gender == "f" and word.endswith("на"):
        return first_declension(word)
    return _name(word, gender)


def _name(word: str, gender: Gender) -> Paradigm:
    if word[-1] in "ая":
        return _name_in_a(word, gender)
    if gender == "f":
        if word in lexicon.THIRD_DECLENSION_NAMES:
            return Paradigm(1, ("и", "и", "ь", "ью", "и"))
        return INDECLINABLE
    if word in lexicon.IRREGULAR_FIRST_NAMES:
        cut, stem = lexicon.IRREGULAR_FIRST_NAMES[word]
        return Paradigm(cut, (f"{stem}а", f"{stem}у", f"{stem}а", f"{stem}ом", f"{stem}е"))
    if word in lexicon.OLD_NAMES_IN_O:
        return Paradigm(1, ("ы", "е", "у", "ой", "е"))
    if word[-1] in "оеёэиыую":
        return INDECLINABLE
    return masculine_noun(word, stressed=word in lexicon.STRESSED_MALE_NAMES)


def _name_in_a(word: str, gender: Gender) -> Paradigm:
    if word.endswith("а") and word[-2:-1] and word[-2] in VOWELS:
        return INDECLINABLE
    if gender == "m":
        fixed = word in lexicon.FIXED_MALE_NAMES
        return INDECLINABLE if fixed else first_declension(word, stressed=word in lexicon.STRESSED_MALE_NAMES)
    if word in lexicon.SHORT_IYA_NAMES:
        return Paradigm(1, ("и", "е", "ю", "ей", "е"))
    return first_declension(word, stressed=word in lexicon.STRESSED_IYA_NAMES)
