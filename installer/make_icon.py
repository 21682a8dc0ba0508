"""Draws the icon of the program from resources/icons/logo.svg into launcher/app.ico; run by hand when it changes."""

from __future__ import annotations

import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

_ROOT = Path(__file__).resolve().parents[1]
_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
_GROUND, _LINE = "#0f6e64", "#ffffff"


def _picture(size: int) -> bytes:
    svg = (_ROOT / "resources" / "icons" / "logo.svg").read_text(encoding="utf-8").replace("currentColor", _LINE)
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(_GROUND))
    painter.drawRoundedRect(QRectF(0, 0, size, size), size * 0.22, size * 0.22)
    edge = size * 0.1
    QSvgRenderer(svg.encode()).render(painter, QRectF(edge, edge, size - 2 * edge, size - 2 * edge))
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, b"PNG")
    return bytes(data.data())


def main() -> None:
    """Writes the icon: a directory of pictures, each a PNG."""
    app = QGuiApplication(sys.argv)
    pictures = [_picture(size) for size in _SIZES]
    head = struct.pack("<HHH", 0, 1, len(pictures))
    place = len(head) + 16 * len(pictures)
    entries = b""
    for size, picture in zip(_SIZES, pictures, strict=True):
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), place)
        place += len(picture)
    (_ROOT / "installer" / "launcher" / "app.ico").write_bytes(head + entries + b"".join(pictures))
    app.quit()


if __name__ == "__main__":
    main()
