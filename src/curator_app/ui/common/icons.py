"""Line icons from ``resources/icons``, recoloured for the palette and drawn sharp at every scale."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from curator_app.runtime.paths import resources


def _screen_scale() -> float:
    screens = QGuiApplication.screens()
    return screens[0].devicePixelRatio() if screens else 1.0


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def _drawn(name: str, colour: str, size: int, scale_percent: int) -> QPixmap:
    scale = scale_percent / 100
    pixmap = QPixmap(QSize(round(size * scale), round(size * scale)))
    pixmap.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode("utf-8")))
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, pixmap.width(), pixmap.height()))
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap


def pixmap(name: str, colour: str, size: int = 20, scale: float | None = None) -> QPixmap:
    """The icon ``name`` (file name without suffix), ``size`` logical pixels, in ``colour`` (``#rrggbb``).

    ``scale`` is the device pixel ratio; without it that of the first screen. Raises FileNotFoundError.
    """
    return _drawn(name, colour, size, round((scale or _screen_scale()) * 100))


def icon(name: str, colour: str, *, disabled: str | None = None, selected: str | None = None, size: int = 20) -> QIcon:
    """The same as an icon for buttons, actions and tabs; ``disabled`` and ``selected`` are colours of these states."""
    result = QIcon()
    for scale in sorted({_screen_scale(), 2.0}):
        result.addPixmap(pixmap(name, colour, size, scale))
        if disabled:
            result.addPixmap(pixmap(name, disabled, size, scale), QIcon.Mode.Disabled)
        if selected:
            result.addPixmap(pixmap(name, selected, size, scale), QIcon.Mode.Normal, QIcon.State.On)
    return result


def forget() -> None:
    """Drops drawn icons (their memory, after the theme has changed)."""
    _drawn.cache_clear()
