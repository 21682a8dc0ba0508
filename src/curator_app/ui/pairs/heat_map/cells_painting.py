"""Cells of the heat map: colours of fit, hatching, numbers, and the marks of the proposal and of the curator."""

from __future__ import annotations

import math
from collections.abc import Iterator

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from curator_app.ui.common import icons
from curator_app.ui.pairs.heat_map import ramp
from curator_app.ui.pairs.heat_map.data import Cell, Mark, Wish
from curator_app.ui.pairs.heat_map.scene import Scene

_HATCHED_FROM = 9.0  # smaller cells show the ground alone
_GRID_FROM = 7.0
_MARKED_FROM = 11.0  # smaller ones: a filled square instead of a frame
_SIGNS_FROM = 18.0
_LOCK = 12


def paint_cells(painter: QPainter, scene: Scene) -> None:
    """All cells in sight, as they are whatever is pointed at; the caller has clipped the painter to their place."""
    if scene.ground.image.isNull():
        return
    _paint_ground(painter, scene)
    geometry = scene.geometry
    side = min(geometry.cell_width, geometry.cell_height)
    if side >= _HATCHED_FROM:
        _paint_hatching(painter, scene)
    if side >= _GRID_FROM:
        _paint_grid(painter, scene, 2 if side >= 16 else 1)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if _numbers_fit(scene):
        _paint_numbers(painter, scene)
    _paint_marks(painter, scene, side)


def paint_pointed(painter: QPainter, scene: Scene) -> None:
    """Over the cells: the crosshair of what is current and of what is under the mouse, the frame of the current."""
    _paint_crosshair(painter, scene)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_current(painter, scene)


def rect_of(scene: Scene, row: int, column: int) -> QRect:
    """Place of a cell on the pixel grid."""
    geometry = scene.geometry
    left, top = round(geometry.x(column)), round(geometry.y(row))
    return QRect(left, top, round(geometry.x(column + 1)) - left, round(geometry.y(row + 1)) - top)


def _seen(scene: Scene) -> Iterator[tuple[int, int, Cell]]:
    columns = [(place, scene.columns[place].id) for place in scene.geometry.visible_columns()]
    cells = scene.data.cells
    for row in scene.geometry.visible_rows():
        number = scene.rows[row].id
        for column, other in columns:
            yield row, column, cells[number, other]


def _paint_ground(painter: QPainter, scene: Scene) -> None:
    geometry = scene.geometry
    rows, columns = geometry.visible_rows(), geometry.visible_columns()
    if not rows or not columns:
        return
    first, last = rect_of(scene, rows[0], columns[0]), rect_of(scene, rows[-1], columns[-1])
    painter.drawImage(first.united(last), scene.ground.image, QRect(columns[0], rows[0], len(columns), len(rows)))


def _paint_hatching(painter: QPainter, scene: Scene) -> None:
    rows, columns = scene.geometry.visible_rows(), scene.geometry.visible_columns()
    barred = [
        rect_of(scene, row, max(first, columns.start)).united(rect_of(scene, row, min(last, columns.stop - 1)))
        for row, first, last in scene.ground.runs
        if row in rows and first < columns.stop and last >= columns.start
    ]
    if barred:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(QColor(ramp.barred(scene.palette)[1]), Qt.BrushStyle.BDiagPattern))
        painter.drawRects(barred)


def _paint_grid(painter: QPainter, scene: Scene, width: int) -> None:
    geometry = scene.geometry
    rows, columns = geometry.visible_rows(), geometry.visible_columns()
    right, bottom = round(geometry.x(geometry.columns)), round(geometry.y(geometry.rows))
    lines = [
        QLineF(x, geometry.top, x, bottom)
        for x in (round(geometry.x(column)) for column in range(columns.start, columns.stop + 1))
    ]
    lines += [
        QLineF(geometry.left, y, right, y) for y in (round(geometry.y(row)) for row in range(rows.start, rows.stop + 1))
    ]
    painter.setPen(QPen(QColor(scene.palette.surface), width))
    painter.drawLines(lines)


