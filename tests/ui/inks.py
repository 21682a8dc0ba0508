"""Texts as they are really painted: a paint engine notes each with its ink, the picture of the window tells the ground.

So words of labels, fields, headers, delegates and own paintings are judged by one measure, whoever draws them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QPaintDevice,
    QPaintEngine,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QTextItem,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from tests.ui.looking import is_foreign, said

from curator_app.ui.common.palette import contrast

TEXT: Final = 4.5  # WCAG 2.1, 1.4.3: words
LARGE: Final = 3.0  # the same: from 18 points, or 14 bold; 1.4.11: edges of controls
DISABLED: Final = 3.0  # WCAG asks nothing of what can't be used; it still has to be read
_SHARE: Final = 0.2  # a colour on so much of the words' box is a ground of theirs
_SAME: Final = 10  # two colours this near in every channel are one


@dataclass(frozen=True, slots=True)
class Painted:
    """A run of words: where (logical pixels of the window), in which ink."""

    words: str
    box: QRect
    ink: QColor
    opacity: float
    large: bool
    owner: QWidget


@dataclass(frozen=True, slots=True)
class Read:
    """A run of words with the worst contrast it has on what is under it."""

    painted: Painted
    ratio: float
    ground: str


class _Engine(QPaintEngine):
    """Takes everything, notes only words."""

    def __init__(self) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self.noted: list[Painted] = []
        self.owner: QWidget | None = None
        self.shown = QRect()

    def begin(self, _device: QPaintDevice) -> bool:
        self.setActive(True)
        return True

    def end(self) -> bool:
        self.setActive(False)
        return True

    def type(self) -> QPaintEngine.Type:
        return QPaintEngine.Type.User

    def updateState(self, _state: Any) -> None:
        pass

    def drawPixmap(self, *_args: Any) -> None:
        pass

    def drawImage(self, *_args: Any) -> None:
        pass

    def drawTiledPixmap(self, *_args: Any) -> None:
        pass

    def drawPath(self, *_args: Any) -> None:
        pass

    def drawPolygon(self, *_args: Any) -> None:
        pass

    def drawRects(self, *_args: Any) -> None:
        pass

    def drawLines(self, *_args: Any) -> None:
        pass

    def drawPoints(self, *_args: Any) -> None:
        pass

    def drawEllipse(self, *_args: Any) -> None:
        pass

    def drawTextItem(self, point: Any, item: QTextItem) -> None:
        words = item.text().strip("\u200b\ufffc \xa0")
        if not words:
            return
        painter = self.painter()
        turn = painter.deviceTransform()
        place = QRectF(point.x(), point.y() - item.ascent(), item.width(), item.ascent() + item.descent())
        if painter.hasClipping():
            whole = QPainterPath()
            whole.addRect(place)
            place = painter.clipPath().intersected(whole).boundingRect()  # all of a selected word is clipped away
        box = turn.mapRect(place).toRect().intersected(self.shown)
        if box.width() > 1 and box.height() > 1 and self.owner is not None:
            large = _large(item.font())
            self.noted.append(Painted(words, box, painter.pen().color(), painter.opacity(), large, self.owner))


def _large(font: QFont) -> bool:
    return font.pointSizeF() >= 18 or (font.pointSizeF() >= 14 and font.weight() >= QFont.Weight.DemiBold)


class _Device(QPaintDevice):
    """A sheet of the size of the window."""

    def __init__(self, size: QSize) -> None:
        super().__init__()
        self.engine = _Engine()
        metric = QPaintDevice.PaintDeviceMetric
        self._metrics = {
            metric.PdmWidth: size.width(),
            metric.PdmHeight: size.height(),
            metric.PdmWidthMM: size.width() * 254 // 960,
            metric.PdmHeightMM: size.height() * 254 // 960,
            metric.PdmNumColors: 1 << 24,
            metric.PdmDepth: 32,
            metric.PdmDpiX: 96,
            metric.PdmDpiY: 96,
            metric.PdmPhysicalDpiX: 96,
            metric.PdmPhysicalDpiY: 96,
            metric.PdmDevicePixelRatio: 1,
            metric.PdmDevicePixelRatioScaled: 1 << 16,
        }

    def paintEngine(self) -> QPaintEngine:
        return self.engine

    def metric(self, what: QPaintDevice.PaintDeviceMetric) -> int:
        return self._metrics.get(what, 1)


class _Watch(QObject):
    """Tells the engine whose painting comes next, and what of it is to be seen."""

    def __init__(self, window: QWidget, engine: _Engine) -> None:
        super().__init__()
        self._window = window
        self._engine = engine

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent) and isinstance(watched, QWidget):
            self._engine.owner = watched
            self._engine.shown = event.rect().translated(watched.mapTo(self._window, QPoint()))
        return False


def painted(window: QWidget) -> list[Painted]:
    """Every run of words that ``window`` paints, in the order of painting (later ones lie above)."""
    app = QApplication.instance()
    assert app is not None
    device = _Device(window.size())
    watch = _Watch(window, device.engine)
    app.installEventFilter(watch)
    painter = QPainter(device)
    window.render(painter, QPoint())
    painter.end()
    app.removeEventFilter(watch)
    return device.engine.noted


def read(window: QWidget) -> list[Read]:
    """Every run of words an eye finds on the picture of ``window``, with its contrast.

    Words of which no pixel is left (under another widget, scrolled away) are left out.
    """
    picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    found = []
    for one in painted(window):
        box = one.box.adjusted(-1, 0, 1, 0).intersected(picture.rect())
        if box.isEmpty():
            continue
        part = picture.copy(box)  # the bits live as long as it does
        counted = Counter(memoryview(part.constBits()).cast("I").tolist())
        judged = _judge(one, counted)
        if judged is not None:
            ratio, ground = judged
            found.append(Read(one, ratio, ground))
    return found


def weak(window: QWidget) -> list[str]:
    """Words that can't be read: ink too near to the ground, or painted in another language."""
    found = read(window)
    pale = {_told(one) for one in found if one.ratio < bar(one.painted)}
    told = (one.painted.words for one in found if not _typed(one.painted.owner))
    return sorted(pale | {f"foreign: painted «{words}»" for words in told if is_foreign(words)})


