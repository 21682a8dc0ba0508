"""Which rows and columns are seen and in what order."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from curator_app.texts.collation import collation_key, fold, words
from curator_app.ui.pairs.heat_map.data import HeatColumn, HeatData, HeatRow


class RowSort(StrEnum):
    """The order of mentors. FIT is by the fit for the chosen request, best first."""

    NAME = "name"
    SUBJECT = "subject"
    LOAD = "load"
    FIT = "fit"


class ColumnSort(StrEnum):
    """The order of requests. PLAN puts those without a mentor first, then urgent ones."""

    PLAN = "plan"
    NAME = "name"
    SUBJECT = "subject"


def sorted_rows(data: HeatData, how: RowSort, request: int | None) -> list[HeatRow]:
    """Mentors in order. Without a chosen request FIT falls back to names."""
    rows = sorted(data.rows, key=lambda row: collation_key(row.full_name))
    if how is RowSort.SUBJECT:
        rows.sort(key=lambda row: (not row.subject, collation_key(row.subject)))
    elif how is RowSort.LOAD:
        rows.sort(key=lambda row: (-_free(row), row.load + row.proposed))
    elif how is RowSort.FIT and request is not None:
        rows.sort(key=lambda row: _unfit(data, row.id, request))
    return rows


def _free(row: HeatRow) -> int:
    return row.places - row.load - row.proposed


def _unfit(data: HeatData, row: int, column: int) -> tuple[bool, bool, int]:
    cell = data.cells[row, column]
    return (cell.fit is None, not cell.proposed, -(cell.fit or 0))


def sorted_columns(data: HeatData, how: ColumnSort) -> list[HeatColumn]:
    """Requests in order; members of a group stay together, where the first of them stands."""
    columns = sorted(data.columns, key=lambda column: (collation_key(column.full_name), column.id))
    if how is ColumnSort.SUBJECT:
        columns.sort(key=lambda column: (not column.subject, collation_key(column.subject)))
    elif how is ColumnSort.PLAN:
        columns.sort(key=lambda column: (not column.unmatched, not column.urgent))
    place: dict[str, int] = {}
    for index, column in enumerate(columns):
        if column.group is not None:
            place.setdefault(column.group, index)
    order = {
        column.id: (place[column.group] if column.group is not None else index) for index, column in enumerate(columns)
    }
    return sorted(columns, key=lambda column: order[column.id])


def filtered(data: HeatData, query: str) -> tuple[set[int], set[int]]:
    """(rows, columns) that the words leave. Words found among the mentors narrow the rows, words found among the
    mentees narrow the columns; a text found on one side only leaves the other side whole."""
    asked = words(query)
    rows, columns = {row.id for row in data.rows}, {column.id for column in data.columns}
    if not asked:
        return rows, columns
    in_rows = {row.id for row in data.rows if _has(asked, (row.full_name, row.subject))}
    in_columns = {one.id for one in data.columns if _has(asked, (one.full_name, one.subject, one.group or ""))}
    if not in_rows and not in_columns:
        return set(), set()
    return in_rows or rows, in_columns or columns


def _has(asked: Sequence[str], texts: Sequence[str]) -> bool:
    folded = fold(" ".join(texts))
    return all(word in folded for word in asked)
