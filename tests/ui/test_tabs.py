"""Tabs are made when they are first seen, and a record opens on the tab that owns it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QTabWidget, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from curator_app.models import School
from curator_app.runtime import paths
from curator_app.runtime.clock import fixed
from curator_app.runtime.paths import data_folder
from curator_app.services import demo
from curator_app.services.workspace import Workspace, open_workspace
from curator_app.ui.app import make_window
from curator_app.ui.common.errors import ErrorBoundary
from curator_app.ui.common.page import PageHost, Tab, TabPage
from curator_app.ui.common.theme import Theme
from curator_app.ui.common.turns import at_rest
from curator_app.ui.common.window_state import WindowState
from curator_app.ui.main_window import MainWindow
from curator_app.ui.tabs import TABS

CLOCK = fixed(dt.datetime(2026, 10, 5, 9, 0))


class Loud(ErrorBoundary):
    def handle(self, error: BaseException, parent: QWidget | None = None) -> None:
        raise error


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = open_workspace(data_folder(tmp_path / "школа"), CLOCK)
    yield opened
    opened.close()


@pytest.fixture
def state(tmp_path: Path) -> WindowState:
    return WindowState(tmp_path / "window.ini")


class _Painted(QLabel):
    """Tells what it was worth when it was painted."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.kind)
        self._page = page

    def paintEvent(self, event: QPaintEvent) -> None:
        self._page.painted.append(self._page.refreshed)
        super().paintEvent(event)


class Page:
    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.refreshed = 0
        self.shown: list[int] = []
        self.painted: list[int] = []
        self._widget = _Painted(self)

    @property
    def widget(self) -> QWidget:
        return self._widget

    def refresh(self, changes: object | None) -> None:
        self.refreshed += 1

    def focus_search(self) -> None:
        self._widget.setFocus()

    def show_record(self, kind: str, record_id: int) -> bool:
        self.shown.append(record_id)
        return kind == self.kind


def test_a_page_is_made_when_it_is_first_needed(
    qtbot: QtBot, look: Theme, workspace: Workspace, state: WindowState
) -> None:
    made: dict[str, Page] = {}

    def tab(kind: str) -> Tab:
        def make(host: PageHost, base: Workspace) -> TabPage:
            made[kind] = Page(kind)
            return made[kind]

        return Tab(kind, kind, "mentor", frozenset({kind}), make)

    window = MainWindow(workspace, state, Loud(workspace.folder, CLOCK))
    qtbot.addWidget(window)
    window.add_tabs([tab("mentor"), tab("pair"), tab("order")])
    window.show()
    assert list(made) == ["mentor"]
    window.open_record("order", 7)
    qtbot.waitUntil(at_rest)
    assert list(made) == ["mentor", "order"]
    assert made["order"].shown == [7]
    assert made["order"].widget.isVisible()
    with workspace.action("Правка"):
        pass
    assert window.turn_to("pair") is made["pair"]
    assert {kind: page.refreshed for kind, page in made.items()} == {"mentor": 1, "order": 1, "pair": 1}
    window.retitle("order", "Документы · 3")
    assert window.findChildren(QTabWidget)[0].tabText(2) == "Документы · 3"


def test_a_page_is_not_painted_before_it_is_filled(
    qtbot: QtBot, look: Theme, workspace: Workspace, state: WindowState
) -> None:
    """An old PC takes a while to read: meanwhile no list says that there is nothing."""
    late = Page("pair")
    window = MainWindow(workspace, state, Loud(workspace.folder, CLOCK))
    qtbot.addWidget(window)
    window.add_tabs(
        [
            Tab("mentor", "mentor", "mentor", frozenset(), lambda _host, _base: Page("mentor")),
            Tab("pair", "pair", "mentor", frozenset(), lambda _host, _base: late),
        ]
    )
    window.show()
    qtbot.waitUntil(at_rest)
    window.findChildren(QTabWidget)[0].setCurrentIndex(1)
    qtbot.waitUntil(late.widget.isVisible)
    late.widget.repaint()
    qtbot.waitUntil(lambda: at_rest() and bool(late.painted))
    assert set(late.painted) == {1}


def test_every_tab_opens_and_owns_its_kinds(
    qtbot: QtBot, look: Theme, workspace: Workspace, state: WindowState
) -> None:
    demo.fill(workspace)
    window = make_window(workspace, state, Loud(workspace.folder, CLOCK))
    qtbot.addWidget(window)
    window.show()
    owned = [kind for tab in TABS for kind in tab.kinds]
    assert len(owned) == len(set(owned))
    for tab in TABS:
        assert (paths.resources() / "icons" / f"{tab.icon}.svg").is_file()
        page = window.turn_to(tab.key)
        assert page.widget.isVisible()
        for kind in set(owned) - tab.kinds:
            assert not page.show_record(kind, 1)


def test_a_window_that_is_gone_hears_no_more_of_the_base(
    qtbot: QtBot, workspace: Workspace, state: WindowState, look: Theme
) -> None:
    window = make_window(workspace, state, Loud(workspace.folder, workspace.clock))
    heard: list[object] = []
    window.committed.connect(heard.append)
    window.show()
    with workspace.action("Школа") as session:
        session.get_one(School, 1).full_name = "МБОУ СОШ № 1"
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not isValid(window)
    with workspace.action("Школа") as session:  # would tell a window that is no more
        session.get_one(School, 1).full_name = "МБОУ СОШ № 2"
    workspace.undo()
    assert len(heard) == 1
