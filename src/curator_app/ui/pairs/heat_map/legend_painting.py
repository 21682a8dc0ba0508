"""What the colours and signs of the map mean, in the corner above the mentors."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QLinearGradient, QPainter, QPen

from curator_app.ui.common import icons
from curator_app.ui.pairs.heat_map import ramp
from curator_app.ui.pairs.heat_map.cells_painting import star
from curator_app.ui.pairs.heat_map.headers_painting import small
from curator_app.ui.pairs.heat_map.scene import Scene

_SIGN = 11.0
_PAD = 10.0
_ITEMS = (
    ("proposed", "предложено"),
    ("locked", "закреплено"),
    ("swap", "есть замена"),
    ("banned", "запрещено"),
    ("wish", "взаимно"),
    ("barred", "нельзя"),
)


def paint_legend(painter: QPainter, scene: Scene) -> None:
    """Draws as much as the corner holds; a small corner stays empty."""
    font = small(scene.font, 8.0)
    metrics = QFontMetricsF(font)
    line = max(_SIGN, metrics.height()) + 2
    widest = max(metrics.horizontalAdvance(words) for _sign, words in _ITEMS) + _SIGN + 6
    room = scene.geometry.left - 2 * _PAD
    lines = 4
    if room < 2 * widest or scene.geometry.top < lines * line + 8:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font)
    top = scene.geometry.top - lines * line - 6
    _paint_ramp(painter, scene, QRectF(_PAD, top, room, line), metrics)
    for number, (sign, words) in enumerate(_ITEMS):
        left = _PAD + (room / 2 if number % 2 else 0)
        y = top + line * (1 + number // 2)
        _paint_sign(painter, scene, sign, QRectF(left, y + (line - _SIGN) / 2, _SIGN, _SIGN))
        painter.setPen(QColor(scene.palette.muted))
        painter.drawText(QRectF(left + _SIGN + 5, y, room, line), Qt.AlignmentFlag.AlignVCenter, words)


def _paint_ramp(painter: QPainter, scene: Scene, place: QRectF, metrics: QFontMetricsF) -> None:
    words = ("не подходит", "подходит")
    painter.setPen(QColor(scene.palette.muted))
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words[0])
    right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
    painter.drawText(place, right, words[1])
    left = place.left() + metrics.horizontalAdvance(words[0]) + 6
    bar = QRectF(left, place.center().y() - 4, place.right() - metrics.horizontalAdvance(words[1]) - 6 - left, 8)
    shades = QLinearGradient(bar.topLeft(), bar.topRight())
    for fit in range(0, 101, 10):
        shades.setColorAt(fit / 100, QColor(ramp.fit_colour(scene.palette, fit)))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(shades))
    painter.drawRoundedRect(bar, 2, 2)


def _paint_sign(painter: QPainter, scene: Scene, sign: str, place: QRectF) -> None:
    palette = scene.palette
    mark = QColor(ramp.mark_colour(palette))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if sign in {"proposed", "swap"}:
        pen = QPen(mark, 2)
        if sign == "swap":
            pen.setDashPattern([1.6, 1.2])
        painter.setPen(pen)
        painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 3, 3)
    elif sign == "locked":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mark)
        painter.drawEllipse(place)
        ink = ramp.ink_on(ramp.mark_colour(palette))
        painter.drawPixmap(QPointF(place.left() + 1.5, place.top() + 1.5), icons.pixmap("lock", ink, 8, scene.scale))
    elif sign == "wish":
        painter.setPen(QPen(QColor(palette.text), 1))
        painter.setBrush(QColor(palette.text))
        painter.drawPath(star(place.center(), _SIGN / 2))
    else:
        ground, line = ramp.banned(palette) if sign == "banned" else ramp.barred(palette)
        painter.fillRect(place, QColor(ground))
        if sign == "barred":
            painter.fillRect(place, QBrush(QColor(line), Qt.BrushStyle.BDiagPattern))
            return
        painter.setPen(QPen(QColor(line), 1.4))
        inner = place.adjusted(3, 3, -3, -3)
        painter.drawLine(inner.topLeft(), inner.bottomRight())
        painter.drawLine(inner.bottomLeft(), inner.topRight())
