"""Walking over a name of several words: «Мамин-Сибиряк», «Иванова (Петрова)», «Анна-Мария», «фон Берг»."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from curator_app.texts.grammar.paradigms import INDECLINABLE, Forms, Paradigm

_WORD = re.compile(r"[^\W\d_](?:[\w.'’ʼ`]*)")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")

Chooser = Callable[[Sequence[str], int], Paradigm]
"""Takes all words of the part (lower case) and the number of the word in question; gives its paradigm."""


def tidy(text: str) -> str:
    """Composed letters (й as one sign) and single ordinary spaces, none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def letters(text: str) -> list[str]:
    """The words of a name in lower case, without hyphens, brackets and spaces."""
    return [match.group().casefold() for match in _WORD.finditer(text)]


def inflect_words(text: str, choose: Chooser) -> Forms:
    """The five oblique forms of a tidy text, each word by its own paradigm; other signs stay where they are.

    Initials («М.», «М») and words that do not end in a Cyrillic letter stay as they are.
    """
    words = letters(text)
    pieces: list[list[str]] = [[], [], [], [], []]
    end = 0
    for index, match in enumerate(_WORD.finditer(text)):
        word = match.group()
        fixed = len(word) == 1 or "." in word or not _CYRILLIC.match(word[-1])
        forms = (INDECLINABLE if fixed else choose(words, index)).forms(word)
        for piece, form in zip(pieces, forms, strict=True):
            piece += [text[end : match.start()], form]
        end = match.end()
    g, d, a, i, p = ("".join(piece) + text[end:] for piece in pieces)
    return g, d, a, i, p
