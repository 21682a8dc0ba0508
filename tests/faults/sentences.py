"""What a message for the curator looks like, whatever went wrong."""

from __future__ import annotations

import re

_MACHINE = re.compile(r"Traceback|Error|Exception|errno|sqlite|\bNone\b|(?<!«)\bnull\b", re.IGNORECASE)
_LIMIT = 300
_QUOTED = re.compile(r"«[^»]*»")
_NAMES = re.compile(r"--[\w-]+|(?:[\w/]*)\.[a-z]{2,5}\b|\b(?:PDF|JPE?G|PNG|TIFF|CSV|UTF-\d+|Excel|Word)\b")
"""Names of kinds of files and of options of commands have no Russian form."""
_ASKS = re.compile(r"\b\w+(?:[йь]те|ите)(?:сь)?\b")
_NOTHING_TO_DO = re.compile(
    r"\b(?:нечего|уже|и так|можно|не нужно|останется|делать не для кого|записывают|изменяют)\b", re.IGNORECASE
)


def wrong_with(text: str) -> str | None:
    """Why ``text`` is no sentence to show; None: it is one. Names in «» are the user's own."""
    letters = [letter for letter in _NAMES.sub("", _QUOTED.sub("", text)) if letter.isalpha()]
    cyrillic = sum(1 for letter in letters if "а" <= letter.lower() <= "я" or letter in "ёЁ")
    if len(text) > _LIMIT:
        return f"{len(text)} letters"
    if not text.endswith((".", "…", "!", "»")):
        return "no end"
    if not letters or cyrillic < 0.8 * len(letters):
        return "not Russian"
    found = _MACHINE.search(text)
    return f"a word of the machine: {found.group()}" if found else None


def no_way_out(text: str) -> bool:
    """Whether ``text`` neither asks to do something nor says that nothing is to be done."""
    bare = _QUOTED.sub("", text)
    return not (_ASKS.search(bare) or _NOTHING_TO_DO.search(bare))


_PEOPLE = re.compile(r"Петров|Леонтьев|Могиленск|Бабенко|Соколов|Иванов|Новиков")
"""Surnames of the school the faults happen to."""


def wrong_with_fault(text: str) -> str | None:
    """The same of a sentence about a fault: it also leads on, and names nobody, for it may be read aloud or sent on."""
    if (reason := wrong_with(text)) is not None:
        return reason
    if no_way_out(text):
        return "no way out"
    return "a person is named" if _PEOPLE.search(text) else None
