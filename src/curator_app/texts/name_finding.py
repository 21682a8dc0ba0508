"""Finds known people named in a text, in any case and with any ending, without taking common words for names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from curator_app.domain.letters import fold
from curator_app.domain.names import Gender, PersonName
from curator_app.texts.grammar.names import name_forms

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HALF = re.compile(r"[^\W\d_]+")
_ENDS = frozenset(".!?…:;«(–—-")
_SHORTEST = 3


class NameFinder:
    """Surnames and patronymics count wherever they stand with a capital letter; first names do not at the beginning of
    a sentence, where «Вера» and «Роман» are words as well."""

    def __init__(self, people: Iterable[tuple[PersonName, Gender | None]]) -> None:
        self._surnames: set[str] = set()
        self._first_names: set[str] = set()
        for name, gender in people:
            for form in name_forms(name, gender).values():
                self._surnames |= _halves(form.surname)
                self._surnames |= _halves(form.patronymic or "")
                self._first_names |= _halves(form.first_name)

    def find(self, text: str) -> list[str]:
        """The words of the text that name somebody, as they stand there."""
        found = []
        for match in _WORD.finditer(text):
            word = match.group()
            if not word[0].isupper():
                continue
            known = _halves(word)
            begins = _begins(text, match.start())
            if known & self._surnames or (not begins and known & self._first_names):
                found.append(word)
        return found


def _begins(text: str, place: int) -> bool:
    """Whether a word at a place begins a sentence, a line or words in quotes."""
    before = place
    while before and text[before - 1].isspace():
        before -= 1
    return not before or text[before - 1] in _ENDS or "\n" in text[before:place]


def _halves(name: str) -> set[str]:
    """The words of a name, folded; particles of two letters tell nobody."""
    return {half for half in _HALF.findall(fold(name)) if len(half) >= _SHORTEST}
