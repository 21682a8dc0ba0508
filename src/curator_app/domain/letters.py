"""Letters and blanks of typed text: cleaning, look-alike letters, keys for comparing (domain.md h.2)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_BLANKS = re.compile(r"[\t\v\f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
_DASHES = re.compile(r"[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_QUOTES = re.compile("[«»„“”‟‹›″\"'’‘`´]")
_RUN = re.compile(r"\s+")
_BREAKS = re.compile("[\u2028\u2029\x85]")
_BLANK_RUN = re.compile(" +")
_HYPHEN = re.compile(r" ?- ?")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_FOREIGN = re.compile(r"[^\W\d_\u0400-\u04ff]")
_WORD = re.compile(r"[^\W\d_]+")

_LOOKALIKE = str.maketrans(
    "ABCEHKMOPTXYaceopxykËëÈè",
    "АВСЕНКМОРТХУасеорхукЁёЕе",
)
_LATIN_LOOKALIKES = frozenset("ABCEHKMOPTXYaceopxykËë")
# Look-alikes of a key: what stands for one letter in any alphabet folds to one sign.
_KEY_FOLD = str.maketrans("abcehkmoptxyё", "авсенкмортхуе")


@lru_cache(maxsize=65536)
def clean(text: str) -> str:
    """The text without invisible signs, with ordinary blanks and line breaks, composed (NFC), trimmed."""
    if text.isprintable():  # nearly every cell: neither invisible signs nor odd blanks
        return unicodedata.normalize("NFC", text).strip()
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    text = _INVISIBLE.sub("", _BLANKS.sub(" ", _BREAKS.sub("\n", text)))
    return text.strip()


@lru_cache(maxsize=4096)
def one_line(text: str) -> str:
    """``clean`` with every run of blanks and line breaks as one blank."""
    return _RUN.sub(" ", clean(text))


@lru_cache(maxsize=4096)
def tidy(text: str) -> str:
    """``clean`` with single blanks inside each line; line breaks stay."""
    return "\n".join(_BLANK_RUN.sub(" ", line).strip() for line in clean(text).split("\n")).strip()


def to_cyrillic(word: str, *, beside_cyrillic: bool = False) -> str:
    """Latin look-alikes of a Cyrillic word as Cyrillic letters; other words stay as they are.

    A word of look-alikes only («COBA») is turned when ``beside_cyrillic``: it stands among Cyrillic words.
    """
    letters = {letter for letter in word if letter.isalpha()}
    latin = {letter for letter in letters if not _CYRILLIC.match(letter)}
    if not latin or not latin <= _LATIN_LOOKALIKES:
        return word
    if len(latin) == len(letters) and not beside_cyrillic:
        return word
    return word.translate(_LOOKALIKE)


@lru_cache(maxsize=4096)
def cyrillic_text(text: str) -> str:
    """Every word of the text through ``to_cyrillic``; a text with a Cyrillic word counts as Cyrillic."""
    if _FOREIGN.search(text) is None:
        return text
    beside = any(_CYRILLIC.search(word) for word in _WORD.findall(text))
    return _WORD.sub(lambda found: to_cyrillic(found.group(), beside_cyrillic=beside), text)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """A key for comparing: case, ё, look-alike letters, kinds of dashes, quotes and blanks make no difference."""
    if text.replace(" ", "").isalpha():
        return unicodedata.normalize("NFC", " ".join(text.split())).casefold().translate(_KEY_FOLD)
    text = _DASHES.sub("-", one_line(text)).casefold().translate(_KEY_FOLD)
    return _QUOTES.sub("", _HYPHEN.sub("-", text)).strip(" .")


def plain_dashes(text: str) -> str:
    """All kinds of dashes as a hyphen-minus."""
    return _DASHES.sub("-", text)


def without_quotes(text: str) -> str:
    """The text with every quotation mark turned into a blank."""
    return _QUOTES.sub(" ", text)
