"""A curator without a mouse: buttons and fields are reached by Tab, tabs by Ctrl and a digit, lists by arrows.

A button or field that Tab does not lead to fails the journey.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Protocol, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from tests.journeys.hand import Hand, Step, name_of

from curator_app.ui.pairs.heat_map import HeatMap

_KEY = Qt.Key


class _HasHand(Protocol):
    hand: Hand


OfficeLike = TypeVar("OfficeLike", bound=_HasHand)
_FAR = 250


class KeyHand(Hand):
    """Does with keys what the hand does with the mouse; walking by Tab is not counted, what is pressed there is."""

    @classmethod
    def instead_of(cls, hand: Hand) -> KeyHand:
        """The same curator without the mouse."""
        return cls(hand.window, hand._qtbot, hand._pictures, hand._watch)

    def menu(self, title: str, words: str, *dialogs: Step) -> None:
        """Alt, arrows along the bar and down."""
        self._come_back()
        self._do("Alt", lambda: QTest.keyClick(self.window, _KEY.Key_Alt))
        bar = self.window.menuBar()
        for _ in bar.actions():
            if _words(bar.activeAction()) == title:
                break
            self._do("along the menu bar", lambda: QTest.keyClick(bar, _KEY.Key_Right))
        assert _words(bar.activeAction()) == title, f"arrows do not lead to «{title}»"
        self._act(f"menu «{title}»", lambda: QTest.keyClick(bar, _KEY.Key_Down), ())
        self.pick(words, *dialogs)

    def tab(self, words: str) -> None:
        """Ctrl+1 … for the tabs of the window, arrows for others."""
        bar, place = self._tab(words)
        if bar.count() == 8 and bar.window() is self.window:
            self.key(Qt.Key(_KEY.Key_1 + place), Qt.KeyboardModifier.ControlModifier)
            return
        self._walk_to(bar)
        self.actions += 1
        while bar.currentIndex() != place:
            before = bar.currentIndex()
            arrow = _KEY.Key_Right if before < place else _KEY.Key_Left
            self._do(f"tab «{words}»", partial(QTest.keyClick, bar, arrow))
            assert bar.currentIndex() != before, f"arrows do not lead to «{words}»"

    def pick(self, words: str, *dialogs: Step) -> None:
        """Arrows in the menu, then Enter."""
        menu = self._popped(words)
        for _ in range(len(menu.actions()) + 1):
            if _words(menu.activeAction()) == words:
                break
            self._tap(_KEY.Key_Down)
        assert _words(menu.activeAction()) == words, f"no «{words}» in the menu"
        self._act(f"pick «{words}»", lambda: QTest.keyClick(menu, _KEY.Key_Return), dialogs)

    def tick(self, words: str) -> None:
        """Arrows to the line, Space."""
        view, item = self._check_line(words)
        self._walk_to(view)
        for _ in range(view.count()):
            if view.currentItem() is item:
                break
            self._tap(_KEY.Key_Down if view.currentRow() < view.row(item) else _KEY.Key_Up)
        assert view.currentItem() is item, f"arrows do not lead to «{words}»"
        self._act("tick", lambda: QTest.keyClick(view, _KEY.Key_Space), ())

    def row(self, words: str, *, twice: bool = False, more: bool = False, dialogs: Sequence[Step] = ()) -> None:
        """Arrows to the line; Enter instead of a double click, Ctrl with Space to add one."""
        view, index = self._line(words)
        self._walk_to(view)
        held = Qt.KeyboardModifier.ControlModifier if more else Qt.KeyboardModifier.NoModifier
        for _ in range(view.model().rowCount() + 1):
            here = view.currentIndex()
            if here.isValid() and here.row() == index.row():
                break
            down = not here.isValid() or here.row() < index.row()
            self._do("row", partial(QTest.keyClick, view, _KEY.Key_Down if down else _KEY.Key_Up, held))
        assert view.currentIndex().row() == index.row(), f"arrows do not lead to «{words}»"
        self.actions += 1
        if more or not view.selectionModel().isSelected(index):
            self._do("row", lambda: QTest.keyClick(view, _KEY.Key_Space, held))
        if twice:
            self._act("open a row", lambda: QTest.keyClick(view, _KEY.Key_Return), dialogs, counted=False)

    def cell(self, mentor: str, mentee: str, *, twice: bool = False) -> None:
        """Arrows to the cell; Enter instead of a double click."""
        heat, row, column = self._cell(mentor, mentee)
        self._walk_to(heat)
        self.actions += 1
        for _ in range(len(heat.data.rows) + len(heat.data.columns) + 1):
            here = heat.current
            if here == (row, column):
                break
            self._tap(_towards(heat, here, (row, column)))
        assert heat.current == (row, column), f"arrows do not lead to «{mentor}» and «{mentee}»"
        if twice:
            self._act("cell", lambda: QTest.keyClick(heat, _KEY.Key_Space), (), counted=False)

    def _click(self, button: QAbstractButton, dialogs: Sequence[Step]) -> None:
        self._walk_to(button)
        self._act(name_of(button), lambda: QTest.keyClick(button, _KEY.Key_Space), dialogs)

    def _go_into(self, widget: QWidget, *, within: QWidget | None = None) -> None:
        self._walk_to(within or widget, inside=within is not None)

    def _walk_to(self, wanted: QWidget, *, inside: bool = False) -> None:
        self._come_back()
        met: list[str] = []
        for _ in range(_FAR):
            focus = QApplication.focusWidget()
            if focus is wanted or (inside and focus is not None and wanted.isAncestorOf(focus)):
                return
            met.append(f"{type(focus).__name__} {focus.accessibleName() if focus else None}")
            self._leave()
        raise AssertionError(f"Tab does not lead to {wanted} {wanted.accessibleName()}: {met[:40]}")


def _words(action: QAction | None) -> str:
    return "" if action is None else action.text()


def _towards(heat: HeatMap, here: tuple[int, int] | None, wanted: tuple[int, int]) -> Qt.Key:
    rows, columns = heat.shown_rows(), heat.shown_columns()
    if here is None:
        return _KEY.Key_Down
    down, along = rows.index(wanted[0]) - rows.index(here[0]), columns.index(wanted[1]) - columns.index(here[1])
    if down:
        return _KEY.Key_Down if down > 0 else _KEY.Key_Up
    return _KEY.Key_Right if along > 0 else _KEY.Key_Left


def by_keys(office: OfficeLike) -> OfficeLike:
    """The same office with a hand that has only keys."""
    office.hand = KeyHand.instead_of(office.hand)
    return office
