"""What an import would do, or did, as frozen rows for the screen and the command line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from curator_app.services.imports.facts import Reading


class Outcome(StrEnum):
    """What becomes of a data row."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class ImportProblem:
    """Something about a row: its number as the user sees it, the heading, the typed text, a sentence."""

    row: int
    column: str | None
    value: str | None
    message: str


@dataclass(frozen=True, slots=True)
class ColumnPreview:
    """A column: heading as typed, group above it, the field it feeds (None = kept as text), confidence 0–1, and
    the first few values."""

    index: int
    heading: str
    group: str
    field: str | None
    confidence: float
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowPreview:
    """A data row: what becomes of it, whom it is about. ``read`` tells how the cells of a row were understood."""

    row: int
    outcome: Outcome
    title: str
    problems: tuple[ImportProblem, ...]
    read: Callable[[int], Sequence[Reading]] = field(compare=False, repr=False)

    @property
    def readings(self) -> tuple[Reading, ...]:
        """How its cells were understood; they are read when they are asked for."""
        return tuple(self.read(self.row))


@dataclass(frozen=True, slots=True)
class Question:
    """Whom a text means, when the program must not guess. ``options`` are (answer, words); without an answer the
    row keeps its problem. «skip» is always an answer."""

    id: str
    table: int
    row: int
    column: str | None
    text: str
    sentence: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TablePreview:
    """One table of the file. ``kind`` None: not read. ``header_row``: the lower row of headings."""

    number: int
    name: str
    kind: str | None
    kind_confidence: float
    header_row: int | None
    remembered: bool
    columns: tuple[ColumnPreview, ...]
    rows: tuple[RowPreview, ...]

    def count(self, outcome: Outcome) -> int:
        """How many rows end so."""
        return sum(1 for row in self.rows if row.outcome is outcome)

    @property
    def problems(self) -> tuple[ImportProblem, ...]:
        """Problems of all rows, from top to bottom."""
        return tuple(problem for row in self.rows for problem in row.problems)

    def as_json(self) -> dict[str, Any]:
        """The shape that the command line prints (docs/cli.md)."""
        return {
            "name": self.name,
            "kind": self.kind,
            "header_row": self.header_row,
            "columns": [
                {"index": column.index, "heading": column.heading, "field": column.field} for column in self.columns
            ],
            "rows_read": len(self.rows),
            **{outcome.value: self.count(outcome) for outcome in Outcome},
            "problems": [
                {"row": one.row, "column": one.column, "value": one.value, "message": one.message}
                for one in self.problems
            ],
        }


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """The whole file."""

    file_name: str
    tables: tuple[TablePreview, ...]
    questions: tuple[Question, ...]

    def count(self, outcome: Outcome) -> int:
        """Rows of all tables with this outcome."""
        return sum(table.count(outcome) for table in self.tables)

    def as_json(self) -> dict[str, Any]:
        """The shape that the command line prints (docs/cli.md)."""
        return {"sheets": [table.as_json() for table in self.tables]}
