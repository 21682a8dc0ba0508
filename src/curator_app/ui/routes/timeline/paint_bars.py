"""Bars, marks and ribbons of the rows in sight."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from curator_app.ui.routes.timeline.data import Bar, Mark, MarkKind, State
from curator_app.ui.routes.timeline.ink import BarInk, Ink
from curator_app.ui.routes.timeline.layout import Placed, RowBox
from curator_app.ui.routes.timeline.scene import Scene

_WORDS_REACH = 420
_PAD = 6
_STEP = 8
# Cut words change by steps of this many pixels, so that panning finds most of them ready.


def paint_row(painter: QPainter, scene: Scene, box: RowBox) -> None:
    """Everything of one row, under the clip of the body."""
    _ribbon(painter, scene, box)
    if box.collapsed:
        _summary(painter, scene, box)
        return
    first, after = scene.day_at(scene.side - _WORDS_REACH), scene.day_at(scene.width)
    for placed in box.between(first, after):
        rect = scene.rect(placed)
        if isinstance(placed.item, Bar):
            paint_bar(painter, scene, placed, placed.item, rect)
        else:
            _mark(painter, scene, placed, placed.item, rect)


def paint_bar(painter: QPainter, scene: Scene, placed: Placed, bar: Bar, rect: QRectF) -> None:
    """One step with its sign and words."""
    ink = scene.ink.bars[bar.state]
    edge, left = scene.width, scene.side
    if rect.left() < edge and rect.right() > left:
        shape = _clipped(rect, left - 8, edge + 8)
        radius = 4.0 if placed.height > 12 else 3.0
        _shape(painter, ink, shape, radius)
        if bar.state is State.RUNNING and placed.height > 12:
            painter.fillRect(QRectF(shape.left() + 1, shape.top() + 3, 3, shape.height() - 6), ink.sign)
    if scene.layout.sizes.labels:
        _words(painter, scene, placed, bar, rect, ink)
    elif bar.state is State.DONE and rect.width() >= 12:
        _check(painter, QRectF(rect.center().x() - 4, rect.center().y() - 4, 8, 8), ink.sign)


def _clipped(rect: QRectF, left: float, right: float) -> QRectF:
    """The rectangle without what lies far outside: a bar of years at the largest magnification stays cheap."""
    return QRectF(QPointF(max(rect.left(), left), rect.top()), QPointF(min(rect.right(), right), rect.bottom()))


def _words(painter: QPainter, scene: Scene, placed: Placed, bar: Bar, rect: QRectF, ink: BarInk) -> None:
    """Inside when they fit, beside when not (before the bar at last), else cut with «…» where there is more room."""
    letters = scene.letters.text
    sign = letters.height - 2 if bar.state in {State.DONE, State.OVERDUE} else 0
    begin, end = max(rect.left(), scene.side), min(rect.right(), scene.width)
    inside = end - begin - 2 * _PAD - (sign + 4 if sign else 0)
    fits_sign = end - begin >= sign + 4
    outer = 0 if fits_sign or not sign else sign + 2
    needed = letters.width(bar.title)
    limit = scene.width - 2 if placed.room is None else min(scene.x(placed.room) - 8, scene.width - 2)
    beside = limit - rect.right() - _PAD - outer
    middle = rect.center().y()
    before = rect.left() - _PAD - max(scene.x(scene.scale.origin), scene.side) if placed.alone else 0.0
    if needed <= inside or (max(beside, before) < needed and inside >= beside):
        x, room, colour = begin + _PAD, inside, ink.words
        if sign and fits_sign:
            _sign(painter, scene, bar, QRectF(x - 2, middle - sign / 2, sign, sign), ink.sign)
            x += sign + 2
    else:
        room, colour = beside, ink.beside
        x = rect.right() + _PAD + outer
        if beside < needed <= before:
            x, room = rect.left() - _PAD - needed, needed
        if sign and (fits_sign or beside > -_PAD):
            centre = (begin + end) / 2 if fits_sign else rect.right() + _PAD + sign / 2 - 2
            on = ink.sign if fits_sign else scene.ink.accent
            _sign(painter, scene, bar, QRectF(centre - sign / 2, middle - sign / 2, sign, sign), on)
    shown = bar.title if needed <= room else letters.cut(bar.title, int(room) // _STEP * _STEP)
    if not shown or x > scene.width or x + letters.width(shown) < scene.side:
        return
    painter.setPen(colour)
    painter.setFont(letters.font)
    painter.drawStaticText(QPointF(round(x), round(middle - letters.height / 2)), letters.ready(shown))
    if bar.state is State.CANCELLED:
        y = round(middle) + 0.5
        painter.drawLine(QLineF(x, y, x + letters.width(shown), y))


def _sign(painter: QPainter, scene: Scene, bar: Bar, rect: QRectF, colour: QColor) -> None:
    if bar.state is State.DONE:
        _check(painter, rect.adjusted(2, 2, -2, -2), colour)
    else:
        _exclamation(painter, rect.adjusted(1, 1, -1, -1), scene.ink.danger, scene.ink.on_danger)


def _check(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    pen = QPen(colour, max(rect.height() / 6, 1.6))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    left, top, wide, high = rect.left(), rect.top(), rect.width(), rect.height()
    painter.drawPolyline(
        [
            QPointF(left + wide * 0.12, top + high * 0.55),
            QPointF(left + wide * 0.4, top + high * 0.82),
            QPointF(left + wide * 0.9, top + high * 0.2),
        ]
    )


def _exclamation(painter: QPainter, rect: QRectF, ground: QColor, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawEllipse(rect)
    thick = max(rect.width() / 7, 1.5)
    middle = rect.center().x() - thick / 2
    painter.fillRect(QRectF(middle, rect.top() + rect.height() * 0.2, thick, rect.height() * 0.36), colour)
    painter.fillRect(QRectF(middle, rect.top() + rect.height() * 0.66, thick, thick), colour)


def _mark(painter: QPainter, scene: Scene, placed: Placed, mark: Mark, rect: QRectF) -> None:
    if rect.right() > scene.side and rect.left() < scene.width:
        paint_figure(painter, scene.ink, mark, rect)
    letters = scene.letters.small
    if not scene.layout.sizes.labels or not scene.layout.box(placed).row.listed:
        return
    limit = scene.x(placed.room) - 6 if placed.room is not None else max(scene.width, rect.right() + 1)
    needed, x = letters.width(mark.title), rect.right() + 4
    if needed > limit - x:
        x = rect.left() - 4 - needed
        limit = rect.left()
    if needed <= limit - x and x >= scene.x(scene.scale.origin):
        painter.setPen(scene.ink.muted)
        painter.setFont(letters.font)
        painter.drawStaticText(
            QPointF(round(x), round(rect.center().y() - letters.height / 2)), letters.ready(mark.title)
        )


def paint_swatch(painter: QPainter, ink: Ink, state: State, rect: QRectF) -> None:
    """A bar of a state without words, for the legend."""
    of_state = ink.bars[state]
    _shape(painter, of_state, rect, 3.0)
    if state is State.DONE:
        _check(painter, QRectF(rect.center().x() - 4, rect.center().y() - 4, 8, 8), of_state.sign)
    elif state is State.OVERDUE:
        _exclamation(painter, QRectF(rect.center().x() - 5, rect.center().y() - 5, 10, 10), ink.danger, ink.on_danger)
    elif state is State.RUNNING:
        painter.fillRect(QRectF(rect.left() + 1, rect.top() + 3, 3, rect.height() - 6), of_state.sign)


def _shape(painter: QPainter, ink: BarInk, rect: QRectF, radius: float) -> None:
    painter.setPen(ink.edge)
    painter.setBrush(ink.fill)
    painter.drawRoundedRect(rect, radius, radius)
    if ink.hatch is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.hatch)
        painter.drawRoundedRect(rect, radius, radius)


def paint_figure(painter: QPainter, ink: Ink, mark: Mark, rect: QRectF) -> None:
    """A figure of its own for every kind: circle, sheet, diamond; hollow until it has happened."""
    colour = ink.danger if mark.state is State.OVERDUE else ink.marks[mark.kind]
    side = min(rect.width(), rect.height()) * 0.82
    centre, half = rect.center(), side / 2
    painter.setPen(QPen(colour, 1.6))
    painter.setBrush(colour if mark.state is State.DONE else ink.surface)
    if mark.kind is MarkKind.MEETING:
        painter.drawEllipse(centre, half * 0.92, half * 0.92)
    elif mark.kind is MarkKind.ORDER:
        sheet = QRectF(centre.x() - half * 0.75, centre.y() - half, half * 1.5, side)
        painter.drawRoundedRect(sheet, 1.5, 1.5)
        painter.setPen(QPen(ink.surface if mark.state is State.DONE else colour, 1))
        for share in (0.35, 0.6):
            y = sheet.top() + sheet.height() * share
            painter.drawLine(QLineF(sheet.left() + 2, y, sheet.right() - 2, y))
    else:
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(centre.x(), centre.y() - half),
                    QPointF(centre.x() + half, centre.y()),
                    QPointF(centre.x(), centre.y() + half),
                    QPointF(centre.x() - half, centre.y()),
                ]
            )
        )
    if mark.state is State.OVERDUE and side >= 8:
        thick = max(side / 8, 1.4)
        painter.fillRect(QRectF(centre.x() - thick / 2, centre.y() - half * 0.55, thick, half * 0.65), colour)
        painter.fillRect(QRectF(centre.x() - thick / 2, centre.y() + half * 0.3, thick, thick), colour)


def _ribbon(painter: QPainter, scene: Scene, box: RowBox) -> None:
    if not box.ribbon:
        return
    sizes, letters = scene.layout.sizes, scene.letters.small
    top = scene.row_top(box) + sizes.pad
    for band in box.row.bands:
        left = max(scene.x(band.start.toordinal()), scene.side)
        right = min(scene.x(band.end.toordinal() + 1) - 2, scene.width)
        if right <= left:
            continue
        fill, ink = scene.ink.band(band.order)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(QRectF(left, top, right - left, box.ribbon), 2.5, 2.5)
        if box.ribbon > letters.height and (shown := letters.cut(band.title, int(right - left) - 12)):
            painter.setPen(ink)
            painter.setFont(letters.font)
            y = top + (box.ribbon - letters.height) / 2
            painter.drawStaticText(QPointF(round(left + 6), round(y)), letters.ready(shown))


def _summary(painter: QPainter, scene: Scene, box: RowBox) -> None:
    """A collapsed row: low bars over each other, so that busy months and red places are seen."""
    middle = scene.row_top(box) + box.height - scene.layout.sizes.pad - 8
    for placed in box.between(*map(float, scene.visible_days())):
        if isinstance(placed.item, Mark) or placed.item.state is State.CANCELLED:
            continue
        ink = scene.ink.bars[placed.item.state]
        rect = scene.rect(placed)
        painter.setPen(ink.edge)
        painter.setBrush(ink.fill)
        painter.drawRoundedRect(
            _clipped(QRectF(rect.left(), middle, rect.width(), 7), scene.side - 8, scene.width + 8), 2, 2
        )
