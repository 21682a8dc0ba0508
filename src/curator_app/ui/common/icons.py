"""Line icons from ``resources/icons``, recoloured for the palette and drawn sharp at every scale."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from curator_app.runtime.paths import resources

# Drawn in the sizes that are asked for, so that Qt never scales a picture: menus, tabs and tool buttons take 16.
_SIZES = (16,)
# Push buttons ask for 20 × 16 (app.qss): the rest at the right parts the picture from the words.
_BUTTON = QSize(20, 16)


def _scales() -> set[float]:
    return {screen.devicePixelRatio() for screen in QGuiApplication.screens()} or {1.0}


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=128)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode("utf-8")))


@lru_cache(maxsize=1024)
def _drawn(name: str, colour: str, width: int, height: int, scale_percent: int) -> QPixmap:
    renderer = _renderer(name, colour)
    scale = scale_percent / 100
    pixmap = QPixmap(QSize(round(width * scale), round(height * scale)))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, pixmap.height(), pixmap.height()))
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap


def pixmap(name: str, colour: str, size: int = 20, scale: float | None = None) -> QPixmap:
    """The icon ``name`` (file name without suffix), ``size`` logical pixels, in ``colour`` (``#rrggbb``).

    ``scale`` is the device pixel ratio; without it the sharpest of the screens. Raises FileNotFoundError.
    """
    return _drawn(name, colour, size, size, round((scale or max(_scales())) * 100))


def icon(name: str, colour: str, *, disabled: str | None = None, selected: str | None = None, size: int = 20) -> QIcon:
    """The same as an icon for buttons, actions and tabs; ``disabled`` and ``selected`` are colours of these states."""
    result = QIcon()
    shapes = [QSize(side, side) for side in sorted({*_SIZES, size})] + [_BUTTON]
    states = [(colour, QIcon.Mode.Normal, QIcon.State.Off)]
    if disabled:
        states.append((disabled, QIcon.Mode.Disabled, QIcon.State.Off))
    if selected:
        states.append((selected, QIcon.Mode.Normal, QIcon.State.On))
    for ink, mode, state in states:
        for scale in _scales():
            for shape in shapes:
                drawn = _drawn(name, ink, shape.width(), shape.height(), round(scale * 100))
                result.addPixmap(drawn, mode, state)
    return result


def forget() -> None:
    """Drops drawn icons (their memory, after the theme has changed)."""
    _drawn.cache_clear()
    _renderer.cache_clear()
