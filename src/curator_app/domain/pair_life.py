"""Pauses of a pair from what was written down of them, and the earliest day a mentor may be released."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from curator_app.domain.codes import PairEventKind
from curator_app.domain.terms.calendar import WorkCalendar

NOTICE_DAYS: Final = 3
"""Working days of warning before mentoring ends early (ТК РФ ст. 351.8)."""
_DAY: Final = dt.timedelta(days=1)


class PauseFacts(Protocol):
    """A pause or a resumption as it is written down; ``until`` is the last day of a pause, None = not known."""

    @property
    def kind(self) -> str: ...
    @property
    def effective_on(self) -> dt.date | None: ...
    @property
    def until(self) -> dt.date | None: ...


@dataclass(frozen=True, slots=True)
class Pause:
    """From the first to the last day without work, both counted; ``last`` None: until it is resumed."""

    first: dt.date
    last: dt.date | None = None

    def covers(self, day: dt.date) -> bool:
        """Whether the pair does not work on the day."""
        return self.first <= day and (self.last is None or day <= self.last)

    def meets(self, first: dt.date, last: dt.date | None) -> bool:
        """Whether it shares a day with another stretch of time."""
        return (self.last is None or first <= self.last) and (last is None or self.first <= last)


def pauses(events: Iterable[PauseFacts]) -> tuple[Pause, ...]:
    """The pauses, in order; a resumption ends the pause of its day the day before."""
    told = [one for one in events if one.effective_on is not None]
    found: list[Pause] = []
    for event in sorted(told, key=lambda one: (one.effective_on or dt.date.min, one.kind != PairEventKind.PAUSE.value)):
        day = event.effective_on
        assert day is not None
        if event.kind == PairEventKind.PAUSE.value:
            found.append(Pause(day, event.until))
        elif event.kind == PairEventKind.RESUMPTION.value and found and found[-1].covers(day):
            if day > found[-1].first:
                found[-1] = Pause(found[-1].first, day - _DAY)
            else:
                found.pop()
    return tuple(found)


def paused_on(found: Sequence[Pause], day: dt.date) -> Pause | None:
    """The pause of a day."""
    return next((one for one in found if one.covers(day)), None)


def paused_days(found: Sequence[Pause], until: dt.date) -> int:
    """Calendar days of pause up to a day, this day counted: by so much an extension may make up for them."""
    return sum(max(0, (min(one.last or until, until) - one.first).days + 1) for one in found)


def earliest_release(received: dt.date, calendar: WorkCalendar) -> dt.date:
    """The first day without duties when the warning was received on ``received``: three whole working days pass after
    it (ТК РФ ст. 351.8), the day of the warning itself is not counted."""
    return calendar.shift_working(received, NOTICE_DAYS) + _DAY
