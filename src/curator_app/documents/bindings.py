"""Spaces where a line must not end: «№ 5», «3 дня», «1 сентября 2026 г.», «ст. 351.8», «И. О. Фамилия», before «–»."""

from __future__ import annotations

import re
from typing import Final

from curator_app.documents.letters import NBSP

_MONTHS: Final = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
_COUNTED: Final = "день|дн|рабоч|календарн|час|минут|недел|месяц|лет|год|гг?\\.|рубл|балл|процент|%"
_SHORT: Final = "г|гор|ул|д|корп|каб|тел|ст|п|пп|ч"
_CITED: Final = "стать(?:я|и|ёй|ей|е|ю)|пункт(?:а|ом|е|у)?|приложени(?:е|ю|я)"
_BINDINGS: Final = (
    (re.compile(rf" +(?=[–—] )|(?<=№) +(?=\S)|(?<=\d) (?=(?:{_COUNTED}|{_MONTHS}))"), NBSP),
    (re.compile(r"(?<!\d)(\d{1,3}) (?=\d{3}(?!\d))"), rf"\1{NBSP}"),  # «5 000 рублей»
    (re.compile(rf"(?<!\w)((?:{_SHORT})\.) (?=[\dА-ЯЁ])"), rf"\1{NBSP}"),
    (re.compile(rf"(?<!\w)({_MONTHS}|{_CITED}) (?=№|\d)", re.IGNORECASE), rf"\1{NBSP}"),
    # initials before a surname, then after it
    (re.compile(r"(?<!\w)([А-ЯЁ]\.(?:[А-ЯЁ]\.)?) (?=(?:[А-ЯЁ]\. )?[А-ЯЁ][а-яё])"), rf"\1{NBSP}"),
    (re.compile(r"(?<=[а-яё]) (?=[А-ЯЁ]\. ?[А-ЯЁ]\.)"), NBSP),
    (re.compile(r"(?<!\w)([А-ЯЁ]\.) (?=[А-ЯЁ]\.(?![А-ЯЁ]))"), rf"\1{NBSP}"),
)
_ANY: Final = re.compile(r"[\d№–—.]")  # each of them needs one of these


def bound(value: str) -> str:
    """``value`` with those spaces made no-break; its letters stay as they are."""
    if " " not in value or not _ANY.search(value):
        return value
    for pattern, replacement in _BINDINGS:
        value = pattern.sub(replacement, value)
    return value
