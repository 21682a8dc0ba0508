"""A step being moved or stretched: days in, days out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from curator_app.ui.routes.timeline.data import Bar, ItemKey


class Grip(Enum):
    """What is held."""

    WHOLE = "whole"
    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Drag:
    """A step held by ``grip`` since the pointer was at ``origin`` (days with their fraction)."""

    key: ItemKey
    grip: Grip
    start: date
    due: date
    origin: float

    @staticmethod
    def of(bar: Bar, grip: Grip, origin: float) -> Drag:
        """The beginning of a drag."""
        return Drag(bar.key, grip, bar.start, bar.last, origin)

    def at(self, day: float, step: int) -> tuple[date, date]:
        """Start and due with the pointer at ``day``, in whole steps of ``step`` days."""
        return shifted(self.start, self.due, self.grip, round((day - self.origin) / step) * step)


def shifted(start: date, due: date, grip: Grip, days: int) -> tuple[date, date]:
    """The step moved or stretched by ``days``; it never gets shorter than a day."""
    by = timedelta(days=days)
    if grip is Grip.WHOLE:
        return start + by, due + by
    if grip is Grip.START:
        return min(start + by, due), due
    return start, max(due + by, start)
