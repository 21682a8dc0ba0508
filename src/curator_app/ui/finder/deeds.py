"""What can be done: acts of every tab, papers by kind, settings, menus, and the buttons of the page in view."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import cast

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QMenu, QMenuBar, QPushButton, QTabWidget, QToolButton, QWidget

from curator_app.ui.finder.pressing import plain, why_off

_WORDLESS = 3
"""A button of fewer letters («‹», «10») says nothing in a list."""
_OFF = {"Отменить": "Отменять пока нечего.", "Повторить": "Повторять нечего."}


@dataclass(frozen=True, slots=True)
class Deed:
    """Something to do: its words, where it stands («Файл», «Наставники») and its keys. ``also``: other words it is
    found by; ``off``: why it can't be done now, «» when it can; ``passing``: of what is in view now, never remembered,
    for its words may hold a name."""

    words: str
    place: str
    keys: str
    do: Callable[[], object]
    also: str = ""
    off: str = ""
    passing: bool = False

    @property
    def key(self) -> str:
        """What it is remembered by, «» when it is not."""
        return "" if self.passing else f"{self.place}/{self.words}"

    @property
    def told(self) -> str:
        """Place and keys in a line."""
        return " · ".join(one for one in (self.place, self.keys) if one)

    @property
    def text(self) -> str:
        """Everything it is found by; what «Отменить» would take back is no word to find it by."""
        words = self.words.partition(":")[0] if self.words.startswith(tuple(_OFF)) else self.words
        return f"{words} {self.place} {self.also}"


def deeds_of(bar: QMenuBar, tabs: QTabWidget) -> list[Deed]:
    """Buttons of the page in view first, then the tabs, then the menus."""
    found = [*deeds_of_page(tabs.currentWidget(), title_of(tabs)), *_of_tabs(tabs)]
    for action in bar.actions():
        if (menu := menu_of(action)) is not None:
            found += _of_menu(menu, plain(action.text()))
    return once(found)


def once(found: list[Deed]) -> list[Deed]:
    """Each act of a place a single time, the first told."""
    kept: dict[tuple[str, str], Deed] = {}
    for deed in found:
        kept.setdefault((deed.words, deed.place), deed)
    return list(kept.values())


def title_of(tabs: QTabWidget) -> str:
    """The name of the tab in view, without its counter."""
    return plain(tabs.tabText(tabs.currentIndex())).partition(" · ")[0]


def _of_tabs(tabs: QTabWidget) -> Iterator[Deed]:
    for index in range(tabs.count()):
        words = plain(tabs.tabText(index)).partition(" · ")[0] or tabs.tabToolTip(index)
        yield Deed(f"Перейти: {words}", "вкладка", f"Ctrl+{index + 1}", partial(tabs.setCurrentIndex, index))


def deeds_of_page(page: QWidget, place: str) -> Iterator[Deed]:
    """The buttons of a page that are in view."""
    for button in page.findChildren(QAbstractButton):
        if not isinstance(button, QPushButton | QToolButton) or button.isCheckable() or not button.isVisible():
            continue
        menu = cast("QMenu | None", button.menu())
        if menu is not None:
            yield from _of_menu(menu, place)
            continue
        words = plain(button.text())
        if len(words) >= _WORDLESS:
            off = "" if button.isEnabled() else why_off(button)
            yield Deed(words, place, _keys(button.shortcut()), button.click, off=off, passing=True)


def _of_menu(menu: QMenu, place: str) -> Iterator[Deed]:
    for action in menu.actions():
        inner = menu_of(action)
        if inner is not None:
            yield from _of_menu(inner, place)
        elif not action.isSeparator() and action.isVisible() and action.text():
            words = plain(action.text()).partition("\t")[0]
            off = "" if action.isEnabled() else _OFF.get(words) or action.statusTip() or "Сейчас это недоступно."
            taking_back = words.startswith(tuple(_OFF))  # its words tell whose card was changed
            yield Deed(words, place, action_keys(action), action.trigger, off=off, passing=taking_back)


def menu_of(action: QAction) -> QMenu | None:
    """The menu that an action opens."""
    return cast("QMenu | None", action.menu())


def action_keys(action: QAction) -> str:
    """The keys of an action as they stand on the keyboard; «» when it has none."""
    return ", ".join(_keys(one) for one in action.shortcuts() if not one.isEmpty())


def _keys(keys: QKeySequence) -> str:
    return keys.toString(QKeySequence.SequenceFormat.NativeText)
