"""Tab goes as one reads: in the order of the layouts, not in the order in which widgets happened to be made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from weakref import ref

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QBoxLayout,
    QComboBox,
    QGridLayout,
    QLayout,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSplitter,
    QTabWidget,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

_WHOLE = (QComboBox, QAbstractSpinBox, QLineEdit, QTextEdit, QPlainTextEdit)  # what is inside is their own affair


def tab_as_read(window: QWidget, begin: QWidget | None = None) -> None:
    """From now on Tab and Shift+Tab go through ``window`` in the order of its layouts as they are at that moment, at
    first from ``begin``, if nobody says otherwise, else from the first stop.

    Qt's own order is that of making: each part made later would have to be put in its place, and whoever gives the
    cursor on to a part of itself (a search, a book of tabs) stays behind as a stop that leads back.
    """
    # An attribute of the one window does what an own class of each would; it must not keep the window alive.
    window.focusNextPrevChild = partial(_go, ref(window))  # type: ignore[method-assign]
    window.installEventFilter(_AtShow(window, begin))


class _AtShow(QObject):
    def __init__(self, window: QWidget, begin: QWidget | None) -> None:
        super().__init__(window)
        self._begin = begin

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A window that nobody has told where to begin."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and isValid(watched):
            first = self._begin or _first(watched)
            if watched.focusWidget() is None and first is not None:
                first.setFocus()
        return False


def _first(window: QWidget) -> QWidget | None:
    """The first stop; the main button when that is a button."""
    # the parts are shown together with the window, a moment after this
    first = next((one for one in _read(window) if _is_stop(one, window)), None)
    if isinstance(first, QPushButton):
        return next((one for one in window.findChildren(QPushButton) if one.isDefault()), first)
    return first


def _go(at: ref[QWidget], forward: bool) -> bool:
    window = at()
    if window is None or not isValid(window):
        return False
    read = list(_read(window))
    here: QWidget | None = window.focusWidget()
    while here is not None and here not in read:
        here = here.parentWidget()
    place = -1 if here is None or here is window else read.index(here)
    round_ = (
        read[place + 1 :] + read[: max(place, 0)] if forward else read[: max(place, 0)][::-1] + read[place + 1 :][::-1]
    )
    goal = next((one for one in round_ if _is_stop(one)), None)
    if goal is None:
        return False
    goal.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    return True


def _is_stop(one: QWidget, window: QWidget | None = None) -> bool:
    shown = one.isVisible() if window is None else one.isVisibleTo(window)
    by_tab = bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and shown and one.isEnabled() and one.focusProxy() is None


def _read(holder: QWidget) -> Iterator[QWidget]:
    for part in _parts(holder):
        if part.isWindow():
            continue
        yield part
        if not isinstance(part, _WHOLE):
            yield from _read(part)


def _parts(holder: QWidget) -> list[QWidget]:
    """The widgets right inside, as they are read; those that no layout holds come by their places."""
    first = list(_known(holder))
    told = set(first)
    # QObject.children() would make each child's wrapper die with the wrapper of its holder, whoever else has it
    inside = holder.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    rest = [one for one in inside if one not in told]
    rest.sort(key=lambda one: (one.y(), one.x()))
    return [*first, *rest]


def _known(holder: QWidget) -> Iterator[QWidget]:
    if isinstance(holder, QMainWindow):
        yield from _there((holder.menuWidget(), holder.centralWidget()))
    elif isinstance(holder, QTabWidget):
        corners = (Qt.Corner.TopLeftCorner, Qt.Corner.TopRightCorner)
        left, right = (holder.cornerWidget(corner) for corner in corners)
        yield from _there((left, holder.tabBar(), right))
    elif isinstance(holder, QSplitter):
        yield from _there(holder.widget(place) for place in range(holder.count()))
    elif isinstance(holder, QScrollArea | QAbstractItemView):
        yield holder.viewport()
    elif (layout := holder.layout()) is not None:
        yield from _laid_out(layout, holder)


def _there(parts: Iterable[QWidget | None]) -> Iterator[QWidget]:
    return (part for part in parts if part is not None)


def _laid_out(layout: QLayout, holder: QWidget) -> Iterator[QWidget]:
    places = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        places.sort(key=lambda place: layout.getItemPosition(place)[:2])  # type: ignore[index]  # the stub says object
    elif isinstance(layout, QBoxLayout) and layout.direction() in {
        QBoxLayout.Direction.RightToLeft,
        QBoxLayout.Direction.BottomToTop,
    }:
        places.reverse()
    for place in places:
        item = layout.itemAt(place)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None and widget.parentWidget() is holder:
            yield widget
        elif inner is not None:
            yield from _laid_out(inner, holder)
