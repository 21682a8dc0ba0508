"""Requisites of an order: «№ 112-о от 01.09.2026», «Приказ от «02» сентября 2026 г. № 115» (domain.md h.2 «№»)."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from curator_app.domain.letters import clean, plain_dashes
from curator_app.domain.parsing.blanks import says_nothing
from curator_app.domain.parsing.dates import Cell, FoundDate, find_dates, normal, parse_date
from curator_app.domain.parsing.outcome import Parsed, Trouble

# What scans and wrong encodings make of «№»
_NUMBER_SIGN = re.compile(r"№|в„–|(?<![^\W\d_])(?:N[оoпЬ°º]?\.?|No\.?|ЛЪ|ЛЬ|J\\Ъ|Ns|М)(?=\s?\d)|#")
_NUMBER = r"\d+(?:\s?[-/]\s?(?!от\b)[^\W_]{1,6}|\.\d+|[а-яa-z]{1,3}(?![а-яa-z]))*"
_SIGNED = re.compile(rf"№\s*({_NUMBER}|[^\W\d_]{{1,4}}\s?[-/]\s?\d+(?:[-/][^\W_]+)*)", re.IGNORECASE)
_WITHOUT = re.compile(r"б\s?/?\s?н\.?|без номера")
_BARE = re.compile(rf"(?<![\d.])({_NUMBER})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OrderRef:
    """Number and date; either may be missing."""

    number: str | None = None
    date: dt.date | None = None


def parse_order_number(value: Cell) -> Parsed[str]:
    """The number alone: without «№», without blanks inside, a whole float without its fraction."""
    if value is None or isinstance(value, bool):
        return Parsed(None)
    if isinstance(value, int | float):
        return Parsed(f"{value:.15g}", f"{value:.15g}")
    raw = clean(str(value))
    if says_nothing(raw) or _WITHOUT.fullmatch(raw.lower()):
        return Parsed(None)
    text = _NUMBER_SIGN.sub("№", plain_dashes(raw))
    found = _SIGNED.search(text) or _BARE.search(text)
    if found is None:
        return Parsed(None, raw, Trouble.ORDER_UNREADABLE)
    return Parsed(_tight(found.group(1)), raw)


def parse_order_ref(value: Cell, today: dt.date, *, date_1904: bool = False) -> Parsed[OrderRef]:
    """Number and date in any order and with any words between them."""
    if value is None or isinstance(value, bool):
        return Parsed(None)
    if isinstance(value, int | float) and not 8000 < value < 75000:
        return Parsed(OrderRef(f"{value:.15g}"), f"{value:.15g}")
    if not isinstance(value, str):
        made = parse_date(value, today, date_1904=date_1904)
        return Parsed(OrderRef(None, made.value) if made.value else None, made.raw, made.trouble)
    raw = clean(value)
    if says_nothing(raw) or _WITHOUT.fullmatch(raw.lower()):
        return Parsed(None)
    text = _NUMBER_SIGN.sub("№", plain_dashes(raw)).replace("\n", " ")
    signed = _SIGNED.search(text)
    remaining = text if signed is None else text[: signed.start()] + " ; " + text[signed.end() :]
    days = find_dates(normal(remaining), today)
    number = _tight(signed.group(1)) if signed else None
    if number is None:
        number = _unsigned_number(normal(remaining), days, raw)
    trouble: Trouble | None = None
    if days and days[0].day is None:
        trouble = Trouble.NO_SUCH_DAY
    day = days[0].day if days else None
    if number is None and day is None:
        return Parsed(None, raw, trouble or Trouble.ORDER_UNREADABLE)
    return Parsed(OrderRef(number, day), raw, trouble)


def _unsigned_number(text: str, days: list[FoundDate], raw: str) -> str | None:
    """A number without «№»: the first one outside the date, spelled with the letters as typed."""
    for one in reversed(days):
        text = text[: one.start] + " ; " + text[one.end :]
    found = _BARE.search(text)
    if found is None:
        return None
    number = _tight(found.group(1))
    typed = re.search(re.escape(number), _tight(plain_dashes(raw)), re.IGNORECASE)
    return typed.group() if typed else number


def _tight(number: str) -> str:
    return re.sub(r"\s+", "", number).rstrip("./-")
