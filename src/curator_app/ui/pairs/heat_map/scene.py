"""What one painting of the heat map needs to know, put together by the widget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont, QImage

from curator_app.ui.common.palette import Palette
from curator_app.ui.pairs.heat_map import ramp
from curator_app.ui.pairs.heat_map.data import Cell, HeatColumn, HeatData, HeatRow, Mark
from curator_app.ui.pairs.heat_map.geometry import Geometry, Spot


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
    ground: QImage

    def cell(self, row: int, column: int) -> Cell:
        """The cell at a place."""
        return self.data.cells[self.rows[row].id, self.columns[column].id]

    def lit_row(self, row: int) -> bool:
        """Stands under the crosshair."""
        return row in (self.current.row, self.hovered.row)

    def lit_column(self, column: int) -> bool:
        """Stands under the crosshair."""
        return column in (self.current.column, self.hovered.column)


def ground_image(data: HeatData, rows: Sequence[HeatRow], columns: Sequence[HeatColumn], palette: Palette) -> QImage:
    """One pixel a cell in its colour: it is stretched to the cells, which costs the same for ten and ten thousand."""
    if not rows or not columns:
        return QImage()
    steps = [_number(ramp.fit_colour(palette, fit)) for fit in range(101)]
    barred, banned = _number(ramp.barred(palette)[0]), _number(ramp.banned(palette)[0])
    pixels = bytearray()
    for row in rows:
        for column in columns:
            cell = data.cells[row.id, column.id]
            if cell.mark is Mark.BANNED:
                pixels += banned
            else:
                pixels += barred if cell.fit is None else steps[data.shade(cell.fit)]
    image = QImage(bytes(pixels), len(columns), len(rows), 4 * len(columns), QImage.Format.Format_RGB32)
    return image.copy()


def _number(colour: str) -> bytes:
    return QColor(colour).rgb().to_bytes(4, "little")
