"""Names stay in the base: the log, settings of the window, the lock, names of files, temporary files hold none."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import suppress
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import text
from tests.services.privacy.forensic import traces

from curator_app.exchange.opening import read_file
from curator_app.runtime import log as technical
from curator_app.runtime.bases import Bases
from curator_app.runtime.clock import fixed
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.paths import data_folder
from curator_app.services import people
from curator_app.services.people import PersonData
from curator_app.services.workspace import open_workspace
from curator_app.ui.app import make_window
from curator_app.ui.common import dialogs
from curator_app.ui.common.errors import ErrorBoundary
from curator_app.ui.common.window_state import WindowState

MARKERS = [f"Жмых{letter}ов" for letter in "абвгдежзиклмнопрстуф"]
CLOCK = fixed(dt.datetime(2026, 10, 5, 9, 0))


@pytest.mark.usefixtures("look")
def test_names_are_in_the_base_alone(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = data_folder(tmp_path / "данные")
    temporary = tmp_path / "временные"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(technical, "_place", (folder.log, CLOCK))
    monkeypatch.setattr(dialogs, "show_bug", lambda *_args: None)
    monkeypatch.setattr(dialogs, "show_problem", lambda *_args: None)
    workspace = open_workspace(folder, CLOCK)
    for number, surname in enumerate(MARKERS):
        people.add_person(
            workspace,
            PersonData(
                surname=surname, first_name="Аглая", phone=f"+7916000{number:04d}", email=f"zhm{number}@s.example"
            ),
        )
    errors = ErrorBoundary(folder, CLOCK)
    state = WindowState(folder.window_state)
    window = make_window(workspace, state, errors, Bases(folder.root))
    qtbot.addWidget(window)
    window.show()
    for surname in MARKERS[:5]:
        try:
            with workspace.action(surname) as session:  # a bug: the message of the base quotes every value
                session.execute(text("INSERT INTO person (surname, first_name) VALUES (:s, :s)"), {"s": surname})
                session.execute(text("INSERT INTO person (id, surname) VALUES (1, :s)"), {"s": surname})
        except Exception as error:
            errors.handle(error, window)
        errors.handle(sqlite3.IntegrityError(surname), window)
        errors.handle(KeyError(surname), window)
        spoilt = tmp_path / "список.xlsx"
        spoilt.write_bytes(b"PK\x03\x04" + surname.encode())
        with suppress(KnownProblem):
            read_file(spoilt)
        spoilt.unlink()
    assert not any(surname in window.windowTitle() for surname in MARKERS)
    window.close()
    workspace.close()
    base = folder.database.read_bytes()
    assert all(surname.encode() in base for surname in MARKERS)
    folder.database.unlink()
    assert folder.log.stat().st_size > 0
    assert traces(tmp_path, [*MARKERS, "zhm1@", "9160000001"]) == []
