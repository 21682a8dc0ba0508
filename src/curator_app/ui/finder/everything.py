"""All acts of the window in one list, whatever tab is in view and whichever has been opened yet."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from PySide6.QtWidgets import QAbstractButton

from curator_app.services.workspace import Workspace
from curator_app.ui.finder.declared import DECLARED, Declared
from curator_app.ui.finder.deeds import Deed, deeds_of, deeds_of_page, once, title_of
from curator_app.ui.finder.pressing import NOT_NOW, plain, press, state_of, why_off
from curator_app.ui.main_window import MainWindow
from curator_app.ui.next_step.strip import Strip
from curator_app.ui.tabs import TABS

_TITLES: Final = {tab.key: tab.title for tab in TABS}
_NEW: Final = {"mentors": "Добавить", "requests": "Добавить", "today": "Вышел на работу новый сотрудник"}
_SETTINGS: Final = (
    ("Школа", "название, адрес, учредитель, шапка"),
    ("Подписи и отчёт", "директор, куратор, получатели отчёта"),
    ("Правила", "мест у наставника, номера приказов"),
    ("Списки", "предметы, дефициты, формы наставничества"),
    ("Сроки", "правила сроков, напоминания"),
    ("Календарь", "праздники, каникулы, выходные"),
    ("Оформление", "тема, тёмная, светлая, подсказки, напоминание"),
)


def every_deed(window: MainWindow, workspace: Workspace) -> list[Deed]:
    """Acts of the page in view first, then the window's, then those of the other tabs, papers by kind, settings."""
    page, here = window.seen_page, title_of(window.tabs)
    buttons: list[QAbstractButton] = []
    own: list[Deed] = []
    others: list[Deed] = []
    for act in DECLARED:
        seen = page is not None and act.tab == window.seen_key
        button = state_of(page.widget, act) if seen and page is not None else None
        if button is not None:
            buttons.append(button)
        (own if seen else others).append(_declared(window, act, button))
    told = {plain(one.text()) for one in buttons}
    menus = {act.press[0] for act in DECLARED if act.tab == window.seen_key and len(act.press) > 1}
    live = (
        [one for one in deeds_of_page(page.widget, here) if one.words not in told | menus] if page is not None else []
    )
    lines = {act.press[-1] for act in DECLARED if act.tab == window.seen_key and len(act.press) > 1}
    live = [one for one in live if one.words not in lines]
    window_deeds = [one for one in deeds_of(window.menuBar(), window.tabs) if one.place != here]
    return once(
        [
            *_next(window),
            *own,
            *live,
            *window_deeds,
            *others,
            *_papers(window, workspace),
            *_settings(window, workspace),
        ]
    )


def _next(window: MainWindow) -> Iterator[Deed]:
    """The step of the line over the page."""
    for strip in window.findChildren(Strip):
        if strip.isVisible() and strip.button.isVisible() and strip.step is not None:
            yield Deed(strip.step.text, "что дальше", "", strip.button.click, also=strip.step.button, passing=True)


def _declared(window: MainWindow, act: Declared, button: QAbstractButton | None) -> Deed:
    place = " · ".join(filter(None, (_TITLES[act.tab], act.part.replace("/", " · "))))
    off = "" if button is None or button.isEnabled() else why_off(button, act.why)
    keys = "Ctrl+N" if act.press == (_NEW.get(act.tab),) else ""
    return Deed(act.words, place, keys, partial(_press, window, act), also=" ".join(act.press), off=off)


def _press(window: MainWindow, act: Declared) -> None:
    why = press(window.turn_to(act.tab).widget, act)
    if why:
        window.toast(f"{act.words.rstrip('…')}: {why[:1].lower()}{why[1:]}" if why != NOT_NOW else why)


def _papers(window: MainWindow, workspace: Workspace) -> Iterator[Deed]:
    """Orders and blanks by kind."""
    from curator_app.ui.papers.blank_choices import GROUPS
    from curator_app.ui.papers.order_kinds import KINDS

    for kind in KINDS:
        order = kind.title.startswith(("О ", "Об "))
        words = f"Приказ {kind.title[:1].lower()}{kind.title[1:]}…" if order else f"{kind.title}…"
        yield Deed(words, "новый приказ", "", partial(_order, window, workspace, kind.code))
    for group, choices in GROUPS:
        empty = "бланк" in group
        for code, title in choices:
            words = f"Пустой бланк приказа: {title[:1].lower()}{title[1:]}" if empty else title
            yield Deed(words, "Документы · Бланки", "", partial(_blank, window, code), also=f"бланк напечатать {group}")


def _order(window: MainWindow, workspace: Workspace, code: str) -> None:
    from curator_app.services.papers.commands import OrderCommand
    from curator_app.ui import papers

    issued = papers.new_order(window, workspace, window, OrderCommand(type=code))
    if issued is not None:
        window.open_record("order", issued)


def _blank(window: MainWindow, code: str) -> None:
    from curator_app.ui.papers.page import PapersPage

    page = window.turn_to("papers")
    assert isinstance(page, PapersPage)
    page.show_blank(code)


def _settings(window: MainWindow, workspace: Workspace) -> Iterator[Deed]:
    from curator_app.ui.settings import show_settings

    for title, also in _SETTINGS:
        yield Deed(title, "настройки", "", partial(show_settings, window, workspace, window, title), also=also)
