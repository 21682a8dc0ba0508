"""Columns and filters of the register: orders, drafts and other papers in one list."""

from __future__ import annotations

from curator_app.services.papers.entries import Entry, Status
from curator_app.texts.grammar import counted
from curator_app.ui.common.chips import Chip
from curator_app.ui.common.palette import Tone
from curator_app.ui.common.table_model import Badge, Column

_NAMED = 2
_TONES: dict[Status, Tone] = {"draft": "info", "signed": "ok", "changed": "warn", "cancelled": "neutral"}


def about(entry: Entry) -> str:
    """About whom, in a few words; of a paper about nobody, its heading."""
    named = [one for one in entry.people_names.split("; ") if one]
    if not named:
        return entry.heading
    rest = len(named) - _NAMED
    more = f" и ещё {counted(rest, 'пара', 'пары', 'пар')}" if rest > 0 else ""
    return "; ".join(named[:_NAMED]) + more


def reading(entry: Entry) -> str:
    """«2 из 3» of those who have read the paper."""
    return f"{entry.acquainted.done} из {entry.acquainted.total}" if entry.acquainted.total else ""


def _reading_badge(entry: Entry) -> Badge | None:
    if not entry.acquainted.total:
        return None
    tone: Tone = "danger" if entry.acquainted.overdue else "ok"
    if not entry.acquainted.overdue and entry.acquainted.done < entry.acquainted.total:
        tone = "warn"
    return Badge(reading(entry), tone)


def _readers(entry: Entry) -> str:
    if not entry.acquainted.total:
        return ""
    late = f", просрочено: {entry.acquainted.overdue}" if entry.acquainted.overdue else ""
    return f"Ознакомлены {reading(entry)}{late}"


def _tooltip(entry: Entry) -> str:
    told = [entry.heading]
    if entry.outdated:
        told.append("Ссылается на норму, которая не действует.")
    return "\n".join(told)


COLUMNS: tuple[Column[Entry], ...] = (
    Column("number", "№", lambda row: row.number, width=70, strong=True),
    Column("date", "Дата", lambda row: row.date, kind="date", width=100),
    Column(
        "type",
        "Вид",
        lambda row: row.type_label,
        width=118,
        tooltip=_tooltip,
        icon=lambda row: "warning" if row.outdated else None,
    ),
    Column("about", "О ком, о чём", about, width=126, tooltip=_tooltip),
    Column(
        "status",
        "Статус",
        lambda row: row.state,
        width=104,
        badge=lambda row: Badge(row.state, _TONES[row.status]),
        tooltip=lambda row: row.state,
    ),
    Column("scans", "Скан", lambda row: row.scans or None, kind="number", width=58, searchable=False),
    Column("read", "Подписи", reading, width=84, badge=_reading_badge, tooltip=_readers, searchable=False),
    Column("school_year", "Учебный год", lambda row: row.school_year, width=110, visible=False),
    Column("heading", "Заголовок", lambda row: row.heading, width=260, visible=False),
    Column("people", "Люди", lambda row: row.people_names, width=200, visible=False),
    Column("text", "Текст", lambda row: row.text, width=300, visible=False),
)

CHIPS: tuple[Chip[Entry], ...] = (
    Chip("draft", "Проекты", lambda row: row.status == "draft", "status"),
    Chip("signed", "Подписаны", lambda row: row.status == "signed", "status"),
    Chip("changed", "Изменены", lambda row: row.status == "changed", "status"),
    Chip("cancelled", "Отменены", lambda row: row.status == "cancelled", "status"),
    Chip(
        "no_scan",
        "Без скана",
        lambda row: row.scans == 0 and row.status in ("signed", "changed"),
        "scan",
        "Подписанные документы, к которым не приложен скан",
    ),
    Chip(
        "unread",
        "Ознакомление просрочено",
        lambda row: row.acquainted.overdue > 0,
        "read",
        "Есть люди, которые не ознакомлены в срок",
    ),
    Chip(
        "outdated",
        "Норма не действует",
        lambda row: row.outdated,
        "norm",
        "Документ ссылается на норму, которая не действовала на его дату или не действует сейчас",
    ),
)
