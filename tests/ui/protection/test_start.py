"""The start over an encrypted base."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtWidgets import QApplication

from curator_app.runtime.bases import Bases
from curator_app.runtime.clock import fixed
from curator_app.services import protection
from curator_app.services.workspace import Workspace, open_workspace
from curator_app.ui import app

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
