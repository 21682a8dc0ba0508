"""What is done once for all rows of a table is not done for every row: counted, not timed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from tests.services.imports.tables import sheet

from curator_app.domain import name_parsing
from curator_app.services.imports import open_import, run_import
from curator_app.services.imports.cells import RowCells
from curator_app.services.imports.world import World
from curator_app.services.workspace import Workspace

_ROWS = 45


@pytest.fixture
def staff(tmp_path: Path) -> Path:
    """People with names of their own; two posts, one day, one telephone a person."""
    heads = ("ФИО", "Должность", "Предмет", "Дата приёма на работу", "Телефон", "Кабинет")
    rows = [
        (
            f"Ветров{'аеиоуыэюя'[number % 9]}{'бвгдж'[number % 5]}ин Иван Петрович",
            ("учитель", "педагог-психолог")[number % 2],
            "математика, физика",
            dt.date(2020, 9, 1),
            f"8 912 000-00-{number:02d}",
            number,
        )
        for number in range(_ROWS)
    ]
    return sheet(tmp_path / "список.xlsx", [heads, *rows])


def test_a_cell_is_read_once_and_a_plain_name_is_not_taken_apart(
    workspace: Workspace, staff: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    apart: list[str] = []
    parsed, prepared = RowCells._parsed, name_parsing._prepared

    def counted(cells: RowCells, field: str, value: Any) -> Any:
        read.append(field)
        return parsed(cells, field, value)

    def taken_apart(text: str) -> str:
        apart.append(text)
        return prepared(text)

    monkeypatch.setattr(RowCells, "_parsed", counted)
    monkeypatch.setattr(name_parsing, "_prepared", taken_apart)
    done = run_import(workspace, open_import(staff))
    assert len(done.tables[0].rows) == _ROWS
    assert {field: read.count(field) for field in read} == {
        "position": 2,
        "subjects": 1,
        "work_start_date": 1,
        "phone": _ROWS,
    }
    assert not any("Ветров" in text for text in apart)


def test_records_share_what_a_row_has_told(workspace: Workspace, staff: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    worlds: list[World] = []
    usual = World.__init__

    def watched(world: World) -> None:
        usual(world)
        worlds.append(world)

    monkeypatch.setattr(World, "__init__", watched)
    run_import(workspace, open_import(staff))
    people = list(worlds[-1].people.values())
    assert len({id(one.changed) for one in people}) == 1
    assert all(one.told is one.fills[0][1] for one in people)
