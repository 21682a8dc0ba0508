"""The headless interface as a whole process sees it: exit codes, JSON, one sentence on stderr."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from curator_app.bootstrap import start


def call(tmp_path: Path, *words: str) -> int:
    return start(["--data-dir", str(tmp_path / "данные"), *words])


def write(tmp_path: Path, value: Any) -> str:
    path = tmp_path / "in.json"
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return str(path)


def test_an_empty_folder_lists_nothing_and_stays_empty(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(tmp_path, "list", "people", "--json") == 0
    assert json.loads(capsys.readouterr().out) == []
    assert not (tmp_path / "данные").exists()


def test_add_list_form_pairs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    people = [{"ref": "@a", "surname": "Ким", "first_name": "Ян"}, {"surname": "Лось", "first_name": "Пётр"}]
    assert call(tmp_path, "add", "person", "--from", write(tmp_path, people), "--json") == 0
    assert json.loads(capsys.readouterr().out) == [{"ref": "@a", "id": 1}, {"ref": None, "id": 2}]
    assert call(tmp_path, "add", "mentor", "--from", write(tmp_path, [{"person": 1}])) == 0
    assert call(tmp_path, "add", "mentee", "--from", write(tmp_path, [{"person": 2}])) == 0
    capsys.readouterr()
    words = ["form-pairs", "--pair", "1:2", "--starts", "2026-09-01", "--ends", "2027-05-31", "--json"]
    assert call(tmp_path, *words) == 0
    pair = json.loads(capsys.readouterr().out)[0]
    assert (pair["mentor"], pair["mentees"], pair["start_date"], pair["status"]) == (1, [2], "2026-09-01", "ready")
    assert call(tmp_path, *words) == 1
    said = capsys.readouterr()
    assert (said.out, len(said.err.splitlines())) == ("", 1)


@pytest.mark.parametrize(
    "words",
    [
        ["list", "people", "--year", "2026"],
        ["add", "person"],
        ["fly"],
        ["form-pairs", "--pair", "1:2", "--starts", "x"],
    ],
)
def test_wrong_usage_exits_2(tmp_path: Path, words: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        call(tmp_path, *words)
    assert stopped.value.code == 2


def test_a_known_problem_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(tmp_path, "add", "person", "--from", str(tmp_path / "нет.json")) == 1
    assert "нет.json" in capsys.readouterr().err


def test_a_bug_exits_3_and_its_log_has_no_names(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("Секретова Мария")

    monkeypatch.setattr("curator_app.services.records.add_records", broken)
    (tmp_path / "данные").mkdir()
    assert call(tmp_path, "add", "person", "--from", write(tmp_path, [])) == 3
    log = (tmp_path / "данные" / "logs" / "curator.log").read_text(encoding="utf-8")
    assert "builtins.ValueError" in log
    assert "broken" in log
    assert "Секретова" not in log + capsys.readouterr().err


def test_reading_works_while_another_process_holds_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "данные"
    source = write(tmp_path, [{"surname": "Ким", "first_name": "Ян"}])
    holder = (
        "import sys, pathlib; from curator_app.services.workspace import open_workspace\n"
        "from curator_app.runtime.clock import Clock; from curator_app.runtime.paths import data_folder\n"
        f"w = open_workspace(data_folder(pathlib.Path({str(folder)!r})), Clock())\n"
        "print('held', flush=True); sys.stdin.read(); w.close()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        assert call(tmp_path, "list", "people") == 0
        assert call(tmp_path, "add", "person", "--from", source) == 1
        process.communicate("")
    assert call(tmp_path, "add", "person", "--from", source) == 0


def test_dump_load_check_backup(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(tmp_path, "add", "person", "--from", write(tmp_path, [{"surname": "Ким", "first_name": "Ян"}])) == 0
    assert call(tmp_path, "dump", "--out", str(tmp_path / "d.json")) == 0
    assert call(tmp_path, "backup", "--out", str(tmp_path / "копия.db")) == 0
    assert (tmp_path / "копия.db").stat().st_size > 0
    assert call(tmp_path, "check") == 0
    capsys.readouterr()
    assert start(["load", str(tmp_path / "d.json"), "--data-dir", str(tmp_path / "вторая")]) == 0
    capsys.readouterr()
    assert start(["list", "people", "--json", "--data-dir", str(tmp_path / "вторая")]) == 0
    assert [one["surname"] for one in json.loads(capsys.readouterr().out)] == ["Ким"]


def test_an_empty_folder_is_neither_backed_up_nor_sound(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(tmp_path, "backup", "--out", str(tmp_path / "копия.db")) == 1
    assert call(tmp_path, "backup") == 1
    assert call(tmp_path, "check") == 1
    assert capsys.readouterr().out == ""
    assert not (tmp_path / "копия.db").exists()
    assert not (tmp_path / "данные").exists()
    assert call(tmp_path, "restore", str(tmp_path)) == 1
    assert "— это папка. Укажите файл копии." in capsys.readouterr().err


def test_a_dump_never_lands_on_the_base(tmp_path: Path) -> None:
    assert call(tmp_path, "add", "person", "--from", write(tmp_path, [{"surname": "Ким", "first_name": "Ян"}])) == 0
    assert call(tmp_path, "dump", "--out", str(tmp_path / "данные" / "curator.db")) == 1
    assert call(tmp_path, "check") == 0


@pytest.mark.parametrize(
    ("kind", "record"),
    [
        ("person", {"surname": "Ким", "first_name": "Ян", "experience_years": "--5"}),
        ("person", {"surname": "Ким", "first_name": "Ян", "experience_years": "²"}),
        ("person", {"surname": "К\ud800м", "first_name": "Ян"}),
        ("mentor", {"person": 10**30}),
    ],
)
def test_strange_values_are_refused_and_are_no_bug(tmp_path: Path, kind: str, record: dict[str, Any]) -> None:
    path = tmp_path / "in.json"
    path.write_text(json.dumps([record]), encoding="utf-8")
    assert call(tmp_path, "add", kind, "--from", str(path)) == 1
    assert call(tmp_path, "form-pairs", "--pair", "²:1", "--starts", "2026-09-01", "--ends", "2027-05-31") == 1


def test_a_reader_that_has_enough_is_no_bug(tmp_path: Path) -> None:
    people = [{"surname": f"Лось{number}", "first_name": "Пётр"} for number in range(2000)]
    assert call(tmp_path, "add", "person", "--from", write(tmp_path, people)) == 0
    listing = subprocess.Popen(
        [sys.executable, "-m", "curator_app", "--data-dir", str(tmp_path / "данные"), "list", "people", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert listing.stdout is not None
    assert listing.stderr is not None
    listing.stdout.read(10)
    listing.stdout.close()
    said = listing.stderr.read()
    listing.stderr.close()
    assert (listing.wait(60), said) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full")
def test_an_answer_that_fits_nowhere_is_no_bug(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "curator_app", "--data-dir", str(tmp_path / "данные"), "list", "people"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert done.stderr.decode().splitlines() == [
        "Ответ команды не записан: на диске нет места. Освободите место и посмотрите, что сделано."
    ]


def test_an_empty_name_is_not_the_current_folder(capsys: pytest.CaptureFixture[str]) -> None:
    for told in (["--data-dir", "", "list", "people"], ["survey", "list", "--data-dir", ""]):
        with pytest.raises(SystemExit) as ended:
            start(told)
        assert ended.value.code == 2
        assert "имя папки пустое" in capsys.readouterr().err


def test_a_field_that_is_named_twice_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "люди.json"
    source.write_text('[{"surname": "Лось", "first_name": "Пётр", "surname": "Рысь"}]', encoding="utf-8")
    where = ["--data-dir", str(tmp_path / "данные")]
    assert start([*where, "add", "person", "--from", str(source)]) == 1
    assert "поле «surname» указано в одной записи дважды" in capsys.readouterr().err
    assert start([*where, "list", "people", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


@pytest.mark.parametrize("name", ["д" * 200, "/".join(["длинная папка с данными"] * 20)])
def test_a_path_that_is_too_long_is_said_to_be(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["list", "people"], ["check"], ["backup"], ["password", "status"]):
        assert start([*command, "--data-dir", str(tmp_path / name)]) == 1
        told = capsys.readouterr().err
        assert "Слишком длинный путь" in told
