"""A chart on the screen: hover tells its numbers, a click or Enter sends the people behind a mark."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from curator_app.ui.common.charts.figure import Figure, Lettering, Mark
from curator_app.ui.common.theme import colours, theme

_PAD = 6
_LEAST = 260


class ChartView(QWidget):
    """One figure. Arrows go through its marks, Enter opens the one in hand."""

    chosen = Signal(str, list)
    """What the mark says, and the numbers behind it; only marks with numbers are sent."""
    menu_requested = Signal(QPoint)
    """Place on the screen."""

    def __init__(self, figure: Figure, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figure = figure
        self._letters = Lettering(self.font())
        self._current = -1
        self._hovered = -1
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme().changed.connect(self.update)
        self._describe()

    @property
    def figure(self) -> Figure:
        """What is shown."""
        return self._figure

    def marks(self) -> list[Mark]:
        """Parts that can be pointed at, in coordinates of the widget."""
        found = self._figure.marks(self._letters, self._room())
        return [Mark(one.rect.translated(_PAD, _PAD), one.words, one.ids) for one in found]

    # --- size

    def hasHeightForWidth(self) -> bool:
        """Narrower means higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of the figure with its margins."""
        return round(self._figure.height(self._letters, max(width - 2 * _PAD, 1))) + 2 * _PAD

    def sizeHint(self) -> QSize:
        """As high as it needs in a usual width."""
        return QSize(560, self.heightForWidth(560))

    def minimumSizeHint(self) -> QSize:
        """Narrow, with the height of what there is."""
        return QSize(_LEAST, self.heightForWidth(max(self.width(), _LEAST)))

    # --- events

    def paintEvent(self, event: QPaintEvent) -> None:
        """The figure, with the mark in hand lit."""
        del event
        palette = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        marks = self.marks()
        for number, colour in ((self._hovered, palette.hover), (self._current, palette.selection)):
            shown = self.hasFocus() or number == self._hovered
            if 0 <= number < len(marks) and shown:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(colour))
                painter.drawRoundedRect(marks[number].rect.adjusted(-3, 0, 3, 0), 4, 4)
        painter.translate(_PAD, _PAD)
        self._figure.paint(painter, self._letters, palette, self._room())
        painter.translate(-_PAD, -_PAD)
        if self.hasFocus():
            painter.setPen(QPen(QColor(palette.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Numbers beside the pointer."""
        self._hover(self._at(event.position()))
        marks = self.marks()
        if self._hovered >= 0:
            mark = marks[self._hovered]
            more = "\nНажмите, чтобы увидеть людей" if mark.ids else ""
            QToolTip.showText(event.globalPosition().toPoint(), mark.words + more, self, mark.rect.toRect())
            self.setCursor(Qt.CursorShape.PointingHandCursor if mark.ids else Qt.CursorShape.ArrowCursor)
        else:
            self.unsetCursor()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is lit any more."""
        super().leaveEvent(event)
        self._hover(-1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The mark under the pointer."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        number = self._at(event.position())
        if number >= 0:
            self._current = number
            self._send()
        self.update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the chart."""
        self.menu_requested.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home, End, Enter."""
        last = len(self.marks()) - 1
        steps = {
            Qt.Key.Key_Down: self._current + 1,
            Qt.Key.Key_Right: self._current + 1,
            Qt.Key.Key_Up: self._current - 1,
            Qt.Key.Key_Left: self._current - 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key = Qt.Key(event.key())
        if key in steps and last >= 0:
            self._current = max(0, min(last, steps[key]))
            self.setAccessibleDescription(self.marks()[self._current].words)
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._send()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Shows where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Letters of another size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._letters = Lettering(self.font())
            self.updateGeometry()

    # --- inside

    def _room(self) -> float:
        return max(float(self.width() - 2 * _PAD), 1.0)

    def _describe(self) -> None:
        self.setAccessibleName(self._figure.title)
        self.setAccessibleDescription(self._figure.spoken())

    def _at(self, place: QPointF) -> int:
        return next((number for number, one in enumerate(self.marks()) if one.rect.contains(place)), -1)

    def _hover(self, number: int) -> None:
        if number != self._hovered:
            self._hovered = number
            self.update()

    def _send(self) -> None:
        marks = self.marks()
        if 0 <= self._current < len(marks) and marks[self._current].ids:
            self.chosen.emit(marks[self._current].words, list(marks[self._current].ids))
