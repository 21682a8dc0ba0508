"""``import`` as a whole command: JSON, exit codes, one sentence on stderr, nothing made by a refusal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.exchange.bad_files import REFUSED

from curator_app.bootstrap import start

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "samples"
STAFF = str(SAMPLES / "03_staff_list.csv")
PAIRS = str(SAMPLES / "04_pairs_register.xlsx")


def call(tmp_path: Path, *words: str) -> int:
    """Runs a command in the test's own data folder."""
    return start(["--data-dir", str(tmp_path / "данные"), *words])


def told(capsys: pytest.CaptureFixture[str]) -> Any:
    """The JSON on stdout; nothing else was said."""
    said = capsys.readouterr()
    assert said.err == ""
    return json.loads(said.out)


def test_the_answer_has_the_shape_of_the_contract(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(tmp_path, "import", STAFF, "--json") == 0
    [sheet] = told(capsys)["sheets"]
    assert list(sheet) == [
        "name", "kind", "header_row", "columns", "rows_read", "created", "updated", "unchanged", "rejected", "problems",
    ]  # fmt: skip
    assert sheet["columns"][1] == {"index": 1, "heading": "Фамилия", "field": "surname"}
    assert list(sheet["problems"][0]) == ["row", "column", "value", "message"]
    assert (sheet["rows_read"], sheet["created"], sheet["unchanged"], sheet["rejected"]) == (21, 19, 1, 1)
    assert call(tmp_path, "list", "people", "--json") == 0
    assert len(told(capsys)) == 19


def test_a_dry_run_tells_the_same_and_makes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(tmp_path, "import", STAFF, "--json", "--dry-run") == 0
    dry = told(capsys)
    assert not (tmp_path / "данные").exists()
    assert call(tmp_path, "import", STAFF, "--json") == 0
    assert told(capsys) == dry


def test_the_short_text_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(tmp_path, "import", STAFF) == 0
    said = capsys.readouterr().out
    assert "21 строка: создано 19" in said
    assert "строка 24" in said


def test_one_sheet_by_name_and_one_kind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(tmp_path, "import", PAIRS, "--sheet", "Реестр пар", "--kind", "pairs", "--json") == 0
    assert [sheet["kind"] for sheet in told(capsys)["sheets"]] == ["pairs"]
    assert call(tmp_path, "import", PAIRS, "--sheet", "Другой") == 1
    assert "нет листа «Другой»" in capsys.readouterr().err


@pytest.mark.parametrize(
    "name", ["a password", "billion laughs", "a bomb of blanks", "no headings", "no rows", "mojibake"]
)
def test_a_refusal_is_one_line_and_makes_no_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    file_name, make = REFUSED[name]
    (tmp_path / file_name).write_bytes(make())
    assert call(tmp_path, "import", str(tmp_path / file_name), "--json") == 1
    said = capsys.readouterr()
    assert (said.out, len(said.err.splitlines())) == ("", 1)
    assert not (tmp_path / "данные").exists()


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(tmp_path, "import", str(tmp_path / "нет.xlsx")) == 1
    assert "Файла «нет.xlsx» нет" in capsys.readouterr().err


def test_an_unknown_kind_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as stopped:
        call(tmp_path, "import", STAFF, "--kind", "pupils")
    assert stopped.value.code == 2
