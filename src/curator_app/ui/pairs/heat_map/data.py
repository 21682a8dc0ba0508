"""What the heat map shows, as frozen values: rows are mentors, columns are requests of mentees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property


class Mark(StrEnum):
    """What the curator has settled about a cell."""

    FREE = "free"
    LOCKED = "locked"
    BANNED = "banned"


class Wish(StrEnum):
    """Who of the two wished for the other."""

    NONE = "none"
    ONE = "one"
    MUTUAL = "mutual"


@dataclass(frozen=True, slots=True)
class Cell:
    """One possible pair. ``fit`` is 0 … 100, None where a rule or the curator forbids the pair (``reason`` says why).

    ``proposed``: the pair stands in the proposal; ``interchangeable``: another would do as well in its place.
    """

    fit: int | None
    mark: Mark = Mark.FREE
    proposed: bool = False
    interchangeable: bool = False
    wish: Wish = Wish.NONE
    reason: str = ""


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A mentor. ``load`` are people he has, ``proposed`` those the proposal adds, ``places`` the most he takes."""

    id: int
    name: str
    full_name: str
    subject: str = ""
    note: str = ""
    load: int = 0
    proposed: int = 0
    places: int = 0


@dataclass(frozen=True, slots=True)
class HeatColumn:
    """A request. Columns with an equal ``group`` are drawn side by side; ``unmatched`` is the cause in words."""

    id: int
    name: str
    full_name: str
    subject: str = ""
    note: str = ""
    urgent: bool = False
    group: str | None = None
    unmatched: str = ""


@dataclass(frozen=True)
class HeatData:
    """The whole matrix; ``cells`` by (row id, column id), every pair of ids must be there."""

    rows: tuple[HeatRow, ...] = ()
    columns: tuple[HeatColumn, ...] = ()
    cells: Mapping[tuple[int, int], Cell] = field(default_factory=dict)

    @cached_property
    def row(self) -> Mapping[int, HeatRow]:
        """Rows by id."""
        return {row.id: row for row in self.rows}

    @cached_property
    def column(self) -> Mapping[int, HeatColumn]:
        """Columns by id."""
        return {column.id: column for column in self.columns}

    @cached_property
    def best(self) -> int:
        """The best fit of all cells: it gets the deepest colour."""
        return max((cell.fit for cell in self.cells.values() if cell.fit is not None), default=0) or 100

    def shade(self, fit: int) -> int:
        """Depth of colour of a fit, 0 … 100."""
        return max(0, min(100, round(100 * fit / self.best)))

    @cached_property
    def mentor_of(self) -> Mapping[int, int]:
        """{column: row} of the proposal."""
        return {column: row for (row, column), cell in self.cells.items() if cell.proposed}
