"""What a timeline shows, as frozen values. Days are dates, both ends inclusive."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

ItemKey = tuple[str, int]
"""Kind of the record and its number: ("route_item", 12)."""


class State(StrEnum):
    """How far a step has come."""

    PLANNED = "planned"
    RUNNING = "running"
    DONE = "done"
    OVERDUE = "overdue"
    CANCELLED = "cancelled"


class MarkKind(StrEnum):
    """What happens on one day."""

    MEETING = "meeting"
    ORDER = "order"
    SURVEY = "survey"


@dataclass(frozen=True, slots=True)
class Bar:
    """A step. ``day_off``: it is still to be done and its term is no working day.

    ``responsible`` is a key to filter by, ``responsible_name`` what is shown. ``whose`` names the route («Анна Ким»)
    where the row does not say it. ``fixed`` steps cannot be dragged.
    """

    key: ItemKey
    title: str
    start: date
    due: date
    state: State = State.PLANNED
    responsible: str = ""
    responsible_name: str = ""
    deficits: tuple[str, ...] = ()
    stage: str = ""
    whose: str = ""
    done_on: date | None = None
    result: str = ""
    evidence: str = ""
    fixed: bool = False
    day_off: bool = False

    @property
    def first(self) -> date:
        """The first day of it."""
        return self.start

    @property
    def last(self) -> date:
        """The last day of it; a step that ends before it starts is drawn as one day."""
        return max(self.start, self.due)


@dataclass(frozen=True, slots=True)
class Mark:
    """A meeting, an order, a wave of a survey. ``state`` DONE is drawn filled, PLANNED hollow."""

    key: ItemKey
    title: str
    day: date
    kind: MarkKind
    state: State = State.DONE
    whose: str = ""
    note: str = ""

    @property
    def first(self) -> date:
        """Its day."""
        return self.day

    @property
    def last(self) -> date:
        """Its day."""
        return self.day


Item = Bar | Mark


@dataclass(frozen=True, slots=True)
class Band:
    """A stage («Адаптационный»). ``order`` 0, 1, 2 … chooses the tint."""

    title: str
    start: date
    end: date
    order: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the timeline: a mentee on the wall, a stage or a deficit in one route.

    ``listed``: every step has a line of its own; otherwise steps that do not touch share one.
    ``links``: steps elsewhere that this row (a deficit) depends on. ``record`` is what opens with Enter on the row.
    """

    key: str
    title: str
    subtitle: str = ""
    bands: tuple[Band, ...] = ()
    bars: tuple[Bar, ...] = ()
    marks: tuple[Mark, ...] = ()
    listed: bool = False
    links: tuple[ItemKey, ...] = ()
    record: ItemKey | None = None

    @property
    def items(self) -> tuple[Item, ...]:
        """Steps and marks."""
        return (*self.bars, *self.marks)


def _every_day(_day: date) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything on it. ``working`` tells working days from days off; ``read_only`` is a closed year.

    ``caption`` is the heading of the names at the left, ``empty`` is said when there is nothing to show.
    """

    rows: tuple[Row, ...]
    start: date
    end: date
    today: date
    working: Callable[[date], bool] = _every_day
    read_only: bool = False
    caption: str = ""
    empty: str = "Здесь пока ничего нет."

    @staticmethod
    def span(rows: Iterable[Row], today: date) -> tuple[date, date]:
        """First and last day that hold everything in ``rows`` and today."""
        days = [today]
        for row in rows:
            days += [item.first for item in row.items] + [item.last for item in row.items]
            days += [band.start for band in row.bands] + [band.end for band in row.bands]
        return min(days), max(days)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which items are shown. Empty sets let everything through; ``rows`` None shows every row.

    ``items``: only these steps, and no marks (what a search by words has found).
    """

    responsible: frozenset[str] = frozenset()
    states: frozenset[State] = frozenset()
    rows: frozenset[str] | None = None
    items: frozenset[ItemKey] | None = None

    @property
    def active(self) -> bool:
        """It hides something."""
        return bool(self.responsible or self.states or self.items is not None)

    def lets(self, item: Item) -> bool:
        """The item is shown. Marks have no responsible person and are hidden by any choice of one."""
        if self.items is not None and item.key not in self.items:
            return False
        if self.states and item.state not in self.states:
            return False
        if not self.responsible:
            return True
        return isinstance(item, Bar) and item.responsible in self.responsible
