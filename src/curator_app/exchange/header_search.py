"""Finding the row of headings of a table: titles above it, two-row headings with groups, merged headings."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from curator_app.domain.name_words import is_patronymic
from curator_app.exchange.grid import CellError, Grid, spelled
from curator_app.exchange.headings import Heading, side_of, understand, words

_LOOK_ROWS = 35
_MAX_DEPTH = 3
SURE = 0.6
_DIGIT = re.compile(r"\d")
NAME_FIELDS = frozenset({"full_name", "person_block", "surname"})
_DATA = re.compile(r"\S+@\S+\.\S+|[+8]?[\d\s()-]{9,}|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d+([.,]\d+)?")
_FROM_GROUP = frozenset({None, "number"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: heading as typed, the group above it, and what both mean."""

    index: int
    heading: str
    group: str
    field: str | None
    side: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Header:
    """Rows of headings from ``first`` to ``row`` (the lower one) and the columns."""

    first: int
    row: int
    columns: tuple[Column, ...]
    score: float


def find_header(grid: Grid, start: int = 1, *, questions: bool = False) -> Header | None:
    """The best row of headings from row ``start`` on, or None. ``questions``: headings that are no known field
    count too (the table is said to be replies of a survey)."""
    numbers = [row for row in grid.row_numbers if row >= start][:_LOOK_ROWS]
    width = min(grid.width, 400)
    best: Header | None = None
    for row in numbers:
        for depth in range(1, _MAX_DEPTH + 1):
            first = row - depth + 1
            if first < start or (depth > 1 and first not in grid.rows):
                break
            header = _header(grid, first, row, width, questions=questions)
            if header is not None and (best is None or header.score > best.score + _margin(best, row)):
                best = header
    return best


def _margin(best: Header, row: int) -> float:
    """How much better a lower row must be: rows right below may be the rest of a two-row heading, rows far below
    are more likely the same headings once more on a new page."""
    return 0.01 if row - best.row <= 2 else 1.5


def looks_like_header(grid: Grid, row: int) -> bool:
    """A cheap look at one row below a table: does another table begin here?"""
    cells = grid.rows.get(row, {})
    if len(cells) < 3 or any(not isinstance(value, str) or _DIGIT.search(value) for value in cells.values()):
        return False
    found = [understand(value) for value in cells.values() if isinstance(value, str)]
    sure = [one for one in found if one.field is not None and one.confidence >= 0.9]
    return len(sure) >= max(3, 0.6 * len(cells)) and any(one.field in NAME_FIELDS for one in sure)


def _is_data(grid: Grid, row: int, column: int) -> bool:
    value = grid.own(row, column)
    if value is None:
        return False
    if isinstance(value, CellError | bool | int | float | dt.datetime | dt.date | dt.time):
        return True
    text = value.strip()
    if _DATA.fullmatch(text):
        return True
    parts = text.split()
    return 2 <= len(parts) <= 5 and any(is_patronymic(part.strip(".,")) for part in parts[1:]) and text[0].isupper()


def _groups(grid: Grid, row: int, width: int) -> dict[int, str]:
    """Texts of a row of groups over the columns; a group without merged cells reaches to the next one."""
    texts = {column: spelled(grid.own(row, column)) for column in range(width) if grid.own(row, column) is not None}
    if len(set(texts.values())) < 2:
        return {}
    found: dict[int, str] = {}
    current = ""
    for column in range(width):
        merge = grid.merge_at(row, column)
        if column in texts:
            current = texts[column]
            found[column] = current
            if merge is not None and merge.width == 1:
                current = ""
        elif merge is not None:
            found[column] = spelled(grid.own(merge.top, merge.left))
            current = ""
        elif current:
            found[column] = current
    return found


def _header(grid: Grid, first: int, row: int, width: int, *, questions: bool) -> Header | None:
    data = sum(_is_data(grid, row, column) for column in grid.rows.get(row, {}))
    if data > 0.5 * len(grid.rows.get(row, {})):
        return None
    groups: dict[int, str] = {}
    lifted: dict[int, str] = {}
    for upper in range(first, row):
        told = _groups(grid, upper, width)
        if not told or any(_is_data(grid, upper, column) for column in grid.rows[upper]):
            return None
        for column, text in told.items():
            groups[column] = f"{groups[column]} {text}" if column in groups else text
            merge = grid.merge_at(upper, column)
            if grid.own(upper, column) is not None and (merge is None or merge.width == 1):
                lifted[column] = text
    columns: list[Column] = []
    for column in range(width):
        value = grid.down(row, column)
        text = value if isinstance(value, str) else spelled(value)
        group = groups.get(column, "")
        if not text.strip() and column in lifted:
            text, group = lifted[column], ""
        if group.strip() == text.strip():
            group = ""
        columns.append(_column(column, text, group))
    while columns and not columns[-1].heading.strip():
        columns.pop()
    return _scored(first, row, columns, data, questions=questions)


def _column(index: int, text: str, group: str) -> Column:
    alone = understand(text) if text.strip() else Heading(None, None, 0.0)
    field, side, confidence = alone.field, alone.side, alone.confidence
    if group and text.strip():
        joined = understand(f"{group} {text}")
        if joined.field is not None and joined.confidence >= 0.85 and field in _FROM_GROUP:
            field, confidence = joined.field, joined.confidence
        side = side or side_of(words(group))[0]
    if confidence < SURE:
        field = None
    return Column(index, text, group, field, side, confidence)


def _scored(first: int, row: int, columns: list[Column], data: int, *, questions: bool) -> Header | None:
    told = [column for column in columns if column.heading.strip()]
    if not told:
        return None
    seen: set[tuple[str, str | None]] = set()
    score = 0.0
    for column in told:
        if column.field is None:
            if questions and len(column.heading) > 12:
                score += 0.3
            continue
        key = (column.field, column.side)
        score += column.confidence * (0.3 if key in seen else 1.0)
        seen.add(key)
        if column.group and column.side is not None and understand(column.heading).side is None:
            score += 0.05
    named = any(column.field in NAME_FIELDS for column in told)
    if named:
        score += 1.5
    score -= 0.9 * data
    if score < 1.0 or (not named and not questions):
        return None
    return Header(first, row, tuple(columns), round(score, 3))
