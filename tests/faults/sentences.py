"""What a message for the curator looks like, whatever went wrong."""

from __future__ import annotations

import re

_MACHINE = re.compile(r"Traceback|Error|Exception|errno|sqlite|None|\bnull\b", re.IGNORECASE)
_LIMIT = 300


def wrong_with(text: str) -> str | None:
    """Why ``text`` is no sentence to show; None: it is one. Names in «» are the user's own."""
    letters = [letter for letter in re.sub(r"«[^»]*»", "", text) if letter.isalpha()]
    cyrillic = sum(1 for letter in letters if "а" <= letter.lower() <= "я" or letter in "ёЁ")
    if len(text) > _LIMIT:
        return f"{len(text)} letters"
    if not text.endswith((".", "…", "!")):
        return "no end"
    if not letters or cyrillic < 0.8 * len(letters):
        return "not Russian"
    found = _MACHINE.search(text)
    return f"a word of the machine: {found.group()}" if found else None
