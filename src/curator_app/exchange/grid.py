"""A sheet as plain cells, whatever the file was. Rows are numbered as the user sees them: from 1, as in Excel;
in CSV the number of the record. Columns count from 0."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from curator_app.domain.letters import clean

MAX_ROWS = 100_000
MAX_COLUMNS = 500
_TALL = 100  # rows; a higher merged range is looked up one by one


class CellError(str):
    """An error value of a formula («#ДЕЛ/0!»): a text that is no value."""

    __slots__ = ()


Value = str | int | float | bool | dt.datetime | dt.date | dt.time


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range; rows and columns inclusive."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def is_tall(self) -> bool:
        """Covers several rows."""
        return self.bottom > self.top

    @property
    def width(self) -> int:
        """How many columns it covers."""
        return self.right - self.left + 1


@dataclass(slots=True)
class Grid:
    """Cells with a value, sparse: ``rows[row][column]``. ``merges`` hold ranges of more than one cell."""

    name: str
    rows: dict[int, dict[int, Value]] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    date_1904: bool = False
    from_csv: bool = False
    _short: dict[int, list[Merge]] | None = None
    _tall: list[Merge] = field(default_factory=list)

    @property
    def row_numbers(self) -> list[int]:
        """Numbers of rows that hold anything, ascending."""
        return sorted(self.rows)

    @property
    def width(self) -> int:
        """One more than the last used column."""
        return max((max(row) for row in self.rows.values() if row), default=-1) + 1

    def merge_at(self, row: int, column: int) -> Merge | None:
        """The merged range over a cell."""
        for merge in self._merges_over(row):
            if merge.left <= column <= merge.right:
                return merge
        return None

    def is_merged(self, row: int) -> bool:
        """Whether any cell of the row belongs to a merged range."""
        return next(self._merges_over(row), None) is not None

    def _merges_over(self, row: int) -> Iterator[Merge]:
        if self._short is None:
            self._short = {}
            for merge in self.merges:
                if merge.bottom - merge.top < _TALL:
                    for covered in range(merge.top, merge.bottom + 1):
                        self._short.setdefault(covered, []).append(merge)
                else:
                    self._tall.append(merge)
        yield from self._short.get(row, ())
        yield from (merge for merge in self._tall if merge.top <= row <= merge.bottom)

    def own(self, row: int, column: int) -> Value | None:
        """What stands in the cell itself."""
        return self.rows.get(row, {}).get(column)

    def value(self, row: int, column: int) -> Value | None:
        """What the reader sees in the cell: inside a merged range the value of its first cell."""
        found = self.own(row, column)
        if found is not None:
            return found
        merge = self.merge_at(row, column)
        return None if merge is None else self.own(merge.top, merge.left)

    def down(self, row: int, column: int) -> Value | None:
        """The value of the cell or of a range merged over several rows; a range merged only sideways counts in
        its first column only."""
        found = self.own(row, column)
        if found is not None:
            return found
        merge = self.merge_at(row, column)
        if merge is None or not merge.is_tall or column != merge.left:
            return None
        return self.own(merge.top, merge.left)

    def text(self, row: int, column: int) -> str:
        """``value`` as text, cleaned."""
        return spelled(self.value(row, column))


def spelled(value: Value | None) -> str:
    """A value as the user reads it: decimal comma, dates as dd.mm.yyyy, no «.0»."""
    return clean(value) if isinstance(value, str) else _spelled(value)


@lru_cache(maxsize=4096, typed=True)
def _spelled(value: bool | float | dt.datetime | dt.date | dt.time | None) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ИСТИНА" if value else "ЛОЖЬ"
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time(0)
        return value.strftime("%d.%m.%Y" if midnight else "%d.%m.%Y %H:%M:%S")
    if isinstance(value, dt.date):
        return value.strftime("%d.%m.%Y")
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    if isinstance(value, int) or value == int(value):
        return str(int(value))
    return f"{value:.15g}".replace(".", ",")
