"""What one painting of the heat map needs to know, put together by the widget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont, QImage

from curator_app.ui.common.palette import Palette
from curator_app.ui.pairs.heat_map import ramp
from curator_app.ui.pairs.heat_map.data import Cell, HeatColumn, HeatData, HeatRow, Mark, Wish
from curator_app.ui.pairs.heat_map.geometry import Geometry, Spot


@dataclass(frozen=True)
class Ground:
    """What of the cells depends on neither scroll nor zoom. ``image``: one pixel a cell in its colour, stretched to
    the cells when painted, which costs the same for ten and ten thousand; ``runs``: (row, first, last column) of cells
    a rule forbids; ``marked``: cells with anything drawn over their colour."""

    image: QImage
    runs: tuple[tuple[int, int, int], ...]
    marked: tuple[tuple[int, int, Cell], ...]


@dataclass(frozen=True)
class Scene:
    """Rows and columns in the order seen, where they stand, what is pointed at, and how it is dressed."""

    data: HeatData
    rows: Sequence[HeatRow]
    columns: Sequence[HeatColumn]
    geometry: Geometry
    current: Spot
    hovered: Spot
    focused: bool
    palette: Palette
    font: QFont
    scale: float
    ground: Ground

    def cell(self, row: int, column: int) -> Cell:
        """The cell at a place."""
        return self.data.cells[self.rows[row].id, self.columns[column].id]

    def lit_row(self, row: int) -> bool:
        """Stands under the crosshair."""
        return row in (self.current.row, self.hovered.row)

    def lit_column(self, column: int) -> bool:
        """Stands under the crosshair."""
        return column in (self.current.column, self.hovered.column)


def ground_of(data: HeatData, rows: Sequence[HeatRow], columns: Sequence[HeatColumn], palette: Palette) -> Ground:
    """Goes through all cells once, so that a painting goes through those alone that have something to draw."""
    if not rows or not columns:
        return Ground(QImage(), (), ())
    steps = [_number(ramp.fit_colour(palette, fit)) for fit in range(101)]
    barred, banned = _number(ramp.barred(palette)[0]), _number(ramp.banned(palette)[0])
    shades = [steps[data.shade(fit)] for fit in range(101)]
    pixels = bytearray()
    runs: list[tuple[int, int, int]] = []
    marked: list[tuple[int, int, Cell]] = []
    cells, ids = data.cells, [column.id for column in columns]
    for place, row in enumerate(rows):
        start = -1
        for at, column in enumerate(ids):
            cell = cells[row.id, column]
            hatched = cell.fit is None and cell.mark is not Mark.BANNED
            if hatched:
                pixels += barred
                start = at if start < 0 else start
            else:
                pixels += banned if cell.fit is None or cell.mark is Mark.BANNED else shades[cell.fit]
                if start >= 0:
                    runs.append((place, start, at - 1))
                    start = -1
            if cell.proposed or cell.mark is not Mark.FREE or cell.wish is not Wish.NONE:
                marked.append((place, at, cell))
        if start >= 0:
            runs.append((place, start, len(ids) - 1))
    image = QImage(bytes(pixels), len(columns), len(rows), 4 * len(columns), QImage.Format.Format_RGB32)
    return Ground(image.copy(), tuple(runs), tuple(marked))


def _number(colour: str) -> bytes:
    return QColor(colour).rgb().to_bytes(4, "little")
