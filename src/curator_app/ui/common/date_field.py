"""A day typed as people type it («3.9.26», «3 сентября 2026»), stepped with the arrows, or picked in a calendar."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QColor, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QLineEdit, QMenu, QWidget, QWidgetAction

from curator_app.domain.parsing.dates import parse_date
from curator_app.ui.common.theme import colours, theme, themed_icon

_HINT = "дд.мм.гггг"


class DateField(QWidget):
    """Empty = no date. ``valid`` is False while something unreadable is typed."""

    changed = Signal()
    """The day became another one (or unreadable, or empty)."""

    def __init__(self, today: dt.date, name: str, parent: QWidget | None = None, *, birth: bool = False) -> None:
        super().__init__(parent)
        self._today = today
        self._birth = birth
        self._told: tuple[dt.date | None, bool] = (None, True)
        self.edit = QLineEdit(self)
        self.edit.setPlaceholderText(_HINT)
        self.edit.setAccessibleName(name)
        self.edit.setToolTip("Стрелки вверх и вниз — на день, F4 — календарь")
        self._calendar_action = QAction("Календарь (F4)", self)
        self._calendar_action.triggered.connect(self.open_calendar)
        self.edit.addAction(self._calendar_action, QLineEdit.ActionPosition.TrailingPosition)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.edit)
        self.setFocusProxy(self.edit)
        self.setMaximumWidth(170)
        self.setMinimumWidth(140)
        self.edit.textChanged.connect(self._typed)
        self.edit.editingFinished.connect(self._tidy)
        self.edit.installEventFilter(self)
        theme().changed.connect(self._draw_icon)
        self._draw_icon()

    def date(self) -> dt.date | None:
        """The day, or None when the field is empty or can't be read."""
        return self._told[0]

    @property
    def valid(self) -> bool:
        """The field is empty or holds a day."""
        return self._told[1]

    def set_date(self, day: dt.date | None) -> None:
        """Shows a day."""
        self.edit.setText("" if day is None else f"{day:%d.%m.%Y}")
        self._typed()

    def open_calendar(self) -> None:
        """The calendar under the field; a click on a day (or Enter) takes it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget(menu)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        weekend = QTextCharFormat()
        weekend.setForeground(QColor(colours().danger_text))
        for name in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(name, weekend)
        calendar.setMinimumSize(300, 250)
        day = self.date() or self._today
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))

        def take(picked: QDate) -> None:
            menu.close()
            self.set_date(dt.date(picked.year(), picked.month(), picked.day()))
            self.edit.setFocus()

        calendar.clicked.connect(take)
        calendar.activated.connect(take)
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))
        calendar.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows step by a day, with Page Up and Page Down by a month; F4 opens the calendar."""
        if watched is self.edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
            if event.key() == Qt.Key.Key_F4:
                self.open_calendar()
                return True
            if event.key() in steps and self.valid:
                day = self.date()
                step = dt.timedelta(days=steps[Qt.Key(event.key())])
                self.set_date(self._today if day is None else day + step)
                return True
        return super().eventFilter(watched, event)

    def _typed(self) -> None:
        text = self.edit.text().strip()
        read = parse_date(_dotted(text), self._today, birth=self._birth) if text else None
        day = read.value if read is not None and read.trouble is None else None
        state = (day, not text or day is not None)
        if state != self._told:
            self._told = state
            self.changed.emit()

    def _tidy(self) -> None:
        day = self.date()
        if day is not None:
            self.edit.setText(f"{day:%d.%m.%Y}")

    def _draw_icon(self) -> None:
        self._calendar_action.setIcon(themed_icon("calendar", size=16))


def _dotted(text: str) -> str:
    """«01092026» as «01.09.2026»; fewer digits alone (a number on the way) are no date yet."""
    if not text.isdigit():
        return text
    return f"{text[:2]}.{text[2:4]}.{text[4:]}" if len(text) in {6, 8} else "?"
