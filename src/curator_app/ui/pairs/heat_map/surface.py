"""The surface of the heat map: rows and columns in order, scroll, zoom, painting, the card beside the pointer."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from curator_app.ui.common.theme import colours, theme
from curator_app.ui.pairs.heat_map.cells_painting import paint_cells, paint_pointed, rect_of
from curator_app.ui.pairs.heat_map.data import HeatColumn, HeatData, HeatRow
from curator_app.ui.pairs.heat_map.geometry import NARROW, STEP, Geometry, Spot
from curator_app.ui.pairs.heat_map.headers_painting import (
    column_header_size,
    paint_column_headers,
    paint_row_headers,
    row_header_width,
)
from curator_app.ui.pairs.heat_map.hover_card import HoverCard
from curator_app.ui.pairs.heat_map.legend_painting import paint_legend
from curator_app.ui.pairs.heat_map.order import ColumnSort, RowSort, filtered, sorted_columns, sorted_rows
from curator_app.ui.pairs.heat_map.scene import Scene, ground_of
from curator_app.ui.pairs.heat_map.words import spoken_cell, spoken_map

NOWHERE = Spot(None, None)
_HOVER_MS = 350
_ZOOM_LEAST, _ZOOM_MOST = 0.12, 6.0

Key = tuple[int, int]


class HeatSurface(QAbstractScrollArea):
    """A cell is named by (row id, column id) everywhere outside of this widget."""

    current_changed = Signal(object)
    """The current cell, or None."""
    zoomed = Signal()
    """The zoom has changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setMinimumSize(280, 160)
        self._data = HeatData()
        self._rows: list[HeatRow] = []
        self._columns: list[HeatColumn] = []
        self._row_sort, self._column_sort, self._query = RowSort.NAME, ColumnSort.PLAN, ""
        self._geometry = Geometry(0, 0, 1, 1, 0, 0)
        self._current: Key | None = None
        self._hovered = NOWHERE
        self._ground = ground_of(self._data, [], [], colours())
        self._layer = QPixmap()
        self._layer_key: object = None
        self._card = HoverCard(self)
        self._hover_timer = QTimer(self)
        self._hover_timer.setSingleShot(True)
        self._hover_timer.setInterval(_HOVER_MS)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self._scrolled)
        theme().changed.connect(self._recolour)
        self._describe()

    # --- what is shown

    @property
    def data(self) -> HeatData:
        """What is shown."""
        return self._data

    @property
    def current(self) -> Key | None:
        """The current cell."""
        return self._current

    @property
    def row_sort(self) -> RowSort:
        """The order of mentors."""
        return self._row_sort

    @property
    def column_sort(self) -> ColumnSort:
        """The order of requests."""
        return self._column_sort

    def shown_rows(self) -> list[int]:
        """Ids of the rows in the order seen."""
        return [row.id for row in self._rows]

    def shown_columns(self) -> list[int]:
        """Ids of the columns in the order seen."""
        return [column.id for column in self._columns]

    def set_data(self, data: HeatData) -> None:
        """Shows another matrix; the current cell, zoom and scroll stay where they can. A current cell that was seen
        is seen again, wherever its row and column stand now."""
        seen = self._current_is_seen()
        self._data = data
        if self._current is not None and self._current not in data.cells:
            self._current = None
            self.current_changed.emit(None)
        self._arrange()
        if seen:
            self._into_sight()

    def sort_rows(self, how: RowSort) -> None:
        """Another order of mentors."""
        self._row_sort = how
        self._arrange()

    def sort_columns(self, how: ColumnSort) -> None:
        """Another order of requests."""
        self._column_sort = how
        self._arrange()

    def set_query(self, query: str) -> None:
        """Shows what the words are found in."""
        self._query = query
        self._arrange()

    def go_to(self, cell: Key | None) -> None:
        """Makes a cell current and brings it into sight; one that is filtered away becomes current all the same."""
        if cell is not None and cell not in self._data.cells:
            return
        changed = cell != self._current
        self._current = cell
        if changed and self._row_sort is RowSort.FIT:
            self._arrange()
        self._into_sight()
        self.viewport().update()
        if changed:
            self._describe()
            self.current_changed.emit(cell)

    def place_of(self, cell: Key) -> QRect | None:
        """Where a cell stands in the viewport; None when it is filtered away."""
        spot = self._spot_of(cell)
        if spot.row is None or spot.column is None:
            return None
        return rect_of(self._scene(), spot.row, spot.column)

    # --- zoom

    @property
    def fits(self) -> bool:
        """The cells are fitted to the room."""
        return not self._geometry.zoom

    def zoom_by(self, steps: float, around: QPoint | None = None) -> None:
        """Larger or smaller by so many steps; the point ``around`` (else the current cell) stays in its place."""
        before = self._geometry
        zoom = min(_ZOOM_MOST, max(_ZOOM_LEAST, (before.zoom or 1.0) * STEP**steps))
        anchor = around or self._anchor()
        column = (anchor.x() - before.left + before.shift_x) / before.cell_width
        row = (anchor.y() - before.top + before.shift_y) / before.cell_height
        self._geometry = replace(before, zoom=zoom)
        self._fit()
        after = self._geometry
        self.horizontalScrollBar().setValue(round(column * after.cell_width - anchor.x() + after.left))
        self.verticalScrollBar().setValue(round(row * after.cell_height - anchor.y() + after.top))
        self._hide_card()
        self.viewport().update()
        self.zoomed.emit()

    def zoom_to_fit(self) -> None:
        """Cells as large as the room lets them be."""
        self._geometry = replace(self._geometry, zoom=0.0)
        self._fit()
        self._into_sight()
        self.viewport().update()
        self.zoomed.emit()

    def _anchor(self) -> QPoint:
        place = self.place_of(self._current) if self._current is not None else None
        if place is not None and self._current_is_seen():
            return place.center()
        return self.viewport().rect().center()

    # --- arranging

    def _arrange(self) -> None:
        rows, columns = filtered(self._data, self._query)
        chosen = self._current[1] if self._current is not None else None
        self._rows = [row for row in sorted_rows(self._data, self._row_sort, chosen) if row.id in rows]
        self._columns = [one for one in sorted_columns(self._data, self._column_sort) if one.id in columns]
        self._hovered = NOWHERE
        self._hide_card()
        self._colour()
        self._fit()
        self._describe()
        self.viewport().update()

    def _colour(self) -> None:
        self._ground = ground_of(self._data, self._rows, self._columns, colours())

    def _fit(self) -> None:
        room = self.viewport().size()
        top, tail = column_header_size(self._columns, self.font(), NARROW, room.height())
        self._geometry = replace(
            self._geometry,
            rows=len(self._rows),
            columns=len(self._columns),
            width=room.width(),
            height=room.height(),
            left=row_header_width(self._data.rows, self.font(), room.width()),
            top=min(top, room.height() / 2),
            tail=tail,
        )
        geometry = self._geometry
        for bar, room_, overflow, step in (
            (self.horizontalScrollBar(), geometry.width - geometry.left, geometry.overflow_x, geometry.cell_width),
            (self.verticalScrollBar(), geometry.height - geometry.top, geometry.overflow_y, geometry.cell_height),
        ):
            bar.setPageStep(max(1, int(room_)))
            bar.setSingleStep(max(1, int(step)))
            bar.setRange(0, round(overflow))
        self._take_scroll()

    def _take_scroll(self) -> None:
        self._geometry = replace(
            self._geometry,
            shift_x=float(self.horizontalScrollBar().value()),
            shift_y=float(self.verticalScrollBar().value()),
        )

    def _scrolled(self) -> None:
        self._take_scroll()
        self._hide_card()
        self.viewport().update()

    def _current_is_seen(self) -> bool:
        place = self.place_of(self._current) if self._current is not None else None
        return place is not None and self.viewport().rect().contains(place.center())

    def _into_sight(self) -> None:
        spot = self._current_spot()
        if spot.row is not None and spot.column is not None:
            x, y = self._geometry.shown_at(spot.row, spot.column)
            self.horizontalScrollBar().setValue(round(x))
            self.verticalScrollBar().setValue(round(y))

    def _spot_of(self, cell: Key) -> Spot:
        row = next((place for place, one in enumerate(self._rows) if one.id == cell[0]), None)
        column = next((place for place, one in enumerate(self._columns) if one.id == cell[1]), None)
        return Spot(row, column)

    def _current_spot(self) -> Spot:
        return self._spot_of(self._current) if self._current is not None else NOWHERE

    def _scene(self) -> Scene:
        return Scene(
            data=self._data,
            rows=self._rows,
            columns=self._columns,
            geometry=self._geometry,
            current=self._current_spot(),
            hovered=self._hovered,
            focused=self.hasFocus(),
            palette=colours(),
            font=self.font(),
            scale=self.devicePixelRatioF(),
            ground=self._ground,
        )

    def _recolour(self) -> None:
        self._colour()
        self.viewport().update()

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Cells in sight, then the headers that stay."""
        del event
        scene = self._scene()
        geometry, palette = scene.geometry, scene.palette
        room = self.viewport().rect()
        left, top = round(geometry.left), round(geometry.top)
        painter = QPainter(self.viewport())
        painter.fillRect(room, QColor(palette.surface))
        painter.setClipRect(QRect(left, top, room.width() - left, room.height() - top))
        painter.drawPixmap(0, 0, self._cells_layer(scene))
        paint_pointed(painter, scene)
        painter.setClipRect(QRect(0, top, left, room.height() - top))
        paint_row_headers(painter, scene)
        painter.setClipRect(QRect(left, 0, room.width() - left, top))
        paint_column_headers(painter, scene)
        painter.setClipping(False)
        if scene.columns:
            paint_legend(painter, scene)
        painter.setPen(QPen(QColor(palette.border), 1))
        if geometry.shift_x:
            painter.drawLine(left, top, left, room.bottom())
        if geometry.shift_y:
            painter.drawLine(0, top, room.right(), top)
        painter.end()

    def _cells_layer(self, scene: Scene) -> QPixmap:
        """The painted cells, kept while only the pointer moves."""
        key = (scene.geometry, scene.ground.image.cacheKey(), scene.scale, scene.font.key())
        if key != self._layer_key:
            room = self.viewport().size()
            layer = QPixmap(room * scene.scale)
            layer.setDevicePixelRatio(scene.scale)
            layer.fill(QColor(scene.palette.surface))
            painter = QPainter(layer)
            left, top = round(scene.geometry.left), round(scene.geometry.top)
            painter.setClipRect(QRect(left, top, room.width() - left, room.height() - top))
            paint_cells(painter, scene)
            painter.end()
            self._layer, self._layer_key = layer, key
        return self._layer

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cells fit the new room."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """A few cells."""
        return QSize(280, 160)

    def _go(self, row: int, column: int) -> None:
        self.go_to((self._rows[row].id, self._columns[column].id))

    # --- card and voice

    def _hide_card(self) -> None:
        self._hover_timer.stop()
        self._card.hide()

    def _describe(self) -> None:
        self.setAccessibleName(spoken_map(self._data))
        current = self._current
        known = current is not None and current in self._data.cells
        self.setAccessibleDescription(spoken_cell(self._data, *current) if current is not None and known else "")
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
