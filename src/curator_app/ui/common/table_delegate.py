"""How a cell is painted: calm rows with a hairline, badges as pills, load as a small bar, icons before the text."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from curator_app.ui.common import icons
from curator_app.ui.common.palette import Palette
from curator_app.ui.common.table_model import BADGE_ROLE, ICON_ROLE, METER_ROLE, Badge, Meter, RowTableModel
from curator_app.ui.common.theme import colours

Index = QModelIndex | QPersistentModelIndex
_PAD = 10


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
            painter.setBrush(QColor(meter_colour(meter, palette) if filled else palette.border))
            painter.drawRoundedRect(QRectF(left, place.center().y() - 3, 10, 7), 2.5, 2.5)
            left += 13
        left += 5
    painter.setPen(ink)
    rest = QRect(left, place.top(), place.right() - left, place.height())
    painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, meter_text(meter))
    painter.restore()


class CellDelegate(QStyledItemDelegate):
    """Paints the cells of a RowTableView."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self.hovered = -1

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        palette = colours()
        rect = option.rect
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if selected:
            painter.fillRect(rect, QColor(palette.selection))
        elif index.row() == self.hovered:
            painter.fillRect(rect, QColor(palette.hover))
        painter.setPen(QPen(QColor(palette.border), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            painter.setPen(QPen(QColor(palette.focus), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        self._paint_content(painter, rect.adjusted(_PAD, 0, -_PAD, 0), index, palette, selected)
        painter.restore()

    def _paint_content(self, painter: QPainter, inner: QRect, index: Index, palette: Palette, selected: bool) -> None:
        ink = QColor(palette.selection_text if selected else palette.text)
        painter.setFont(self._view.font())
        badge = index.data(BADGE_ROLE)
        if isinstance(badge, Badge):
            paint_badge(painter, inner, badge, palette)
            return
        meter = index.data(METER_ROLE)
        if isinstance(meter, Meter):
            paint_meter(painter, inner, meter, palette, ink)
            return
        name = index.data(ICON_ROLE)
        if isinstance(name, str):
            scale = self._view.devicePixelRatioF()
            picture = icons.pixmap(name, palette.muted, 16, scale)
            painter.drawPixmap(QPoint(inner.left(), inner.center().y() - 8), picture)
            inner = inner.adjusted(22, 0, 0, 0)
        model = index.model()
        if isinstance(model, RowTableModel) and model.columns[index.column()].strong:
            font = QFont(self._view.font())
            font.setWeight(QFont.Weight.DemiBold)
            painter.setFont(font)
        painter.setPen(ink)
        text = " ".join(str(index.data() or "").split())
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        align = index.data(Qt.ItemDataRole.TextAlignmentRole)
        painter.drawText(inner, align if isinstance(align, Qt.AlignmentFlag) else Qt.AlignmentFlag.AlignVCenter, shown)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, _option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """A tooltip of its own, or the whole text when the cell shows less of it."""
        if not index.isValid():
            return False
        text = index.data(Qt.ItemDataRole.ToolTipRole)
        if not text:
            full = str(index.data() or "")
            metrics = QApplication.fontMetrics()
            room = view.visualRect(index).width() - 2 * _PAD
            text = full if metrics.horizontalAdvance(full) > room else ""
        QToolTip.showText(event.globalPos(), str(text), view)
        return True
