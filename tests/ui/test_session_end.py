"""Windows logs off: what is typed is kept, the act under way ends whole or not at all, the base is closed."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QThread, QTimer
from PySide6.QtGui import QSessionManager
from PySide6.QtWidgets import QApplication, QDialog

from curator_app.models import Person
from curator_app.runtime.bases import Bases
from curator_app.runtime.clock import fixed
from curator_app.runtime.lock import holder
from curator_app.runtime.paths import DataFolder, data_folder
from curator_app.runtime.progress import Progress
from curator_app.services import people
from curator_app.services.privacy import drafts
from curator_app.services.workspace import Workspace, open_workspace
from curator_app.ui import app
from curator_app.ui.common.fields import TextField
from curator_app.ui.common.form import Section
from curator_app.ui.common.form_dialog import FormDialog
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.common.worker import JobRunner
from curator_app.ui.main_window import MainWindow

CLOCK = fixed(dt.datetime(2026, 10, 5, 9, 0))


def _asked(qapp: QApplication) -> None:
    """What Qt does when Windows asks whether the session may end."""
    manager = qapp.findChild(QSessionManager)
    assert manager is not None
    qapp.commitDataRequest.emit(manager)


class _Witness(QObject):
    """Notes who holds the base and how many threads work on it when the last word to the program is said."""

    def __init__(self, folder: DataFolder, holders: list[object], running: list[int], window: MainWindow) -> None:
        super().__init__(window)
        self._folder, self._holders, self._running, self._window = folder, holders, running, window

    def look(self) -> None:
        self._holders.append(holder(self._folder.lock))
        self._running.append(sum(one.isRunning() for one in self._window.findChildren(QThread)))


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], DataFolder]:
    """Runs the program on a new base; ``act`` happens in its open window and ends the session."""
    folder = data_folder(tmp_path / "данные")
    make_window = app.make_window
    holders: list[object] = []
    running: list[int] = []

    def run(act: Callable[[MainWindow, Workspace], None]) -> DataFolder:
        def made(workspace: Workspace, *told: Any) -> MainWindow:
            window = make_window(workspace, *told)
            witness = _Witness(folder, holders, running, window)

            def happen() -> None:
                # After this word Windows kills the process: what is not done then is never done.
                qapp.aboutToQuit.connect(witness.look)
                act(window, workspace)

            QTimer.singleShot(0, window, happen)
            return window

        monkeypatch.setattr(app, "make_window", made)
        monkeypatch.setattr(app, "run_first_start", lambda *_told: None)
        assert app._run_base(qapp, folder, CLOCK, Bases(folder.root), ("", ""), None)[0] == 0
        return folder

    run.holders, run.running = holders, running  # type: ignore[attr-defined]  # read by the tests
    return run


def _typed() -> FormDialog:
    dialog = FormDialog("Карточка", [Section("", [[TextField("note", "Примечание")]])], lambda _values: None)
    field = dialog.form.fields["note"]
    assert isinstance(field, TextField)
    field.line.setText("Набрано наполовину")
    field.edited.emit()
    return dialog


def test_what_is_typed_is_kept_at_once(qapp: QApplication, program: Any) -> None:
    kept: list[int] = []

    def act(_window: MainWindow, workspace: Workspace) -> None:
        def end() -> None:
            kept.append(len(drafts.list_drafts(workspace)))  # the two seconds are not over
            _asked(qapp)
            kept.append(len(drafts.list_drafts(workspace)))
            QCoreApplication.exit(0)

        dialog = _typed()
        QTimer.singleShot(0, dialog, end)
        run_dialog(dialog)

    folder = program(act)
    assert (kept, program.holders) == ([0, 1], [None])
    workspace = open_workspace(folder, CLOCK)
    assert workspace.start.sealed
    assert not workspace.start.crashed
    assert len(drafts.list_drafts(workspace)) == 1
    workspace.close()


@pytest.mark.parametrize("in_a_dialog", [False, True])
def test_an_act_under_way_is_not_left_half_done(qapp: QApplication, program: Any, *, in_a_dialog: bool) -> None:
    started = threading.Event()

    def act(window: MainWindow, workspace: Workspace) -> None:
        def job(progress: Progress) -> None:
            with workspace.action("Большое дело") as session:
                session.add(Person(surname="Ким", first_name="Ян"))
                session.flush()
                started.set()
                while True:
                    progress.step(0, 0)

        runner = JobRunner(QDialog(window), window._report) if in_a_dialog else window._jobs
        runner.start("Дело", job, lambda _nothing: None)
        assert started.wait(10)
        _asked(qapp)
        QCoreApplication.exit(0)
        window.destroyed.connect(runner.wait)  # a thread left behind would take the other tests down

    folder = program(act)
    assert program.holders == [None]
    assert program.running == [0]
    workspace = open_workspace(folder, CLOCK)
    assert workspace.start.sealed
    assert people.list_people(workspace) == []
    workspace.close()


def test_a_log_off_that_was_called_off_changes_nothing(qapp: QApplication, program: Any) -> None:
    def act(window: MainWindow, workspace: Workspace) -> None:
        _asked(qapp)
        people.add_person(workspace, people.PersonData(surname="Ким", first_name="Ян"))
        window.close()

    workspace = open_workspace(program(act), CLOCK)
    assert [one.surname for one in people.list_people(workspace)] == ["Ким"]
    workspace.close()