def _paint_crosshair(painter: QPainter, scene: Scene) -> None:
    """Bands along row and column, up to the cell where they meet: its own marks stay bright."""
    geometry = scene.geometry
    right, bottom = geometry.x(geometry.columns), geometry.y(geometry.rows)
    wide, high = geometry.cell_width, geometry.cell_height
    for spot, alpha in ((scene.hovered, 24), (scene.current, 44)):
        tint = QColor(scene.palette.focus)
        tint.setAlpha(alpha)
        x = None if spot.column is None else geometry.x(spot.column)
        y = None if spot.row is None else geometry.y(spot.row)
        if y is not None:
            end = right if x is None else x
            painter.fillRect(QRectF(geometry.left, y, end - geometry.left, high), tint)
            if x is not None:
                painter.fillRect(QRectF(x + wide, y, right - x - wide, high), tint)
        if x is not None:
            end = bottom if y is None else y
            painter.fillRect(QRectF(x, geometry.top, wide, end - geometry.top), tint)
            if y is not None:
                painter.fillRect(QRectF(x, y + high, wide, bottom - y - high), tint)


def _number_font(scene: Scene, *, bold: bool = False) -> QFont:
    font = QFont(scene.font)
    font.setPointSizeF(8.5)
    font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    return font


def _numbers_fit(scene: Scene) -> bool:
    metrics = QFontMetricsF(_number_font(scene, bold=True))
    geometry = scene.geometry
    return geometry.cell_width >= metrics.horizontalAdvance("100") + 5 and geometry.cell_height >= metrics.height() + 3


def _paint_numbers(painter: QPainter, scene: Scene) -> None:
    palette = scene.palette
    shade = scene.data.shade
    inks = [QColor(ramp.ink_on(ramp.fit_colour(palette, shade(fit)))) for fit in range(101)]
    words = [str(fit) for fit in range(101)]
    centre = Qt.AlignmentFlag.AlignCenter
    painter.setFont(_number_font(scene))
    proposed = []
    for row, column, cell in _seen(scene):
        if cell.fit is None or cell.mark is Mark.BANNED:
            continue
        if cell.proposed:
            proposed.append((row, column, cell.fit))
            continue
        painter.setPen(inks[cell.fit])
        painter.drawText(rect_of(scene, row, column), centre, words[cell.fit])
    painter.setFont(_number_font(scene, bold=True))
    for row, column, fit in proposed:
        painter.setPen(inks[fit])
        painter.drawText(rect_of(scene, row, column), centre, words[fit])


def _paint_marks(painter: QPainter, scene: Scene, side: float) -> None:
    signs, numbers = side >= _SIGNS_FROM, _numbers_fit(scene)
    rows, columns = scene.geometry.visible_rows(), scene.geometry.visible_columns()
    for row, column, cell in scene.ground.marked:
        if row not in rows or column not in columns:
            continue
        if cell.mark is Mark.BANNED:
            _paint_cross(painter, scene, rect_of(scene, row, column))
        elif cell.proposed:
            _paint_proposed(painter, scene, rect_of(scene, row, column), cell, numbers=numbers)
        if signs:
            if cell.wish is not Wish.NONE and cell.fit is not None and (numbers or not cell.proposed):
                _paint_star(painter, scene, rect_of(scene, row, column), cell, over=numbers)
            if cell.mark is Mark.LOCKED:
                _paint_lock(painter, scene, rect_of(scene, row, column))


def _paint_cross(painter: QPainter, scene: Scene, place: QRect) -> None:
    arm = max(2.0, min(place.width(), place.height()) * 0.18)
    middle = QRectF(place).center()
    painter.setPen(QPen(QColor(ramp.banned(scene.palette)[1]), max(1.2, arm / 3)))
    painter.drawLine(QPointF(middle.x() - arm, middle.y() - arm), QPointF(middle.x() + arm, middle.y() + arm))
    painter.drawLine(QPointF(middle.x() - arm, middle.y() + arm), QPointF(middle.x() + arm, middle.y() - arm))


