"""Dates in the shapes of real papers (domain.md h.2): «29» 12 2022г., 31. 03. 22 г., 12 января2022 г., serials."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from curator_app.domain.letters import clean, cyrillic_text, plain_dashes, without_quotes
from curator_app.domain.parsing.blanks import says_nothing
from curator_app.domain.parsing.outcome import Parsed, Trouble

Cell = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta | None

MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_MONTH = (
    r"(?:янв(?:ар[ьяе])?|фев(?:р(?:ал[ьяе])?)?|мар(?:т[ае]?)?|апр(?:ел[ьяе])?|ма[йяе]|июн[ьяе]?|июл[ьяе]?|"
    r"авг(?:уст[ае]?)?|сен(?:т(?:ябр[ьяе])?)?|окт(?:ябр[ьяе])?|ноя(?:б(?:р[ьяе])?)?|дек(?:абр[ьяе])?)(?![а-я])\.?"
)
_ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
    "xi": 11,
    "xii": 12,
}
_TIME = re.compile(r"(?<=\d)[t\s,]+(?:в\s)?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?\s*(?:z|[+-]\d{2}:?\d{2})?(?=$|[\s)])")
_YEAR_MARK = re.compile(r"(?<=\d)\s*(?:г\.?\s?р\.?|гг?\.?\s?г?\.?|год[ауе]?(?:\sрождения)?|году)(?![а-я])\.?")
_WEEKDAY = re.compile(
    r"\b(?:понедельник|вторник|сред[ау]|четверг|пятниц[ау]|суббот[ау]|воскресенье|пн|вт|ср|чт|пт|сб|вс)\b\.?"
)
_GLUED = re.compile(r"(?<=\d)(?=[а-я])|(?<=[а-я])(?=\d)|(?<=\.)(?=[а-я])")
_PART = r"(?:\s*[./\\,]\s*|-|\s+)"
_ISO = re.compile(r"(?<![\d.])(\d{4})\s?[-./]\s?(\d{1,2})\s?[-./]\s?(\d{1,2})(?!\d)")
_NUMERIC = re.compile(rf"(?<![\d.])(\d{{1,2}}){_PART}(\d{{1,2}}){_PART}(\d{{4}}|\d{{2}})(?!\d)")
_WORDED = re.compile(rf"(?<!\d)(\d{{1,2}})(?:\s?-\s?(?:го|ое|е))?[\s.,-]*({_MONTH})[\s,.]*(\d{{4}}|\d{{2}})(?!\d)")
_ROMANED = re.compile(r"(?<!\d)(\d{1,2})[\s./-]+(xi{0,2}|ix|iv|v?i{1,3}|v)[\s./-]+(\d{4}|\d{2})(?!\d)")
# A first day that borrows month or year from the second one: 01.09.- 15.09.2021, 1–15 сентября 2026
_SHORT_START = re.compile(rf"(?<!\d)(\d{{1,2}})(?:{_PART}(\d{{1,2}}))?\.?\s*(?:-|по|до)\s*(?=\d)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_FOREIGN_WORDS = re.compile(r"приказ|протокол|№|распоряж")

# A two-digit year is 20xx unless it would lie further ahead than any plan of a school («принят 01.09.96»).
_FORESIGHT = 15

EARLIEST = dt.date(1900, 1, 1)
LATEST = dt.date(2100, 12, 31)
_SERIALS = (8000, 75000)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A day written in a text: where it stands and the day, or None when there is no such day."""

    start: int
    end: int
    day: dt.date | None


def from_serial(number: float, *, date_1904: bool = False) -> dt.date | None:
    """The day of an Excel serial number; None when it is outside 1900–2100 or no whole plausible day."""
    base = dt.date(1904, 1, 1) if date_1904 else dt.date(1899, 12, 30)
    if not -1 < number < 80000:
        return None
    day = base + dt.timedelta(days=int(number))
    return day if EARLIEST <= day <= LATEST else None


def month_number(word: str) -> int | None:
    """1–12 for a Russian month in any case or short form."""
    word = word.strip(". ").lower()
    if word in {"май", "мая", "мае"}:
        return 5
    for number, stem in enumerate(MONTHS, start=1):
        if number != 5 and word.startswith(stem):
            return number
    return None


def normal(text: str) -> str:
    """The text as the patterns expect it: small letters, no quotes and underscores, no «г.», plain dashes."""
    text = plain_dashes(cyrillic_text(clean(text))).lower().replace("ё", "е").replace("\n", " ")
    text = re.sub(r"[_\"]+", " ", without_quotes(text))
    text = re.sub(r"(?<=\d)[оo](?=[\d.])|(?<=[.\d])[оo](?=\d)", "0", text)
    text = _TIME.sub(" ", text)
    text = _GLUED.sub(" ", text)
    text = _YEAR_MARK.sub(" ", text)
    return re.sub(r"\s+", " ", _WEEKDAY.sub(" ", text)).strip(" ,;()")


