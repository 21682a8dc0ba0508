"""``route`` and ``list routes`` as a script sees them."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import openpyxl
import pytest
from tests.services.papers.school import fill

from curator_app.bootstrap import start
from curator_app.runtime.clock import fixed
from curator_app.runtime.paths import data_folder
from curator_app.services.routes import making, reading, steps
from curator_app.services.workspace import open_workspace


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A base with one route; the mentee is number 5."""
    root = tmp_path / "данные"
    workspace = open_workspace(data_folder(root), fixed(dt.datetime(2026, 10, 5, 9, 0)))
    school = fill(workspace)
    route = making.create_route(workspace, making.propose_route(workspace, school.people["ivanova"]).data)
    data = steps.StepData(stage="main", content="=1+1", resources="@сайт", due_date=dt.date(2027, 1, 11))
    steps.add_step(workspace, route, data)
    workspace.close()
    assert school.people["ivanova"] == 5
    return root


def run(folder: Path, *words: str) -> int:
    return start(["--data-dir", str(folder), *words])


def test_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "route", "--mentee", "5", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["mentee"], told["mentee_name"], told["status"]) == (5, "Иванова Мария Петровна", "draft")
    assert [one["code"] for one in told["stages"]] == ["adaptation", "main", "evaluation"]
    assert told["steps"][0]["due_date"] == "2026-09-04"
    assert told["progress"]["total"] == len(told["steps"])
    assert run(folder, "list", "routes", "--year", "2026/2027", "--json") == 0
    [row] = json.loads(capsys.readouterr().out)
    assert (row["id"], row["academic_year"]) == (told["id"], "2026/2027")
    assert run(folder, "list", "routes", "--year", "2030/2031", "--json") == 0
    assert json.loads(capsys.readouterr().out) == []


def test_text(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "route", "--mentee", "5") == 0
    told = capsys.readouterr().out
    assert "Иванова Мария Петровна, наставник: Петрова Анна Сергеевна" in told
    assert "Этап «адаптационный», 04.09.2026 – 03.12.2026" in told


@pytest.mark.parametrize(("name", "start_of"), [("иом.pdf", b"%PDF"), ("иом.docx", b"PK"), ("иом.xlsx", b"PK")])
def test_files_are_the_same_every_time(folder: Path, tmp_path: Path, name: str, start_of: bytes) -> None:
    first, second = tmp_path / name, tmp_path / f"ещё {name}"
    for target in (first, second):
        assert run(folder, "route", "--mentee", "5", "--out", str(target)) == 0
    assert first.read_bytes().startswith(start_of)
    assert first.read_bytes() == second.read_bytes()


def test_the_sheet_has_real_dates_and_texts_stay_texts(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "иом.xlsx"
    assert run(folder, "route", "--mentee", "5", "--out", str(target)) == 0
    sheet = openpyxl.load_workbook(target)["ИОМ"]
    head = [cell.value for cell in sheet[5]]
    assert head[:4] == ["№", "Этап", "Дефицит (запрос)", "Мероприятие"]
    rows = [dict(zip(head, row, strict=True)) for row in sheet.iter_rows(min_row=6)]
    assert all(isinstance(row["Срок"].value, dt.datetime) for row in rows)
    danger = next(row for row in rows if row["Мероприятие"].value == "=1+1")
    assert (danger["Мероприятие"].data_type, danger["Ресурсы"].data_type) == ("s", "s")
    assert sheet.freeze_panes == "A6"
    workspace = open_workspace(data_folder(folder), fixed(dt.datetime(2026, 10, 5, 9, 0)), write=False)
    try:
        card = reading.get_route(workspace, 1)
    finally:
        workspace.close()
    assert [row["Мероприятие"].value for row in rows] == [step.content for step in card.steps]
    terms = [row["Срок"].value for row in rows]
    assert [one.date() for one in terms if isinstance(one, dt.datetime)] == [step.due_date for step in card.steps]


def test_refusals(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "route", "--mentee", "6") == 1
    assert "нет маршрута" in capsys.readouterr().err
    assert run(folder, "route", "--mentee", "5", "--out", str(tmp_path / "иом.txt")) == 1
    assert ".pdf, .docx или .xlsx" in capsys.readouterr().err
    assert not (tmp_path / "иом.txt").exists()
    with pytest.raises(SystemExit) as wrong:
        run(folder, "route")
    assert wrong.value.code == 2


@pytest.mark.parametrize(
    ("mentee", "words"), [("99999", "Наставляемого № 99999"), ("3", "Наставляемого № 3"), ("6", "нет маршрута")]
)
def test_nobody_is_not_sent_to_make_a_route(
    folder: Path, capsys: pytest.CaptureFixture[str], mentee: str, words: str
) -> None:
    assert run(folder, "route", "--mentee", mentee) == 1
    (said,) = capsys.readouterr().err.splitlines()
    assert words in said
