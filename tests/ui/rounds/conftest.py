"""A small invented school with a planned round: mentors 1–3, mentees 4–9."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from tests.ui.desk import Desk

from curator_app.runtime.clock import fixed
from curator_app.runtime.paths import data_folder
from curator_app.services import records
from curator_app.services.rounds import planning
from curator_app.services.workspace import Workspace, open_workspace
from curator_app.ui.common import theme

MENTORS = ("Абрамова", "Белов", "Волкова")
MENTEES = ("Громова", "Дёмин", "Ежова", "Жуков", "Зимина", "Ильин")


@pytest.fixture
def workspace(tmp_path: Path, qapp: QApplication) -> Iterator[Workspace]:
    theme.apply(qapp, "light")
    opened = open_workspace(data_folder(tmp_path / "данные"), fixed(dt.datetime(2026, 9, 3, 15, 0)))
    ids: dict[str, int] = {}
    people = [{"ref": f"@{name}", "surname": name, "first_name": "Лев"} for name in (*MENTORS, *MENTEES)]
    records.add_records(opened, "person", people, ids)
    records.add_records(opened, "mentor", [{"person": f"@{name}"} for name in MENTORS], ids)
    records.add_records(opened, "mentee", [{"person": f"@{name}"} for name in MENTEES], ids)
    records.add_records(opened, "request", [{"mentee": f"@{name}", "wording": "методика"} for name in MENTEES], ids)
    yield opened
    opened.close()


@pytest.fixture
def round_id(workspace: Workspace) -> int:
    found = planning.candidates(workspace)
    return planning.plan_round(
        workspace, planning.RoundData(date=dt.date(2026, 9, 3), time="14:30"), found.free, found.waiting
    )


@pytest.fixture
def desk(tmp_path: Path, workspace: Workspace) -> Desk:
    return Desk(tmp_path, workspace.clock)
