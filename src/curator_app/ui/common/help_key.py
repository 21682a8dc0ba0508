"""F1: the guide at the chapter of what is being done, in a dialog and in every part of a tab."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabBar, QWidget

CHAPTERS: Final = {
    "first_start": "Первый день: три шага",
    "today": "Сегодня",
    "newcomer": "Новый сотрудник",
    "mentors": "Наставники",
    "requests": "Наставляемые",
    "pairs": "Пары и группы",
    "pairs.proposal": "Пары: подбор",
    "pairs.heat_map": "Пары: подбор",
    "rounds": "Пары: встреча-знакомство",
    "meetings": "ИОМ и встречи",
    "routes": "ИОМ и встречи",
    "surveys": "Анкеты",
    "roadmap": "Дорожная карта",
    "papers": "Документы: реестр",
    "papers.order": "Документы: новый приказ",
    "papers.facts_dialog": "Документы: новый приказ",
    "papers.cases_dialog": "Документы: новый приказ",
    "papers.blanks": "Документы: бланки",
    "papers.wording": "Документы: формулировки",
    "papers.field_dialog": "Документы: формулировки",
    "papers.norms_dialog": "Документы: формулировки",
    "papers.versions_dialog": "Документы: формулировки",
    "outcomes": "Документы: итоги",
    "inspection": "Документы: папка для проверки",
    "monitoring": "Мониторинг: показатели и книга",
    "monitoring.forms": "Мониторинг: форма района",
    "monitoring.forms.register_dialog": "Мониторинг: реестр для информационной системы",
    "imports": "Загрузка из Excel",
    "backups": "Данные и копии",
    "backups.rescue_dialog": "Если база не открывается",
    "backups.start_dialog": "Если база не открывается",
    "bases": "Данные и копии",
    "records": "Отмена, корзина, история",
    "years": "Учебные годы",
    "people": "Согласия",
    "people.staff_picker": "Наставники",
    "privacy": "Персональные данные",
    "privacy.consents_dialog": "Согласия",
    "protection": "Пароль",
    "settings": "Настройки",
    "finder": "Окно программы",
    "finder.shortcuts": "Горячие клавиши",
}
"""Chapters by the module of a dialog; the longest beginning is right."""
PARTS: Final = {
    ("Пары", "Подбор"): "Пары: подбор",
    ("Пары", "Пары и группы"): "Пары и группы",
    ("Документы", "Реестр"): "Документы: реестр",
    ("Документы", "Бланки"): "Документы: бланки",
    ("Документы", "Формулировки"): "Документы: формулировки",
    ("Документы", "Мониторинг"): "Мониторинг: показатели и книга",
    ("Документы", "Итоги"): "Документы: итоги",
}
"""Chapters by the name of a tab and of its part in view."""
_show: Callable[[QWidget, str], object] | None = None


def use_guide(show: Callable[[QWidget, str], object] | None) -> None:
    """``show`` opens the guide over a window at a chapter; None: there is no guide."""
    global _show
    _show = show


def chapter_of(window: QWidget) -> str:
    """The chapter about a dialog, by the part of the program that it, or what it was opened from, belongs to."""
    holder: QWidget | None = window
    while holder is not None:
        if chapter := chapter_of_module(type(holder).__module__):
            return chapter
        holder = holder.parentWidget()
    return ""


def chapter_of_module(module: str) -> str:
    """The chapter about the part of the program that a module belongs to; «» for what serves all parts."""
    parts = f"{module.removeprefix('curator_app.ui.')}."
    known = [one for one in CHAPTERS if parts.startswith((f"{one}.", f"{one}_"))]
    return CHAPTERS[max(known, key=len)] if known else ""


def chapter_at(title: str, page: QWidget) -> str:
    """The chapter about a tab, or about the part of it that is in view."""
    bars = [one for one in page.findChildren(QTabBar) if one.isVisible()]
    parts = [(title, bar.tabText(bar.currentIndex())) for bar in bars]
    return next((PARTS[one] for one in parts if one in PARTS), title)


def add_help_key(window: QWidget) -> None:
    """F1 over ``window``: the window behind it does not hear keys."""
    show = _show
    if show is None:
        return
    key = QShortcut(QKeySequence(Qt.Key.Key_F1), window)
    key.activated.connect(lambda: show(window, chapter_of(window)))
