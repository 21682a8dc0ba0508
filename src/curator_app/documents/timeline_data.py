"""A timeline to be printed, as plain values. Days are dates, both ends inclusive."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

BarState = Literal["planned", "running", "done", "overdue", "cancelled"]
MarkKind = Literal["meeting", "order", "survey"]
Sheet = Literal["A4", "A3"]


@dataclass(frozen=True, slots=True)
class PrintedBar:
    """A step. ``label`` is printed whole, wrapped where it has to be."""

    label: str
    start: dt.date
    due: dt.date
    state: BarState = "planned"


@dataclass(frozen=True, slots=True)
class PrintedMark:
    """A meeting, an order, a survey; hollow until ``happened``."""

    label: str
    day: dt.date
    kind: MarkKind
    happened: bool = True


@dataclass(frozen=True, slots=True)
class PrintedBand:
    """A stage."""

    label: str
    start: dt.date
    end: dt.date


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A line: a mentee on the wall, a deficit or a stage in one route."""

    title: str
    subtitle: str = ""
    bands: tuple[PrintedBand, ...] = ()
    bars: tuple[PrintedBar, ...] = ()
    marks: tuple[PrintedMark, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedTimeline:
    """Everything on the sheets. ``school`` stands above the title, ``caption`` above the names.

    ``brief``: labels are numbers and stand beside their bars, so that many rows fit on a sheet.
    """

    title: str
    rows: tuple[PrintedRow, ...]
    start: dt.date
    end: dt.date
    today: dt.date
    subtitle: str = ""
    school: str = ""
    caption: str = ""
    sheet: Sheet = "A4"
    brief: bool = False
