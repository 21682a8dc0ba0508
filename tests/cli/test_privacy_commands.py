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
    for place, cause in ((tmp_path, "это папка"), (tmp_path / "нет" / "акт.pdf", "недоступна")):
        assert start(["erase", *where, "--kind", "destroyed", "--reason", "отзыв", "--deed", str(place)]) == 1
        assert cause in capsys.readouterr().err
        assert start(["erase", *where, "--dry-run"]) == 0, "a refused command has erased nothing"
    assert start(["erase", *where, "--kind", "destroyed", "--reason", "отзыв", "--deed", str(deed)]) == 0
    assert deed.read_bytes().startswith(b"%PDF")
    assert "Жмыхов".encode() not in (folder / "curator.db").read_bytes()
    assert start(["erase", *where, "--kind", "destroyed", "--reason", "отзыв"]) == 1
    assert "уничтожены" in capsys.readouterr().err


def test_doubtful_mentions_are_listed_and_taken_by_key(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workspace = open_workspace(data_folder(folder), fixed(dt.datetime(2026, 10, 5, 9, 0)))
    note = "Аглая Жмыхова и Жмыхова; Жмыхова"
    people.add_person(workspace, PersonData(surname="Жмыхова", first_name="Фаина", note=note))
    workspace.close()
    where = ["--data-dir", str(folder), "--person", "1"]
    assert start(["erase", *where, "--dry-run", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["mentions"]
    assert [(one["key"], one["sure"]) for one in found] == [
        ("person:2:note:1", True),
        ("person:2:note:2", False),
        ("person:2:note:3", False),
    ]
    assert start(["erase", *where, "--dry-run"]) == 0
    assert "person:2:note:2 (останется, если не указать --take)" in capsys.readouterr().out
    erase = ["erase", *where, "--kind", "destroyed", "--reason", "отзыв"]
    assert start([*erase, "--take", "person:2:note:7"]) == 1
    assert "список изменился" in capsys.readouterr().err
    assert start([*erase, "--take", "person:2:note:3", "--leave", "person:2:note:1"]) == 0
    capsys.readouterr()
    assert start(["list", "people", "--data-dir", str(folder), "--json"]) == 0
    assert "Аглая Жмыхова и Жмыхова; [имя удалено]" in capsys.readouterr().out
