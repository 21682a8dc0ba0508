"""``erase`` and ``personal-data`` from the command line."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from curator_app.bootstrap import start
from curator_app.runtime.clock import fixed
from curator_app.runtime.paths import data_folder
from curator_app.services import people
from curator_app.services.people import PersonData
from curator_app.services.workspace import open_workspace


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "данные"
    workspace = open_workspace(data_folder(root), fixed(dt.datetime(2026, 10, 5, 9, 0)))
    people.add_person(workspace, PersonData(surname="Жмыхова", first_name="Аглая", note="Кудыкино"))
    workspace.close()
    return root


def test_a_person_is_seen_told_and_erased(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--data-dir", str(folder), "--person", "1"]
    assert start(["erase", *where, "--dry-run", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["destroyable"] is True
    sheet, deed = tmp_path / "лист.pdf", tmp_path / "акт.pdf"
    assert start(["personal-data", *where, "--out", str(sheet)]) == 0
    assert sheet.read_bytes().startswith(b"%PDF")
    assert start(["erase", *where]) == 1
    assert "--reason" in capsys.readouterr().err
    assert start(["erase", *where, "--kind", "destroyed", "--reason", "отзыв", "--deed", str(deed)]) == 0
    assert deed.read_bytes().startswith(b"%PDF")
    assert "Жмыхов".encode() not in (folder / "curator.db").read_bytes()
    assert start(["erase", *where, "--kind", "destroyed", "--reason", "отзыв"]) == 1
    assert "уничтожены" in capsys.readouterr().err
