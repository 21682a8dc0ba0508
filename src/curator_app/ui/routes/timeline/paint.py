"""The whole picture, from the ground up."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from curator_app.ui.routes.timeline import words
from curator_app.ui.routes.timeline.data import Bar
from curator_app.ui.routes.timeline.paint_bars import paint_row
from curator_app.ui.routes.timeline.paint_frame import (
    paint_ground,
    paint_header,
    paint_links,
    paint_row_ground,
    paint_side,
    paint_today,
    paint_today_flag,
)
from curator_app.ui.routes.timeline.scene import Ghost, Scene


def paint(painter: QPainter, scene: Scene) -> None:
    """Draws what is in sight."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    rows = list(scene.layout.rows_between(scene.scroll_y, scene.scroll_y + scene.body.height()))
    painter.save()
    painter.setClipRect(scene.body)
    paint_ground(painter, scene)
    for box in rows:
        paint_row_ground(painter, scene, box)
    paint_links(painter, scene, rows)
    paint_today(painter, scene)
    for box in rows:
        paint_row(painter, scene, box)
    _outlines(painter, scene)
    if scene.ghost is not None:
        _ghost(painter, scene, scene.ghost)
    painter.restore()
    paint_header(painter, scene)
    paint_today_flag(painter, scene)
    paint_side(painter, scene, rows)
    if scene.ghost is not None:
        _bubble(painter, scene, scene.ghost)


def _outlines(painter: QPainter, scene: Scene) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for key, pen in ((scene.hovered, QPen(scene.ink.accent, 1.4)), (scene.item, scene.ink.focus)):
        placed = scene.layout.find(key) if key is not None else None
        if placed is not None and not scene.layout.box(placed).collapsed:
            painter.setPen(pen)
            painter.drawRoundedRect(scene.rect(placed).adjusted(-2, -2, 2, 2), 6, 6)


def _ghost_rect(scene: Scene, ghost: Ghost) -> QRectF | None:
    placed = scene.layout.find(ghost.key)
    if placed is None:
        return None
    rect = scene.rect(placed)
    left = scene.x(ghost.start.toordinal())
    width = max((ghost.due.toordinal() + 1 - ghost.start.toordinal()) * scene.scale.px, scene.layout.sizes.least) - 1.5
    return QRectF(left, rect.top(), width, rect.height())


def _ghost(painter: QPainter, scene: Scene, ghost: Ghost) -> None:
    rect = _ghost_rect(scene, ghost)
    if rect is None:
        return
    fill = QColor(scene.ink.accent)
    fill.setAlphaF(0.3)
    painter.setPen(QPen(scene.ink.accent, 2))
    painter.setBrush(fill)
    painter.drawRoundedRect(rect, 4, 4)
    guide = QPen(scene.ink.accent, 1, Qt.PenStyle.DotLine)
    painter.setPen(guide)
    for x in (rect.left(), rect.right()):
        painter.drawLine(QPointF(round(x) + 0.5, scene.header), QPointF(round(x) + 0.5, rect.top()))


def _bubble(painter: QPainter, scene: Scene, ghost: Ghost) -> None:
    rect, placed = _ghost_rect(scene, ghost), scene.layout.find(ghost.key)
    if rect is None or placed is None or not isinstance(placed.item, Bar):
        return
    place, how = words.shift((placed.item.start, placed.item.last), (ghost.start, ghost.due))
    if not scene.working(ghost.due.toordinal()):
        how = f"{how} · срок в выходной"
    strong, small = scene.letters.strong, scene.letters.small
    width = max(strong.width(place), small.width(how)) + 20
    height = strong.height + small.height + 12
    left = min(max(rect.center().x() - width / 2, scene.side + 4), scene.width - width - 4)
    top = rect.top() - height - 8
    if top < scene.header + 2:
        top = rect.bottom() + 8
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(scene.ink.toast)
    painter.drawRoundedRect(QRectF(left, top, width, height), 6, 6)
    painter.setPen(scene.ink.toast_text)
    painter.setFont(strong.font)
    painter.drawText(QPointF(left + 10, top + 6 + strong.metrics.ascent()), place)
    painter.setFont(small.font)
    painter.drawText(QPointF(left + 10, top + 6 + strong.height + small.metrics.ascent()), how)
