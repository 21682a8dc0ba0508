"""The term of a line of a plan as people write it («сентябрь», «до 20 января», «01.09–15.09») to days of a year."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from curator_app.domain.school_year import SchoolYear

_STEMS: Final = ("январ", "феврал", "март", "апрел", "ма[йяе]", "июн", "июл", "август", "сентябр", "октябр", "ноябр",
                 "декабр")  # fmt: skip
_MONTH: Final = re.compile(r"(?:(\d{1,2})\s+)?(?:" + "|".join(f"({stem})" for stem in _STEMS) + r")\w*")
_DAY_MONTH: Final = re.compile(r"\b(\d{1,2})\.(\d{1,2})(?:\.(\d{4}))?\b")
_WHOLE_YEAR: Final = re.compile(r"в течени[еи]\s+(?:всего\s+)?(?:учебного\s+)?(?:года|периода)|постоянно|ежемесячно|"
                                r"ежеквартально|весь\s+(?:учебный\s+)?год")  # fmt: skip
_UNTIL: Final = re.compile(r"\b(?:до|не\s+позднее|к)\b")

Span = tuple[dt.date | None, dt.date | None]


def read_term(text: str, year: SchoolYear) -> Span:
    """First and last day; the first is None for «до …», both are None for a term that depends on an event.

    August that opens a term is the one before the year (its preparation), after another month the one that ends it.
    """
    words = " ".join(text.lower().replace("ё", "е").split())
    if _WHOLE_YEAR.search(words):
        return year.start, year.end
    spans = _exact(words, year) or _months(words, year)
    if not spans:
        return None, None
    first, last = spans[0][0], spans[-1][1]
    if len(spans) == 1 and _UNTIL.search(words) and first == last:
        return None, last
    return (first, last) if first <= last else (None, None)


def _exact(words: str, year: SchoolYear) -> list[tuple[dt.date, dt.date]]:
    found: list[tuple[dt.date, dt.date]] = []
    for match in _DAY_MONTH.finditer(words):
        number, month = int(match[1]), int(match[2])
        if not 1 <= month <= 12 or not 1 <= number <= 31:
            return []
        if match[3]:
            try:
                day = dt.date(int(match[3]), month, number)
            except ValueError:
                return []
        else:
            day = year.day(month, number, before=month == 8 and not found)
        found.append((day, day))
    return found


def _months(words: str, year: SchoolYear) -> list[tuple[dt.date, dt.date]]:
    found: list[tuple[dt.date, dt.date]] = []
    for match in _MONTH.finditer(words):
        month = next(number for number, stem in enumerate(match.groups()[1:], start=1) if stem)
        before = month == 8 and not found
        if match[1] and 1 <= int(match[1]) <= 31:
            day = year.day(month, int(match[1]), before=before)
            found.append((day, day))
        else:
            found.append((year.day(month, 1, before=before), year.day(month, 31, before=before)))
    return sorted(found)
