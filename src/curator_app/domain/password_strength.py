"""How hard a password is to guess, roughly: enough to warn, never to forbid a long one.

Counted are the choices a guesser has: runs («1234», «йцук», «аааа»), years and the commonest words cost next to
nothing.
"""

from __future__ import annotations

import math
import re
from enum import IntEnum
from typing import Final

SHORTEST: Final = 8
"""Letters a password must have at least."""

_ROWS: Final = (
    "0123456789", "1234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm",
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю",
)  # fmt: skip
_COMMON: Final = (
    "пароль", "gfhjkm", "password", "school", "школа", "irjkf", "учитель", "куратор", "наставник", "наставничество",
    "admin", "админ", "директор", "завуч", "привет", "ghbdtn", "любовь", "солнышко", "москва", "россия", "spring",
    "весна", "лето", "осень", "зима", "qazwsx", "1q2w3e", "letmein", "welcome",
)  # fmt: skip
_YEAR: Final = re.compile(r"(19[4-9]\d|20[0-4]\d)")


class Strength(IntEnum):
    """From «may not be used» to «fine»."""

    TOO_SHORT = 0
    WEAK = 1
    FAIR = 2
    GOOD = 3


def _alphabet(text: str) -> int:
    size = 0
    for pattern, letters in ((r"[0-9]", 10), (r"[a-z]", 26), (r"[A-Z]", 26), (r"[а-яё]", 33), (r"[А-ЯЁ]", 33)):
        if re.search(pattern, text):
            size += letters
    return size + 20 if re.search(r"[^0-9a-zA-Zа-яёА-ЯЁ]", text) else size


def _without_cheap(text: str) -> tuple[str, int]:
    """The rest after runs, years and common words; and how many of them there were."""
    folded, cheap = text.casefold(), 0
    for word in _COMMON:
        if word in folded:
            folded, cheap = folded.replace(word, ""), cheap + 1
    folded, found = _YEAR.subn("", folded)
    cheap += found
    kept: list[str] = []
    for letter in folded:
        last = kept[-1] if kept else ""
        if last and (letter == last or any(last + letter in row or letter + last in row for row in _ROWS)):
            continue
        kept.append(letter)
    return "".join(kept), cheap


def bits(password: str) -> float:
    """About so many bits a guesser must get right."""
    rest, cheap = _without_cheap(password)
    return len(rest) * math.log2(max(2, _alphabet(password))) + cheap * 6


def strength(password: str) -> Strength:
    """The judgement: 40 bits are a year of one fast computer against scrypt, 60 are out of reach."""
    if len(password) < SHORTEST:
        return Strength.TOO_SHORT
    found = bits(password)
    if found < 40:
        return Strength.WEAK
    return Strength.FAIR if found < 60 else Strength.GOOD
