"""The day in one line: its date, and how many tasks are late, due and coming — or that all is done."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from curator_app.services.terms.rows import TaskRow
from curator_app.texts.grammar import Case, month_name
from curator_app.texts.terms import day_words
from curator_app.ui.common.card_parts import Pill
from curator_app.ui.common.palette import Tone
from curator_app.ui.common.table_model import Badge
from curator_app.ui.today.grouping import Counts

_DAYS = ("Понедельник", "Вторник", "Среда", "Четверг", "Пятница", "Суббота", "Воскресенье")


class Headline(QWidget):
    """Date in large letters, counters as pills below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day = QLabel(self)
        self._day.setProperty("role", "title")
        self._day.setWordWrap(True)
        self._told = QLabel(self)
        self._told.setProperty("role", "muted")
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._told.setWordWrap(True)  # a long title must not press the pill together
        self._pills = QHBoxLayout()
        self._pills.setSpacing(6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._day)
        layout.addLayout(self._pills)

    def tell(self, today: dt.date, counts: Counts | None, ahead: TaskRow | None) -> None:
        """Shows the day; ``counts`` None: the base has no tasks at all; ``ahead`` is the next task to come."""
        self._day.setText(f"{_DAYS[today.weekday()]}, {today.day} {month_name(today.month, Case.GENITIVE)}")
        while (item := self._pills.takeAt(0)) is not None:
            if (pill := item.widget()) is not None and pill is not self._told:
                pill.hide()
                pill.deleteLater()
        for badge in _badges(counts) if counts is not None else ():
            self._pills.addWidget(Pill(badge, self))
        self._told.setText("" if counts is None else _sentence(counts, ahead))
        self._pills.addWidget(self._told, 1)


def _badges(counts: Counts) -> list[Badge]:
    told: tuple[tuple[int, str, Tone], ...] = (
        (counts.late, "просрочено", "danger"),
        (counts.today, "сегодня", "accent"),
        (counts.week, "на этой неделе", "info"),
    )
    found = [Badge(f"{number} {words}", tone) for number, words, tone in told if number]
    return found if counts.late or counts.today else [Badge("На сегодня всё сделано", "ok"), *found]


def _sentence(counts: Counts, ahead: TaskRow | None) -> str:
    if counts.late or counts.today or counts.week or ahead is None or ahead.acts_on is None:
        return ""
    return f"Ближайший срок — {day_words(ahead.acts_on)}: {ahead.title}"


def spoken(counts: Counts) -> str:
    """The counters in one sentence without names, for the reminder beside the clock; «» when there is nothing."""
    parts = [
        f"{words}: {number}"
        for words, number in (("просрочено", counts.late), ("сегодня", counts.today), ("на этой неделе", counts.week))
        if number
    ]
    told = ", ".join(parts)
    return told[:1].upper() + told[1:]
