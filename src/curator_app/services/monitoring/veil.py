"""Names in the workbook: as they are, or codes and nothing that could name anybody."""

from __future__ import annotations

import re
from collections.abc import Iterable

from curator_app.domain.letters import fold
from curator_app.domain.names import PersonName
from curator_app.exchange.own_book import tied
from curator_app.services.rows import PersonRow

HIDDEN = "скрыто"
_MAIL = re.compile(r"\S@\S")
_PHONE = re.compile(r"(?:\d[\s()+\-–—]*){10,}")
_WORD = re.compile(r"[^\W\d_]+")
_ENDINGS = "аеёийоуыьэюя"
_SHORTEST = 3
_SHORT = 3
_PHONE_DIGITS = 6


class Veil:
    """``hides``: people are told by codes («Н-001», the same in every workbook of this base), and a text that holds a
    name, a telephone or an address of anybody is replaced whole."""

    def __init__(self, people: Iterable[PersonRow], *, hides: bool) -> None:
        people = list(people)
        self.hides = hides
        self._names = {one.id: one.name for one in people}
        self._stems: tuple[str, ...] = ()
        self._exact: frozenset[str] = frozenset()
        self._phones: frozenset[str] = frozenset()
        if hides:
            names = list(self._names.values())
            surnames = {_stem(word) for name in names for word in _words(name.surname)}
            self._stems = tuple(sorted(stem for stem in surnames if len(stem) > _SHORT))
            given = {
                _stem(word)
                for name in names
                for told in (name.first_name, name.patronymic or "")
                for word in _words(told)
            }
            self._exact = frozenset(given | {stem for stem in surnames if len(stem) <= _SHORT})
            told = ("".join(filter(str.isdigit, one.phone or ""))[-10:] for one in people)
            self._phones = frozenset(phone for phone in told if len(phone) >= _PHONE_DIGITS)

    def name(self, person: int | None) -> str:
        """The full name, or the code; «» for nobody."""
        if person is None:
            return ""
        if self.hides:
            return f"Н-{person:03d}"
        known = self._names.get(person)
        return "" if known is None else known.full

    def own_name(self, person: int) -> str:
        """The full name as the program's own import reads it back exactly, or the code."""
        known = self.known(person)
        return self.name(person) if known is None else tied(known)

    def known(self, person: int) -> PersonName | None:
        """The name as a value, when it is not hidden."""
        return None if self.hides else self._names.get(person)

    def text(self, text: str) -> str:
        """The text, or «скрыто» when it tells who somebody is."""
        return HIDDEN if self.hides and self._tells(text) else text

    def _tells(self, text: str) -> bool:
        if _MAIL.search(text) or _PHONE.search(text):
            return True
        digits = "".join(filter(str.isdigit, text))
        if any(phone in digits for phone in self._phones):
            return True
        return any(word.startswith(self._stems) or self._is_short_name(word) for word in _words(text))

    def _is_short_name(self, word: str) -> bool:
        return any(word[: len(word) - ending] in self._exact for ending in range(min(3, len(word))))


def _words(text: str) -> list[str]:
    """The words of a text, small, look-alike letters folded; a double name gives its halves."""
    return _WORD.findall(fold(text))


def _stem(word: str) -> str:
    """A name without its ending, so that its cases are met too; short ones stay whole."""
    cut = word.rstrip(_ENDINGS)
    return cut if len(cut) >= _SHORTEST else word
