"""The days of the demonstration school: the files of ``resources/demo`` tell of 5 October 2026, the visitor comes on
another day and of another year, and must meet a school that lives on that very day.

Whole years are added, so that 1 September stays 1 September; a day that falls on a weekend then gives way to the
next Monday. What has not happened yet by the day of the visitor (in September) is left out or happens on that
day. People who have only just come have come just before the visitor.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from curator_app.domain.school_year import SchoolYear
from curator_app.runtime import paths

TOLD: Final = dt.date(2026, 10, 5)
_FIRST: Final = SchoolYear.of(TOLD).first
_SATURDAY: Final = 5
_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
_DOTTED = re.compile(r"\b(\d\d)\.(\d\d)\.(\d{4})\b")
_LABEL = re.compile(r"\b(20\d\d)/(20\d\d)\b")
_AFTER_WORD = re.compile(r"(?<=[а-я] )20\d\d\b(?!/)")
# Newcomers: a day of the files and how long before the visitor's day it is to be.
_NEWCOMERS: Final = {
    "@mukhametshin": (dt.date(2026, 9, 1), 2),
    "@ganicheva": (dt.date(2026, 9, 14), 1),
    "@saakyan": (dt.date(2026, 9, 14), 5),
    "@chernykh": (dt.date(2026, 9, 7), -3),
}
# What is under way when the visitor comes, whenever that is.
_UNDER_WAY: Final = {
    ("life", "pauses"), ("life", "requests"), ("register", "draft"), ("register", "drafted"), ("tasks", "own"),
    ("tasks", "shown"),
}  # fmt: skip
# What is left out when it has not happened yet.
_EVENTS: Final = {
    "routes": ("meetings", "visits"),
    "outcomes": ("contests", "publications", "practices", "incentives", "cases"),
}
# Pairs with a request, a draft or a pause of today go on into the next year when the year comes to its end.
_LONG: Final = ("@gadzhiev", "@vereshchagin")
_SPRING: Final = 4
_PAIRED: Final = dt.date(2026, 9, 4)
_FIRST_DAYS: Final = dt.timedelta(days=14)

Move = Callable[[dt.date], dt.date]


@dataclass(frozen=True, slots=True)
class Story:
    """``today``: the day of the visitor."""

    today: dt.date = TOLD

    @property
    def years(self) -> int:
        """By how many years everything is later than in the files."""
        return SchoolYear.of(self.today).first - _FIRST

    @property
    def as_told(self) -> bool:
        """The visitor comes on the very day of the files."""
        return self.today == TOLD

    def day(self, told: dt.date) -> dt.date:
        """A day of the files as it is in this story."""
        moved = _later(told, self.years)
        if told.year < _FIRST:
            return moved
        if self.years and told.weekday() < _SATURDAY <= moved.weekday():
            moved += dt.timedelta(days=7 - moved.weekday())
        return min(moved, self.today) if told <= TOLD else moved

    def moment(self, told: dt.datetime) -> dt.datetime:
        """The same for a moment."""
        return dt.datetime.combine(self.day(told.date()), told.time())

    def period(self, told: str) -> str:
        """A period of monitoring of the files («2026-09»)."""
        year, month = told.split("-")
        return f"{int(year) + self.years}-{month}"

    def read(self, name: str) -> dict[str, Any]:
        """One file of ``resources/demo`` with the days of this story."""
        text = (paths.resources() / "demo" / f"{name}.json").read_text(encoding="utf-8")
        content: dict[str, Any] = json.loads(text)
        if self.as_told:
            return content
        for key in _EVENTS.get(name, ()):
            content[key] = [one for one in content[key] if self._has_happened(one)]
        told = {
            self._text(key, self.day): self._moved(value, self._under_way if (name, key) in _UNDER_WAY else self.day)
            for key, value in content.items()
        }
        _SETTLERS.get(name, _nothing)(self, told)
        return told

    def _under_way(self, told: dt.date) -> dt.date:
        return told + (self.today - TOLD)

    def _newly(self, ref: str) -> Move:
        anchor, before = _NEWCOMERS[ref]
        delta = self.today - dt.timedelta(days=before) - anchor
        start = SchoolYear.of(self.today).start
        return lambda told: max(told + delta, start) if told.year >= _FIRST else _later(told, self.years)

    def _has_happened(self, told: dict[str, Any]) -> bool:
        day = dt.date.fromisoformat(max(told.get("date", ""), told.get("entered", "")))
        return _later(day, self.years) <= self.today

    def _moved(self, value: Any, move: Move) -> Any:
        if isinstance(value, str):
            return self._text(value, move)
        if isinstance(value, list):
            return [self._moved(one, move) for one in value]
        if isinstance(value, dict):
            newcomer = _newcomer(value)
            within = move if newcomer is None else self._newly(newcomer)
            moved = {self._text(key, move): self._moved(one, within) for key, one in value.items()}
            if isinstance(year := moved.get("year"), int):
                moved["year"] = year + self.years
            return moved
        return value

    def _text(self, text: str, move: Move) -> str:
        text = _ISO.sub(lambda found: move(dt.date(*map(int, found.groups()))).isoformat(), text)
        text = _DOTTED.sub(lambda found: f"{move(dt.date(*map(int, found.groups()[::-1]))):%d.%m.%Y}", text)
        text = _LABEL.sub(lambda found: SchoolYear(int(found[1]) + self.years).label, text)
        return _AFTER_WORD.sub(lambda found: str(int(found[0]) + self.years), text)


def _newcomer(record: dict[str, Any]) -> str | None:
    """Whom of the newcomers a record is about. A pair counts while it waits for its order."""
    if record.get("order", "") is None:
        return next((one for one in record["mentees"] if one in _NEWCOMERS), None)
    return next((one for key in ("ref", "person", "mentee") if (one := record.get(key)) in _NEWCOMERS), None)


def _later(day: dt.date, years: int) -> dt.date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


def _settle_pairs(story: Story, told: dict[str, Any]) -> None:
    if _SPRING <= story.today.month < 9:
        end = SchoolYear.of(story.today).next.end.isoformat()
        for one in told["pairs"]:
            if one["mentor"] in _LONG:
                one["end_date"] = end


def _settle_life(story: Story, told: dict[str, Any]) -> None:
    """A pair that has just begun has neither a pause nor a request."""
    if story.today - story.day(_PAIRED) < _FIRST_DAYS:
        told["pauses"], told["requests"] = [], []


def _settle_surveys(story: Story, told: dict[str, Any]) -> None:
    """Those who came later were not asked in September."""
    del story
    for wave in told["waves"]:
        for name in ("replies", "excused"):
            wave[name] = [one for one in wave.get(name, ()) if one["person"] not in _NEWCOMERS]
        if "asked" in wave:
            wave["asked"] = [one for one in wave["asked"] if one not in _NEWCOMERS]


def _settle_register(story: Story, told: dict[str, Any]) -> None:
    """Two people still have a few days to read the local act."""
    told["acquaintance"]["due"] = (story.today + dt.timedelta(days=3)).isoformat()


def _nothing(story: Story, told: dict[str, Any]) -> None:
    del story, told


_SETTLERS: Final[dict[str, Callable[[Story, dict[str, Any]], None]]] = {
    "life": _settle_life,
    "papers": _settle_pairs,
    "surveys": _settle_surveys,
    "register": _settle_register,
}
