"""``check``, ``backup``, ``restore`` as a script uses them."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from curator_app.bootstrap import _double_clicked, start


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    (folder / "люди.json").write_text('[{"surname": "Ким", "first_name": "Ян"}]', encoding="utf-8")
    assert start(["--data-dir", str(folder / "данные"), "add", "person", "--from", str(folder / "люди.json")]) == 0
    return folder


@pytest.fixture
def data(sample: Path, tmp_path: Path) -> Path:
    import shutil

    shutil.copytree(sample / "данные", tmp_path / "данные")
    return tmp_path / "данные"


def told(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    capsys.readouterr()
    assert start([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_there_and_back(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ("--data-dir", str(data))
    assert told(capsys, *where, "check") == {"ok": True, "problems": []}
    made = told(capsys, *where, "backup")["file"]
    assert Path(made).parent == data / "backups"
    for name in ("копия.curator", "копия.db", "копия"):
        out = tmp_path / name
        assert told(capsys, *where, "backup", "--out", str(out)) == {"file": str(out)}
        back = told(capsys, *where, "restore", str(out))
        assert (back["people"], back["pairs"], back["orders"], back["erased_again"]) == (1, 0, 0, 0)
        assert Path(back["kept"]).is_file()
    assert start([*where, "restore", made]) == 0
    said = capsys.readouterr().out
    assert "Восстановлено: 1 человек, 0 пар." in said
    assert "Прежняя база сохранена: " in said


@pytest.mark.parametrize("damage", ["empty", "flipped", "missing", "foreign"])
def test_a_base_that_does_not_open(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], damage: str) -> None:
    where = ("--data-dir", str(data))
    copy = tmp_path / "копия.curator"
    assert start([*where, "backup", "--out", str(copy)]) == 0
    base = data / "curator.db"
    content = bytearray(base.read_bytes())
    content[-100] ^= 4
    spoilt = {"empty": b"", "flipped": bytes(content), "missing": None, "foreign": b"x" * 5000}[damage]
    if spoilt is None:
        base.unlink()
    else:
        base.write_bytes(spoilt)
    for command in (["check", "--json"], ["list", "people"], ["backup"]):
        capsys.readouterr()
        assert start([*where, *command]) == 1
        assert capsys.readouterr().err.count("\n") == 1
        assert (base.read_bytes() if base.exists() else None) == spoilt
    assert start([*where, "restore", str(copy)]) == 0
    assert told(capsys, *where, "check")["ok"]
    assert len(told(capsys, *where, "list", "people")) == 1


def test_what_is_no_copy(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (data / "curator.db").read_bytes()
    (tmp_path / "текст.curator").write_text("привет", encoding="utf-8")
    for path in (tmp_path / "текст.curator", tmp_path / "нет.curator", tmp_path):
        assert start(["--data-dir", str(data), "restore", str(path)]) == 1
        assert capsys.readouterr().err.count("\n") == 1
    assert (data / "curator.db").read_bytes() == before


def test_a_double_click_on_a_copy_is_no_command() -> None:
    assert _double_clicked(["C:/Копии/a.curator"]) == (None, Path("C:/Копии/a.curator"))
    assert _double_clicked(["--data-dir", "D", "a.CURATOR"]) == (Path("D"), Path("a.CURATOR"))
    assert _double_clicked(["restore", "a.curator"]) is None
    assert _double_clicked(["list", "people"]) is None


def test_a_refused_restore_leaves_no_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = tmp_path / "люди.xlsx"
    with zipfile.ZipFile(book, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    for name, sentence in (
        ("люди.xlsx", "«люди.xlsx» — не копия базы этой программы"),
        ("нет.curator", "нет на месте"),
    ):
        assert start(["--data-dir", str(tmp_path / "новая" / "данные"), "restore", str(tmp_path / name)]) == 1
        assert sentence in capsys.readouterr().err
        assert [one.name for one in tmp_path.iterdir()] == ["люди.xlsx"]
    (tmp_path / "своя").mkdir()
    (tmp_path / "своя" / "заметка.txt").write_text("x", encoding="utf-8")
    assert start(["--data-dir", str(tmp_path / "своя"), "restore", str(book)]) == 1
    assert (tmp_path / "своя" / "заметка.txt").is_file()
