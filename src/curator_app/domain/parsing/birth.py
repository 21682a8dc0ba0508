"""Birth as a day or only a year: «1998, 24 года», «1999 г.р.», «1994 (32)», 1985 (samples rule 7)."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from curator_app.domain.letters import clean
from curator_app.domain.parsing.blanks import says_nothing
from curator_app.domain.parsing.dates import Cell, find_dates, normal, parse_date
from curator_app.domain.parsing.outcome import Parsed, Trouble

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_AGE = re.compile(r"(?<!\d)\d{1,2}\s*(?:полных\s*)?(?:лет|год[а]?|л\.?|г\.?)?(?![а-я\d])")
_WORDS = re.compile(r"\b(?:г\.?\s?р\.?|года?|рождения|рожд|полных|лет|год|родил(?:ся|ась)|возраст|р|г|л)\b\.?")
_SHORT_YEAR = re.compile(r"'?(\d{2})\s*(?:г\.?\s?р\.?|года? рождения|г\.)")
OLDEST = 1900
YOUNGEST = 5  # years; nobody of a school is younger


@dataclass(frozen=True, slots=True)
class Birth:
    """The day, or only the year."""

    day: dt.date | None
    year: int


def parse_birth(value: Cell, today: dt.date, *, date_1904: bool = False) -> Parsed[Birth]:
    """A day of birth or, from a year alone, a year. An age alone («25 лет») gives nothing but a trouble."""
    if isinstance(value, int | float) and not isinstance(value, bool) and value == int(value):
        if OLDEST <= value <= 2100:
            return _year(int(value), str(int(value)), today)
        if 0 < value < 120:
            return Parsed(None, str(int(value)), Trouble.AGE_ONLY)
    if not isinstance(value, str):
        return _from_date(parse_date(value, today, birth=True, date_1904=date_1904))
    if says_nothing(value):
        return Parsed(None)
    text = normal(value)
    if find_dates(text, today, birth=True):
        return _from_date(parse_date(value, today, birth=True, date_1904=date_1904))
    return _from_words(clean(value), text, today, date_1904)


def _from_date(parsed: Parsed[dt.date]) -> Parsed[Birth]:
    birth = Birth(parsed.value, parsed.value.year) if parsed.value else None
    if parsed.trouble is Trouble.DATE_RANGE:
        birth = None
    return Parsed(birth, parsed.raw, parsed.trouble, parsed.rest)


def _year(year: int, raw: str, today: dt.date) -> Parsed[Birth]:
    if year > today.year:
        return Parsed(None, raw, Trouble.DATE_IN_FUTURE)
    if year > today.year - YOUNGEST:
        return Parsed(None, raw, Trouble.YEAR_UNREADABLE)
    return Parsed(Birth(None, year), raw)


def _from_words(raw: str, text: str, today: dt.date, date_1904: bool) -> Parsed[Birth]:
    years = _YEAR.findall(text)
    if len(years) == 1:
        rest = _AGE.sub(" ", _YEAR.sub(" ", text))
        rest = _WORDS.sub(" ", rest).strip(" .,;:()/-")
        if not re.search(r"[^\W_]{2,}|\d", rest):
            return _year(int(years[0]), raw, today)
        return Parsed(None, raw, Trouble.DATE_INCOMPLETE)
    if years:
        return Parsed(None, raw, Trouble.YEAR_UNREADABLE)
    if short := _SHORT_YEAR.fullmatch(clean(raw).lower().replace("ё", "е")):
        number = int(short.group(1))
        return _year(1900 + number if 2000 + number > today.year else 2000 + number, raw, today)
    if re.fullmatch(r"\(?\d{1,2}\)?(?: ?(?:полных )?(?:лет|год|года|л))?\.?", text):
        return Parsed(None, raw, Trouble.AGE_ONLY)
    parsed = parse_date(raw, today, birth=True, date_1904=date_1904)
    return _from_date(parsed)
