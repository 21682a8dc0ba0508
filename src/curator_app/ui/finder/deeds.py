"""What can be done in the window now: menus, tabs, and the buttons of the page in view."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import cast

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QMenu, QMenuBar, QPushButton, QTabWidget, QToolButton, QWidget

_WORDLESS = 3
"""A button of fewer letters («‹», «10») says nothing in a list."""


@dataclass(frozen=True, slots=True)
class Deed:
    """Something to do: its words, where it stands («Файл», «Наставники») and its keys."""

    words: str
    place: str
    keys: str
    do: Callable[[], object]

    @property
    def told(self) -> str:
        """Place and keys in a line."""
        return " · ".join(one for one in (self.place, self.keys) if one)


def deeds_of(bar: QMenuBar, tabs: QTabWidget) -> list[Deed]:
    """Buttons of the page in view first, then the tabs, then the menus; what can't be done now is left out."""
    page = tabs.currentWidget()
    title = _plain(tabs.tabText(tabs.currentIndex())).partition(" · ")[0]
    found = [*_of_page(page, title), *_of_tabs(tabs)]
    for action in bar.actions():
        if (menu := menu_of(action)) is not None:
            found += _of_menu(menu, _plain(action.text()))
    once: dict[tuple[str, str], Deed] = {}
    for deed in found:
        once.setdefault((deed.words, deed.place), deed)
    return list(once.values())


def _of_tabs(tabs: QTabWidget) -> Iterator[Deed]:
    for index in range(tabs.count()):
        words = _plain(tabs.tabText(index)).partition(" · ")[0] or tabs.tabToolTip(index)
        yield Deed(f"Перейти: {words}", "вкладка", f"Ctrl+{index + 1}", partial(tabs.setCurrentIndex, index))


def _of_page(page: QWidget, place: str) -> Iterator[Deed]:
    for button in page.findChildren(QAbstractButton):
        if not isinstance(button, QPushButton | QToolButton) or button.isCheckable():
            continue
        if not (button.isVisible() and button.isEnabled()):
            continue
        menu = cast("QMenu | None", button.menu())
        if menu is not None:
            yield from _of_menu(menu, place)
            continue
        words = _plain(button.text())
        if len(words) >= _WORDLESS:
            yield Deed(words, place, _keys(button.shortcut()), button.click)


def _of_menu(menu: QMenu, place: str) -> Iterator[Deed]:
    for action in menu.actions():
        inner = menu_of(action)
        if inner is not None:
            yield from _of_menu(inner, place)
        elif not action.isSeparator() and action.isEnabled() and action.isVisible() and action.text():
            yield Deed(_plain(action.text()), place, action_keys(action), action.trigger)


def menu_of(action: QAction) -> QMenu | None:
    """The menu that an action opens."""
    return cast("QMenu | None", action.menu())


def action_keys(action: QAction) -> str:
    """The keys of an action as they stand on the keyboard; «» when it has none."""
    return ", ".join(_keys(one) for one in action.shortcuts() if not one.isEmpty())


def _keys(keys: QKeySequence) -> str:
    return keys.toString(QKeySequence.SequenceFormat.NativeText)


def _plain(text: str) -> str:
    """Words without the mark of the access key."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").strip()
