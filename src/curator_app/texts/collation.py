"""Russian order of words and the folded text that a search looks in: one rule for screens, papers and sheets."""

from __future__ import annotations

import re

_DIGITS = re.compile(r"\d+")
_LAST = "\U0010ffff"
# ё directly after е, before ж; quotation marks and brackets do not take part in the order
_ORDER = str.maketrans({"ё": f"е{_LAST}", **dict.fromkeys("«»„“”\"'’()[]", "")})


def fold(text: str) -> str:
    """Text as a search compares it: case folded, ё = е, any run of blanks one blank."""
    return " ".join(text.casefold().replace("ё", "е").split())


def collation_key(text: str) -> str:
    """Key by which Russian texts sort: without case, Ё directly after Е, «7-нс» before «10-нс» (numbers by value)."""
    key = text.casefold().strip().translate(_ORDER)
    return _DIGITS.sub(lambda run: run.group().zfill(12), key) if any(map(str.isdigit, key)) else key


def words(query: str) -> list[str]:
    """The folded words of a search; every one of them has to occur."""
    return fold(query).split()
