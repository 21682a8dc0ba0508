"""Tab goes as one reads: in the order of the layouts, not in the order in which widgets happened to be made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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
    QScrollArea,
    QSplitter,
    QTabWidget,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

_WHOLE = (QComboBox, QAbstractSpinBox, QLineEdit, QTextEdit, QPlainTextEdit)  # what is inside is their own affair


def put_in_order(window: QWidget) -> None:
    """Orders the stops of Tab over all of ``window``, also on pages that are not in sight."""
    top = window.window()
    policy = top.focusPolicy()
    # Else Qt takes the last stop and the first one, that only the window parts, for neighbours and leaves them so.
    top.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    before: QWidget | None = None
    for stop in _stops(window):
        if before is not None:
            QWidget.setTabOrder(before, stop)
        before = stop
    top.setFocusPolicy(policy)


def order_when_shown(window: QWidget) -> None:
    """Orders the stops of Tab each time ``window`` is shown."""
    window.installEventFilter(_AtShow(window))


class _AtShow(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Before the window gives the cursor to its first field."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and isValid(watched):
            put_in_order(watched)
        return False


def _stops(holder: QWidget) -> Iterator[QWidget]:
    for part in _parts(holder):
        if part.isWindow():
            continue
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.focusProxy() is None:
            yield part
        if not isinstance(part, _WHOLE):
            yield from _stops(part)


def _parts(holder: QWidget) -> list[QWidget]:
    """The widgets right inside, as they are read; those that no layout holds come by their places."""
    first = list(_known(holder))
    told = set(first)
    rest = [one for one in holder.children() if isinstance(one, QWidget) and one not in told]
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
