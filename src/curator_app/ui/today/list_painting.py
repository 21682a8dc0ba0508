"""How a task is painted: a circle to tick, what is to be done, about whom, and when."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from curator_app.ui.common import icons
from curator_app.ui.common.table_delegate import paint_badge
from curator_app.ui.common.table_model import Badge
from curator_app.ui.common.theme import colours
from curator_app.ui.today.list_model import ENTRY_ROLE, Heading, Index, Line

_PAD, _CIRCLE, _GAP = 12, 20, 3
CIRCLE_ZONE = _PAD + _CIRCLE + 8
"""From the left edge of a line, logical pixels: a click here ticks it."""
_BADGE_PAD = 17
_NARROW = 430
_KEPT = 5000  # heights that are kept


class TodayDelegate(QStyledItemDelegate):
    """Paints headings and lines. ``hovered`` tells the line whose circle is under the pointer."""

    def __init__(self, view: QListView, hovered: Callable[[], int]) -> None:
        super().__init__(view)
        self._view = view
        self._hovered = hovered
        self._heights: dict[tuple[str, str, int], int] = {}

    def forget(self) -> None:
        """Another font: heights are measured anew."""
        self._heights.clear()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """A heading is one line high, a task two; a long task wraps."""
        entry = index.data(ENTRY_ROLE)
        width = self._view.viewport().width()
        if not isinstance(entry, Line):
            return QSize(width, QFontMetrics(self._heading_font()).height() + 22)
        # Qt asks for every line at every change of the width; ten years have a thousand lines, but few different ones.
        told = (entry.title, entry.badge, width)
        height = self._heights.get(told)
        if height is None:
            if len(self._heights) >= _KEPT:
                self.forget()
            small = QFontMetrics(self._small_font()).height()
            height = self._heights[told] = self._title_height(entry, width) + small + _GAP + 18
        return QSize(width, height)

    def need_place(self, rect: QRect, line: Line) -> QRect:
        """Where the words of the document stand, for clicks; empty when there are none."""
        if not line.need or line.done:
            return QRect()
        metrics = QFontMetrics(self._small_font())
        width = metrics.horizontalAdvance(line.need) + 20
        bottom = rect.bottom() - 8
        return QRect(rect.right() - _PAD - width, bottom - metrics.height(), width, metrics.height() + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One heading or line."""
        entry = index.data(ENTRY_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(entry, Heading):
            self._paint_heading(painter, option, entry, index.row())
        elif isinstance(entry, Line):
            self._paint_line(painter, option, entry, index.row())
        painter.restore()

    # --- inside

    def _heading_font(self) -> QFont:
        font = QFont(self._view.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _small_font(self) -> QFont:
        font = QFont(self._view.font())
        font.setPointSizeF(9)
        return font

    def _badge_width(self, line: Line) -> int:
        return QFontMetrics(self._small_font()).horizontalAdvance(line.badge) + _BADGE_PAD if line.badge else 0

    def _title_room(self, line: Line, width: int) -> int:
        return width - CIRCLE_ZONE - _PAD - self._badge_width(line) - 10

    def _title_height(self, line: Line, width: int) -> int:
        metrics = QFontMetrics(self._view.font())
        room = QRect(0, 0, max(80, self._title_room(line, width)), 10_000)
        return metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), line.title).height()

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, heading: Heading, row: int) -> None:
        palette = colours()
        rect: QRect = option.rect
        words = rect.adjusted(_PAD, 8 if row else 0, -_PAD, 0)
        scale = self._view.devicePixelRatioF()
        picture = icons.pixmap("chevron-right" if heading.folded else "chevron-down", palette.muted, 16, scale)
        painter.drawPixmap(QPoint(words.left(), words.center().y() - 8), picture)
        painter.setFont(self._heading_font())
        ink = palette.text if heading.tone == "neutral" else palette.ink(heading.tone)
        painter.setPen(QColor(ink))
        left = words.adjusted(24, 0, 0, 0)
        painter.drawText(left, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, heading.title)
        at = left.left() + painter.fontMetrics().horizontalAdvance(heading.title) + 8
        painter.setFont(self._view.font())
        count = QRect(at, words.top(), 80, words.height())
        paint_badge(painter, count, Badge(str(heading.count), heading.tone), palette)
        painter.setPen(QPen(QColor(palette.border), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            painter.setPen(QPen(QColor(palette.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect.adjusted(2, 2, -3, -3)), 4, 4)

    def _paint_line(self, painter: QPainter, option: QStyleOptionViewItem, line: Line, row: int) -> None:
        palette = colours()
        rect: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, QColor(palette.selection))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(palette.hover))
        painter.setPen(QPen(QColor(palette.border), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(palette.focus))
        height = self._title_height(line, rect.width())
        self._paint_circle(painter, QPoint(rect.left() + _PAD, rect.top() + 9), line, hovered=self._hovered() == row)
        ink = palette.selection_text if selected else palette.muted if line.done or line.faint else palette.text
        painter.setPen(QColor(ink))
        painter.setFont(self._view.font())
        title = QRect(rect.left() + CIRCLE_ZONE, rect.top() + 8, self._title_room(line, rect.width()), height)
        painter.drawText(title, int(Qt.TextFlag.TextWordWrap), line.title)
        painter.setFont(self._view.font())
        width = self._badge_width(line)
        if width:
            top = title.height() if title.height() < 30 else painter.fontMetrics().height()
            pill = QRect(rect.right() - _PAD - width, rect.top() + 8, width, top)
            paint_badge(painter, pill, Badge(line.badge, line.tone), palette)
        self._paint_below(painter, rect, line, selected=selected)

    def _paint_below(self, painter: QPainter, rect: QRect, line: Line, *, selected: bool) -> None:
        palette = colours()
        painter.setFont(self._small_font())
        metrics = painter.fontMetrics()
        top = rect.bottom() - 8 - metrics.height()
        right = rect.right() - _PAD
        need = self.need_place(rect, line)
        if not need.isEmpty():
            painter.setPen(QColor(palette.accent_text))
            painter.drawText(need, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, line.need)
            scale = self._view.devicePixelRatioF()
            picture = icons.pixmap("document", palette.accent_text, 14, scale)
            painter.drawPixmap(QPoint(need.left(), need.center().y() - 7), picture)
            right = need.left() - 14
        left = rect.left() + CIRCLE_ZONE
        painter.setPen(QColor(palette.selection_text if selected else palette.muted))
        told = line.below
        if line.moved and rect.width() > _NARROW:
            told = f"{told}  ·  {line.moved}" if told else line.moved
        place = QRect(left, top, right - left, metrics.height() + 1)
        words = metrics.elidedText(told, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _paint_circle(self, painter: QPainter, at: QPoint, line: Line, *, hovered: bool) -> None:
        palette = colours()
        circle = QRectF(at.x() + 0.5, at.y() + 0.5, _CIRCLE - 2, _CIRCLE - 2)
        scale = self._view.devicePixelRatioF()
        if line.question:
            painter.drawPixmap(at, icons.pixmap("help", palette.warn_text, _CIRCLE, scale))
            return
        late = line.tone == "danger" and not line.done
        edge = palette.accent if line.done or hovered else palette.danger if late else palette.border_strong
        painter.setPen(QPen(QColor(edge), 1.5))
        painter.setBrush(QColor(palette.accent if line.done else palette.surface))
        painter.drawEllipse(circle)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if line.done or hovered:
            ink = palette.on_accent if line.done else palette.accent
            painter.drawPixmap(QPoint(at.x() + 2, at.y() + 2), icons.pixmap("check", ink, 15, scale))
