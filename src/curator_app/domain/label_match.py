"""How alike two labels are by their words: «Кол-во молодых специалистов» and «Число молодых специалистов»."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from curator_app.domain.letters import fold

_WORD = re.compile(r"[^\W_]+|%")
_STEM = 5
_LONG_STEM = 9
_ALIKE = "настав"
"""Наставник, наставляемый and наставничество differ only further on."""
_SAME = {
    "колич": "число",
    "кол": "число",
    "числе": "число",
    "чел": "",
    "шт": "",
    "ед": "",
    "проце": "доля",
    "%": "доля",
    "учите": "педаг",
    "препо": "педаг",
    "работ": "",
    "сотру": "",
    "индив": "иом",
    "образоват": "",
    "общеобраз": "",
    "маршр": "иом",
    "орган": "школы",
    "учреж": "школы",
    "школа": "школы",
    "школе": "школы",
    "руков": "дирек",
    "закре": "закре",
    "групп": "групп",
    "телеф": "телеф",
    "элект": "эл",
    "email": "эл",
    "mail": "эл",
    "почты": "почта",
    "почте": "почта",
    "насто": "",
    "общее": "",
    "общая": "",
    "всего": "",
    "указа": "",
    "полно": "полно",
    "соста": "",
}
"""Stems that mean the same; «» for words that tell nothing."""
_EMPTY = frozenset({"в", "и", "на", "по", "с", "за", "к", "о", "из", "от", "до", "для", "у", "том", "или", "не", "их"})


_WHOLE_NAME = frozenset({"фамил", "имя", "отчес"})


@lru_cache(maxsize=8192)
def stems(label: str) -> frozenset[str]:
    """The words of a label without their endings, words of the same meaning as one."""
    found = set()
    for word in _WORD.findall(fold(label)):
        if word in _EMPTY or word.isdigit():
            continue
        cut = word[: _LONG_STEM if word.startswith(_ALIKE) else _STEM]
        if told := _SAME.get(word, _SAME.get(word[:_LONG_STEM], _SAME.get(cut, cut))):
            found.add(told)
    if found >= _WHOLE_NAME:
        found = (found - _WHOLE_NAME) | {"фио"}
    return frozenset(found)


def likeness(one: str, other: str, weights: dict[str, float] | None = None) -> float:
    """From 0 (nothing shared) to 1 (the same words). ``weights``: rare words tell more. The words of ``one`` matter
    more: what the label asks must be told, while a title may say more than is asked."""
    first, second = stems(one), stems(other)
    if not first or not second:
        return 0.0

    def weight(words: Iterable[str]) -> float:
        return sum((weights or {}).get(word, 1.0) for word in words)

    shared = weight(first & second)
    return (shared / weight(first) + 2 * shared / (weight(first) + weight(second))) / 2


def rarity(labels: Iterable[str]) -> dict[str, float]:
    """How much a stem tells among many labels: the rarer, the more (from about 0.3 to 1)."""
    counts: dict[str, int] = {}
    number = 0
    for label in labels:
        number += 1
        for word in stems(label):
            counts[word] = counts.get(word, 0) + 1
    return {word: 1.0 / (1.0 + 4.0 * count / max(1, number)) for word, count in counts.items()}
