"""Cells that say «nothing» (samples rule 9)."""

from __future__ import annotations

import re
from functools import lru_cache

from curator_app.domain.letters import fold

_NOTHING = re.compile(
    r"[-_.,/\\*?]*|нет(?: данных| телефона| почты| номера)?|н/д|н\.д|"
    r"не указан[аоы]?|не имеет|не имеется|отсутству[ею]т|неизвестн[оа]"
)
_DASH = re.compile(r"[-_.]*")
_SAYS_NO = re.compile(r"[-_.]*|нет")


def _says_something(text: str) -> bool:
    """Cheap, for nearly every cell: whatever says nothing begins with «н», «о», a letter that looks like one of them,
    or a sign."""
    first = text[:1].lower()
    return first.isalnum() and first not in "ноho"


@lru_cache(maxsize=4096)
def says_nothing(text: str) -> bool:
    """For facts (telephone, date, category …): empty, dashes, «нет», «нет данных» and the like."""
    return not _says_something(text) and _NOTHING.fullmatch(fold(text)) is not None


@lru_cache(maxsize=4096)
def is_blank(text: str) -> bool:
    """For free texts: empty, dashes or «нет»."""
    return not _says_something(text) and _SAYS_NO.fullmatch(fold(text)) is not None


def is_dash(text: str) -> bool:
    """For answers of a survey, where «нет» is an answer: empty or dashes."""
    return _DASH.fullmatch(fold(text)) is not None
