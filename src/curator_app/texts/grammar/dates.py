"""Dates in words and figures, as papers write them."""

from __future__ import annotations

from datetime import date
from typing import Final

from curator_app.texts.grammar.cases import Case

_MASCULINE_HARD: Final = ("", "а", "у", "", "ом", "е")
_MASCULINE_SOFT: Final = ("ь", "я", "ю", "ь", "ем", "е")
_STRESSED_SOFT: Final = ("ь", "я", "ю", "ь", "ём", "е")
_MONTHS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("январ", _STRESSED_SOFT),
    ("феврал", _STRESSED_SOFT),
    ("март", _MASCULINE_HARD),
    ("апрел", _MASCULINE_SOFT),
    ("ма", ("й", "я", "ю", "й", "ем", "е")),
    ("июн", _MASCULINE_SOFT),
    ("июл", _MASCULINE_SOFT),
    ("август", _MASCULINE_HARD),
    ("сентябр", _STRESSED_SOFT),
    ("октябр", _STRESSED_SOFT),
    ("ноябр", _STRESSED_SOFT),
    ("декабр", _STRESSED_SOFT),
)
_ORDER: Final = tuple(Case)


def month_name(month: int, case: Case = Case.NOMINATIVE) -> str:
    """Month 1–12 in a case: «сентябрь», «сентября», «сентябрём». Another number raises ``ValueError``."""
    if not 1 <= month <= 12:
        raise ValueError(f"month {month} is not in 1..12")
    stem, endings = _MONTHS[month - 1]
    return stem + endings[_ORDER.index(case)]


def date_short(day: date) -> str:
    """«05.09.2026»."""
    return f"{day.day:02d}.{day.month:02d}.{day.year:04d}"


def date_long(day: date, *, padded: bool = False) -> str:
    """«5 сентября 2026 года»; ``padded`` gives the form of an order's date line, «05 сентября 2026 г.»."""
    month = month_name(day.month, Case.GENITIVE)
    return f"{day.day:02d} {month} {day.year} г." if padded else f"{day.day} {month} {day.year} года"


def period(start: date, end: date) -> str:
    """«с 1 сентября 2026 г. по 31 мая 2027 г.» («со 2 сентября»); both years are always written."""

    def words(day: date) -> str:
        return f"{day.day} {month_name(day.month, Case.GENITIVE)} {day.year} г."

    preposition = "со" if start.day == 2 else "с"
    return f"{preposition} {words(start)} по {words(end)}"