def _paint_proposed(painter: QPainter, scene: Scene, place: QRect, cell: Cell, *, numbers: bool) -> None:
    colour = QColor(ramp.mark_colour(scene.palette))
    side = min(place.width(), place.height())
    if side < _MARKED_FROM:
        painter.fillRect(place.adjusted(0, 0, -1, -1) if side > 5 else place, colour)
        return
    inner = QRectF(place).adjusted(2.5, 2.5, -1.5, -1.5)
    # A rim of the ground around the frame parts it from the deep colours of the ramp.
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(scene.palette.surface), 4.5))
    painter.drawRoundedRect(inner, 4, 4)
    pen = QPen(colour, 2.5)
    if cell.interchangeable and cell.mark is not Mark.LOCKED:
        pen.setDashPattern([2.2, 1.6])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawRoundedRect(inner, 4, 4)
    if not numbers:
        painter.setPen(QPen(QColor(scene.palette.surface), 1.5))
        painter.setBrush(colour)
        if cell.wish is Wish.NONE:
            painter.drawEllipse(inner.center(), side * 0.18, side * 0.18)
        else:
            painter.drawPath(star(inner.center(), side * 0.27))


def _paint_lock(painter: QPainter, scene: Scene, place: QRect) -> None:
    corner = QRectF(place.right() - _LOCK + 2, place.top() - 4, _LOCK + 3, _LOCK + 3)
    painter.setPen(QPen(QColor(scene.palette.surface), 1.5))
    painter.setBrush(QColor(ramp.mark_colour(scene.palette)))
    painter.drawEllipse(corner)
    ink = ramp.ink_on(ramp.mark_colour(scene.palette))
    picture = icons.pixmap("lock", ink, _LOCK - 2, scene.scale)
    painter.drawPixmap(QPointF(corner.left() + 2.5, corner.top() + 2.5), picture)


def _paint_star(painter: QPainter, scene: Scene, place: QRect, cell: Cell, *, over: bool) -> None:
    """In the corner; ``over`` the corner on a light disc where a number needs the room inside."""
    assert cell.fit is not None
    if over:
        centre = QPointF(place.left() + 4.5, place.top() + 4.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(scene.palette.surface))
        painter.drawEllipse(centre, 6.5, 6.5)
        ink = QColor(scene.palette.text)
    else:
        centre = QPointF(place.left() + 7.0, place.top() + 7.0)
        ink = QColor(ramp.ink_on(ramp.fit_colour(scene.palette, scene.data.shade(cell.fit))))
    painter.setPen(QPen(ink, 1))
    painter.setBrush(ink if cell.wish is Wish.MUTUAL else Qt.BrushStyle.NoBrush)
    painter.drawPath(star(centre, 4.2))


def star(centre: QPointF, radius: float) -> QPainterPath:
    """A five-pointed star."""
    points = []
    for corner in range(10):
        reach = radius if corner % 2 == 0 else radius * 0.45
        angle = math.pi * (corner / 5 - 0.5)
        points.append(QPointF(centre.x() + reach * math.cos(angle), centre.y() + reach * math.sin(angle)))
    path = QPainterPath()
    path.addPolygon(QPolygonF(points))
    path.closeSubpath()
    return path


def _paint_current(painter: QPainter, scene: Scene) -> None:
    row, column = scene.current.row, scene.current.column
    if row is None or column is None:
        return
    place = QRectF(rect_of(scene, row, column)).adjusted(0, 0, 0, 0)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(scene.palette.surface), 4))
    painter.drawRect(place)
    painter.setPen(QPen(QColor(scene.palette.text if scene.focused else scene.palette.muted), 2))
    painter.drawRect(place)
