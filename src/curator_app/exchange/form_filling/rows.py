"""Which rows of a form a table may use: those that look like its first one, then empty ones below everything."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from curator_app.exchange.form_filling.reserved import Reserved
from curator_app.exchange.form_filling.values import TableFill, cell_name, unfit
from curator_app.exchange.grid import Merge
from curator_app.runtime.errors import KnownProblem

Texts = Callable[[int, int], str]
_END = re.compile(
    r"\s*(?:итог|всего|директор|руковод|заведующ|исполнит|куратор\b|подпис|дата\b|м\.\s*п|примечан|\*)", re.IGNORECASE
)
_MOST = 100_000


@dataclass(frozen=True, slots=True)
class TableRows:
    """Rows of the records: ``prepared`` stand in the form, ``added`` are made below in the likeness of the last one.
    ``step``: sheet rows a record takes (more than one when its cells are merged downwards)."""

    prepared: tuple[int, ...]
    added: tuple[int, ...]
    step: int

    @property
    def rows(self) -> tuple[int, ...]:
        """All rows in their order."""
        return (*self.prepared, *self.added)


@dataclass(frozen=True, slots=True)
class Shortage:
    """Rows that are missing: ``at`` is where they would be put in, ``like`` the record they would look like."""

    at: int
    by: int
    like: int
    step: int


def shortage(table: TableFill, reserved: Reserved, texts: Texts, barrier: int) -> Shortage | None:
    """What is missing when the rows of the form do not do and something stands below; None: they do."""
    finder = _Finder(table, reserved, texts, barrier)
    finder.check_first()
    prepared = list(finder.prepared())
    missing = len(table.records) - len(prepared)
    if missing <= 0 or not prepared or finder.may_grow(prepared, missing):
        return None
    return Shortage(prepared[-1] + finder.step, missing * finder.step, prepared[-1], finder.step)


def table_rows(table: TableFill, reserved: Reserved, texts: Texts, barrier: int) -> TableRows:
    """Rows for all records and the rest of the prepared ones, which are emptied. ``barrier``: the row where something
    else that is filled begins. Raises KnownProblem with the place when there are not enough."""
    return _Finder(table, reserved, texts, barrier).run()


def prepared_rows(table: TableFill, reserved: Reserved, texts: Texts, barrier: int = _MOST) -> int:
    """How many rows the form has prepared for a table."""
    finder = _Finder(table, reserved, texts, barrier)
    finder.check_first()
    return sum(1 for _row in finder.prepared())


class _Finder:
    def __init__(self, table: TableFill, reserved: Reserved, texts: Texts, barrier: int) -> None:
        self.table = table
        self.reserved = reserved
        self.scan = reserved.scan
        self.texts = texts
        self.barrier = barrier
        self.first = table.first_row
        self.columns = frozenset(table.columns)
        self.merges_by_row = self._merges_by_row()
        own = [merge for merge in self.merges_by_row.get(self.first, ()) if self._concerns(merge)]
        self.step = max([1, *(merge.bottom - merge.top + 1 for merge in own if merge.top == self.first)])

    def run(self) -> TableRows:
        self.check_first()
        needed = len(self.table.records)
        prepared = list(self.prepared())
        if needed <= len(prepared):
            return TableRows(tuple(prepared), (), self.step)
        below = (prepared[-1] if prepared else self.first - self.step) + self.step
        if not self.may_grow(prepared, needed - len(prepared)):
            raise self._too_few(len(prepared), below, needed)
        added = tuple(range(below, below + (needed - len(prepared)) * self.step, self.step))
        return TableRows(tuple(prepared), added, self.step)

    def may_grow(self, prepared: list[int], missing: int) -> bool:
        """Whether nothing stands below the prepared rows."""
        below = (prepared[-1] if prepared else self.first - self.step) + self.step
        last = max(self.scan.last_filled_row, self.reserved.lowest_picture, self._reserved_bottom())
        ends = below + missing * self.step
        return last < below and ends <= min(self.barrier, _MOST) and not self._has_own_formulas(below - self.step)

    def check_first(self) -> None:
        """The first row must be able to hold a record."""
        for column in sorted(self.columns):
            reason = self.reserved.reason(self.first, column)
            if reason is not None:
                raise unfit(self.table.sheet, self.first, column, reason)
            merge = self.scan.merge_over(self.first, column)
            if merge is not None and (merge.top, merge.left) != (self.first, column):
                raise unfit(
                    self.table.sheet,
                    self.first,
                    column,
                    f"она внутри объединения. Укажите его первую ячейку, {cell_name(merge.top, merge.left)}.",
                )

    def prepared(self) -> Iterator[int]:
        """Rows that look like the first one, or those up to the row told."""
        row = self.first
        told = self.table.last_row
        end = _MOST if told is None else told
        while row + self.step - 1 <= end and row < self.barrier:
            if told is not None:
                for column in sorted(self.columns):
                    if (reason := self.reserved.reason(row, column)) is not None:
                        raise unfit(self.table.sheet, row, column, reason)
            elif row != self.first and not self._alike(row):
                return
            yield row
            row += self.step

    # --- inside

    def _alike(self, row: int) -> bool:
        pattern = self._pattern(row)
        if pattern != self._pattern(self.first) or (row not in self.scan.rows and not pattern):
            return False
        for offset in range(self.step):
            here, there = self.scan.rows.get(row + offset), self.scan.rows.get(self.first + offset)
            columns = {*(here.cells if here else ()), *(there.cells if there else ())}
            if any(not self._same(row, self.first, offset, column) for column in columns):
                return False
        return bool(pattern) or self._numbered(row) or any(self._drawn(row, column) for column in self.columns)

    def _numbered(self, row: int) -> bool:
        """A number stands where the first row has its number: «2» under «1» in a list without lines."""
        here, there = self.scan.rows.get(row), self.scan.rows.get(self.first)
        if here is None or there is None:
            return False
        numbers = [{at for at, spot in one.cells.items() if spot.filled and not spot.is_text} for one in (here, there)]
        return bool((numbers[0] & numbers[1]) - self.columns)

    def _drawn(self, row: int, column: int) -> bool:
        """The cell is there as the first one is: written, with a style when the first has one."""
        spot, like = self.scan.cell(row, column), self.scan.cell(self.first, column)
        if spot is None:
            return False
        return spot.filled or like is None or bool(spot.style) or not like.style

    def _same(self, row: int, first: int, offset: int, column: int) -> bool:
        if self.reserved.reason(row + offset, column) not in {None, self.reserved.reason(first + offset, column)}:
            return False
        here, there = self._kind(row + offset, column), self._kind(first + offset, column)
        if offset == 0 and column in self.columns:
            if here == "formula":
                return False
            if here == "text":
                return there == "text" and not _END.match(self.texts(row, column))
            return True
        return here == there

    def _kind(self, row: int, column: int) -> str:
        """«formula», «text» or «» (a number in a column of numbers is like an empty cell)."""
        spot = self.scan.cell(row, column)
        if spot is None:
            return ""
        if spot.formula:
            return "formula"
        return "text" if spot.is_text and self.texts(row, column).strip() else ""

    def _concerns(self, merge: Merge) -> bool:
        return any(merge.left <= column <= merge.right for column in self.columns)

    def _merges_by_row(self) -> dict[int, list[Merge]]:
        found: dict[int, list[Merge]] = {}
        for merge in self.scan.merges:
            for row in range(merge.top, min(merge.bottom, merge.top + 200) + 1):
                found.setdefault(row, []).append(merge)
        return found

    def _pattern(self, row: int) -> frozenset[tuple[int, int, int, int]]:
        """Merged ranges of a record, relative to its first row."""
        return frozenset(
            (merge.top - row, merge.bottom - row, merge.left, merge.right)
            for offset in range(self.step)
            for merge in self.merges_by_row.get(row + offset, ())
        )

    def _has_own_formulas(self, row: int) -> bool:
        """Formulas of a prepared row are not repeated below: that would be guessing what the district counts."""
        rows = (self.scan.rows.get(row + offset) for offset in range(self.step))
        return any(spot.formula for one in rows if one is not None for spot in one.cells.values())

    def _reserved_bottom(self) -> int:
        return max((place.bottom for place, _reason in self.reserved.ranges), default=0)

    def _too_few(self, prepared: int, below: int, needed: int) -> KnownProblem:
        return KnownProblem(
            f"Лист «{self.table.sheet[:60]}»: для таблицы со строки {self.first} приготовлено строк — {prepared}, "
            f"а записей — {needed}; со строки {below} в форме идёт другое. Вставьте в форму недостающие строки "
            f"в Excel и загрузите её снова: разметка сохранится."
        )


def added_merges(rows: TableRows, reserved: Reserved) -> list[Merge]:
    """Merged ranges of the added rows, as in the last prepared one."""
    if not rows.added or not rows.prepared or reserved.scan.merge_list is None:
        return []
    like = rows.prepared[-1]
    own = [one for one in reserved.scan.merges if like <= one.top and one.bottom < like + rows.step]
    return [
        Merge(one.top - like + row, one.left, one.bottom - like + row, one.right) for row in rows.added for one in own
    ]
