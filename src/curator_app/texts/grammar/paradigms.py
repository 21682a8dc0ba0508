"""Ending tables of Russian nouns and adjectives that persons' names and posts are made of.

A paradigm says how many letters to cut from the nominative and what to put in their place in each oblique case
(genitive, dative, accusative, instrumental, prepositional). Words arrive in lower case; the letters of the person
are kept, only the ending is new. Spelling after hushing letters and ц follows the stress: «Ткачом», but «Бабичем».
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

Forms = tuple[str, str, str, str, str]
"""Genitive, dative, accusative, instrumental, prepositional."""

HUSHING: Final = "жшчщ"
VELAR: Final = "гкх"
VOWELS: Final = "аеёиоуыэюя"


@dataclass(frozen=True, slots=True)
class Paradigm:
    """``cut`` letters off the end, then the ending of the case."""

    cut: int
    endings: Forms

    def forms(self, word: str) -> Forms:
        """The five oblique forms of ``word``; a word in capitals gets its endings in capitals too."""
        stem = word[: len(word) - self.cut]
        capitals = len(word) > 1 and word.isupper()
        g, d, a, i, p = (stem + (ending.upper() if capitals else ending) for ending in self.endings)
        return g, d, a, i, p


INDECLINABLE: Final = Paradigm(0, ("", "", "", "", ""))


def syllables(word: str) -> int:
    """Number of vowels."""
    return sum(letter in VOWELS for letter in word)


def first_declension(word: str, *, stressed: bool = False) -> Paradigm:
    """Words in -а, -я of either gender: «Никита», «Мария», «Сковорода». ``stressed``: the ending bears the stress."""
    if word.endswith("я"):
        if word.endswith("ия") and not stressed:
            return Paradigm(1, ("и", "и", "ю", "ей", "и"))
        return Paradigm(1, ("и", "е", "ю", "ёй" if stressed else "ей", "е"))
    before = word[-2:-1]
    genitive = "и" if before and before in VELAR + HUSHING else "ы"
    soft = before and before in HUSHING + "ц" and not stressed
    return Paradigm(1, (genitive, "е", "у", "ей" if soft else "ой", "е"))


def masculine_noun(word: str, *, stressed: bool = False) -> Paradigm:
    """Masculine words in a consonant, -й or -ь: «Иван», «Андрей», «Юрий», «Игорь», «Ткач» (stressed: «Ткачом»)."""
    if word.endswith("ь"):
        return Paradigm(1, ("я", "ю", "я", "ём" if stressed else "ем", "е"))
    if word.endswith("й"):
        prepositional = "и" if word.endswith("ий") and syllables(word) > 1 else "е"
        return Paradigm(1, ("я", "ю", "я", "ем", prepositional))
    soft = word[-1] in HUSHING + "ц" and not stressed
    return Paradigm(0, ("а", "у", "а", "ем" if soft else "ом", "е"))


def possessive_masculine() -> Paradigm:
    """Russian surnames in -ов, -ев, -ин, -ын: «Ивановым», «об Иванове»."""
    return Paradigm(0, ("а", "у", "а", "ым", "е"))


def possessive_feminine() -> Paradigm:
    """Russian surnames in -ова, -ева, -ина, -ына: «Ивановой», accusative «Иванову»."""
    return Paradigm(1, ("ой", "ой", "у", "ой", "ой"))


def adjective_masculine(word: str) -> Paradigm:
    """Adjectives in -ый, -ий, -ой: «Белый», «Осадчий», «Толстой», «Сухой» (instrumental «Сухим»)."""
    before = word[-3]
    if word.endswith("ой"):
        instrumental = "им" if before in VELAR + HUSHING else "ым"
        return Paradigm(2, ("ого", "ому", "ого", instrumental, "ом"))
    if word.endswith("ый"):
        return Paradigm(2, ("его", "ему", "его", "ым", "ем") if before == "ц" else ("ого", "ому", "ого", "ым", "ом"))
    if before in VELAR:
        return Paradigm(2, ("ого", "ому", "ого", "им", "ом"))
    return Paradigm(2, ("его", "ему", "его", "им", "ем"))


def adjective_feminine(word: str, *, stressed: bool = False) -> Paradigm:
    """Adjectives in -ая, -яя: «Белая», «Осадчая» (unstressed after a hushing letter: «Осадчей»), «Зимняя»."""
    if word.endswith("яя"):
        return Paradigm(2, ("ей", "ей", "юю", "ей", "ей"))
    if word[-3] in HUSHING + "ц" and not stressed:
        return Paradigm(2, ("ей", "ей", "ую", "ей", "ей"))
    return Paradigm(2, ("ой", "ой", "ую", "ой", "ой"))
