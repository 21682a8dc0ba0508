"""Pages of a PDF under each other, drawn when they come into sight and sharp at every scale of the screen."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from curator_app.documents import preview
from curator_app.ui.common.theme import colours, theme

_GAP = 16  # around and between pages, logical pixels
_PIXELS = 96 / 72  # logical pixels in a point at 100 %
ZOOMS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0)
_WIDEST_FIT = 1.5
_MOST_DPI = 300.0
_KEPT = 8
_SETTLE_MS = 120


def to_image(page: preview.PageImage) -> QImage:
    """A drawn page as a picture that owns its pixels."""
    return QImage(page.data, page.width, page.height, page.width * 4, QImage.Format.Format_RGB32).copy()


@dataclass(frozen=True, slots=True)
class _Drawn:
    dpi: float
    picture: QPixmap


class PdfPages(QAbstractScrollArea):
    """The paper itself. ``looked`` is sent when the page in sight, their number or the zoom has changed."""

    looked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pdf = b""
        self._sizes: list[tuple[float, float]] = []
        self._boxes: list[QRect] = []
        self._drawn: dict[int, _Drawn] = {}
        self._zoom: float | None = None
        self._scale = 1.0
        self._rough = False
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._sharpen)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Страницы документа")
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.looked.emit())
        self.setMinimumSize(200, 160)
        theme().changed.connect(self.viewport().update)

    # --- what is shown

    def set_pdf(self, pdf: bytes, *, from_start: bool = False) -> None:
        """Shows a PDF, b"" for none. The place in it stays, unless ``from_start``."""
        if pdf == self._pdf and not from_start:
            return
        page, share = (0, -1.0) if from_start else self._anchor()
        if pdf != self._pdf:
            self._pdf = pdf
            self._drawn.clear()
            number = preview.page_count(pdf) if pdf else 0
            self._sizes = [preview.page_size(pdf, index) for index in range(number)]
        self._lay_out()
        self._go_to(page, share)
        if from_start:
            self.horizontalScrollBar().setValue(0)
        self.viewport().update()
        self.looked.emit()

    @property
    def pdf(self) -> bytes:
        """What is shown; b"" for nothing."""
        return self._pdf

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self._sizes)

    @property
    def current_page(self) -> int:
        """Number (from 0) of the page in the middle of the view."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        return max((index for index, box in enumerate(self._boxes) if box.top() - _GAP <= middle), default=0)

    @property
    def scale(self) -> float:
        """1.0 = life size."""
        return self._scale

    @property
    def fits_width(self) -> bool:
        """The zoom follows the width of the view."""
        return self._zoom is None

    @property
    def sharp_pages(self) -> list[int]:
        """Pages drawn so far and kept."""
        return sorted(self._drawn)

    # --- moving and zooming

    def show_page(self, number: int) -> None:
        """The top of page ``number`` (from 0)."""
        if self._boxes:
            box = self._boxes[max(0, min(number, len(self._boxes) - 1))]
            self.verticalScrollBar().setValue(box.top() - _GAP)

    def fit_width(self) -> None:
        """As wide as the view."""
        self.set_zoom(None)

    def zoom_in(self) -> None:
        """The next larger step."""
        self.set_zoom(next((zoom for zoom in ZOOMS if zoom > self._scale * 1.01), ZOOMS[-1]))

    def zoom_out(self) -> None:
        """The next smaller step."""
        self.set_zoom(next((zoom for zoom in reversed(ZOOMS) if zoom < self._scale * 0.99), ZOOMS[0]))

    def set_zoom(self, zoom: float | None) -> None:
        """1.0 = life size, None = as wide as the view. The place on the page stays."""
        page, share = self._anchor()
        self._zoom = zoom
        self._lay_out()
        self._go_to(page, share)
        self._roughly()
        self.looked.emit()

    # --- Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The place on the page stays."""
        page, share = self._anchor()
        super().resizeEvent(event)
        self._lay_out()
        self._go_to(page, share)
        if event.oldSize().width() > 0:
            self._roughly()
        self.looked.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the wheel zooms."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            (self.zoom_in if event.angleDelta().y() > 0 else self.zoom_out)()
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home, End; Ctrl with plus, minus and 0. The rest (PgUp, PgDn, arrows) is scrolling."""
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.matches(QKeySequence.StandardKey.ZoomIn) or (ctrl and event.key() == Qt.Key.Key_Equal):
            self.zoom_in()
        elif event.matches(QKeySequence.StandardKey.ZoomOut):
            self.zoom_out()
        elif ctrl and event.key() == Qt.Key.Key_0:
            self.fit_width()
        elif event.key() == Qt.Key.Key_Home:
            self.verticalScrollBar().setValue(0)
        elif event.key() == Qt.Key.Key_End:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The pages in sight; a page seen for the first time is drawn now."""
        palette = colours()
        painter = QPainter(self.viewport())
        view = self.viewport().rect()
        painter.fillRect(view, QColor(palette.neutral_soft))
        shift = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        for index, box in enumerate(self._boxes):
            place = box.translated(-shift)
            if not place.intersects(view):
                continue
            painter.setPen(QPen(QColor(palette.border), 1))
            painter.drawRect(place.adjusted(-1, -1, 0, 0))
            painter.fillRect(place, Qt.GlobalColor.white)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            picture = self._picture(index)
            painter.drawPixmap(self._to_the_dot(place, picture), picture, QRectF(picture.rect()))
        painter.end()

    def sizeHint(self) -> QSize:
        """A page of A4 in life size fits across."""
        return QSize(840, 640)

    # --- inside

    def _lay_out(self) -> None:
        widest = max((width for width, _ in self._sizes), default=0.0)
        room = self.viewport().width()
        if self._zoom is not None:
            self._scale = self._zoom
        elif widest:
            fitting = (room - 2 * _GAP) / (widest * _PIXELS)
            self._scale = max(ZOOMS[0], min(_WIDEST_FIT, fitting))
        factor = self._scale * _PIXELS
        across = max(room, round(widest * factor) + 2 * _GAP)
        self._boxes = []
        top = _GAP
        for width, height in self._sizes:
            size = QSize(round(width * factor), round(height * factor))
            self._boxes.append(QRect(QPoint((across - size.width()) // 2, top), size))
            top += size.height() + _GAP
        self._set_bars(across, top if self._boxes else 0)

    def _set_bars(self, across: int, down: int) -> None:
        view = self.viewport().size()
        bar, side = self.verticalScrollBar(), self.horizontalScrollBar()
        bar.setRange(0, max(0, down - view.height()))
        bar.setPageStep(view.height())
        bar.setSingleStep(40)
        side.setRange(0, max(0, across - view.width()))
        side.setPageStep(view.width())
        side.setSingleStep(40)

    def _anchor(self) -> tuple[int, float]:
        """The page at the top of the view and how far down it is, as a share of its height."""
        top = self.verticalScrollBar().value()
        for index, box in enumerate(self._boxes):
            if box.bottom() >= top:
                return index, (top - box.top()) / max(1, box.height())
        return 0, -1.0

    def _go_to(self, page: int, share: float) -> None:
        if not self._boxes:
            return
        box = self._boxes[min(page, len(self._boxes) - 1)]
        self.verticalScrollBar().setValue(max(0, round(box.top() + share * box.height())))

    def _roughly(self) -> None:
        """While the size is changing, pages drawn before are stretched."""
        self._rough = True
        self._settle.start()
        self.viewport().update()

    def _sharpen(self) -> None:
        self._rough = False
        self.viewport().update()

    def _to_the_dot(self, place: QRect, picture: QPixmap) -> QRectF:
        """Where the picture falls on whole dots of the screen, so that letters stay sharp at 125 and 150 %.

        A picture drawn for another size (zooming, very large zoom) fills the place.
        """
        dots = self.devicePixelRatioF()
        if abs(picture.width() - place.width() * dots) > 2:
            return QRectF(place)
        return QRectF(
            round(place.left() * dots) / dots,
            round(place.top() * dots) / dots,
            picture.width() / dots,
            picture.height() / dots,
        )

    def _picture(self, index: int) -> QPixmap:
        dpi = min(_MOST_DPI, 96 * self._scale * self.devicePixelRatioF())
        held = self._drawn.pop(index, None)
        if held is None or (abs(held.dpi - dpi) > 0.01 and not self._rough):
            held = _Drawn(dpi, QPixmap.fromImage(to_image(preview.page_image(self._pdf, index, dpi))))
        self._drawn[index] = held
        while len(self._drawn) > _KEPT:
            del self._drawn[next(iter(self._drawn))]
        return held.picture
