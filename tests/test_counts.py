"""What keeps the program fast on an old PC, judged by counts: the same on every machine, however busy."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
import threading
import tracemalloc
from functools import partial
from pathlib import Path

import pytest
from benchmarks.areas import tables, years
from benchmarks.measuring import environment
from PySide6.QtCore import Qt, QThread
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTabBar, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import event

import curator_app
from curator_app.runtime.clock import fixed
from curator_app.runtime.paths import data_folder
from curator_app.services.workspace import open_workspace
from curator_app.ui import next_step
from curator_app.ui.app import make_window
from curator_app.ui.common import theme
from curator_app.ui.common.empty_state import EmptyState
from curator_app.ui.common.errors import ErrorBoundary
from curator_app.ui.common.table_panel import TablePanel
from curator_app.ui.common.turns import at_rest
from curator_app.ui.common.window_state import WindowState
from curator_app.ui.tabs import TABS

_HEAVY = (
    "openpyxl", "reportlab", "docx", "lxml", "alembic", "scipy", "numpy", "pymorphy3", "jinja2", "pypdfium2",
    "cryptography", "sqlcipher3", "PIL", "xml",
)  # fmt: skip
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
_START = """
import json, os, sys
opened = []
sys.addaudithook(lambda name, told: opened.append(str(told[0])) if name == "open" else None)
from curator_app import bootstrap
from curator_app.ui import main_window
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
def stop():
    QApplication.processEvents()
    for one in QApplication.topLevelWidgets():
        one.grab()
    print(json.dumps({"modules": sorted(sys.modules), "opened": opened}))
    sys.stdout.flush()
    os._exit(0)
show = main_window.MainWindow.show_first
def show_first(window):
    show(window)
    QTimer.singleShot(0, stop)
main_window.MainWindow.show_first = show_first
bootstrap.start([])
"""


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Modules and opened files when the first tab of a set-up base is painted."""
    folder = tmp_path_factory.mktemp("start")
    workspace = open_workspace(data_folder(folder), fixed(years.NOW))
    with workspace.action("Школа") as session:
        from curator_app.models import School

        session.get_one(School, 1).full_name = "МБОУ СОШ № 1"
    workspace.close()
    surroundings = {**environment(), "CURATOR_APP_DATA": str(folder)}
    # compiled as in the installed program: which modules the first run comes to is a matter of the machine's pace
    source = Path(curator_app.__file__).parent
    subprocess.run([sys.executable, "-m", "compileall", "-q", str(source)], env=surroundings, check=True, timeout=100)
    for _ in range(2):  # the first run compiles those of others
        (folder / "curator.lock").unlink(missing_ok=True)
        done = subprocess.run(
            [sys.executable, "-c", _START], env=surroundings, check=True, capture_output=True, text=True, timeout=100
        )
    told: dict[str, list[str]] = json.loads(done.stdout.splitlines()[-1])
    return told


def test_nothing_heavy_is_imported_before_the_first_paint(start: dict[str, list[str]]) -> None:
    early = [name for name in start["modules"] if name.partition(".")[0] in _HEAVY]
    assert early == []


def test_few_modules_are_imported_before_the_first_paint(start: dict[str, list[str]]) -> None:
    own = [name for name in start["modules"] if name.startswith("curator_app")]
    assert len(own) <= 190
    assert len(start["modules"]) <= 590


def test_no_source_is_read_and_few_files_are_opened(start: dict[str, list[str]]) -> None:
    """PySide6 would read the source of every module (see ``curator_app.ui``)."""
    assert [name for name in start["opened"] if name.endswith(".py") and "curator_app" in name] == []
    assert len(start["opened"]) <= 485


