"""Where everything of the heat map stands, in logical pixels. Pure arithmetic, no widget."""

from __future__ import annotations

from dataclasses import dataclass

_LEAST, _MOST = 4.0, 128.0
_WIDE, _HIGH = 84.0, 40.0  # the largest cell of its own accord
NARROW, _LOW, _LOWEST = 26.0, 24.0, 20.0  # the smallest cell of its own accord: names beside it can still be read
_LITTLE_ROOM = 400.0  # a map of less height takes the lowest rows
STEP = 1.2


@dataclass(frozen=True, slots=True)
class Spot:
    """What lies under a point: places of row and column, None outside of them."""

    row: int | None
    column: int | None


@dataclass(frozen=True, slots=True)
class Geometry:
    """Headers at the left and above stay, cells scroll. ``zoom`` 0 fits the cells to the room."""

    rows: int
    columns: int
    width: float
    height: float
    left: float
    """Width of the row header."""
    top: float
    """Height of the column header."""
    tail: float = 0.0
    """Room right of the last column that its slanted name needs."""
    zoom: float = 0.0
    shift_x: float = 0.0
    shift_y: float = 0.0

    @property
    def cell_width(self) -> float:
        """Width of a cell."""
        return self._side(self.width - self.left - self.tail, self.columns, NARROW, _WIDE)

    @property
    def cell_height(self) -> float:
        """Height of a cell."""
        low = _LOWEST if self.height < _LITTLE_ROOM else _LOW
        return self._side(self.height - self.top, self.rows, low, _HIGH)

    def _side(self, room: float, count: int, least: float, most: float) -> float:
        fitting = min(most, max(least, room / max(1, count)))
        return fitting if not self.zoom else min(_MOST, max(_LEAST, fitting * self.zoom))

    @property
    def overflow_x(self) -> float:
        """How far cells may be scrolled sideways."""
        return max(0.0, self.columns * self.cell_width + self.tail - (self.width - self.left))

    @property
    def overflow_y(self) -> float:
        """How far cells may be scrolled down."""
        return max(0.0, self.rows * self.cell_height - (self.height - self.top))

    def x(self, column: float) -> float:
        """Left edge of a column."""
        return self.left + column * self.cell_width - self.shift_x

    def y(self, row: float) -> float:
        """Upper edge of a row."""
        return self.top + row * self.cell_height - self.shift_y

    def spot(self, x: float, y: float) -> Spot:
        """What lies under a point; a point of a header has the row or the column alone."""
        row = int((y - self.top + self.shift_y) // self.cell_height) if y >= self.top else None
        column = int((x - self.left + self.shift_x) // self.cell_width) if x >= self.left else None
        return Spot(
            row if row is not None and 0 <= row < self.rows else None,
            column if column is not None and 0 <= column < self.columns else None,
        )

    def visible_rows(self) -> range:
        """Rows of which anything is seen."""
        first = int(self.shift_y // self.cell_height)
        last = int((self.shift_y + self.height - self.top) // self.cell_height) + 1
        return range(max(0, first), min(self.rows, last))

    def visible_columns(self) -> range:
        """Columns of which anything is seen."""
        first = int(self.shift_x // self.cell_width)
        last = int((self.shift_x + self.width - self.left) // self.cell_width) + 1
        return range(max(0, first), min(self.columns, last))

    def shown_at(self, row: int, column: int) -> tuple[float, float]:
        """The scroll that brings a cell and the slanted name above it into sight by the shortest way."""
        return (
            _seen(self.shift_x, column * self.cell_width, self.cell_width + self.tail, self.width - self.left),
            _seen(self.shift_y, row * self.cell_height, self.cell_height, self.height - self.top),
        )

    @property
    def page(self) -> int:
        """Rows of one page of the screen."""
        return max(1, int((self.height - self.top) // self.cell_height) - 1)


def _seen(shift: float, start: float, size: float, room: float) -> float:
    if start < shift:
        return start
    return max(shift, min(start, start + size - room))
