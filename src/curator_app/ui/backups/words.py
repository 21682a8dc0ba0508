"""Copies in words: when, how large, what is inside."""

from __future__ import annotations

import datetime as dt

from curator_app.services.backups.listing import CopyRow
from curator_app.services.backups.restoring import RestoreResult
from curator_app.texts.grammar import counted
from curator_app.ui.common.table_model import Badge

_STATES: dict[str, Badge] = {
    "sound": Badge("проверена", "ok"),
    "unknown": Badge("не проверялась", "neutral"),
    "damaged": Badge("повреждена", "danger"),
    "newer": Badge("новая версия", "warn"),
}


def state_badge(row: CopyRow) -> Badge:
    """Whether the copy may be trusted."""
    return _STATES[row.state]


def when(row: CopyRow) -> str:
    """«22.11.2026 18:02»."""
    return f"{row.made:%d.%m.%Y %H:%M}" if row.made is not None else "неизвестно"


def size_words(size: int) -> str:
    """«2,8 МБ»."""
    if size < 1 << 20:
        return f"{max(1, round(size / 1024))} КБ"
    return f"{size / (1 << 20):.1f} МБ".replace(".", ",")


def counts_words(row: CopyRow) -> str:
    """«312 человек, 148 пар, 12 приказов»; «» when the copy does not tell."""
    told = (
        (row.people, "человек", "человека", "человек"),
        (row.pairs, "пара", "пары", "пар"),
        (row.orders, "приказ", "приказа", "приказов"),
    )
    return ", ".join(counted(number, one, few, many) for number, one, few, many in told if number is not None)


def inside_lines(row: CopyRow) -> list[tuple[str, str]]:
    """What is inside, as (what, how much); without what is not known."""
    lines = [
        ("Снята", when(row)),
        ("Почему", row.reason),
        ("Школа", row.school),
        ("Учебный год", row.year),
        ("В копии", counts_words(row)),
        ("Сканы, файлы", counted(row.files, "файл", "файла", "файлов") if row.files else ""),
        ("Размер", size_words(row.size)),
        ("Программа", f"версия {row.app_version}" if row.app_version else ""),
        ("Защита", "зашифрована паролем" if row.encrypted else ""),
    ]
    return [(what, much) for what, much in lines if much]


def age(row: CopyRow, now: dt.datetime) -> str:
    """«сегодня», «вчера», «5 дней назад»; «» when it is not known or lies ahead."""
    if row.made is None:
        return ""
    days = (now.date() - row.made.date()).days
    if days < 0:
        return ""
    return ("сегодня", "вчера")[days] if days < 2 else f"{counted(days, 'день', 'дня', 'дней')} назад"


def restored(done: RestoreResult) -> tuple[str, str]:
    """What came back, and where the replaced base lies."""
    counts = [
        counted(number, one, few, many)
        for number, one, few, many in (
            (done.people, "человек", "человека", "человек"),
            (done.pairs, "пара", "пары", "пар"),
        )
        if number is not None
    ]
    what = f"База восстановлена: {', '.join(counts)}." if counts else "База восстановлена."
    return what, "" if done.kept is None else f"Прежняя база сохранена:\n{done.kept}"
