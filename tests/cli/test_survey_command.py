"""``survey`` as a script sees it."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import pytest
from tests.services.surveys.base import MENTEE, MENTOR, answer, fill, wave

from curator_app.bootstrap import start
from curator_app.runtime.clock import fixed
from curator_app.runtime.paths import data_folder
from curator_app.services.workspace import open_workspace


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A base with one wave of five respondents, one reply."""
    root = tmp_path / "данные"
    workspace = open_workspace(data_folder(root), fixed(dt.datetime(2026, 10, 5, 9, 0)))
    school = fill(workspace)
    forms = {MENTEE: "satisfaction_short_mentee", MENTOR: "satisfaction_short_mentor"}
    number = wave(workspace, forms, title="Три месяца")
    answer(workspace, number, school["gro"], MENTEE, {"comfort": 9, "glad": "yes"})
    workspace.close()
    return root


def run(folder: Path, *words: str) -> int:
    return start(["survey", *words, "--data-dir", str(folder)])


def test_list_and_summary(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "list", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [(one["title"], one["expected"], one["answered"]) for one in told["waves"]] == [("Три месяца", 5, 1)]
    assert "needs" in {one["code"] for one in told["questionnaires"]}
    assert run(folder, "summary", "--wave", "три месяца", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    mentees = told["roles"][0]
    assert (mentees["role"], mentees["answered"], mentees["expected"], mentees["level"]) == ("mentee", 1, 3, "high")
    assert mentees["satisfied"] == {"count": 1, "of": 1}
    assert mentees["questions"][0]["counts"]["9"] == 1
    assert run(folder, "summary", "--wave", "1") == 0
    assert "удовлетворены: 1 из 1 (100 %)" in capsys.readouterr().out


@pytest.mark.parametrize(("name", "start_of"), [("a.pdf", b"%PDF"), ("a.docx", b"PK")])
def test_papers(folder: Path, tmp_path: Path, name: str, start_of: bytes) -> None:
    assert run(folder, "blank", "--wave", "1", "--out", str(tmp_path / name)) == 0
    first = (tmp_path / name).read_bytes()
    assert first.startswith(start_of)
    assert run(folder, "blank", "--wave", "1", "--out", str(tmp_path / name)) == 0
    assert (tmp_path / name).read_bytes() == first
    assert run(folder, "blank", "--questionnaire", "needs", "--person", "4", "--out", str(tmp_path / name)) == 0
    assert run(folder, "summary", "--wave", "1", "--out", str(tmp_path / name)) == 0


def test_forms_out_and_back(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "анкеты"
    assert run(folder, "form", "--wave", "1", "--out", str(out), "--json") == 0
    made = json.loads(capsys.readouterr().out)["files"]
    assert len(made) == 4
    page = (out / "Анкета Дёмин П.Л.html").read_text(encoding="utf-8")
    found = re.search(r'id="form">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    form = json.loads(found.group(1))
    reply = {name: form[name] for name in ("format", "version", "seal", "wave", "role")}
    who = form["respondents"][0]
    reply |= {"person": who["person"], "name": who["name"], "about_pair": 0, "answers": {"comfort": 6}}
    back = tmp_path / "ответы"
    back.mkdir()
    (back / "Анкета Дёмин.json").write_text(json.dumps(reply), encoding="utf-8")
    (back / "мусор.json").write_text("{", encoding="utf-8")
    assert run(folder, "import", str(back), "--dry-run", "--json") == 0
    assert json.loads(capsys.readouterr().out)["created"] == 1
    assert run(folder, "import", str(back), "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["created"], told["rejected"]) == (1, 1)
    assert run(folder, "import", str(back)) == 0
    assert "мусор.json: Файл повреждён" in capsys.readouterr().out


def test_a_table_goes_to_the_wave_named(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "ответы.csv"
    table.write_text(
        "ФИО;Мне спокойно и удобно работать с наставляемым;Наставляемый осваивает теорию;Рады ли Вы?\n"
        "Белов Олег Ильич;8;7;да\n",
        encoding="utf-8",
    )
    assert run(folder, "import", str(table), "--wave", "1", "--json") == 0
    assert json.loads(capsys.readouterr().out)["sheets"][0]["created"] == 1
    assert start(["list", "replies", "--json", "--data-dir", str(folder)]) == 0
    told = json.loads(capsys.readouterr().out)[-1]
    assert (told["role"], told["wave_name"]) == ("mentor", "Три месяца")
    assert told["answers"]["Наставляемый осваивает теорию"] == 7


def test_known_problems(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "summary", "--wave", "77") == 1
    assert "Укажите один из этих: 1 — Три месяца" in capsys.readouterr().err
    assert run(folder, "blank", "--questionnaire", "нет", "--out", str(tmp_path / "a.pdf")) == 1
    assert run(folder, "blank", "--wave", "1", "--out", str(tmp_path / "a.txt")) == 1
    assert run(folder, "import", str(tmp_path / "нет")) == 0
    assert "не открывается" in capsys.readouterr().out
