"""A printed timeline in its place: figures with whole labels packed into lanes, lanes into pages. Points, y down."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from curator_app.documents.blocks import text
from curator_app.documents.strips import MM, leading
from curator_app.documents.text_lines import Line, break_lines, text_width
from curator_app.documents.timeline_data import PrintedBar, PrintedMark, PrintedRow, PrintedTimeline

_SHEETS = {"A4": (297 * MM, 210 * MM), "A3": (420 * MM, 297 * MM)}
_LEFT, _RIGHT, _TOP, _BOTTOM = 20 * MM, 8 * MM, 10 * MM, 9 * MM
_GAP = 1.4 * MM
_LITTLE = 0.4
"""A part of a page that is rather left free than filled with the beginning of a row."""
_WIDTHS = (50, 70, 95, 125)
"""Widths of words to choose from, mm: the one that makes a row lowest is taken."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Sizes of a sheet: ``names`` is the width of the column of names, ``chart`` of the rest."""

    width: float
    height: float
    names: float
    size: float
    bar: float
    first: dt.date
    days: int
    brief: bool = False

    @staticmethod
    def of(timeline: PrintedTimeline, size: float) -> Grid:
        """The grid of a timeline in a type size: whole months from its first to its last day."""
        width, height = _SHEETS[timeline.sheet]
        large = timeline.sheet == "A3"
        first = min(timeline.start, timeline.end).replace(day=1)
        last = max(timeline.start, timeline.end)
        after = dt.date(last.year + last.month // 12, last.month % 12 + 1, 1)
        return Grid(
            width,
            height,
            names=(58 if large else 46) * MM,
            size=size,
            bar=(0.3 if timeline.brief else 0.37) * MM * size,
            first=first,
            days=(after - first).days,
            brief=timeline.brief,
        )

    @property
    def left(self) -> float:
        """Where the chart begins."""
        return _LEFT + self.names

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.width - _RIGHT

    @property
    def edge(self) -> float:
        """Where the names begin."""
        return _LEFT

    @property
    def top(self) -> float:
        """The upper margin."""
        return _TOP

    @property
    def foot(self) -> float:
        """The lowest line of the body; legend and number stand below."""
        return self.height - _BOTTOM - 9 * MM

    @property
    def day(self) -> float:
        """Width of a day."""
        return (self.right - self.left) / self.days

    def x(self, day: dt.date) -> float:
        """Where a day begins, kept on the sheet."""
        return min(max(self.left + (day - self.first).days * self.day, self.left), self.right)

    @property
    def line(self) -> float:
        """Height of a line of words."""
        return leading(self.size, 1.0)


@dataclass(frozen=True, slots=True)
class Figure:
    """A bar or a mark with its words. ``begin``–``end`` is all it takes of a lane; ``beside``: words are not below."""

    item: PrintedBar | PrintedMark
    x1: float
    x2: float
    lines: tuple[Line, ...]
    words_x: float
    begin: float
    end: float
    beside: bool = False

    def height(self, grid: Grid) -> float:
        """The figure and its words."""
        words = len(self.lines) * grid.line
        return max(grid.bar, words) if self.beside else grid.bar + words


@dataclass(slots=True)
class Lane:
    """Figures side by side."""

    figures: list[Figure] = field(default_factory=list)
    end: float = 0.0

    def height(self, grid: Grid) -> float:
        """The highest figure and the gap below."""
        return max(figure.height(grid) for figure in self.figures) + (0.3 * MM if grid.brief else _GAP)


@dataclass(slots=True)
class Piece:
    """A row, or what of it stands on one page. ``names``: the lines of its title and subtitle."""

    row: PrintedRow
    lanes: list[Lane]
    title: list[Line]
    subtitle: list[Line]
    ribbon: list[tuple[float, float, list[Line]]]
    ribbon_height: float
    height: float = 0.0


@dataclass(slots=True)
class Sheet:
    """One page."""

    pieces: list[tuple[float, Piece]] = field(default_factory=list)


def lay_out(timeline: PrintedTimeline, grid: Grid, head: float) -> list[Sheet]:
    """The pages; ``head`` is where rows begin. A row is parted between lanes, but not to fill the last of a page."""
    sheets = [Sheet()]
    y = head
    for row in timeline.rows:
        piece = _piece(row, grid, continued=False)
        if y + piece.height > grid.foot and sheets[-1].pieces:
            whole, left = grid.foot - head, grid.foot - y
            if (piece.height <= whole and left < _LITTLE * whole) or left < _least(piece, grid):
                sheets.append(Sheet())
                y = head
        while True:
            rest = _cut(piece, grid, grid.foot - y)
            sheets[-1].pieces.append((y, piece))
            y += piece.height
            if rest is None:
                break
            piece = rest
            sheets.append(Sheet())
            y = head
    return sheets


def _least(piece: Piece, grid: Grid) -> float:
    """Names, ribbon and the first lane."""
    lanes = piece.lanes[0].height(grid) if piece.lanes else 0.0
    return max(_names_height(piece, grid), piece.ribbon_height + lanes + 2 * _GAP)


def _names_height(piece: Piece, grid: Grid) -> float:
    return (len(piece.title) + len(piece.subtitle)) * grid.line + 2 * _GAP


def _piece(row: PrintedRow, grid: Grid, *, continued: bool, lanes: list[Lane] | None = None) -> Piece:
    width = grid.names - 3 * MM
    title = break_lines(
        text(row.title, bold=True) + (text(" (продолжение)") if continued else ()), grid.size + 0.5, width
    )
    subtitle = break_lines(text(row.subtitle), grid.size, width) if row.subtitle and not continued else []
    ribbon = []
    for band in row.bands:
        x1, x2 = grid.x(band.start), grid.x(band.end + dt.timedelta(days=1))
        if x2 - x1 > 1:
            ribbon.append((x1, x2, break_lines(text(band.label), grid.size - 0.5, max(x2 - x1 - 1.5 * MM, 8 * MM))))
    high = max((len(lines) for *_, lines in ribbon), default=0)
    piece = Piece(
        row,
        lanes if lanes is not None else _lanes(row, grid),
        title,
        subtitle,
        ribbon,
        high * leading(grid.size - 0.5, 1.0) + 0.6 * MM + _GAP if ribbon else 0.0,
    )
    piece.height = _height(piece, grid)
    return piece


def _height(piece: Piece, grid: Grid) -> float:
    return max(
        _names_height(piece, grid),
        2 * _GAP + piece.ribbon_height + sum(lane.height(grid) for lane in piece.lanes),
    )


def _cut(piece: Piece, grid: Grid, room: float) -> Piece | None:
    """Leaves in ``piece`` what fits into ``room`` (at least one lane) and gives the rest."""
    if piece.height <= room or len(piece.lanes) < 2:
        return None
    used = 2 * _GAP + piece.ribbon_height
    count = 0
    for lane in piece.lanes:
        used += lane.height(grid)
        if used > room and count:
            break
        count += 1
    rest = piece.lanes[count:]
    piece.lanes = piece.lanes[:count]
    piece.height = max(_height(piece, grid), 0.0)
    return _piece(piece.row, grid, continued=True, lanes=rest) if rest else None


def _lanes(row: PrintedRow, grid: Grid) -> list[Lane]:
    """The lowest way to set the row."""
    ways = [_packed(row, grid, width * MM) for width in (_WIDTHS[:1] if grid.brief else _WIDTHS)]
    return min(ways, key=lambda lanes: sum(lane.height(grid) for lane in lanes))


def _packed(row: PrintedRow, grid: Grid, width: float) -> list[Lane]:
    """Figures from left to right, each into the first lane where it has room."""
    figures = sorted(
        [*(_bar(bar, grid, width) for bar in row.bars), *(_mark(mark, grid, width) for mark in row.marks)],
        key=lambda figure: (figure.x1, figure.begin, figure.item.label),
    )
    lanes: list[Lane] = []
    for figure in figures:
        lane = next((one for one in lanes if one.end + _GAP <= figure.begin), None)
        if lane is None:
            lane = Lane()
            lanes.append(lane)
        lane.figures.append(figure)
        lane.end = figure.end
    return lanes


def _bar(bar: PrintedBar, grid: Grid, label: float) -> Figure:
    last = max(bar.start, bar.due)
    x1, x2 = grid.x(bar.start), grid.x(last + dt.timedelta(days=1))
    if x2 - x1 < grid.bar:
        x1 = min(x1, grid.right - grid.bar)
        x2 = x1 + grid.bar
    if grid.brief:
        return _beside(bar, x1, x2, break_lines(text(bar.label), grid.size - 1, label), grid)
    whole = text_width(text(bar.label), grid.size)
    width = min(max(label, x2 - x1), grid.right - grid.left - _GAP)
    lines = break_lines(text(bar.label), grid.size, min(width, whole + 0.1))
    widest = max(line.width for line in lines)
    words_x = max(min(x1, grid.right - widest - _GAP), grid.left)
    return Figure(bar, x1, x2, tuple(lines), words_x, min(x1, words_x), max(x2, words_x + widest))


def _mark(mark: PrintedMark, grid: Grid, label: float) -> Figure:
    centre = grid.x(mark.day) + grid.day / 2
    x1 = min(max(centre - grid.bar / 2, grid.left), grid.right - grid.bar)
    x2 = x1 + grid.bar
    return _beside(mark, x1, x2, break_lines(text(mark.label), grid.size, label), grid)


def _beside(item: PrintedBar | PrintedMark, x1: float, x2: float, lines: list[Line], grid: Grid) -> Figure:
    """Words right of the figure, left of it at the end of the sheet."""
    widest = max(line.width for line in lines)
    words_x = x2 + 0.8 * MM
    if words_x + widest > grid.right:
        words_x = x1 - 0.8 * MM - widest
    return Figure(item, x1, x2, tuple(lines), words_x, min(x1, words_x), max(x2, words_x + widest), beside=True)
