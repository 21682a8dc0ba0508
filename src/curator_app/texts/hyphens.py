"""Where a Russian word may be parted: by syllables, for columns narrower than the word. Names are never parted so."""

from __future__ import annotations

import re
from typing import Final

_VOWELS: Final = "аеёиоуыэюя"
_CONSONANTS: Final = "бвгджзклмнпрстфхцчшщ"
_V, _C = f"[{_VOWELS}]", f"[{_CONSONANTS}]"
_PLACES: Final = tuple(
    re.compile(rf"(?<={before})(?={after})")
    for before, after in (
        ("[йьъ]", "[а-яё]{2}"),
        (f"{_C}{_V}", f"{_C}{_V}"),
        (f"{_V}{_C}", f"{_C}{_V}"),
        (f"{_V}{_C}", f"{_C}{_C}{_V}"),
        (f"{_V}{_C}{_C}", f"{_C}{_C}{_V}"),
        (_V, f"{_V}[а-яё]{{2}}"),
    )
)
_WORD: Final = re.compile(r"(\W*)([а-яё]{5,})(\W*)")
_LEAST = 2


def parts(word: str) -> list[str]:
    """Pieces of a word between which a hyphen may stand; the word alone when it is short, a name (a capital letter) or
    not Russian. No piece is shorter than two letters or without a vowel."""
    match = _WORD.fullmatch(word)
    if match is None:
        return [word]
    before, letters, after = match.groups()
    places = sorted({found.start() for place in _PLACES for found in place.finditer(letters)})
    pieces: list[str] = []
    start = 0
    for place in places:
        if _whole(letters[start:place]) and _whole(letters[place:]):
            pieces.append(letters[start:place])
            start = place
    pieces.append(letters[start:])
    pieces[0], pieces[-1] = before + pieces[0], pieces[-1] + after
    return pieces


def _whole(piece: str) -> bool:
    return len(piece) >= _LEAST and any(letter in _VOWELS for letter in piece)
