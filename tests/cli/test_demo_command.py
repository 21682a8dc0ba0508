"""``demo`` as a script sees it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from curator_app.bootstrap import start


def test_it_prints_the_papers_and_refuses_a_second_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--data-dir", str(tmp_path / "данные"), "demo", "--out", str(tmp_path / "новая" / "папка"), "--json"]
    assert start(words) == 0
    told = json.loads(capsys.readouterr().out)
    assert {one["kind"] for one in told["files"]} == {
        "assignment",
        "assignment_list",
        "acknowledgement_sheet",
        "consents",
        "route",
        "meeting_journal",
        "roadmap",
        "consultation_plan",
        "workbook",
        "analytic_report",
    }
    assert all(Path(one["path"]).is_file() for one in told["files"])
    before = sorted(path.name for path in (tmp_path / "новая" / "папка").iterdir())

    assert start(words) == 1
    said = capsys.readouterr()
    assert (said.out, len(said.err.splitlines())) == ("", 1)
    assert "пустой папке" in said.err
    assert sorted(path.name for path in (tmp_path / "новая" / "папка").iterdir()) == before


def test_a_folder_that_cannot_be_made_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "занято").write_text("файл", encoding="utf-8")
    assert start(["--data-dir", str(tmp_path / "данные"), "demo", "--out", str(tmp_path / "занято" / "папка")]) == 1
    assert start(["--data-dir", str(tmp_path / "данные"), "list", "people", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
