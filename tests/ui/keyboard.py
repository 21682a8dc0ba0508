"""The keys of a window: Tab goes as one reads, row by row and one group after another; Enter does the main thing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QDialog, QLineEdit, QPushButton, QWidget
from tests.ui.looking import said, seen

from curator_app.ui.common.form_dialog import FormDialog
from curator_app.ui.common.search_bar import SearchBar

_OVERLAP: Final = 4  # logical pixels by which rows may touch


def by_tab(one: QWidget) -> bool:
    """Does Tab stop here?"""
    return one.isEnabled() and one.focusProxy() is None and bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus)


def chain(window: QWidget) -> list[QWidget]:
    """Where Tab really stops, once round, from the first stop on; the cursor is where it was afterwards."""
    before = window.focusWidget()
    _round(window)  # what a list offers stands over it, and comes only when the cursor has come to the list
    met = _round(window)
    if (last := window.focusWidget()) is not None:
        last.clearFocus()
        window.focusNextPrevChild(True)
    first = window.focusWidget()
    if before is not None:
        before.setFocus()
    place = met.index(first) if first in met else 0
    return met[place:] + met[:place]


def _round(window: QWidget) -> list[QWidget]:
    met: list[QWidget] = []
    while window.focusNextPrevChild(True) and (one := window.focusWidget()) not in met:
        assert one is not None
        met.append(one)
    alone = window.focusWidget()
    return met if met or alone is None else [alone]


def tab(window: QWidget) -> list[str]:
    """Controls in sight that Tab never comes to; a form changed by walking through it; and where Tab goes back: to a
    row above, to the left in its row, or out of a group and into it again.
    """
    untouched = isinstance(window, FormDialog) and not window.form.dirty
    met, shown = chain(window), list(seen(window))
    found = [f"not by Tab: {said(one)}" for one in shown if by_tab(one) and one not in met]
    if untouched and isinstance(window, FormDialog) and window.form.dirty:
        found.append("Tab alone makes it changed")
    return found + list(_in_group(window, [one for one in met if one in shown and one.width() > 1]))


def _in_group(group: QWidget, stops: list[QWidget]) -> Iterator[str]:
    """Judges the order of the direct children of ``group`` that hold ``stops``, then what is inside each."""
    runs: list[tuple[QWidget, list[QWidget]]] = []
    for stop in stops:
        child = _child_of(group, stop)
        if runs and runs[-1][0] is child:
            runs[-1][1].append(stop)
        else:
            runs.append((child, [stop]))
    known: set[QWidget] = set()
    for place, (child, inside) in enumerate(runs):
        if child in known:
            yield f"back into {said(child)}: {said(inside[0])} after {said(runs[place - 1][1][-1])}"
            continue
        known.add(child)
        if place:
            before = runs[place - 1][1][-1]
            if _goes_back(_box(group, runs[place - 1]), _box(group, (child, inside))):
                yield f"back: {said(inside[0])} after {said(before)} in {said(group)}"
        if inside != [child]:
            yield from _in_group(child, [one for one in inside if one is not child])


def _child_of(group: QWidget, one: QWidget) -> QWidget:
    while one.parentWidget() is not group:
        parent = one.parentWidget()
        assert parent is not None
        one = parent
    return one


def _box(group: QWidget, run: tuple[QWidget, list[QWidget]]) -> QRect:
    """What the stops of a run take of the group: the frame around them may be larger."""
    result = QRect()
    for one in run[1]:
        result = result.united(QRect(one.mapTo(group, QPoint()), one.size()))
    return result


def _goes_back(before: QRect, after: QRect) -> bool:
    if after.bottom() < before.top() + _OVERLAP:  # above
        return after.left() < before.right() - _OVERLAP  # not the top of the next column
    if after.top() > before.bottom() - _OVERLAP:  # below
        return False
    return after.right() < before.left() + _OVERLAP  # in the same row, to the left


# --- Enter


_LEAVES: Final = {"Закрыть", "Отмена"}
_GOES_ON: Final = {"KeyingDialog", "RoundWindow"}  # as in FormDialog: Enter in a field goes to the next one
_OWN_ENTER: Final = {"DraftsDialog", "MappingDialog", "RegisterDialog"}  # Enter in their field is about the field alone


def enter(window: QWidget) -> list[str]:
    """What Enter would do wrongly in a dialog: something by chance, something dangerous, or nothing at all."""
    if not isinstance(window, QDialog):
        return []
    buttons = [one for one in seen(window) if isinstance(one, QPushButton)]
    default = [one for one in buttons if one.isDefault() and not one.hasFocus()]  # one in focus is for itself
    found = [
        f"Enter: {said(one)}"
        for one in default
        if one.property("kind") != "primary" and one.text() not in _LEAVES and len(buttons) > 1
    ]
    if len(default) > 1:
        found.append(f"Enter: {len(default)} default buttons")
    if isinstance(window, FormDialog) or type(window).__name__ in _GOES_ON | _OWN_ENTER:
        return found
    primary = [one for one in buttons if one.property("kind") == "primary"]
    lines = [one for one in seen(window) if _one_line(one)]
    if primary and lines and not any(one.isDefault() for one in primary):
        found.append(f"Enter does not press {said(primary[0])} from {said(lines[0])}")
    return found


def _one_line(one: QWidget) -> bool:
    """A field where one would press Enter when all is typed; a search has its own Enter, and so have cells."""
    if not isinstance(one, QLineEdit | QAbstractSpinBox) or not one.isEnabled():
        return False
    return not isinstance(one.parentWidget(), SearchBar | QComboBox | QAbstractSpinBox)