def _full_year(year: str, today: dt.date, *, birth: bool) -> int:
    number = int(year)
    if len(year) == 4:
        return number
    latest = today.year if birth else today.year + _FORESIGHT
    return 1900 + number if 2000 + number > latest else 2000 + number


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def find_dates(text: str, today: dt.date, *, birth: bool = False) -> list[FoundDate]:
    """All days in a text that ``normal`` has prepared, in order."""
    found: list[FoundDate] = []

    def take(start: int, end: int, day: dt.date | None) -> None:
        if all(end <= other.start or start >= other.end for other in found):
            found.append(FoundDate(start, end, day))

    for match in _ISO.finditer(text):
        take(match.start(), match.end(), _day(*map(int, match.groups())))
    for match in _WORDED.finditer(text):
        month = month_number(match.group(2)) or 0
        take(
            match.start(), match.end(), _day(_full_year(match.group(3), today, birth=birth), month, int(match.group(1)))
        )
    for match in _ROMANED.finditer(text):
        year = _full_year(match.group(3), today, birth=birth)
        take(match.start(), match.end(), _day(year, _ROMAN[match.group(2)], int(match.group(1))))
    for match in _NUMERIC.finditer(text):
        year = _full_year(match.group(3), today, birth=birth)
        day, month = int(match.group(1)), int(match.group(2))
        if month > 12 and day <= 12 and "/" in match.group():  # the American order of web forms
            day, month = month, day
        take(match.start(), match.end(), _day(year, month, day))
    return sorted(found, key=lambda one: one.start)


def short_start(text: str, second: FoundDate) -> dt.date | None:
    """The first day of a range whose month or year is written only once: «01.09.- 15.09.2021»."""
    if second.day is None:
        return None
    match = next((m for m in _SHORT_START.finditer(text[: second.start + 1]) if m.end() == second.start), None)
    if match is None:
        return None
    month = int(match.group(2)) if match.group(2) else second.day.month
    first = _day(second.day.year, month, int(match.group(1)))
    if first is not None and first > second.day:
        first = _day(second.day.year - 1, month, int(match.group(1)))
    return first


def parse_date(value: Cell, today: dt.date, *, birth: bool = False, date_1904: bool = False) -> Parsed[dt.date]:
    """One day. ``today`` bounds two-digit years of birth; ``date_1904`` is the workbook's date system.

    A range gives its first day with a trouble; words («сентябрь 2026»), a day that does not exist and a year
    alone give no value.
    """
    if isinstance(value, dt.datetime):
        return _checked(value.date(), value.strftime("%d.%m.%Y"), today, birth)
    if isinstance(value, dt.date):
        return _checked(value, value.strftime("%d.%m.%Y"), today, birth)
    if value is None:
        return Parsed(None)
    if isinstance(value, bool | dt.time | dt.timedelta):
        return Parsed(None, str(value), Trouble.DATE_UNREADABLE)
    if isinstance(value, int | float):
        return _of_number(float(value), today, birth, date_1904)
    if says_nothing(value):
        return Parsed(None)
    return _of_text(value, today, birth, date_1904)


def _checked(day: dt.date, raw: str, today: dt.date, birth: bool, trouble: Trouble | None = None) -> Parsed[dt.date]:
    if not EARLIEST <= day <= LATEST:
        return Parsed(None, raw, Trouble.DATE_OUT_OF_RANGE)
    if birth and day > today:
        return Parsed(None, raw, Trouble.DATE_IN_FUTURE)
    return Parsed(day, raw, trouble)


def _of_number(number: float, today: dt.date, birth: bool, date_1904: bool) -> Parsed[dt.date]:
    raw = f"{number:.15g}".replace(".", ",")
    if 1900 <= number <= 2100 and number == int(number):
        return Parsed(None, raw, Trouble.DATE_INCOMPLETE)
    day = from_serial(number, date_1904=date_1904) if number >= _SERIALS[0] else None
    if day is None:
        return Parsed(None, raw, Trouble.DATE_UNREADABLE)
    return _checked(day, raw, today, birth)


def _of_text(typed: str, today: dt.date, birth: bool, date_1904: bool) -> Parsed[dt.date]:
    raw = clean(typed)
    text = normal(typed)
    found = find_dates(text, today, birth=birth)
    if not found:
        return _without_day(raw, text, today, birth, date_1904)
    if _FOREIGN_WORDS.search(text):
        return Parsed(None, raw, Trouble.DATE_UNREADABLE)
    first = found[0]
    if len(found) > 1:
        if first.day is None:
            return Parsed(None, raw, Trouble.NO_SUCH_DAY)
        return _checked(first.day, raw, today, birth, Trouble.DATE_RANGE)
    if first.day is None:
        return Parsed(None, raw, Trouble.NO_SUCH_DAY)
    started = short_start(text, first)
    if started is not None:
        return _checked(started, raw, today, birth, Trouble.DATE_RANGE)
    rest = (text[: first.start] + " " + text[first.end :]).strip(" .,;()-")
    if re.search(r"\d", rest) and not re.fullmatch(r"\(?\d{1,2}(?: лет| года?)?\)?", rest):
        return Parsed(None, raw, Trouble.DATE_UNREADABLE)
    outcome = _checked(first.day, raw, today, birth)
    return Parsed(outcome.value, raw, outcome.trouble, rest)


def _without_day(raw: str, text: str, today: dt.date, birth: bool, date_1904: bool) -> Parsed[dt.date]:
    if re.fullmatch(r"\d{5}(?:[.,]0+)?", text):
        return _of_number(float(text.replace(",", ".")), today, birth, date_1904)
    if re.fullmatch(r"\d{8}", text):
        orders = ((text[4:], text[2:4], text[:2]), (text[:4], text[4:6], text[6:]))
        for candidate in (_day(*map(int, order)) for order in orders):
            if candidate is not None and EARLIEST <= candidate <= LATEST:
                return _checked(candidate, raw, today, birth)
    if _YEAR.search(text) or re.search(_MONTH, text) or re.fullmatch(r"\d{1,2}[./]\d{1,2}[./]?", text):
        return Parsed(None, raw, Trouble.DATE_INCOMPLETE)
    return Parsed(None, raw, Trouble.DATE_UNREADABLE)
