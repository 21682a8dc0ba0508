"""``workbook --template``: the district's own form filled without a window."""

from __future__ import annotations

import datetime as dt
import io
import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from tests.exchange.form_filling.made import FACTS, PAIRS, changed, form

from curator_app.bootstrap import start
from curator_app.runtime.clock import fixed
from curator_app.runtime.paths import data_folder
from curator_app.services.monitoring.forms import keeping
from curator_app.services.monitoring.forms.marks import CellMark
from curator_app.services.workspace import open_workspace

MAPPING: list[dict[str, Any]] = [
    {"sheet": FACTS, "cell": "B4", "source": "period/on"},
    {"sheet": FACTS, "cell": "B6", "source": "count/active_mentors"},
    {"sheet": FACTS, "cell": "B8", "source": "indicator/K3/value"},
    {"sheet": PAIRS, "row": 4, "table": "Показатели", "columns": [{"column": "A", "source": "ID"}], "last_row": 8},
]


def call(tmp_path: Path, *words: str) -> int:
    common = ["--data-dir", str(tmp_path / "данные"), "workbook", "--period", "2026/2027", "--on", "2026-10-05"]
    return start([*common, *words])


def files(tmp_path: Path) -> tuple[Path, Path, Path]:
    template, mapping, target = (tmp_path / name for name in ("Форма.xlsx", "разметка.json", "готово.xlsx"))
    template.write_bytes(form())
    mapping.write_text(json.dumps(MAPPING[:3]), encoding="utf-8")
    return template, mapping, target


def test_a_form_is_filled_by_a_mapping_from_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    template, mapping, target = files(tmp_path)
    words = ["--template", str(template), "--mapping", str(mapping), "--out", str(target), "--json"]
    assert call(tmp_path, *words) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["files"] == [{"kind": "form", "path": str(target)}]
    assert (told["on"], told["cells"], told["records"]) == ("2026-10-05", 2, 0)
    assert [one.partition(" Доля")[0] for one in told["missing"]] == ["Сведения, B8: нет данных — K3."]
    assert changed(form(), target.read_bytes()) == ["xl/worksheets/sheet1.xml"]
    assert load_workbook(io.BytesIO(target.read_bytes()))[FACTS]["B6"].value == 0
    first = target.read_bytes()
    assert call(tmp_path, *words) == 0
    assert target.read_bytes() == first
    assert template.read_bytes() == form()


def test_the_kept_form_is_known_by_its_bytes_or_its_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    template, _mapping, target = files(tmp_path)
    workspace = open_workspace(data_folder(tmp_path / "данные"), fixed(dt.datetime(2026, 10, 5, 9, 0)))
    number = keeping.keep_form(workspace, template, "Квартальная")
    marks = [CellMark(sheet=FACTS, row=6, column=1, source="count/active_mentors")]
    keeping.save_marks(workspace, number, marks, keeping.view_of(workspace, keeping.get_form(workspace, number)))
    workspace.close()
    other = tmp_path / "Квартальная.xlsx"
    book: Any = load_workbook(template)
    book[FACTS].insert_rows(1)
    book.save(other)
    for path, cell in ((template, "B6"), (other, "B7")):
        assert call(tmp_path, "--template", str(path), "--out", str(target)) == 0
        assert load_workbook(target)[FACTS][cell].value == 0
    book = load_workbook(other)
    book[FACTS]["A7"] = "Сколько всего мудрецов"
    book.save(other)
    assert call(tmp_path, "--template", str(other), "--out", str(target)) == 1
    assert "отличается от размеченной формы, не нашлось: Сведения, B6" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--template", "Форма.xlsx"], "программе не знакома. Загрузите и разметьте её в окне"),
        (["--template", "нет.xlsx"], "Файла «нет.xlsx» нет"),
        (["--template", "форма.ods"], "форма должна быть книгой .xlsx"),
        (["--template", "готово.xlsx"], "сама форма. Укажите для результата другое имя"),
        (["--template", "Форма.xlsx", "--depersonalised"], "только к книге мониторинга"),
        (["--mapping", "разметка.json"], "нужна только с формой"),
        (["--template", "Форма.xlsx", "--mapping", "плохая.json"], "Разметка, запись 1: не указан лист"),
        (["--template", "Форма.xlsx", "--mapping", "формула.json"], "ячейка B9: здесь формула"),
        (["--template", "Форма.xlsx", "--mapping", "много.json"], "«Пары», ячейка B9: здесь формула"),
    ],
)
def test_what_cannot_be_filled_is_told(
    tmp_path: Path, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _template, _mapping, target = files(tmp_path)
    target.write_bytes(b"old")
    bad: dict[str, list[dict[str, Any]]] = {
        "плохая.json": [{"cell": "B1"}],
        "формула.json": [{"sheet": FACTS, "cell": "B9", "source": "period/on"}],
        "много.json": [MAPPING[3] | {"last_row": 9, "columns": [{"column": "B", "source": "ID"}]}],
    }
    for name, told in bad.items():
        (tmp_path / name).write_text(json.dumps(told), encoding="utf-8")
    placed = [str(tmp_path / word) if "." in word else word for word in words]
    assert call(tmp_path, *placed, "--out", str(target)) == 1
    assert said in capsys.readouterr().err
    assert target.read_bytes() == b"old"
