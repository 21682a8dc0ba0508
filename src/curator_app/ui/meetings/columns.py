"""Columns of the log of meetings, of visited lessons and of the pairs with their totals."""

from __future__ import annotations

from curator_app.services.meetings.rows import MeetingRow, PairTotals, VisitRow
from curator_app.texts.grammar import counted
from curator_app.ui.common.chips import Chip
from curator_app.ui.common.table_model import Badge, Column

LONG_WITHOUT = 14
"""Days without a meeting after which a pair is marked."""


def hours(minutes: int) -> str:
    """«3 ч 15 мин» with no-break spaces."""
    whole, rest = divmod(minutes, 60)
    parts = (f"{whole} ч" if whole else "", f"{rest} мин" if rest or not whole else "")
    return " ".join(part for part in parts if part).replace(" ", "\N{NO-BREAK SPACE}")


def silence(row: PairTotals) -> Badge | None:
    """«19 дней» without a meeting, for a running pair that has not met for long."""
    if row.days_since is None or row.days_since < LONG_WITHOUT:
        return None
    return Badge(counted(row.days_since, "день", "дня", "дней"), "warn")


def _silent_days(row: PairTotals) -> int:
    return row.days_since or 0


def _silence_words(row: PairTotals) -> str:
    badge = silence(row)
    return "" if badge is None else badge.text


PAIRS: tuple[Column[PairTotals], ...] = (
    Column("title", "Пара", lambda row: row.title, width=222, strong=True),
    Column("meetings", "Встреч", lambda row: row.meetings, kind="number", width=82),
    Column("last", "Последняя", lambda row: row.last, kind="date", width=112, visible=False),
    Column("silence", "Нет встреч", _silent_days, text=_silence_words, badge=silence, width=112),
)
PAIR_CHIPS: tuple[Chip[PairTotals], ...] = (
    Chip("running", "Действующие", lambda row: row.running),
    Chip("silent", "Давно не встречались", lambda row: silence(row) is not None),
)
MEETINGS: tuple[Column[MeetingRow], ...] = (
    Column("date", "Дата", lambda row: row.date, kind="date", width=106),
    Column("kind", "Вид встречи", lambda row: row.kind_label, width=170),
    Column("topic", "Тема", lambda row: " ".join((row.topic or "").split()), width=230, strong=True),
    Column("minutes", "Минут", lambda row: row.duration_minutes, kind="number", width=82),
    Column("done", "Что сделано", lambda row: " ".join((row.done or "").split()), width=200),
    Column("agreed", "Договорённости", lambda row: " ".join((row.agreed or "").split()), width=190),
    Column("next", "Следующая", lambda row: row.next_date, kind="date", width=112),
    Column("rating", "Оценка", lambda row: row.rating, kind="number", width=82, visible=False),
)
VISITS: tuple[Column[VisitRow], ...] = (
    Column("date", "Дата", lambda row: row.date, kind="date", width=106),
    Column("teacher", "Чей урок", lambda row: row.teacher_name, width=190, strong=True),
    Column("visitor", "Кто посетил", lambda row: row.visitor_name, width=190),
    Column("class", "Класс", lambda row: row.class_name, width=60),
    Column("subject", "Предмет", lambda row: row.subject, width=110),
    Column("topic", "Тема", lambda row: row.topic, width=180),
    Column("advice", "Рекомендации", lambda row: " ".join((row.advice or "").split()), width=220),
)
