"""Periods «с … по …» (domain.md h.2: ranges keep their raw text)."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from curator_app.domain.letters import clean
from curator_app.domain.parsing.blanks import says_nothing
from curator_app.domain.parsing.dates import Cell, find_dates, normal, parse_date, short_start
from curator_app.domain.parsing.outcome import Parsed, Trouble


@dataclass(frozen=True, slots=True)
class Period:
    """From and to, either may be missing."""

    start: dt.date | None = None
    end: dt.date | None = None


def parse_period(value: Cell, today: dt.date, *, date_1904: bool = False) -> Parsed[Period]:
    """Two days, or one that begins («с …») or ends («до …», «по …») the period. Words give a trouble only."""
    if value is None:
        return Parsed(None)
    if not isinstance(value, str):
        day = parse_date(value, today, date_1904=date_1904)
        return Parsed(Period(day.value) if day.value else None, day.raw, day.trouble)
    raw = clean(value)
    if says_nothing(raw):
        return Parsed(None)
    text = normal(value)
    found = find_dates(text, today)
    if not found or len(found) > 2:
        return Parsed(None, raw, Trouble.PERIOD_UNREADABLE)
    if any(one.day is None for one in found):
        known = [one.day for one in found]
        partly = Period(known[0], known[1] if len(known) > 1 else None) if any(known) else None
        return Parsed(partly, raw, Trouble.NO_SUCH_DAY)
    if len(found) == 2:
        start, end = found[0].day, found[1].day
        if start and end and end < start:
            return Parsed(None, raw, Trouble.PERIOD_BACKWARDS)
        return Parsed(Period(start, end), raw)
    only = found[0].day
    started = short_start(text, found[0])
    if started is not None:
        return Parsed(Period(started, only), raw)
    before = text[: found[0].start]
    if re.search(r"(?:^|\s)(?:до|по)\s*$", before):
        return Parsed(Period(None, only), raw)
    return Parsed(Period(only, None), raw)
