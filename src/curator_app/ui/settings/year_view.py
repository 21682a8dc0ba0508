"""A year as twelve small months painted in colours; a day is chosen by a click or the arrows."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from curator_app.texts.grammar import month_name
from curator_app.ui.common.palette import Palette
from curator_app.ui.common.theme import colours, theme

DayKind = Literal["working", "weekend", "holiday", "transferred", "short", "own_off", "own_working"]
KIND_WORDS: Final[dict[DayKind, str]] = {
    "working": "рабочий день",
    "weekend": "выходной",
    "holiday": "праздник",
    "transferred": "перенесённый выходной",
    "short": "сокращённый день",
    "own_off": "выходной школы",
    "own_working": "рабочий день школы",
}
_DAYS: Final = ("П", "В", "С", "Ч", "П", "С", "В")
_COLUMNS: Final = 4
_PAD: Final = 8


@dataclass(frozen=True, slots=True)
class YearDay:
    """One day as it is painted; ``note`` stands in its tooltip."""

    kind: DayKind
    note: str = ""


def kind_colours(kind: DayKind, palette: Palette) -> tuple[str | None, str]:
    """Ground (None: none) and ink of a day."""
    return {
        "working": (None, palette.text),
        "weekend": (None, palette.danger_text),
        "holiday": (palette.danger_soft, palette.danger_text),
        "transferred": (palette.warn_soft, palette.warn_text),
        "short": (palette.info_soft, palette.info_text),
        "own_off": (palette.accent, palette.on_accent),
        "own_working": (palette.accent_soft, palette.accent_text),
    }[kind]


class YearView(QWidget):
    """``picked`` when a day is to be changed: a click, Enter or Space."""

    picked = Signal(dt.date, QPoint)

    def __init__(self, today: dt.date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._current = today
        self._days: Mapping[dt.date, YearDay] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Производственный календарь")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme().changed.connect(self.update)

    @property
    def current(self) -> dt.date:
        """The day the keyboard stands on."""
        return self._current

    @property
    def year(self) -> int:
        """The year that is shown."""
        return self._current.year

    def show_year(self, year: int, days: Mapping[dt.date, YearDay]) -> None:
        """Shows another year, or the same one anew."""
        self._days = days
        if self._current.year != year:
            self._current = self._today if self._today.year == year else dt.date(year, 1, 1)
        self._tell()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for three rows of months."""
        return QSize(680, 420)

    def minimumSizeHint(self) -> QSize:
        """Numbers that can still be read."""
        height = self._small().pixelSize() if self._small().pixelSize() > 0 else self.fontMetrics().height()
        return QSize(560, 3 * (8 * height + 14))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go by a day and a week inside the year; Enter and Space change the day."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
        key = Qt.Key(event.key())
        if key in steps:
            self._go(self._current + dt.timedelta(days=steps[key]))
        elif key == Qt.Key.Key_Home:
            self._go(self._current.replace(day=1))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.picked.emit(self._current, self.mapToGlobal(self._place(self._current).bottomLeft()))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a day changes it."""
        day = self._day_at(event.position().toPoint())
        if day is not None and event.button() == Qt.MouseButton.LeftButton:
            self._go(day)
            self.picked.emit(day, self.mapToGlobal(self._place(day).bottomLeft()))

    def event(self, event: QEvent) -> bool:
        """The tooltip of a day says what it is."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            day = self._day_at(event.pos())
            QToolTip.showText(event.globalPos(), self.words(day) if day is not None else "", self)
            return True
        return super().event(event)

    def words(self, day: dt.date) -> str:
        """«4 ноября: праздник. День народного единства»."""
        shown = self._days.get(day, YearDay("working"))
        told = f"{day:%d.%m.%Y}: {KIND_WORDS[shown.kind]}"
        return f"{told}. {shown.note}" if shown.note else told

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Twelve months."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for month in range(1, 13):
            self._paint_month(painter, month)
        painter.end()

    # --- inside

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(8.5)
        return font

    def _go(self, day: dt.date) -> None:
        if day.year == self.year:
            self._current = day
            self._tell()
            self.update()

    def _tell(self) -> None:
        self.setAccessibleDescription(self.words(self._current))

    def _month_rect(self, month: int) -> QRect:
        width, height = self.width() // _COLUMNS, self.height() // 3
        row, column = divmod(month - 1, _COLUMNS)
        return QRect(column * width, row * height, width, height)

    def _cell(self, month: int) -> tuple[QRect, int, int]:
        """The month's place, the width and the height of a day."""
        rect = self._month_rect(month).adjusted(_PAD, 2, -_PAD, -4)
        return rect, rect.width() // 7, rect.height() // 8

    def _place(self, day: dt.date) -> QRect:
        rect, width, height = self._cell(day.month)
        first = dt.date(day.year, day.month, 1).weekday()
        row, column = divmod(first + day.day - 1, 7)
        return QRect(rect.left() + column * width, rect.top() + (row + 2) * height, width, height)

    def _day_at(self, point: QPoint) -> dt.date | None:
        for month in range(1, 13):
            if self._month_rect(month).contains(point):
                last = calendar.monthrange(self.year, month)[1]
                days = (dt.date(self.year, month, number) for number in range(1, last + 1))
                return next((day for day in days if self._place(day).contains(point)), None)
        return None

    def _paint_month(self, painter: QPainter, month: int) -> None:
        palette = colours()
        rect, width, height = self._cell(month)
        heading = QFont(self._small())
        heading.setWeight(QFont.Weight.DemiBold)
        painter.setFont(heading)
        painter.setPen(QColor(palette.text))
        name = month_name(month)
        top = QRect(rect.left() + 3, rect.top(), rect.width(), height)
        painter.drawText(top, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name[:1].upper() + name[1:])
        painter.setFont(self._small())
        painter.setPen(QColor(palette.muted))
        for column, word in enumerate(_DAYS):
            place = QRect(rect.left() + column * width, rect.top() + height, width, height)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, word)
        for number in range(1, calendar.monthrange(self.year, month)[1] + 1):
            self._paint_day(painter, dt.date(self.year, month, number), palette)

    def _paint_day(self, painter: QPainter, day: dt.date, palette: Palette) -> None:
        place = self._place(day)
        ground, ink = kind_colours(self._days.get(day, YearDay("working")).kind, palette)
        side = min(place.width(), place.height() + 6)
        box = QRectF(place.center().x() - side / 2 + 1, place.top() + 0.5, side - 1, place.height() - 1)
        if ground is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(box, 4, 4)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if day == self._current and self.hasFocus():
            painter.setPen(QPen(QColor(palette.focus), 2))
            painter.drawRoundedRect(box, 4, 4)
        elif day == self._today:
            painter.setPen(QPen(QColor(palette.accent), 1.4))
            painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor(ink))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(day.day))
