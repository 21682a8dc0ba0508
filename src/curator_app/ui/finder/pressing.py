"""Pressing a button by its words: the tab and its part are turned to, a menu that opens is gone into."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QPushButton, QTabBar, QToolButton, QWidget
from shiboken6 import isValid

from curator_app.ui.common.parts import part_words, turn_to_part
from curator_app.ui.finder.declared import Declared

NOT_NOW = "Сейчас это недоступно."


def plain(text: str) -> str:
    """Words without the mark of the access key."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").strip()


def press(page: QWidget, act: Declared) -> str:
    """Does ``act`` on its page, which is in view. Gives why it could not, «» when it was done."""
    turn_to_part(page, act.part)
    for button in list(_buttons(page, act.press[0])):
        if not isValid(button) or not button.isVisible():
            continue
        if len(act.press) == 1:
            if not button.isEnabled():
                return why_off(button, act.why)
            button.click()
            return ""
        if (line := _line(button, act.press[1])) is not None:
            if not line.isEnabled():
                _close_menus()
                return act.why or NOT_NOW
            _close_menus()
            line.trigger()
            return ""
    return act.why or NOT_NOW


def why_off(button: QAbstractButton, why: str = "") -> str:
    """Why a button is off: what is known of it, else its own hint."""
    return why or button.toolTip() or NOT_NOW


def state_of(page: QWidget, act: Declared) -> QAbstractButton | None:
    """The button of an act when its part is in view already."""
    shown = {part_words(bar, bar.currentIndex()) for bar in page.findChildren(QTabBar) if bar.isVisible()}
    if not shown.issuperset(filter(None, act.part.split("/"))) or len(act.press) > 1:
        return None
    return next((one for one in _buttons(page, act.press[0]) if one.isVisible()), None)


def _buttons(page: QWidget, words: str) -> Iterator[QAbstractButton]:
    for button in page.findChildren(QAbstractButton):
        if isinstance(button, QPushButton | QToolButton) and words in (plain(button.text()), button.accessibleName()):
            yield button


def _line(button: QAbstractButton, words: str) -> QAction | None:
    """A line of the menu that a button has or opens; the menu stays open until ``_close_menus``."""
    assert isinstance(button, QPushButton | QToolButton)
    menu = cast("QMenu | None", button.menu())
    if menu is None:
        if not button.isEnabled():
            return None
        button.click()
        opened = QApplication.activePopupWidget()
        if not isinstance(opened, QMenu):
            return None
        menu = opened
    found = _among(menu.actions(), words)
    if found is None:
        _close_menus()
        return None
    return found


def _among(actions: Sequence[QAction], words: str) -> QAction | None:
    return next((one for one in actions if plain(one.text()).partition("\t")[0] == words), None)


def _close_menus() -> None:
    while isinstance(opened := QApplication.activePopupWidget(), QMenu):
        opened.close()
