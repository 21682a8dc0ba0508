"""Charts as pictures and on paper: always in the light palette, one under the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSize, Qt
from PySide6.QtGui import QFont, QImage, QImageWriter, QPageLayout, QPageSize, QPainter, QPdfWriter

from curator_app.ui.common.charts.figure import Figure, Lettering
from curator_app.ui.common.palette import LIGHT

_MARGIN, _GAP = 16, 22
_DOTS = 96
_SHARP = 2


def png(figures: Sequence[Figure], font: QFont, width: int = 760) -> bytes:
    """The charts as one PNG picture, twice as sharp as on the screen. ``width`` in logical pixels."""
    letters = Lettering(font)
    room = width - 2 * _MARGIN
    heights = [figure.height(letters, room) for figure in figures]
    whole = round(sum(heights) + _GAP * max(len(figures) - 1, 0)) + 2 * _MARGIN
    image = QImage(QSize(width, whole) * _SHARP, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SHARP)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(_MARGIN, _MARGIN)
    for figure, high in zip(figures, heights, strict=True):
        figure.paint(painter, letters, LIGHT, room)
        painter.translate(0, high + _GAP)
    painter.end()
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    return bytes(held.data())


def pdf(figures: Sequence[Figure], font: QFont, title: str) -> bytes:
    """The charts on A4 sheets; a chart that fits on a sheet is never parted."""
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setResolution(_DOTS)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(20, 15, 15, 15),
            QPageLayout.Unit.Millimeter,
        )
    )
    letters = Lettering(font)
    room = float(writer.width())
    painter = QPainter(writer)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    used = 0.0
    for figure in figures:
        high = figure.height(letters, room)
        if used and used + high > writer.height():
            writer.newPage()
            painter.resetTransform()
            used = 0.0
        figure.paint(painter, letters, LIGHT, room)
        painter.translate(0, high + _GAP)
        used += high + _GAP
    painter.end()
    buffer.close()
    return bytes(held.data())
