"""Odd things in good tables: a protected sheet, letters in two pieces, days that are none, a mentor of oneself."""

from __future__ import annotations

import contextlib
import datetime as dt
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.exchange.bad_files import workbook

from curator_app.runtime.clock import fixed
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.paths import data_folder
from curator_app.services import pairs, people
from curator_app.services.imports import ImportChoices, open_import, require_tables, run_import
from curator_app.services.workspace import Workspace, open_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = open_workspace(data_folder(tmp_path / "данные"), fixed(dt.datetime(2026, 9, 7, 9, 0)))
    yield opened
    opened.close()


def table(folder: Path, *lines: str) -> Path:
    path = folder / "список.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_protected_sheet_is_read(tmp_path: Path) -> None:
    path = tmp_path / "защищён.xlsx"
    path.write_bytes(workbook(tail='<sheetProtection password="CC1A" sheet="1" objects="1" scenarios="1"/>'))
    require_tables(open_import(path), ImportChoices())


def test_letters_in_two_pieces_are_one_letter(workspace: Workspace, tmp_path: Path) -> None:
    apart = unicodedata.normalize("NFD", "Райкин Йорик Андреевич;учитель")
    assert len(apart) > len("Райкин Йорик Андреевич;учитель")
    run_import(workspace, open_import(table(tmp_path, "ФИО;Должность", apart)))
    assert [(one.surname, one.first_name) for one in people.list_people(workspace)] == [("Райкин", "Йорик")]


def test_a_day_that_is_none_is_told_and_not_kept(workspace: Workspace, tmp_path: Path) -> None:
    path = table(tmp_path, "ФИО;Должность;Дата рождения", "Ветрова Дина Марковна;учитель;31.02.1990")
    done = run_import(workspace, open_import(path))
    [person] = people.list_people(workspace)
    assert people.get_person(workspace, person.id).birth_date is None
    assert "31.02.1990" in str(done)


def test_nobody_is_brought_in_as_mentor_of_oneself(workspace: Workspace, tmp_path: Path) -> None:
    one = "Ветрова Дина Марковна"
    path = table(tmp_path, "Наставник;Наставляемый;Дата начала", f"{one};{one};01.09.2026")
    with contextlib.suppress(KnownProblem):
        run_import(workspace, open_import(path))
    assert pairs.list_pairs(workspace) == []


def test_a_table_held_by_another_program_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = table(tmp_path, "ФИО;Должность", "Ветрова Дина Марковна;учитель")

    def held(_path: Path, *_args: object, **_named: object) -> None:
        raise PermissionError(13, "held")

    for name in ("open", "read_bytes"):
        monkeypatch.setattr(Path, name, held)
    with pytest.raises(KnownProblem, match="Закройте его"):
        open_import(path)
