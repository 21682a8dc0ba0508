"""The start over an encrypted base."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication

from curator_app.runtime.bases import Bases
from curator_app.runtime.clock import fixed
from curator_app.runtime.progress import Progress
from curator_app.services import protection
from curator_app.services.workspace import Workspace, open_workspace
from curator_app.ui import app
from curator_app.ui.main_window import MainWindow

PASSWORD = "Слон, йод и кактус"


def test_who_gives_up_the_password_leaves_the_base_closed(
    qapp: QApplication, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, clock = workspace.folder, fixed(dt.datetime(2026, 10, 5, 9, 0))
    protection.protect(workspace, PASSWORD, protection.new_code())
    workspace.close()
    before = folder.database.read_bytes()
    asked: list[str] = []

    def give_up(_folder: object, school: str) -> None:
        asked.append(school)

    monkeypatch.setattr(app, "ask_key", give_up)
    code, following, _said = app._run_base(qapp, folder, clock, Bases(folder.root), ("", ""), None)
    assert (code, following) == (1, None)
    assert asked == [""]
    assert folder.database.read_bytes() == before
    open_workspace(folder, clock, key=protection.unlock(folder, PASSWORD)).close()  # the lock was given back


def test_leaving_from_a_fault_waits_for_the_job_under_way(
    qapp: QApplication, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, clock = workspace.folder, fixed(dt.datetime(2026, 10, 5, 9, 0))
    workspace.close()
    started = threading.Event()
    ended: list[bool] = []
    make_window = app.make_window

    def job(progress: Progress) -> None:
        started.set()
        try:
            while True:
                progress.step(0, 0, "Дело")
        finally:
            ended.append(True)

    def busy(*told: Any) -> MainWindow:
        window = make_window(*told)

        def leave() -> None:
            window._jobs.start("Дело", job, lambda _nothing: None)
            assert started.wait(10)
            QCoreApplication.exit(0)  # as «Закрыть программу» of the message about a fault does

        QTimer.singleShot(0, window, leave)
        return window

    monkeypatch.setattr(app, "make_window", busy)
    monkeypatch.setattr(app, "run_first_start", lambda *_told: None)
    code, following, _said = app._run_base(qapp, folder, clock, Bases(folder.root), ("", ""), None)
    assert (code, following, ended) == (0, None, [True])
