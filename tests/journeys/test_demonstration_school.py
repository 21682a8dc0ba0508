"""The demonstration school: opened, tried, begun anew, taken away; the school's own base stays as it was."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QFile, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMenu, QPushButton
from tests.journeys.conftest import NOW

from curator_app.runtime.bases import Bases
from curator_app.runtime.clock import fixed
from curator_app.runtime.paths import data_folder
from curator_app.services import demo, demonstration, people, school
from curator_app.services.people import PersonData
from curator_app.services.school import SchoolData
from curator_app.services.workspace import open_workspace
from curator_app.ui import app
from curator_app.ui.bases.demonstration_strip import DemonstrationStrip
from curator_app.ui.common import saving
from curator_app.ui.common.worker import ProgressDialog
from curator_app.ui.first_start.dialog import FirstStart
from curator_app.ui.main_window import MainWindow

pytestmark = pytest.mark.journey
_LEFT = Qt.MouseButton.LeftButton
_TRIED = PersonData(surname="Пробная", first_name="Анна")


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The people of the demonstration are enough; a disk without a bin."""
    monkeypatch.setattr(demo, "fill_with_orders", lambda workspace, _progress: demo.fill(workspace))
    monkeypatch.setattr(QFile, "moveToTrash", lambda *_: False)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda _parent, _title, offered, *_more: (offered, ""))


def _own(folder: Path) -> None:
    workspace = open_workspace(data_folder(folder), fixed(NOW))
    school.save_school(workspace, SchoolData(full_name="СОШ № 99", short_name="СОШ № 99"))
    people.add_person(workspace, PersonData(surname="Своя", first_name="Вера"))
    workspace.close()


def _facts(folder: Path) -> str:
    return hashlib.sha256((folder / "curator.db").read_bytes()).hexdigest()


def _window() -> MainWindow | None:
    shown = (one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow) and one.isVisible())
    return next(shown, None)


def _strip(window: MainWindow) -> DemonstrationStrip:
    return window.findChildren(DemonstrationStrip)[0]


def _menu(window: MainWindow, words: str) -> None:
    holder = next(one for one in window.menuBar().actions() if one.text() == "Файл").menu()
    assert isinstance(holder, QMenu)
    next(one for one in holder.actions() if one.text() == words).trigger()


def _offered(window: MainWindow) -> str:
    """The name that is offered for a file."""
    path = saving.ask_target(window, "Сохранить", Path(), "Книга", "xlsx")
    assert path is not None
    return path.name


def _names(window: MainWindow) -> set[str]:
    return {row.surname for row in people.list_people(window._workspace)}


def _run(folder: Path, bases: Bases, plan: list[Callable[[MainWindow], object]]) -> list[str]:
    """Runs the program; each step of ``plan`` in the next window. Questions are answered by the verb on the button.
    Gives the titles of the windows."""
    titles: list[str] = []
    done: list[MainWindow] = []

    faults: list[Exception] = []

    def guarded() -> None:
        try:
            look()
        except Exception as fault:
            faults.append(fault)
            timer.stop()
            QApplication.exit(1)

    def look() -> None:
        modal = QApplication.activeModalWidget()
        if isinstance(modal, ProgressDialog):
            return
        if isinstance(modal, FirstStart):
            button = modal.school_step.demo_button if len(plan) > 1 else modal.later_button
            QTest.mouseClick(button, _LEFT)
            return
        if modal is not None:
            verbs = [one for one in modal.findChildren(QPushButton) if one.text() in {"Убрать", "Начать заново"}]
            told = [one.text() for one in modal.findChildren(QLabel)]
            assert verbs, told
            QTest.mouseClick(verbs[0], _LEFT)
            return
        window = _window()
        if window is not None and plan and not any(one is window for one in done):
            done.append(window)
            titles.append(window.windowTitle().split(" — ")[0])
            plan.pop(0)(window)

    timer = QTimer()
    timer.timeout.connect(guarded)
    timer.start(20)
    try:
        code = app.open_window(data_folder(folder), fixed(NOW), bases)
    finally:
        timer.stop()
    if faults:
        raise faults[0]
    assert code == 0
    assert plan == []
    return titles


def test_tried_begun_anew_and_taken_away_without_touching_the_own_base(tmp_path: Path, qapp: QApplication) -> None:
    home = tmp_path / "дом"
    _own(home)
    before = _facts(home)
    bases = Bases(home)
    seen: list[object] = []

    def opened(window: MainWindow) -> None:
        _menu(window, "Учебная школа")

    def tried(window: MainWindow) -> None:
        seen.append(_strip(window).own.text())
        seen.append("вымышлены" in _strip(window).told.text())
        seen.append(_offered(window))
        people.add_person(window._workspace, _TRIED)
        QTimer.singleShot(0, window, lambda: QTest.mouseClick(_strip(window).again, _LEFT))

    def anew(window: MainWindow) -> None:
        seen.append("Пробная" in _names(window))
        QTest.mouseClick(_strip(window).own, _LEFT)

    def home_again(window: MainWindow) -> None:
        seen.append(_names(window))
        seen.append(window.findChildren(DemonstrationStrip))
        seen.append(_offered(window))
        QTimer.singleShot(0, window, lambda: _menu(window, "Убрать учебную школу…"))
        QTimer.singleShot(300, window, window.close)

    titles = _run(home, bases, [opened, tried, anew, home_again])
    assert titles == ["СОШ № 99", "Учебная школа", "Учебная школа", "СОШ № 99"]
    assert seen == ["К своей базе", True, "Учебная школа. Книга.xlsx", False, {"Своя"}, [], "Книга.xlsx"]
    assert not bases.demonstration.exists()
    assert [one.folder for one in bases.known()] == [home]
    assert _facts(home) == before


def test_from_the_first_start_to_the_demonstration_and_out_of_it_by_taking_it_away(
    tmp_path: Path, qapp: QApplication
) -> None:
    home = tmp_path / "дом"
    bases = Bases(home)
    seen: list[str] = []

    def wait(_window: MainWindow) -> None:
        """The first start stands over the empty window."""

    def look_round(window: MainWindow) -> None:
        seen.append(_strip(window).own.text())
        QTimer.singleShot(0, window, lambda: _menu(window, "Убрать учебную школу…"))

    titles = _run(home, bases, [wait, look_round, lambda window: window.close()])
    assert titles[1:] == ["Учебная школа", "Куратор наставничества"]
    assert seen == ["Создать свою базу"]
    assert not bases.demonstration.exists()
    workspace = open_workspace(data_folder(home), fixed(NOW))
    assert people.list_people(workspace) == []
    assert demonstration.shown_day(workspace) is None
    workspace.close()
