"""Draws the icons of the program and of its copies (*.curator) from resources/icons/logo.svg into launcher/app.ico and
launcher/copy.ico; run by hand when it changes."""

from __future__ import annotations

import struct
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPen, QPixmap
from PySide6.QtSvg import QSvgRenderer

_ROOT = Path(__file__).resolve().parents[1]
_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
_GROUND, _LINE, _PAPER, _EDGE, _FOLD = "#0f6e64", "#ffffff", "#ffffff", "#8a9a97", "#d5dedc"


def _logo(painter: QPainter, colour: str, square: QRectF) -> None:
    svg = (_ROOT / "resources" / "icons" / "logo.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    QSvgRenderer(svg.encode()).render(painter, square)


def _program(painter: QPainter, size: int) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(_GROUND))
    painter.drawRoundedRect(QRectF(0, 0, size, size), size * 0.22, size * 0.22)
    edge = size * 0.1
    _logo(painter, _LINE, QRectF(edge, edge, size - 2 * edge, size - 2 * edge))


def _copy(painter: QPainter, size: int) -> None:
    """A sheet with a folded corner and the logo on it."""
    left, right, top, bottom, fold = size * 0.14, size * 0.86, size * 0.04, size * 0.96, size * 0.24
    sheet = [(left, top), (right - fold, top), (right, top + fold), (right, bottom), (left, bottom)]
    painter.setPen(QPen(QColor(_EDGE), max(1.0, size / 40)))
    painter.setBrush(QColor(_PAPER))
    painter.drawPolygon([QPointF(x, y) for x, y in sheet])
    painter.setBrush(QColor(_FOLD))
    painter.drawPolygon([QPointF(right - fold, top), QPointF(right, top + fold), QPointF(right - fold, top + fold)])
    side = size * 0.56
    _logo(painter, _GROUND, QRectF((size - side) / 2, size * 0.34, side, side))


def _picture(draw: Callable[[QPainter, int], None], size: int) -> bytes:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw(painter, size)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QPixmap.fromImage(image).save(buffer, "PNG")
    return bytes(data.data())


def _write(name: str, draw: Callable[[QPainter, int], None]) -> None:
    """A directory of pictures, each a PNG."""
    pictures = [_picture(draw, size) for size in _SIZES]
    head = struct.pack("<HHH", 0, 1, len(pictures))
    place = len(head) + 16 * len(pictures)
    entries = b""
    for size, picture in zip(_SIZES, pictures, strict=True):
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), place)
        place += len(picture)
    (_ROOT / "installer" / "launcher" / name).write_bytes(head + entries + b"".join(pictures))


def main() -> None:
    """Writes both icons."""
    app = QGuiApplication(sys.argv)
    _write("app.ico", _program)
    _write("copy.ico", _copy)
    app.quit()


if __name__ == "__main__":
    main()
