"""F1 in a dialog: the guide at the chapter of what is being done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

_CHAPTERS: Final = {
    "today": "Сегодня",
    "newcomer": "Сегодня",
    "mentors": "Наставники",
    "requests": "Наставляемые",
    "pairs": "Пары",
    "rounds": "Пары",
    "meetings": "Пары",
    "routes": "ИОМ",
    "surveys": "Анкеты",
    "roadmap": "Дорожная карта",
    "papers": "Документы",
    "outcomes": "Документы",
    "inspection": "Документы",
    "monitoring": "Мониторинг",
    "imports": "Данные и копии",
    "backups": "Данные и копии",
    "bases": "Данные и копии",
    "records": "Данные и копии",
    "years": "Данные и копии",
    "people": "Персональные данные",
    "privacy": "Персональные данные",
    "protection": "Персональные данные",
    "settings": "Настройки",
}
_show: Callable[[QWidget, str], object] | None = None


def use_guide(show: Callable[[QWidget, str], object] | None) -> None:
    """``show`` opens the guide over a window at a chapter; None: there is no guide."""
    global _show
    _show = show


def chapter_of(window: QWidget) -> str:
    """The chapter about a dialog, by the part of the program that it, or what it was opened from, belongs to."""
    holder: QWidget | None = window
    while holder is not None:
        part = type(holder).__module__.removeprefix("curator_app.ui.").split(".")[0]
        if part in _CHAPTERS:
            return _CHAPTERS[part]
        holder = holder.parentWidget()
    return ""


def add_help_key(window: QWidget) -> None:
    """F1 over ``window``: the window behind it does not hear keys."""
    show = _show
    if show is None:
        return
    key = QShortcut(QKeySequence(Qt.Key.Key_F1), window)
    key.activated.connect(lambda: show(window, chapter_of(window)))
