"""Strips of a ruled table: a small row is one strip, a huge one goes on from page to page line by line."""

from __future__ import annotations

from curator_app.documents import patience
from curator_app.documents.blocks import Align, Row, Run, Table, Text
from curator_app.documents.strips import FINE_RULE, MM, Mark, Rule, Strip
from curator_app.documents.strips_text import Setting

_PAD_X = 1.4 * MM
_PAD_Y = 0.7 * MM
_LARGEST_WHOLE_ROW = 0.45
_LARGEST_HEADER = 0.4


def table(block: Table, setting: Setting) -> list[Strip]:
    """Strips of the table; every row knows the heading row that opens the next page."""
    edges = column_edges(block, setting.frame.width)
    headers = tuple(tuple(Run(run.text, True, run.italic) for run in column.header) for column in block.columns)
    strips: list[Strip] = []
    header: Strip | None = None
    if any(headers):
        aligns: list[Align] = ["centre"] * len(headers)
        heading = _row(block, headers, aligns, edges, setting, middle=True)
        for strip in heading:
            strip.keep = True
        heading[0].marks.append(_across(edges, 0.0))
        if len(heading) == 1 and heading[0].height <= setting.frame.height * _LARGEST_HEADER:
            header = heading[0]
        strips.extend(heading)
    column_aligns: list[Align] = [column.align for column in block.columns]
    for number, row in enumerate(block.rows):
        patience.check()
        if len(row) == 1 and len(block.columns) > 1:
            made = _row(block, (_bold(row[0]),), ["centre"], [edges[0], edges[-1]], setting)
            for strip in made:
                strip.keep = number + 1 < len(block.rows)
        else:
            made = _row(block, row, column_aligns, edges, setting)
        if not strips:
            made[0].marks.append(_across(edges, 0.0))
        for strip in made:
            strip.header = header
        strips.extend(made)
    return strips


def column_edges(block: Table, width: float) -> list[float]:
    """Left edges of the columns and the right edge of the last, sharing ``width`` in their proportion."""
    total = sum(max(column.width, 0.1) for column in block.columns) or 1.0
    edges = [0.0]
    for column in block.columns:
        edges.append(edges[-1] + width * max(column.width, 0.1) / total)
    return edges


def _row(
    block: Table, row: Row, aligns: list[Align], edges: list[float], setting: Setting, *, middle: bool = False
) -> list[Strip]:
    cells: list[list[Strip]] = []
    for number in range(len(edges) - 1):
        value: Text = row[number] if number < len(row) else ()
        left, right = edges[number] + _PAD_X, edges[number + 1] - _PAD_X
        align = aligns[number] if number < len(aligns) else "left"
        cells.append(setting.lines(value, align, block.size, x=left, width=right - left, spacing=1.0) if value else [])
    height = max((sum(strip.height for strip in cell) for cell in cells), default=0.0) + 2 * _PAD_Y
    height = max(height, block.min_row_height * MM, setting.sizes(block.size) + 2 * _PAD_Y)
    if height <= setting.frame.height * _LARGEST_WHOLE_ROW:
        return [_whole(cells, edges, height, middle=middle or block.min_row_height > 0)]
    return _sliced(cells, edges)


def _whole(cells: list[list[Strip]], edges: list[float], height: float, *, middle: bool) -> Strip:
    strip = Strip(height)
    for cell in cells:
        y = (height - sum(line.height for line in cell)) / 2 if middle else _PAD_Y
        for line in cell:
            strip.marks.extend(line.lowered(y))
            y += line.height
    strip.marks.extend(_sides(edges, height))
    strip.marks.append(_across(edges, height))
    return strip


def _sliced(cells: list[list[Strip]], edges: list[float]) -> list[Strip]:
    count = max(len(cell) for cell in cells)
    slices: list[Strip] = []
    for number in range(count):
        lines = [cell[number] for cell in cells if number < len(cell)]
        top = _PAD_Y if number == 0 else 0.0
        height = max(line.height for line in lines) + top + (_PAD_Y if number == count - 1 else 0.0)
        slice_ = Strip(height, edges=(edges[0], edges[-1]))
        for line in lines:
            slice_.marks.extend(line.lowered(top))
        slice_.marks.extend(_sides(edges, height))
        slices.append(slice_)
    last = slices[-1]
    last.edges = None
    last.marks.append(_across(edges, last.height))
    slices[0].keep = slices[-2].keep = True
    return slices


def _bold(value: Text) -> Text:
    return tuple(Run(run.text, True, run.italic) for run in value)


def _sides(edges: list[float], height: float) -> list[Mark]:
    return [Rule(x, 0.0, x, height, FINE_RULE) for x in edges]


def _across(edges: list[float], y: float) -> Rule:
    return Rule(edges[0], y, edges[-1], y, FINE_RULE)
