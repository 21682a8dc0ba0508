"""The list of bases of this computer: newest first, only those that are there, never in the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator_app.runtime.bases import Bases, KnownBase
from curator_app.runtime.paths import DATABASE_NAME


def base(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / DATABASE_NAME).write_bytes(b"x")
    return folder


def test_the_base_open_last_is_first_and_a_lost_one_is_not_told(tmp_path: Path) -> None:
    bases = Bases(tmp_path / "дом")
    assert (bases.known(), bases.last()) == ([], None)
    one, two = base(tmp_path / "одна"), base(tmp_path / "две")
    bases.remember(one, "СОШ № 1")
    bases.remember(two, "СОШ № 2")
    assert bases.known() == [KnownBase(two, "СОШ № 2"), KnownBase(one, "СОШ № 1")]
    bases.remember(one, "СОШ № 1 г. Заречинска")
    assert bases.known() == [KnownBase(one, "СОШ № 1 г. Заречинска"), KnownBase(two, "СОШ № 2")]
    (one / DATABASE_NAME).unlink()
    assert bases.last() == two


@pytest.mark.parametrize("told", ["", "{", "7", '[{"folder": 1}]', "\ufeff[]"])
def test_a_broken_list_is_an_empty_one(tmp_path: Path, told: str) -> None:
    (tmp_path / "bases.json").write_text(told, encoding="utf-8")
    bases = Bases(tmp_path)
    assert bases.known() == []
    bases.remember(base(tmp_path / "школа"), "СОШ")
    assert len(bases.known()) == 1


def test_a_new_base_gets_a_folder_that_is_not_there(tmp_path: Path) -> None:
    bases = Bases(tmp_path)
    first = bases.fresh()
    first.mkdir()
    assert bases.fresh() != first
    assert bases.fresh().parent == tmp_path


def test_a_home_that_cannot_be_written_is_no_problem(tmp_path: Path) -> None:
    (tmp_path / "файл").write_bytes(b"")
    Bases(tmp_path / "файл" / "дом").remember(tmp_path, "СОШ")


def test_the_same_base_again_writes_nothing(tmp_path: Path) -> None:
    bases = Bases(tmp_path / "дом")
    one = base(tmp_path / "одна")
    bases.remember(one, "СОШ № 1")
    (kept,) = (tmp_path / "дом").iterdir()
    before = kept.stat().st_ino
    bases.remember(one, "СОШ № 1")
    assert kept.stat().st_ino == before
    bases.remember(one, "СОШ № 2")
    assert bases.known() == [KnownBase(one, "СОШ № 2")]
