"""Where every row and item stands: rows from top to bottom, items in lanes, found again by place. No painting."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

from curator_app.ui.routes.timeline.data import Bar, Filter, Item, ItemKey, Mark, Row, State, Timeline
from curator_app.ui.routes.timeline.packing import Span, least_days, pack


class Density(Enum):
    """How much room a lane takes."""

    ROOMY = "roomy"
    """One route: tall bars."""
    LABELLED = "labelled"
    """The wall with words in and beside the bars."""
    DENSE = "dense"
    """The wall as a picture: low bars without words."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """Measures in logical pixels, all from the height of a line of text."""

    line: int
    bar: int
    gap: int
    pad: int
    ribbon: int
    least: int
    labels: bool

    @staticmethod
    def of(line: int, density: Density) -> Sizes:
        """Measures for a font whose line is ``line`` pixels high."""
        if density is Density.ROOMY:
            return Sizes(line, line + 8, 5, 7, 6, line + 4, labels=True)
        if density is Density.LABELLED:
            return Sizes(line, line + 3, 3, 6, 5, line, labels=True)
        return Sizes(line, max(line - 7, 8), 2, 5, 4, line - 6, labels=False)

    @property
    def row(self) -> int:
        """Height of a row with one line of words."""
        return self.line + 2 * self.pad + 2

    @property
    def row_two(self) -> int:
        """Height of a row with a title and a subtitle."""
        return 2 * self.line + 2 * self.pad


@dataclass(slots=True)
class Placed:
    """An item in its row, the number ``row`` of the layout.

    ``first``/``after``: its days; ``taken``: the days that its figure covers in its lane; ``y``: top within the row;
    ``room``: the day up to which words may stand beside it; ``alone``: nothing stands before it in its lane.
    """

    item: Item
    row: int
    first: int
    after: int
    taken: Span
    lane: int
    y: int
    height: int
    room: int | None = None
    alone: bool = False

    @property
    def is_mark(self) -> bool:
        """It is drawn as a figure on one day."""
        return isinstance(self.item, Mark)


@dataclass(slots=True)
class RowBox:
    """A row in its place."""

    row: Row
    index: int
    collapsed: bool
    top: int = 0
    height: int = 0
    ribbon: int = 0
    lanes: int = 0
    done: int = 0
    total: int = 0
    overdue: int = 0
    placed: list[Placed] = field(default_factory=list)
    _firsts: list[int] = field(default_factory=list)
    _longest: int = 1

    def settle(self) -> None:
        """Puts the items into order and makes them findable."""
        self.placed.sort(key=lambda one: (one.first, one.lane))
        self._firsts = [one.first for one in self.placed]
        self._longest = max((one.taken[1] - one.first for one in self.placed), default=1)
        following: dict[int, int] = {}
        for one in reversed(self.placed):
            one.room = following.get(one.lane)
            following[one.lane] = one.taken[0]
        for one in self.placed:
            if one.lane in following:
                one.alone = True
                del following[one.lane]

    def between(self, first: float, after: float) -> Sequence[Placed]:
        """Items that may meet the days ``first`` up to ``after``."""
        low = bisect_left(self._firsts, first - self._longest)
        return self.placed[low : bisect_right(self._firsts, after + self._longest)]


class Layout:
    """The rows that pass the filter, placed. ``measure`` gives the width of the words beside a mark."""

    def __init__(
        self,
        timeline: Timeline,
        shown: Filter,
        collapsed: frozenset[str],
        sizes: Sizes,
        px: float,
        measure: Callable[[str], int] = lambda _text: 0,
    ) -> None:
        self.sizes = sizes
        self._measure = measure
        self.least = least_days(sizes.least, px)
        self.rows: list[RowBox] = []
        self._tops: list[int] = []
        self._by_key: dict[ItemKey, Placed] = {}
        top = 0
        for row in timeline.rows:
            if shown.rows is not None and row.key not in shown.rows:
                continue
            items = [item for item in row.items if shown.lets(item)]
            if shown.active and not items:
                continue
            box = self._place(row, items, len(self.rows), row.key in collapsed)
            box.top = top
            top += box.height
            self.rows.append(box)
            self._tops.append(box.top)
        self.height = top

    def _place(self, row: Row, items: list[Item], index: int, collapsed: bool) -> RowBox:
        sizes = self.sizes
        box = RowBox(row, index, collapsed)
        live = [bar for bar in row.bars if bar.state is not State.CANCELLED]
        box.total = len(live)
        box.done = sum(bar.state is State.DONE for bar in live)
        box.overdue = sum(bar.state is State.OVERDUE for bar in live)
        only_bands = bool(row.bands) and not row.bars
        box.ribbon = sizes.line + 4 if only_bands else sizes.ribbon if row.bands else 0
        spans = [(item.first.toordinal(), item.last.toordinal() + 1) for item in items]
        taken = [_taken(item, span, self.least) for item, span in zip(items, spans, strict=True)]
        if collapsed:
            lanes = [0] * len(items)
        elif row.listed:
            taken = [self._worded(item, span) for item, span in zip(items, taken, strict=True)]
            lanes = _lines(items, taken)
        else:
            lanes = pack(taken)
        box.lanes = 0 if collapsed else max(lanes, default=-1) + 1
        above = sizes.pad + (box.ribbon + sizes.gap if box.ribbon else 0)
        pitch = 0 if collapsed else sizes.bar + sizes.gap
        for item, (first, after), covered, lane in zip(items, spans, taken, lanes, strict=True):
            placed = Placed(item, index, first, after, covered, lane, above + lane * pitch, sizes.bar)
            box.placed.append(placed)
            self._by_key[item.key] = placed
        box.settle()
        below = above + (box.lanes * pitch - sizes.gap if box.lanes else 0) + sizes.pad
        least = sizes.row if collapsed or not row.bars else sizes.row_two
        if row.listed and row.subtitle and not collapsed:
            least += sizes.line
        box.height = max(least, below)
        return box

    def _worded(self, item: Item, span: Span) -> Span:
        """With the words beside a mark, as wide as they are where days are narrowest before all is packed anew."""
        if not isinstance(item, Mark):
            return span
        words = self._measure(item.title) * self.least // self.sizes.least + 1
        return span[0], span[1] + words

    def find(self, key: ItemKey) -> Placed | None:
        """The item with this key, when it is shown."""
        return self._by_key.get(key)

    def box(self, placed: Placed) -> RowBox:
        """The row of an item."""
        return self.rows[placed.row]

    def row(self, key: str) -> RowBox | None:
        """The row with this key, when it is shown."""
        return next((box for box in self.rows if box.row.key == key), None)

    def row_at(self, y: float) -> RowBox | None:
        """The row at a height from the top of all rows."""
        if not 0 <= y < self.height:
            return None
        return self.rows[bisect_right(self._tops, y) - 1]

    def rows_between(self, top: float, bottom: float) -> Iterator[RowBox]:
        """Rows that meet a stretch of height."""
        begin = max(bisect_right(self._tops, top) - 1, 0)
        for box in self.rows[begin:]:
            if box.top >= bottom:
                return
            yield box

    @property
    def items(self) -> Iterator[Placed]:
        """All items shown, row by row, from left to right."""
        for box in self.rows:
            yield from box.placed


def _taken(item: Item, span: Span, least: int) -> Span:
    """Days covered by what is drawn: a bar grows to the right, a mark to both sides of its day."""
    first, after = span
    if isinstance(item, Mark):
        return first - least // 2, after + least // 2
    return first, max(after, first + least)


def _lines(items: Sequence[Item], taken: Sequence[Span]) -> list[int]:
    """A line for every step, earlier ones above; marks are packed into the lines above all steps."""
    marks = [place for place, item in enumerate(items) if isinstance(item, Mark)]
    lanes = [0] * len(items)
    for place, lane in zip(marks, pack([taken[place] for place in marks]), strict=True):
        lanes[place] = lane
    begin = max((lanes[place] for place in marks), default=-1) + 1
    bars = sorted((place for place, item in enumerate(items) if isinstance(item, Bar)), key=lambda place: taken[place])
    for line, place in enumerate(bars, start=begin):
        lanes[place] = line
    return lanes
