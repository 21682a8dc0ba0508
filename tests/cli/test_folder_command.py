"""``folder`` as a script sees it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from tests.services.papers.school import fill

from curator_app.bootstrap import start
from curator_app.documents.preview import page_count
from curator_app.runtime.clock import fixed
from curator_app.runtime.paths import data_folder
from curator_app.services.workspace import open_workspace


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "данные"
    workspace = open_workspace(data_folder(root), fixed(dt.datetime(2026, 10, 5, 9, 0)))
    fill(workspace)
    workspace.close()
    return root


def test_a_folder_is_written_and_what_is_missing_is_told(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "папка.pdf"
    assert start(["--data-dir", str(folder), "folder", "--year", "2026/2027", "--out", str(target), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["files"] == [{"kind": "folder", "path": str(target)}]
    assert page_count(target.read_bytes()) > len(told["papers"])
    assert {"about", "missing", "way"} == set(told["missing"][0])


def test_an_unknown_pair_writes_nothing(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "папка.pdf"
    assert start(["--data-dir", str(folder), "folder", "--pair", "999", "--out", str(target)]) == 1
    assert "Пары № 999 в базе нет" in capsys.readouterr().err
    assert not target.exists()
