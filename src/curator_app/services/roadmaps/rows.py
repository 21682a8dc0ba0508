"""What screens and papers receive of a roadmap."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

ItemState = Literal["planned", "in_progress", "done", "cancelled", "overdue"]


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemRow:
    """A line of the roadmap. ``state`` is its status, or «overdue» for one that is open after its last day."""

    id: int
    number: int
    stage: str
    content: str
    term_text: str | None
    rule_code: str | None
    start_date: dt.date | None
    due_date: dt.date | None
    expected_result: str | None
    resources: str | None
    responsible: str | None
    basis: str | None
    source: str | None
    status: str
    state: ItemState
    done_on: dt.date | None
    result: str | None
    evidence: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Progress:
    """Numbers of a roadmap or one of its stages; cancelled rows are not counted in ``total``."""

    total: int
    done: int
    in_progress: int
    overdue: int

    @staticmethod
    def of(rows: list[ItemRow]) -> Progress:
        """The numbers of rows."""
        live = [row for row in rows if row.state != "cancelled"]
        return Progress(
            len(live),
            sum(row.state == "done" for row in live),
            sum(row.status == "in_progress" for row in live),
            sum(row.state == "overdue" for row in live),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class RoadmapRow:
    """A roadmap with its rows, in their order."""

    id: int
    title: str
    year: str
    closed: bool
    template_code: str | None
    columns: str
    approved_on: dt.date | None
    note: str | None
    items: tuple[ItemRow, ...]
    progress: Progress

    @property
    def stages(self) -> list[tuple[str, list[ItemRow]]]:
        """Stages in the order of their first rows, each with its rows."""
        found: dict[str, list[ItemRow]] = {}
        for item in self.items:
            found.setdefault(item.stage, []).append(item)
        return list(found.items())