def test_the_import_of_python_is_given_back_before_qt() -> None:
    """Whoever imports a module of Qt first must pass by ``curator_app.ui``, else every source is read."""
    ask = "import sys, builtins\nfrom curator_app import bootstrap, ui\nprint(builtins.__import__.__module__)"
    done = subprocess.run(
        [sys.executable, "-c", ask], env=environment(), check=True, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.split() == ["builtins"]


@pytest.fixture(params=["few and many"])
def queries(tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[int]]:
    """Queries of every tab, opened for the first time and read anew, in a small base and in a large one."""
    theme.apply(qapp)
    found: dict[str, list[int]] = {}
    sizes = (
        {"PEOPLE": 20, "MENTORS": 8, "PAIRS": 10, "MEETINGS": 10, "STEPS": 20, "ITEMS": 10, "ACTIVITIES": 10,
         "REPLIES": 10},
        {"PEOPLE": 800, "MENTORS": 200, "PAIRS": 500, "MEETINGS": 500, "STEPS": 1000, "ITEMS": 60, "ACTIVITIES": 60,
         "REPLIES": 500},
    )  # fmt: skip
    monkeypatch.setattr(years, "_YEARS", 1)
    monkeypatch.setattr(years, "NOW", dt.datetime(2018, 2, 15, 9, 0))  # within that year
    for size in sizes:
        for name, number in size.items():
            monkeypatch.setattr(years, f"_{name}", number)
        folder = data_folder(tmp_path / str(size["PEOPLE"]))
        years.large_base(folder.root)
        workspace = open_workspace(folder, fixed(years.NOW))
        asked: list[str] = []
        event.listen(workspace.engine, "before_cursor_execute", partial(_note, asked))
        state = WindowState(folder.window_state)
        next_step.set_on(state, on=False)  # it is told by a clock, whichever screen is in view then
        window = make_window(workspace, state, _Loud(folder, workspace.clock))
        window.resize(1366, 728)
        window.show()
        _settle(window, asked)  # what follows the first paint is not asked for by the next tab
        for tab in (*TABS[1:], TABS[0]):
            asked.clear()
            page = window.turn_to(tab.key)
            _settle(window, asked)
            found.setdefault(f"{tab.key}, opened", []).append(len(asked))
            asked.clear()
            page.refresh(None)
            _settle(window, asked)
            found.setdefault(f"{tab.key}, read anew", []).append(len(asked))
            for number, bar in enumerate(page.widget.findChildren(QTabBar)):
                first = bar.currentIndex()
                for part in (*range(1, bar.count()), 0):
                    asked.clear()
                    bar.setCurrentIndex(part)
                    _settle(window, asked)
                    found.setdefault(f"{tab.key}, part {number}.{part}", []).append(len(asked))
                bar.setCurrentIndex(first)
        window.close()
        window.deleteLater()
        qapp.processEvents()
        workspace.close()
    return found


def test_queries_of_a_tab_do_not_grow_with_the_school(queries: dict[str, list[int]]) -> None:
    assert {name: told for name, told in queries.items() if told[0] != told[1]} == {}


def test_a_table_keeps_little_beside_its_rows(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    """Bytes a row: order, keys of the sort and of the search; words of cells are made when they are painted."""
    theme.apply(qapp)
    rows = tables.people(4000)
    panel = TablePanel(
        tables.COLUMNS, lambda one: one.number, WindowState(tmp_path / "w.ini"), "c", empty=EmptyState("users", "", "")
    )
    qtbot.addWidget(panel)
    panel.resize(1280, 700)
    panel.set_rows(rows[:100])
    panel.grab()
    tracemalloc.start()
    panel.set_rows(rows)
    panel.search.edit.setText("му")
    panel.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    panel.search.edit.clear()
    panel.grab()
    kept = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert kept / len(rows) < 600


def _settle(window: QWidget, asked: list[str]) -> None:
    """What comes a moment after the paint has come: no turn and no worker is waited for, nothing more is asked."""
    told = -1
    while told != len(asked) or not at_rest() or any(one.isRunning() for one in window.findChildren(QThread)):
        told = len(asked)
        QTest.qWait(20)


def _note(asked: list[str], *told: object) -> None:
    """Of the window's own thread: what a worker has begun ends when it ends."""
    if threading.current_thread() is threading.main_thread():
        asked.append(str(told[2]))


class _Loud(ErrorBoundary):
    def handle(self, error: BaseException, parent: QWidget | None = None) -> None:
        raise error
