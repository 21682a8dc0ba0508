"""Names beside and above the cells: mentors with their load as dots, slanted mentees with what is wrong with them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from curator_app.ui.common import icons
from curator_app.ui.pairs.heat_map import ramp
from curator_app.ui.pairs.heat_map.data import HeatColumn, HeatRow
from curator_app.ui.pairs.heat_map.scene import Scene

SLANT = 58.0  # degrees
STRIP = 23.0  # signs of a column stand under its name
_LONGEST, _SHORTEST, _SHARE = 140.0, 80.0, 0.3
_DOT, _DOT_STEP, _MOST_DOTS = 8.0, 11.0, 5
_PAD = 10.0
_NAMES_FROM = 13.0
_SLANTED_FROM = 15.0
_TWO_LINES_FROM = 36.0


def small(font: QFont, points: float = 9.0, *, bold: bool = False) -> QFont:
    """The font of headers."""
    result = QFont(font)
    result.setPointSizeF(points)
    result.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return result


def row_header_width(rows: Sequence[HeatRow], font: QFont, room: float) -> float:
    """As wide as the longest name and its dots, at most a third of the room."""
    metrics = QFontMetricsF(small(font, bold=True))
    names = max((metrics.horizontalAdvance(row.name) for row in rows), default=0.0)
    return min(names + 3 * _PAD + _load_width(rows, font), max(210.0, room / 3))


def column_header_size(columns: Sequence[HeatColumn], font: QFont, step: float, room: float) -> tuple[float, float]:
    """(height, tail right of the last column) for slanted names; ``step`` is the least width of a column, ``room``
    the height of the whole map: in little room long names are shortened."""
    metrics = QFontMetricsF(small(font, bold=True))
    turn = math.radians(SLANT)
    longest = tail = 0.0
    most = max(_SHORTEST, min(_LONGEST, room * _SHARE))
    for after, column in enumerate(reversed(columns)):
        name = min(most, metrics.horizontalAdvance(column.name))
        longest = max(longest, name)
        tail = max(tail, name * math.cos(turn) + metrics.height() / 2 - (after + 0.5) * step)
    return longest * math.sin(turn) + metrics.height() + STRIP, tail


def _load_width(rows: Sequence[HeatRow], font: QFont) -> float:
    dots = max((min(_MOST_DOTS, max(row.places, row.load + row.proposed)) for row in rows), default=0)
    widest = dots * _DOT_STEP
    if any(max(row.places, row.load + row.proposed) > _MOST_DOTS for row in rows):
        widest = max(widest, QFontMetricsF(small(font)).horizontalAdvance("00 из 00"))
    return widest


def paint_row_headers(painter: QPainter, scene: Scene) -> None:
    """Mentors in sight."""
    geometry, palette = scene.geometry, scene.palette
    all_named = geometry.cell_height >= _NAMES_FROM
    for place in geometry.visible_rows():
        lit = scene.lit_row(place)
        top = geometry.y(place)
        if lit:
            tint = QColor(palette.selection if place == scene.current.row else palette.hover)
            painter.fillRect(QRectF(0, top, geometry.left, geometry.cell_height), tint)
        if all_named:
            _paint_row(painter, scene, scene.rows[place], top, geometry.cell_height, lit)
    if not all_named:
        for lit_place in {scene.hovered.row, scene.current.row}:
            if lit_place is not None and lit_place in geometry.visible_rows():
                high = 20.0
                top = min(geometry.y(lit_place) + (geometry.cell_height - high) / 2, geometry.height - high)
                painter.fillRect(QRectF(0, top, geometry.left, high), QColor(palette.selection))
                _paint_row(painter, scene, scene.rows[lit_place], top, high, True)


def _paint_row(painter: QPainter, scene: Scene, row: HeatRow, top: float, high: float, lit: bool) -> None:
    palette = scene.palette
    right = scene.geometry.left - _PAD
    right -= _paint_load(painter, scene, row, right, top + high / 2) + 8
    font = small(scene.font, bold=lit)
    metrics = QFontMetricsF(font)
    full = row.places <= row.load
    painter.setFont(font)
    painter.setPen(QColor(palette.muted if full and not lit else palette.text))
    name = metrics.elidedText(row.name, Qt.TextElideMode.ElideRight, right - _PAD)
    middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    if high < _TWO_LINES_FROM or not row.subject:
        painter.drawText(QRectF(_PAD, top, right - _PAD, high), middle, name)
        return
    half = metrics.height()
    start = top + (high - 2 * half) / 2
    painter.drawText(QRectF(_PAD, start, right - _PAD, half), middle, name)
    font = small(scene.font, 8.0)
    painter.setFont(font)
    painter.setPen(QColor(palette.muted))
    subject = QFontMetricsF(font).elidedText(row.subject, Qt.TextElideMode.ElideRight, right - _PAD)
    painter.drawText(QRectF(_PAD, start + half, right - _PAD, half), middle, subject)


def _paint_load(painter: QPainter, scene: Scene, row: HeatRow, right: float, middle: float) -> float:
    """Dots: people the mentor has, those proposed, free places. Gives the width."""
    palette = scene.palette
    mark = QColor(ramp.mark_colour(palette))
    total = max(row.places, row.load + row.proposed)
    if total > _MOST_DOTS:
        font = small(scene.font)
        words = f"{row.load + row.proposed} из {row.places}"
        width = QFontMetricsF(font).horizontalAdvance(words)
        painter.setFont(font)
        painter.setPen(mark if row.proposed else QColor(palette.muted))
        painter.drawText(QRectF(right - width, middle - 10, width + 2, 20), Qt.AlignmentFlag.AlignVCenter, words)
        return width
    width = total * _DOT_STEP
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for dot in range(total):
        centre = QPointF(right - width + _DOT_STEP * (dot + 0.5), middle)
        over = dot >= row.places
        if dot < row.load:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.danger if over else palette.accent))
        elif dot < row.load + row.proposed:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(mark)
        else:
            painter.setPen(QPen(QColor(palette.border_strong), 1.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = _DOT / 2 if painter.pen().style() == Qt.PenStyle.NoPen else _DOT / 2 - 0.6
        painter.drawEllipse(centre, radius, radius)
    return width


def paint_column_headers(painter: QPainter, scene: Scene) -> None:
    """Mentees in sight: names, signs, brackets of groups."""
    geometry, palette = scene.geometry, scene.palette
    base = geometry.top - STRIP
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for place in geometry.visible_columns():
        if scene.lit_column(place):
            tint = QColor(palette.selection if place == scene.current.column else palette.hover)
            painter.fillRect(QRectF(geometry.x(place), base, geometry.cell_width, STRIP), tint)
        _paint_signs(painter, scene, place, base)
    _paint_groups(painter, scene)
    all_named = geometry.cell_width >= _SLANTED_FROM
    for place in geometry.visible_columns():
        if all_named or scene.lit_column(place):
            _paint_slanted(painter, scene, place, base)


def _paint_slanted(painter: QPainter, scene: Scene, place: int, base: float) -> None:
    geometry, palette = scene.geometry, scene.palette
    column = scene.columns[place]
    lit = scene.lit_column(place)
    font = small(scene.font, bold=lit or bool(column.unmatched))
    metrics = QFontMetricsF(font)
    painter.save()
    painter.setFont(font)
    painter.translate(geometry.x(place) + geometry.cell_width / 2 + metrics.ascent() / 3, base - 3)
    painter.rotate(-SLANT)
    # The room that ``column_header_size`` has left; a pixel more, so that rounding shortens nothing.
    room = (geometry.top - STRIP - metrics.height()) / math.sin(math.radians(SLANT)) + 1
    name = metrics.elidedText(column.name, Qt.TextElideMode.ElideRight, room)
    if lit:
        ground = QRectF(-4, -metrics.ascent() - 1, metrics.horizontalAdvance(name) + 8, metrics.height() + 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.selection if place == scene.current.column else palette.hover))
        painter.drawRoundedRect(ground, 4, 4)
    painter.setPen(QColor(palette.danger_text if column.unmatched else palette.text))
    painter.drawText(QPointF(0, 0), name)
    painter.restore()


def _paint_signs(painter: QPainter, scene: Scene, place: int, base: float) -> None:
    geometry, palette = scene.geometry, scene.palette
    column = scene.columns[place]
    if column.unmatched:
        painter.fillRect(
            QRectF(geometry.x(place) + 1, geometry.top - 3, geometry.cell_width - 1, 3), QColor(palette.danger)
        )
    signs = [
        *([("error", palette.danger_text)] if column.unmatched else ()),
        *([("clock", palette.warn_text)] if column.urgent else ()),
    ]
    size = 13
    signs = signs[: max(0, int(geometry.cell_width // (size - 1)))]
    left = geometry.x(place) + (geometry.cell_width - len(signs) * size) / 2
    for number, (name, colour) in enumerate(signs):
        painter.drawPixmap(QPointF(left + number * size, base + 1), icons.pixmap(name, colour, size, scene.scale))


def _paint_groups(painter: QPainter, scene: Scene) -> None:
    geometry = scene.geometry
    painter.setPen(QPen(QColor(scene.palette.accent), 2))
    y = geometry.top - 7
    columns = scene.columns
    place = 0
    while place < len(columns):
        end = place
        while (
            columns[place].group is not None
            and end + 1 < len(columns)
            and columns[end + 1].group == columns[place].group
        ):
            end += 1
        if end > place or columns[place].group is not None:
            left, right = geometry.x(place) + 3, geometry.x(end + 1) - 3
            painter.drawPolyline([QPointF(left, y + 3), QPointF(left, y), QPointF(right, y), QPointF(right, y + 3)])
        place = end + 1
