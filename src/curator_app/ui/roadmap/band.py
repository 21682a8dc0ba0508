"""The picture of the year above the plan: twelve months, rows as bars, a line for today."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from curator_app.domain.school_year import SchoolYear
from curator_app.services.roadmaps.rows import ItemRow, Progress, RoadmapRow
from curator_app.texts.grammar import counted, month_name
from curator_app.texts.labels import code_label
from curator_app.texts.roadmap_words import ROADMAP_STATE
from curator_app.ui.common.palette import Palette
from curator_app.ui.common.table_delegate import tooltip
from curator_app.ui.common.theme import colours, theme
from curator_app.ui.roadmap.band_layout import Band, Bar, lay_out

_PAD = 10
_LANE, _LANE_GAP = 8, 3
_FOOT = 8
_TIGHT_LANE, _TIGHT_GAP = 5, 2


class YearBand(QWidget):
    """``chosen``: id of the row whose bar was clicked, or walked to with the arrow keys."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._band: Band | None = None
        self._current: int | None = None
        self._words = ""
        self._tight = False
        self.setProperty("role", "panel")
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Год дорожной карты")
        theme().changed.connect(self.update)

    @property
    def band(self) -> Band | None:
        """What is drawn."""
        return self._band

    def show_items(self, roadmap: RoadmapRow, year: SchoolYear, today: dt.date) -> None:
        """Other rows, or the same after a change."""
        self._band = lay_out(roadmap.items, year, today)
        self._words = foot_words(self._band, roadmap.progress) + (" · год закрыт" if roadmap.closed else "")
        late = sum(bar.item.state == "overdue" for bar in self._band.bars)
        words = counted(len(self._band.bars), "мероприятие", "мероприятия", "мероприятий")
        self.setAccessibleDescription(f"{words} со сроком, просрочено {late}")
        self.updateGeometry()
        self.update()

    def mark(self, item_id: int | None) -> None:
        """Marks the bar of the row that is current in the table."""
        self._current = item_id
        self.update()

    def set_tight(self, tight: bool) -> None:
        """Thinner lanes for a low window."""
        if tight != self._tight:
            self._tight = tight
            self.updateGeometry()
            self.update()

    # --- size and places

    def sizeHint(self) -> QSize:
        """As high as its lanes."""
        lanes = max(self._band.lanes if self._band is not None else 0, 1)
        lane, gap = self._lane()
        return QSize(400, self._head() + lanes * (lane + gap) + self._foot() + _FOOT)

    def minimumSizeHint(self) -> QSize:
        """The same height, any width."""
        return QSize(200, self.sizeHint().height())

    def _lane(self) -> tuple[int, int]:
        return (_TIGHT_LANE, _TIGHT_GAP) if self._tight else (_LANE, _LANE_GAP)

    def _small(self) -> QFont:
        small = QFont(self.font())
        small.setPointSizeF(8.5)
        return small

    def _head(self) -> int:
        return self.fontMetrics().height() + 6

    def _foot(self) -> int:
        return 0 if self._tight else self.fontMetrics().height() + 2

    def _place(self, bar: Bar) -> QRectF:
        room = self.width() - 2 * _PAD
        lane, gap = self._lane()
        left, right = _PAD + bar.left * room, _PAD + bar.right * room
        return QRectF(left, self._head() + bar.lane * (lane + gap) + gap, max(right - left - 1, 4), lane)

    def _at(self, point: QPointF) -> Bar | None:
        if self._band is None:
            return None
        lane, gap = self._lane()
        near = (bar for bar in self._band.bars if self._place(bar).adjusted(-1, -gap / 2, 1, gap / 2).contains(point))
        del lane
        return next(near, None)

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Months, bars, today."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = colours()
        painter.setPen(QPen(QColor(palette.border), 1))
        painter.setBrush(QColor(palette.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if self._band is None:
            return
        self._paint_months(painter, self._band, palette)
        for bar in self._band.bars:
            self._paint_bar(painter, bar, palette)
        self._paint_today(painter, self._band, palette)
        if not self._tight:
            self._paint_foot(painter, palette)
        painter.end()

    def _paint_months(self, painter: QPainter, band: Band, palette: Palette) -> None:
        room = self.width() - 2 * _PAD
        bottom = self.height() - self._foot() - _FOOT / 2
        painter.setFont(self._small())
        metrics = painter.fontMetrics()
        for number, month in enumerate(band.months):
            left, right = _PAD + month.left * room, _PAD + month.right * room
            if number:
                painter.setPen(QPen(QColor(palette.border), 1))
                painter.drawLine(QPointF(left, 5), QPointF(left, bottom))
            name = month_name(month.number)
            if metrics.horizontalAdvance(name) > right - left - 6:
                name = name[:3]
            painter.setPen(QColor(palette.muted))
            painter.drawText(QRectF(left, 2, right - left, self._head() - 4), Qt.AlignmentFlag.AlignCenter, name)

    def _paint_bar(self, painter: QPainter, bar: Bar, palette: Palette) -> None:
        place = self._place(bar)
        fill, edge = _ink(bar.item.state, palette)
        painter.setPen(QPen(QColor(edge), 1))
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(place, place.height() / 2, place.height() / 2)
        if bar.item.id == self._current:
            painter.setPen(QPen(QColor(palette.focus if self.hasFocus() else palette.text), 1.6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place.adjusted(-2, -2, 2, 2), place.height() / 2 + 2, place.height() / 2 + 2)

    def _paint_today(self, painter: QPainter, band: Band, palette: Palette) -> None:
        if band.today is None:
            return
        x = _PAD + band.today * (self.width() - 2 * _PAD)
        painter.setPen(QPen(QColor(palette.danger), 1.6))
        painter.drawLine(QPointF(x, self._head() - 4), QPointF(x, self.height() - self._foot() - _FOOT / 2))

    def _paint_foot(self, painter: QPainter, palette: Palette) -> None:
        painter.setFont(self._small())
        painter.setPen(QColor(palette.muted))
        painter.drawText(
            QRectF(_PAD, self.height() - self._foot() - 4, self.width() - 2 * _PAD, self._foot()),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            painter.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, self.width() - 2 * _PAD),
        )

    # --- mouse and keys

    def event(self, event: QEvent) -> bool:
        """A tooltip for the bar under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            bar = self._at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), tooltip(_spoken(bar.item)) if bar is not None else "", self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A bar can be clicked."""
        hand = self._at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Chooses the row."""
        bar = self._at(event.position())
        if bar is not None:
            self.chosen.emit(bar.item.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right walk from bar to bar through the year."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None or self._band is None or not self._band.bars:
            super().keyPressEvent(event)
            return
        ids = [bar.item.id for bar in self._band.bars]
        place = ids.index(self._current) + step if self._current in ids else 0
        self.chosen.emit(ids[min(max(place, 0), len(ids) - 1)])


def foot_words(band: Band, progress: Progress) -> str:
    """How far the plan is, and what has no bar of its own."""
    parts = [f"выполнено {progress.done} из {progress.total}"]
    if progress.overdue:
        parts.append(f"просрочено {progress.overdue}")
    if band.all_year:
        parts.append(f"весь год идут {len(band.all_year)}")
    if band.undated:
        parts.append(f"ждут события {band.undated}")
    words = ", ".join(parts)
    return words[:1].upper() + words[1:]


def _spoken(item: ItemRow) -> str:
    term = item.term_text or (f"до {item.due_date:%d.%m.%Y}" if item.due_date else "")
    return "\n".join(
        filter(None, (item.content, f"{term} — {code_label(item.state, ROADMAP_STATE)}", item.responsible))
    )


def _ink(state: str, palette: Palette) -> tuple[str, str]:
    """Fill and edge of a bar."""
    return {
        "done": (palette.ok_text, palette.ok_text),
        "in_progress": (palette.accent, palette.accent),
        "overdue": (palette.danger, palette.danger),
    }.get(state, (palette.accent_soft, palette.accent))
