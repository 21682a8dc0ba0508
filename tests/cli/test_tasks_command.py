"""``tasks`` and ``list tasks`` as a script sees them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from curator_app.bootstrap import start


def call(folder: Path, *words: str) -> int:
    return start(["--data-dir", str(folder), *words])


def told(folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert call(folder, *words, "--json") == 0
    return json.loads(capsys.readouterr().out)


@pytest.fixture
def folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A base with one newcomer and one without a first day."""
    data = tmp_path / "данные"
    people = [
        {"surname": "Ким", "first_name": "Ян", "work_start_date": "2025-09-03"},
        {"surname": "Лось", "first_name": "Пётр"},
    ]
    for kind, records in (("person", people), ("mentee", [{"person": 1}, {"person": 2}])):
        source = tmp_path / f"{kind}.json"
        source.write_text(json.dumps(records, ensure_ascii=False), encoding="utf-8")
        assert call(data, "add", kind, "--from", str(source)) == 0
    capsys.readouterr()
    return data


def test_the_fields_of_the_contract(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = {row["id"]: row for row in told(folder, capsys, "tasks", "--on", "2025-09-08")}
    first = rows["s2-p1:mentee:1"]
    assert {name: first[name] for name in ("rule_id", "object", "raw_due", "due", "status", "done_on")} == {
        "rule_id": "s2-p1",
        "object": {"kind": "mentee", "id": 1, "title": "Ким Я."},
        "raw_due": "2025-09-06",
        "due": "2025-09-08",
        "status": "due",
        "done_on": None,
    }
    lacking = rows["s2-p1:mentee:2"]
    assert (lacking["raw_due"], lacking["due"], lacking["status"]) == (None, None, "no_trigger")
    assert {row["status"] for row in rows.values()} <= {"open", "due", "overdue", "done", "no_trigger"}


@pytest.mark.parametrize(("on", "status"), [("2025-09-07", "open"), ("2025-09-09", "overdue")])
def test_the_day_before_and_after(folder: Path, capsys: pytest.CaptureFixture[str], on: str, status: str) -> None:
    rows = {row["id"]: row["status"] for row in told(folder, capsys, "tasks", "--on", on)}
    assert rows["s2-p1:mentee:1"] == status


def test_the_horizon(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def dated(*words: str) -> set[str]:
        return {row["rule_id"] for row in told(folder, capsys, "tasks", "--on", "2025-09-08", *words) if row["due"]}

    assert "s4-5.1" in dated()  # 30 September is within thirty days
    assert "s2-m2a" not in dated()
    assert "s4-5.1" not in dated("--horizon", "7")
    assert "s2-m2a" in dated("--horizon", "90")
    assert {"s2-p1", "s2-p2", "s2-p4", "s2-m1"} <= dated("--horizon", "0")


def test_a_rule_of_the_calendar_is_told_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = told(folder, capsys, "tasks", "--on", "2025-10-05", "--horizon", "400")
    months = [(row["raw_due"], row["window_start"]) for row in rows if row["rule_id"] == "s0-8"]
    assert months == [("2026-04-30", "2026-04-01")]


def test_list_tasks(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    every = told(folder, capsys, "list", "tasks")
    assert "s2-p1:mentee:1" in {row["id"] for row in every}
    of_year = told(folder, capsys, "list", "tasks", "--year", "2024/2025")
    assert not [row for row in of_year if row["due"] and row["due"] > "2025-09-01" and not row["window_start"]]
    assert "s2-p1:mentee:1" not in {row["id"] for row in of_year}


def test_an_empty_folder_has_no_tasks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(tmp_path / "нет", capsys, "tasks", "--on", "2026-09-01") == []
    assert told(tmp_path / "нет", capsys, "list", "tasks") == []
    assert not (tmp_path / "нет").exists()


def test_done(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["tasks", "--on", "2025-09-05", "--done", "s2-p1:mentee:1", "--done", "s2-m1:mentee:1"]
    rows = {row["id"]: row for row in told(folder, capsys, *words, "--evidence", "ИОМ")}
    first = rows["s2-p1:mentee:1"]
    assert (first["status"], first["done_on"], first["evidence"]) == ("done", "2025-09-05", "ИОМ")
    assert rows["s2-m1:mentee:1"]["status"] == "done"
    assert call(folder, "tasks", "--done", "s2-p1:mentee:77") == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_in_russian(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(folder, "tasks", "--on", "2025-09-08", "--horizon", "0") == 0
    said = capsys.readouterr().out
    assert "08.09.2025 срок сегодня: Диагностика компетенций и знаний — Ким Я. [s2-m1:mentee:1]" in said
    assert "\nнет даты-основания: Диагностика компетенций и знаний — Лось П. [s2-m1:mentee:2]" in said
    assert said.splitlines()[-1].startswith("На 08.09.2025: ")


@pytest.mark.parametrize(
    "words",
    [
        ["--on", "8.09.2025"],
        ["--on", "0001-01-01"],
        ["--on", "9999-12-31"],
        ["--horizon", "-1"],
        ["--horizon", "много"],
    ],
)
def test_wrong_usage(tmp_path: Path, words: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        call(tmp_path, "tasks", *words)
    assert stopped.value.code == 2
