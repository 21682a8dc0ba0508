"""Russian order of words and the folded text that a search looks in: one rule for screens, papers and sheets."""

from __future__ import annotations

import re
from collections.abc import Iterable

_DIGITS = re.compile(r"\d+")
_MARKS = re.compile(r"[«»„“”\"'’()\[\]]+")
_BETWEEN = "\0"  # in no text of the base
# ё directly after е, before ж
_YO = "е\U0010ffff"


def fold(text: str) -> str:
    """Text as a search compares it: case folded, ё = е, any run of blanks one blank."""
    return " ".join(text.casefold().replace("ё", "е").split())


def fold_all(texts: Iterable[str]) -> list[str]:
    """Many texts as a search for words compares them, in one go: a fifth of the time. Blanks stay as they are."""
    given = list(texts)
    folded = _BETWEEN.join(given).casefold().replace("ё", "е").split(_BETWEEN)
    return folded if len(folded) == len(given) else [fold(text) for text in given]


def collation_key(text: str) -> str:
    """Key by which Russian texts sort: without case, Ё directly after Е, «7-нс» before «10-нс» (numbers by value).

    Quotation marks and brackets do not take part.
    """
    key = text.casefold().strip()
    # Ten thousand names are sorted at a click: what seldom occurs is looked for before it is replaced.
    if "ё" in key:
        key = key.replace("ё", _YO)
    if _MARKS.search(key):
        key = _MARKS.sub("", key)
    if _DIGITS.search(key):
        key = _DIGITS.sub(lambda run: run.group().zfill(12), key)
    return key


def words(query: str) -> list[str]:
    """The folded words of a search; every one of them has to occur."""
    return fold(query).split()
