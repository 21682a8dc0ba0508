"""Tab as one reads: whoever gives the cursor on to a part of itself is no stop, parts made later have their place."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from weakref import ref

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from curator_app.ui.common.reading_order import tab_as_read
from curator_app.ui.common.search_bar import SearchBar

pytestmark = pytest.mark.usefixtures("look")


class _Window(QDialog):
    """A book of tabs made before what stands over it, a search, a field in a scrolling area."""

    def __init__(self) -> None:
        super().__init__()
        self.book = QTabWidget()
        page = QWidget()
        self.column = QVBoxLayout(page)
        self.search = SearchBar("Найти…")
        self.area = QScrollArea()
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inside = QLineEdit()
        self.area.setWidget(self.inside)
        self.column.addWidget(self.area)
        self.column.insertWidget(0, self.search)
        self.book.addTab(page, "Первая")
        self.book.addTab(QLineEdit(), "Вторая")
        self.over = QPushButton("Над всем")
        whole = QVBoxLayout(self)
        whole.addWidget(self.over)
        whole.addWidget(self.book)
        tab_as_read(self)
        self.show()

    def round(self, key: Qt.Key = Qt.Key.Key_Tab) -> list[QWidget]:
        """Where the cursor comes to by pressing ``key``, twice round at most."""
        met: list[QWidget] = []
        for _ in range(8):
            focus = self.focusWidget()
            assert focus is not None
            QTest.keyClick(focus, key)
            now = self.focusWidget()
            assert now is not None
            met.append(now)
        return met


@pytest.fixture
def window() -> Iterator[_Window]:
    """Shown, closed after the test."""
    made = _Window()
    yield made
    made.close()
    made.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_tab_goes_round_and_back(window: _Window) -> None:
    order = [window.over, window.book.tabBar(), window.search.focusProxy(), window.inside]
    assert window.focusWidget() is window.over
    assert window.round() == [*order[1:], *order, order[0]]
    assert window.round(Qt.Key.Key_Backtab) == [*order[::-1], *order[::-1]]


def test_a_part_made_later_stands_where_it_is_read(window: _Window) -> None:
    later = QLineEdit()
    window.column.insertWidget(1, later)
    QApplication.processEvents()
    window.inside.setFocus()
    assert later in window.round()
    later.setFocus()
    assert window.round()[0] is window.inside


def test_what_is_held_by_others_stays_theirs(window: _Window) -> None:
    """The wrappers of parts made by Qt itself are not taken along when those of a walk go."""
    bar, viewport = window.area.verticalScrollBar(), window.area.viewport()
    window.round()
    gc.collect()
    assert isValid(bar)
    assert isValid(viewport)
    bar.setValue(0)


def test_the_window_is_not_kept_alive() -> None:
    window = QDialog()
    tab_as_read(window)
    gone = ref(window)
    window.deleteLater()
    del window
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert gone() is None
