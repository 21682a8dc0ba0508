"""F1 everywhere: each tab, each part of a tab and each dialog has the chapter of the guide that is about it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QTabBar
from pytestqt.qtbot import QtBot
from tests.test_guide import CHAPTERS as IN_GUIDE
from tests.ui.every_window import window_classes
from tests.ui.pairs.invented import Invented

from curator_app.ui.app import make_window
from curator_app.ui.common import help_key
from curator_app.ui.common.errors import ErrorBoundary
from curator_app.ui.common.window_state import WindowState
from curator_app.ui.main_window import MainWindow
from curator_app.ui.tabs import TABS

_OF_MANY = {"common.report_dialog.ReportDialog", "common.worker.ProgressDialog"}  # of what they were opened from


@pytest.fixture
def window(base: Invented, qtbot: QtBot, tmp_path: Path) -> MainWindow:
    workspace = base.workspace
    state = WindowState(tmp_path / "window.ini")
    made = make_window(workspace, state, ErrorBoundary(workspace.folder, workspace.clock))
    qtbot.addWidget(made)
    made.show()
    return made


def test_every_chapter_asked_for_is_in_the_guide() -> None:
    asked = {*help_key.CHAPTERS.values(), *help_key.PARTS.values()}
    assert sorted(one for one in asked if not any(title.startswith(one) for title in IN_GUIDE)) == []
    exact = asked - {tab.title for tab in TABS}
    assert sorted(exact - set(IN_GUIDE)) == []


def test_every_part_of_every_tab_has_its_chapter(window: MainWindow) -> None:
    found: dict[tuple[str, str], str] = {}
    for tab in TABS:
        page = window.turn_to(tab.key)
        assert page is not None
        bar = next((one for one in page.widget.findChildren(QTabBar) if one.isVisible()), None)
        for place in range(bar.count() if bar is not None else 1):
            if bar is not None:
                bar.setCurrentIndex(place)
            part = bar.tabText(place) if bar is not None else ""
            found[tab.title, part] = help_key.chapter_at(window.seen_title, page.widget)
    assert {one: found.get(one) for one in help_key.PARTS} == help_key.PARTS
    others = {one: chapter for one, chapter in found.items() if one not in help_key.PARTS}
    assert {tab for tab, _part in found} == {tab.title for tab in TABS}
    assert all(chapter == tab for (tab, _part), chapter in others.items())
    assert not [one for one in others if one[0] in {"Пары", "Документы"}]


def test_every_dialog_has_its_chapter() -> None:
    lost = []
    for name, kind in window_classes().items():
        if name not in _OF_MANY and not help_key.chapter_of_module(kind.__module__):
            lost.append(name)
    assert sorted(lost) == []


@pytest.mark.parametrize(
    ("module", "chapter"),
    [
        ("papers.order_dialog", "Документы: новый приказ"),
        ("papers.mark_dialog", "Документы: реестр"),
        ("papers.wording_sets_door", "Документы: формулировки"),
        ("pairs.proposal.ban_dialog", "Пары: подбор"),
        ("pairs.end_dialog", "Пары и группы"),
        ("monitoring.forms.mapping_dialog", "Мониторинг: форма района"),
        ("imports.wizard", "Загрузка из Excel"),
        ("protection.set_dialog", "Пароль"),
        ("peoples.dialog", ""),
    ],
)
def test_the_longest_name_is_right(module: str, chapter: str) -> None:
    assert help_key.chapter_of_module(f"curator_app.ui.{module}") == chapter
