"""How a cell is painted: calm rows with a hairline, badges as pills, load as a small bar, icons before the text."""

from __future__ import annotations

import html
from typing import Any

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QToolTip

from curator_app.ui.common import icons
from curator_app.ui.common.palette import Palette
from curator_app.ui.common.table_model import Badge, Column, Index, Meter, RowTableModel, alignment
from curator_app.ui.common.theme import colours, theme

_PAD = 10
_PAD_NUMBER = 22  # under the sort arrow of the heading
_MARK = 3
_KEPT = 2000  # measured texts that are kept: some screens of them


def paint_badge(painter: QPainter, place: QRect, badge: Badge, palette: Palette) -> int:
    """A pill at the left of ``place``, centred vertically. Returns its width in logical pixels."""
    painter.save()
    font = QFont(painter.font())
    font.setPointSizeF(9)
    painter.setFont(font)
    metrics = painter.fontMetrics()
    width = min(metrics.horizontalAdvance(badge.text) + 16, place.width())
    height = metrics.height() + 4
    pill = QRectF(place.left(), place.center().y() - height / 2 + 0.5, width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(palette.soft(badge.tone)))
    painter.drawRoundedRect(pill, height / 2, height / 2)
    painter.setPen(QColor(palette.ink(badge.tone)))
    text = metrics.elidedText(badge.text, Qt.TextElideMode.ElideRight, int(width) - 14)
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
    return int(width)


def meter_colour(meter: Meter, palette: Palette) -> str:
    """Colour of the bar: free, full, over the limit."""
    if meter.limit is None or meter.used < meter.limit:
        return palette.accent
    return palette.warn_text if meter.used == meter.limit else palette.danger


def meter_text(meter: Meter) -> str:
    """«2 из 3» or «2»."""
    return f"{meter.used} из {meter.limit}" if meter.limit is not None else str(meter.used)


def paint_meter(painter: QPainter, place: QRect, meter: Meter, palette: Palette, ink: QColor) -> None:
    """A short bar of up to five parts and «2 из 3»."""
    painter.save()
    left = place.left()
    limit = meter.limit or 0
    if 0 < limit <= 5:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for part in range(limit):
            filled = part < meter.used
            painter.setBrush(QColor(meter_colour(meter, palette) if filled else palette.empty_part))
            painter.drawRoundedRect(QRectF(left, place.center().y() - 3, 10, 7), 2.5, 2.5)
            left += 13
        left += 5
    painter.setPen(ink)
    rest = QRect(left, place.top(), place.right() - left, place.height())
    painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, meter_text(meter))
    painter.restore()


def tooltip(text: str) -> str:
    """Plain words as a tooltip that breaks its lines and takes nothing in them for markup."""
    return f"<qt>{html.escape(text).replace(chr(10), '<br>')}</qt>"


class CellDelegate(QStyledItemDelegate):
    """Paints the cells of a RowTableView."""

    def __init__(self, view: QTableView, model: RowTableModel[Any]) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._sides = [alignment(column) for column in model.columns]
        self._at_right = [bool(side & Qt.AlignmentFlag.AlignRight) for side in self._sides]
        self._fonts: tuple[QFont, QFont] | None = None  # usual, strong
        self._elided: dict[tuple[str, int, bool], str] = {}
        self.hovered = -1
        theme().changed.connect(self._mix)
        self._mix()

    def _mix(self) -> None:
        # Made once a theme, not once a cell: a table of a screen has a hundred and fifty cells.
        palette = self._palette = colours()
        self._selection = QColor(palette.selection)
        self._hover = QColor(palette.hover)
        self._focus = QColor(palette.focus)
        self._line = QPen(QColor(palette.border), 1)
        self._ink = QColor(palette.text)
        self._selected_ink = QColor(palette.selection_text)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        rect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, self._selection)
        elif index.row() == self.hovered:
            painter.fillRect(rect, self._hover)
        painter.setPen(self._line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if selected and self._marked(index):
            painter.fillRect(QRect(rect.left(), rect.top(), _MARK, rect.height()), self._focus)
        self._paint_content(painter, rect, index, self._selected_ink if selected else self._ink)

    def _marked(self, index: Index) -> bool:
        # The row the keyboard stands on carries a bar at its left edge.
        header = self._view.horizontalHeader()
        return (
            self._view.hasFocus()
            and index.row() == self._view.currentIndex().row()
            and all(
                self._view.isColumnHidden(header.logicalIndex(n)) for n in range(header.visualIndex(index.column()))
            )
        )

    def _paint_content(self, painter: QPainter, rect: QRect, index: Index, ink: QColor) -> None:
        palette = self._palette
        number = index.column()
        column: Column[Any] = self._model.columns[number]
        row = self._model.row(index.row())
        inner = rect.adjusted(_PAD, 0, -_PAD, 0)
        painter.setFont(self._font(column))
        if column.badge is not None and (badge := column.badge(row)) is not None:
            paint_badge(painter, inner, badge, palette)
            return
        if column.meter is not None and (meter := column.meter(row)) is not None:
            paint_meter(painter, inner, meter, palette, ink)
            return
        if column.icon is not None and (name := column.icon(row)):
            picture = icons.pixmap(name, palette.muted, 16, self._view.devicePixelRatioF())
            painter.drawPixmap(QPoint(inner.left(), inner.center().y() - 8), picture)
            inner = inner.adjusted(22, 0, 0, 0)
        if self._at_right[number]:
            inner = inner.adjusted(0, 0, _PAD - _PAD_NUMBER, 0)
        painter.setPen(ink)
        painter.drawText(
            inner, self._sides[number], self._cut(painter, self._model.display(row, number), inner.width(), column)
        )

    def helpEvent(self, event: QHelpEvent, view: Any, option: QStyleOptionViewItem, index: Index) -> bool:
        """A tooltip of its own, or the whole text when the cell shows less of it."""
        if not index.isValid():
            QToolTip.hideText()
            return True
        column: Column[Any] = self._model.columns[index.column()]
        row = self._model.row(index.row())
        text = column.tooltip(row) if column.tooltip is not None else ""
        if not text:
            full = self._model.display(row, index.column())
            room = option.rect.width() - 2 * _PAD - (16 if column.badge is not None else 0)
            text = full if QFontMetrics(self._font(column)).horizontalAdvance(full) > room else ""
        QToolTip.showText(event.globalPos(), tooltip(text) if text else "", view)
        return True

    def _font(self, column: Column[Any]) -> QFont:
        usual = self._view.font()
        if self._fonts is None or usual != self._fonts[0]:
            strong = QFont(usual)
            strong.setWeight(QFont.Weight.DemiBold)
            self._fonts = (usual, strong)
            self._elided.clear()
        return self._fonts[column.strong]

    def _cut(self, painter: QPainter, text: str, width: int, column: Column[Any]) -> str:
        """``text`` in one line, with «…» where it does not fit. Measuring it costs as much as painting it."""
        key = (text, width, column.strong)
        if (found := self._elided.get(key)) is None:
            if len(self._elided) > _KEPT:
                self._elided.clear()
            line = " ".join(text.split())
            found = painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, width)
            self._elided[key] = found
        return found
