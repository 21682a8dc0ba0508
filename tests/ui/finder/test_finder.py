from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.pairs.invented import make_school

from curator_app.runtime.clock import fixed
from curator_app.services.finding import Target, matching, targets
from curator_app.services.workspace import Workspace
from curator_app.ui.app import make_window
from curator_app.ui.common import theme
from curator_app.ui.common.errors import ErrorBoundary
from curator_app.ui.common.window_state import WindowState
from curator_app.ui.finder.deeds import Deed, deeds_of
from curator_app.ui.finder.dialog import FinderDialog
from curator_app.ui.finder.shortcuts import ShortcutsDialog, keys_of
from curator_app.ui.main_window import MainWindow

CLOCK = fixed(dt.datetime(2026, 9, 3, 9, 30))


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = make_school(tmp_path / "данные")
    yield made.workspace
    made.workspace.close()


@pytest.fixture
def window(workspace: Workspace, qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> MainWindow:
    theme.apply(qapp, "light")
    made = make_window(workspace, WindowState(tmp_path / "window.ini"), ErrorBoundary(workspace.folder, CLOCK))
    qtbot.addWidget(made)
    made.show()
    return made


def deeds(window: MainWindow) -> list[Deed]:
    return deeds_of(window.menuBar(), window.tabs)


def test_people_are_found_by_the_beginnings_of_words() -> None:
    found = [
        Target("mentor", 1, "Королёва Мария Петровна", "наставник, учитель химии"),
        Target("mentee", 2, "Иванова-Королева Анна", "наставляемый"),
        Target("order", 3, "Приказ № 57-ОД от 05.09.2026", "О закреплении наставников"),
    ]
    assert [one.id for one in matching(found, "корол")] == [1, 2]
    assert [one.id for one in matching(found, "хим мар")] == [1]
    for query in ("57", "№ 57", "№57", "приказ № 57", "«закреплении»"):
        assert [one.id for one in matching(found, query)] == [3], query
    assert [one.id for one in matching(found, "Каролева")] == [1, 2]
    assert matching(found, "") == []
    assert matching(found, "яя") == []


def test_everybody_with_a_role_and_every_pair_is_a_target(workspace: Workspace) -> None:
    found = targets(workspace)
    with workspace.read() as session:
        roles = sum(
            session.connection().exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()
            for table in ("mentor", "mentee")
        )
    assert sum(one.kind in {"mentor", "mentee"} for one in found) == roles > 0


def test_actions_of_menus_tabs_and_the_page_are_offered(window: MainWindow) -> None:
    window.turn_to("mentors")
    found = {(one.place, one.words): one for one in deeds(window)}
    assert found["Файл", "Загрузить из Excel или CSV…"].keys == "Ctrl+I"
    assert ("вкладка", "Перейти: ИОМ") in found
    assert any(place == "Наставники" for place, _words in found)
    found["вкладка", "Перейти: Анкеты"].do()
    assert window.seen_title == "Анкеты"


def test_letters_and_enter_are_enough(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    dialog = FinderDialog(deeds(window), targets(workspace), window)
    qtbot.addWidget(dialog)
    person = next(one for one in targets(workspace) if one.kind == "mentee")
    dialog.search.edit.setText(person.title[:6])
    QTest.keyClick(dialog.search.edit, Qt.Key.Key_Return)
    assert dialog.result() == FinderDialog.DialogCode.Accepted
    assert dialog.target is not None
    assert dialog.target.title.startswith(person.title[:6])

    again = FinderDialog(deeds(window), targets(workspace), window)
    qtbot.addWidget(again)
    again.search.edit.setText("корз")
    QTest.keyClick(again.search.edit, Qt.Key.Key_Return)
    assert again.deed is not None
    assert again.deed.words == "Корзина…"
    again.search.edit.setText("нетничего")
    assert again.list.count == 0


def test_the_sheet_of_keys_tells_the_menus_as_they_are(window: MainWindow, qtbot: QtBot) -> None:
    groups = dict(keys_of(window.menuBar()))
    assert ("Ctrl+K", "Найти и сделать…") in groups["Меню «Правка»"]
    dialog = ShortcutsDialog(keys_of(window.menuBar()), window)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.windowTitle() == "Горячие клавиши"
