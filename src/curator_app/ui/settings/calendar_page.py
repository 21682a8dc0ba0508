"""The production calendar: a year in colours, a click changes a day, unknown years say what is known of them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from curator_app.domain.codes import CalendarDayKind
from curator_app.domain.terms.calendar import OffReason, WorkCalendar
from curator_app.services.terms import counting, rule_editing
from curator_app.services.terms.calendar_years import (
    CalendarYearRow,
    forget_calendar_year,
    list_calendar_years,
    load_calendar_file,
)
from curator_app.services.terms.counting import CalendarDayRow
from curator_app.services.workspace import Workspace
from curator_app.texts.terms import OWN_DAY
from curator_app.ui.common.errors import told
from curator_app.ui.common.flow_layout import FlowLayout
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.scrolled import Scrolled
from curator_app.ui.common.theme import colours, theme, themed_icon
from curator_app.ui.settings.year_view import KIND_WORDS, DayKind, YearDay, YearView, kind_colours

_REASONS: dict[OffReason, DayKind] = {
    OffReason.WEEKEND: "weekend",
    OffReason.HOLIDAY: "holiday",
    OffReason.TRANSFERRED: "transferred",
    OffReason.OWN: "own_off",
}
_LEGEND: tuple[DayKind, ...] = ("weekend", "holiday", "transferred", "short", "own_off", "own_working")
_FIRST, _LAST = 2020, 2045


class CalendarPage(QWidget):
    """Changes are kept at once and can be taken back by Ctrl+Z."""

    def __init__(self, host: PageHost, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host, self._workspace = host, workspace
        today = workspace.clock.today()
        self._year = today.year
        self._own: dict[dt.date, CalendarDayRow] = {}
        self._known: dict[int, CalendarYearRow] = {}
        self.back = self._arrow("Прошлый год", -1)
        self.forward = self._arrow("Следующий год", 1)
        self.title = QLabel(self)
        self.title.setProperty("role", "title")
        self.told = QLabel(self)
        self.told.setProperty("role", "muted")
        self.told.setWordWrap(True)
        self.load = QPushButton("Загрузить…", self)
        self.load.setToolTip("Файл производственного календаря (JSON) с переносами нового года")
        self.load.setAutoDefault(False)
        self.load.setProperty("dense", True)
        self.load.clicked.connect(lambda _on=False: self.load_file())
        self.forget = QPushButton("Убрать загруженный", self)
        self.forget.setAutoDefault(False)
        self.forget.setProperty("dense", True)
        self.forget.clicked.connect(lambda _on=False: self.forget_year())
        self.unknown = Notice("warn", parent=self)
        self.view = YearView(today, self)
        self._legend = QWidget(self)
        self._keys: list[tuple[QLabel, DayKind]] = []
        self._build()
        self.view.picked.connect(self._offer)
        theme().changed.connect(self._draw)
        self._draw()
        self.reload()

    def reload(self) -> None:
        """Reads the school's own days and paints the year."""
        self._own = {one.date: one for one in counting.list_calendar_days(self._workspace)}
        self._known = {one.year: one for one in list_calendar_years(self._workspace)}
        work = counting.get_calendar(self._workspace)
        self.title.setText(str(self._year))
        self.back.setEnabled(self._year > _FIRST)
        self.forward.setEnabled(self._year < _LAST)
        known = work.is_known(self._year)
        self.unknown.say(
            ""
            if known
            else f"Переносы выходных на {self._year} год ещё не известны: показаны выходные и праздники по закону. "
            "Отметьте перенесённые дни щелчком, когда выйдет постановление."
        )
        week = "пятидневная" if work.week == 5 else "шестидневная"
        told = f"Рабочая неделя {week} (меняется в разделе «Правила»)."
        row = self._known.get(self._year)
        self.told.setText(f"{told} {row.decree}" if row is not None else told)
        self.forget.setVisible(row is not None and row.loaded)
        self.view.show_year(self._year, self._days(work))

    def show_year(self, year: int) -> None:
        """Another year."""
        self._year = max(_FIRST, min(_LAST, year))
        self.reload()

    @told()
    def settle(self, day: dt.date, kind: CalendarDayKind | None) -> None:
        """Changes a day; None gives it back to the calendar of the country. Tells how many terms move."""
        if kind is None and day not in self._own:
            return
        moved = self._moved(day, kind)
        if kind is None:
            counting.unsettle_day(self._workspace, day)
        else:
            counting.settle_day(self._workspace, day, kind.value)
        self.reload()
        words = f"Сроков перенеслось: {moved}" if moved else "сроки не изменились"
        self._host.changed(None, f"Календарь, {day:%d.%m.%Y}: {words}")

    @told()
    def load_file(self) -> None:
        """Takes the transfers of a new year from a file."""
        chosen, _ = QFileDialog.getOpenFileName(self, "Производственный календарь", "", "Календарь (*.json)")
        if not chosen:
            return
        years = load_calendar_file(self._workspace, Path(chosen))
        self.show_year(years[-1] if years else self._year)
        self._host.changed(None, f"Загружен календарь: {', '.join(str(one) for one in years)}")

    @told()
    def forget_year(self) -> None:
        """The year that was loaded goes; what the program knows by itself counts again."""
        forget_calendar_year(self._workspace, self._year)
        self.reload()
        self._host.changed(None, f"Загруженный календарь {self._year} года убран")

    # --- inside

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(4)
        for part in (self.back, self.title, self.forward):
            top.addWidget(part)
        top.addSpacing(12)
        top.addWidget(self.told, 1)
        top.addWidget(self.forget)
        top.addWidget(self.load)
        keys = FlowLayout(self._legend, gap=12)
        for kind in _LEGEND:
            key = QLabel(self._legend)
            key.setProperty("role", "small")
            self._keys.append((key, kind))
            holder = QWidget(self._legend)
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(6)
            words = QLabel(KIND_WORDS[kind], holder)
            words.setProperty("role", "small")
            row.addWidget(key)
            row.addWidget(words)
            keys.addWidget(holder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self.unknown)
        layout.addWidget(Scrolled(self.view, self), 1)
        layout.addWidget(self._legend)

    def _days(self, work: WorkCalendar) -> dict[dt.date, YearDay]:
        day, days = dt.date(self._year, 1, 1), {}
        while day.year == self._year:
            own = self._own.get(day)
            days[day] = YearDay(_own_kind(own) if own else _kind(work, day), (own.note or "") if own else "")
            day += dt.timedelta(days=1)
        return days

    def _moved(self, day: dt.date, kind: CalendarDayKind | None) -> int:
        """How many terms of today another kind of this day would move."""
        own = {date: row.kind for date, row in self._own.items() if date != day}
        if kind is not None:
            own[day] = kind.value
        worked = {
            date: told == CalendarDayKind.WORKING.value
            for date, told in own.items()
            if told != CalendarDayKind.SHORT.value
        }
        week = counting.get_calendar(self._workspace).week
        decreed = {year: row.transfers for year, row in self._known.items()}
        then = WorkCalendar(week, decreed, worked)
        settings = counting.get_counting(self._workspace)
        return len(rule_editing.preview_counting(self._workspace, settings, calendar=then))

    def _offer(self, day: dt.date, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        heading = menu.addAction(self.view.words(day))
        heading.setEnabled(False)
        menu.addSeparator()
        own = self._own.get(day)
        for kind, words in OWN_DAY.items():
            action = menu.addAction(words.capitalize())
            action.setCheckable(True)
            action.setChecked(own is not None and own.kind == kind.value)
            action.triggered.connect(lambda _on=False, kind=kind: self.settle(day, kind))
        if own is not None:
            menu.addSeparator()
            menu.addAction(themed_icon("undo", size=18), "Как по календарю страны", lambda: self.settle(day, None))
        menu.popup(at)

    def _arrow(self, words: str, step: int) -> QToolButton:
        button = QToolButton(self)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.clicked.connect(lambda _on=False: self.show_year(self._year + step))
        return button

    def _draw(self) -> None:
        self.back.setIcon(themed_icon("chevron-left", size=18))
        self.forward.setIcon(themed_icon("chevron-right", size=18))
        for key, kind in self._keys:
            key.setPixmap(_swatch(kind, self.devicePixelRatioF()))


def _kind(work: WorkCalendar, day: dt.date) -> DayKind:
    reason = work.off_reason(day)
    return "working" if reason is None else _REASONS[reason]


def _own_kind(own: CalendarDayRow) -> DayKind:
    if own.kind == CalendarDayKind.WORKING.value:
        return "own_working"
    return "short" if own.kind == CalendarDayKind.SHORT.value else "own_off"


def _swatch(kind: DayKind, scale: float) -> QPixmap:
    """A small square in the colours of a day, with a number as in the calendar."""
    palette = colours()
    picture = QPixmap(round(20 * scale), round(16 * scale))
    picture.setDevicePixelRatio(scale)
    picture.fill(Qt.GlobalColor.transparent)
    ground, ink = kind_colours(kind, palette)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if ground is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(0, 0, 20, 16, 4, 4)
    painter.setPen(QColor(ink))
    font = painter.font()
    font.setPointSizeF(8)
    painter.setFont(font)
    painter.drawText(0, 0, 20, 16, Qt.AlignmentFlag.AlignCenter, "8")
    painter.end()
    return picture