def _typed(owner: QWidget) -> bool:
    """Words of the school, of the journal or of the log, and marks in braces: not the program's own sentences."""
    holder = owner.parentWidget()
    if isinstance(owner, QLabel | QComboBox):
        return True  # their texts are judged as they are set, with the braces in place
    return isinstance(owner, QLineEdit) or isinstance(holder, QPlainTextEdit | QTextEdit | QAbstractItemView)


def bar(one: Painted) -> float:
    """The least contrast these words need."""
    if not one.owner.isEnabled():
        return DISABLED
    return LARGE if one.large else TEXT


def _told(one: Read) -> str:
    what = one.painted
    return f"weak: «{what.words[:60]}» {one.ratio:.2f} ({what.ink.name()} on {one.ground}) in {said(what.owner)}"


def _judge(one: Painted, counted: Counter[int]) -> tuple[float, str] | None:
    total = counted.total()
    solid = one.ink.alphaF() * one.opacity
    worst: tuple[float, str] | None = None
    visible = False
    for pixel, times in counted.most_common():
        if times < total * _SHARE and worst is not None:
            break
        ground = QColor(pixel & 0xFFFFFF)
        ink = _mixed(one.ink, ground, solid)
        if _alike(ink, ground) and times < total * 0.9:
            continue  # the words themselves
        ratio = contrast(ink.name(), ground.name())
        visible = visible or any(_near(QColor(other & 0xFFFFFF), ink, ground) for other in counted)
        if worst is None or ratio < worst[0]:
            worst = (ratio, ground.name())
    return worst if visible else None


def _mixed(ink: QColor, ground: QColor, solid: float) -> QColor:
    def channel(above: int, below: int) -> int:
        return round(above * solid + below * (1 - solid))

    return QColor(
        channel(ink.red(), ground.red()), channel(ink.green(), ground.green()), channel(ink.blue(), ground.blue())
    )


def _apart(first: QColor, second: QColor) -> int:
    return max(abs(first.red() - second.red()), abs(first.green() - second.green()), abs(first.blue() - second.blue()))


def _alike(first: QColor, second: QColor) -> bool:
    return _apart(first, second) <= _SAME


def _near(pixel: QColor, ink: QColor, ground: QColor) -> bool:
    return _apart(pixel, ink) <= max(_SAME, _apart(ink, ground) // 3)
