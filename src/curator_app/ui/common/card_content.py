"""What a card says, as frozen values. Empty lines, lists and sections are left out by the card itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Literal

from curator_app.ui.common.palette import Tone
from curator_app.ui.common.table_model import Badge, Meter


@dataclass(frozen=True, slots=True)
class Act:
    """A button: a verb, what it does, an icon of resources/icons. ``enabled`` False needs a ``hint`` that says why."""

    text: str
    do: Callable[[], object]
    icon: str = ""
    kind: Literal["", "primary", "danger", "quiet"] = ""
    hint: str = ""
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """«Телефон   8 900 …». With ``do`` the value is a link; with ``tone`` it stands on a coloured pill."""

    label: str
    text: str
    do: Callable[[], object] | None = None
    tone: Tone | None = None
    hint: str = ""


@dataclass(frozen=True, slots=True)
class MeterLine:
    """«Нагрузка   ▮▮▯ 2 из 3»; ``note`` stands after it in small letters."""

    label: str
    meter: Meter
    note: str = ""


@dataclass(frozen=True, slots=True)
class BarLine:
    """«Дефициты  ▬▬▬▬▬──  закрывает методику»: a share of 0 … 100 as a small bar, words below it."""

    label: str
    share: int
    text: str = ""
    tone: Tone = "accent"


@dataclass(frozen=True, slots=True)
class Prose:
    """A whole paragraph under its label; for free texts."""

    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Bullet:
    """One line of a list: words (a link with ``do``), a small remark below, a badge or a button at the right, an icon
    before."""

    text: str
    note: str = ""
    badge: Badge | None = None
    do: Callable[[], object] | None = None
    icon: str = ""
    act: Act | None = None


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; ``empty`` is said when there is nothing in it (and «» leaves the list out)."""

    items: tuple[Bullet, ...]
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Badges:
    """Pills in as many lines as needed."""

    items: tuple[Badge, ...]


@dataclass(frozen=True, slots=True)
class PeriodBar:
    """A period as a painted bar: ``gaps`` are pauses (an open one ends with None), ``orders`` and ``dots`` days."""

    first: dt.date
    last: dt.date
    today: dt.date
    gaps: tuple[tuple[dt.date, dt.date | None], ...] = ()
    orders: tuple[dt.date, ...] = ()
    dots: tuple[dt.date, ...] = ()


Part = Line | MeterLine | BarLine | Prose | Bullets | Badges | PeriodBar


@dataclass(frozen=True, slots=True)
class Section:
    """Parts under a small heading, with a quiet button («Отметить…») at its right."""

    title: str
    parts: tuple[Part, ...]
    act: Act | None = None


@dataclass(frozen=True, slots=True)
class CardContent:
    """A whole card. ``key`` tells which record it is: with the same key the card keeps its scroll.

    ``actions`` are buttons under the name (two or three), ``more`` goes into the menu at the right of the name (three
    dots; None = a line between).
    ``initials`` stand in the circle; without them there is none.
    """

    title: str
    subtitle: str = ""
    initials: str = ""
    badges: tuple[Badge, ...] = ()
    sections: tuple[Section, ...] = ()
    actions: tuple[Act, ...] = ()
    more: tuple[Act | None, ...] = ()
    key: Hashable = None


def is_empty(part: Part) -> bool:
    """Nothing to show."""
    if isinstance(part, Bullets):
        return not part.items and not part.empty
    if isinstance(part, Badges):
        return not part.items
    if isinstance(part, MeterLine | BarLine | PeriodBar):
        return False
    return not part.text.strip()
