"""Finding the person a text points at: full name, «Фамилия И.О.», «И.О. Фамилия», one initial.

Nothing is guessed here: the caller gets everybody who fits and decides when it is exactly one.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

from curator_app.domain.letters import fold
from curator_app.domain.name_parsing import Mention, NameTrouble
from curator_app.domain.names import PersonName

K = TypeVar("K", bound=Hashable)


def name_key(name: PersonName) -> str:
    """Equal for names that differ only in case, ё, look-alike letters, blanks around hyphens."""
    return fold(name.full)


class PeopleIndex(Generic[K]):
    """People known so far, by name. ``K`` is whatever the caller calls a person by."""

    def __init__(self, people: Iterable[tuple[K, PersonName]] = ()) -> None:
        self._names: dict[K, PersonName] = {}
        self._by_full: dict[str, list[K]] = {}
        self._by_surname: dict[str, list[K]] = {}
        for key, name in people:
            self.add(key, name)

    def add(self, key: K, name: PersonName) -> None:
        """One more person."""
        self._names[key] = name
        self._by_full.setdefault(name_key(name), []).append(key)
        self._by_surname.setdefault(fold(name.surname), []).append(key)

    def name(self, key: K) -> PersonName:
        """The name of a known person."""
        return self._names[key]

    def namesakes(self, name: PersonName) -> list[K]:
        """Everybody with this full name."""
        return list(self._by_full.get(name_key(name), ()))

    def relatives(self, name: PersonName) -> list[K]:
        """Everybody with this surname and first name where one side has no patronymic."""
        return [
            key
            for key in self._by_surname.get(fold(name.surname), ())
            if fold(self._names[key].first_name) == fold(name.first_name)
            and (self._names[key].patronymic is None) != (name.patronymic is None)
        ]

    def find(self, mention: Mention) -> list[K]:
        """Everybody the mention may mean. Full names are compared whole first, then without a patronymic that
        one side lacks; initials by surname and the letters given. An oblique case means nobody."""
        if mention.name is not None:
            exact = self.namesakes(mention.name)
            return exact or self.relatives(mention.name)
        if mention.trouble is not NameTrouble.INITIALS or not mention.surname:
            return []
        found = [
            key
            for key in self._by_surname.get(fold(mention.surname), ())
            if _initials_fit(self._names[key], mention.initials)
        ]
        whole = [key for key in found if self._names[key].patronymic is not None or len(mention.initials) == 1]
        return whole or found

    def suggest(self, mention: Mention, limit: int = 5) -> list[K]:
        """Who might be meant although ``find`` found nobody: the surname in another case or gender, other
        initials. For a question to the user only."""
        if mention.name is not None:
            surname, letter = mention.name.surname, mention.name.first_name[0]
        elif mention.surname:
            surname, letter = mention.surname, mention.initials[0] if mention.initials else ""
        else:
            return []
        stem = _stem(fold(surname))
        found = [key for known, keys in self._by_surname.items() if _stem(known) == stem for key in keys]
        first = [key for key in found if fold(self._names[key].first_name).startswith(fold(letter)[:1])]
        return (first or found)[:limit]


def _initials_fit(name: PersonName, initials: tuple[str, ...]) -> bool:
    if not initials:
        return False
    given = fold(name.first_name)
    if not given.startswith(fold(initials[0])):
        return False
    rest = initials[1:]
    if rest and "-" in name.first_name and len(rest) > (1 if name.patronymic else 0):
        second = fold(name.first_name.split("-", 1)[1])
        if not second.startswith(fold(rest[0])):
            return False
        rest = rest[1:]
    if not rest or name.patronymic is None:
        return True
    return fold(name.patronymic).startswith(fold(rest[0]))


_ENDINGS = (
    "ского", "скому", "ским", "ском", "ская", "ской", "скую", "ский",
    "овой", "евой", "иной", "ою", "ой", "ым", "ом", "ем", "ою", "а", "у", "е", "ы", "и", "ю", "я", "й", "ь",
)  # fmt: skip


def _stem(surname: str) -> str:
    for ending in _ENDINGS:
        if surname.endswith(ending) and len(surname) - len(ending) >= 3:
            keep = "ск" if ending.startswith("ск") else ending[:2] if ending in {"овой", "евой", "иной"} else ""
            return surname[: len(surname) - len(ending)] + keep
    return surname
