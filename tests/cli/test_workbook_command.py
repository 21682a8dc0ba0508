"""``workbook`` on the command line."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from curator_app.bootstrap import start


def call(tmp_path: Path, *words: str) -> int:
    return start(["--data-dir", str(tmp_path / "данные"), "workbook", *words])


def test_it_writes_the_file_and_tells_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "книга.xlsx"
    words = ["--period", "2026/2027", "--on", "2026-10-05", "--out", str(target), "--json"]
    assert call(tmp_path, *words) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {"on": "2026-10-05", "files": [{"kind": "workbook", "path": str(target)}]}
    first = target.read_bytes()
    assert len(load_workbook(io.BytesIO(first)).sheetnames) == 12
    assert call(tmp_path, *words) == 0
    assert target.read_bytes() == first
    assert not (tmp_path / "данные").exists()


def test_depersonalised_and_locked(tmp_path: Path) -> None:
    target = tmp_path / "книга.xlsx"
    words = ["--period", "2026-09", "--depersonalised", "--password", "тайна", "--out", str(target)]
    assert call(tmp_path, *words) == 0
    assert target.read_bytes().startswith(b"\xd0\xcf\x11\xe0")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--period", "2026-13"], "не понятен"),
        (["--period", "2026-09", "--on", "2026-08-31"], "раньше начала периода"),
        (["--period", "2026-09", "--password", ""], "Пароль"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_no_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    target = tmp_path / "книга.xlsx"
    target.write_bytes(b"old")
    assert call(tmp_path, *words, "--out", str(target)) == 1
    err = capsys.readouterr().err
    assert said in err
    assert len(err.splitlines()) == 1
    assert target.read_bytes() == b"old"


def test_another_suffix_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(tmp_path, "--period", "2026-09", "--out", str(tmp_path / "книга.xls")) == 1
    assert ".xlsx" in capsys.readouterr().err
