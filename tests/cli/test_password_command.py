"""An encrypted base on the command line: the password out of a file, of a variable, never among the arguments."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest

from curator_app.bootstrap import start

PASSWORD, OTHER = "Слон, йод и кактус", "Барабан под дождём"


@pytest.fixture(autouse=True)
def no_password_around(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CURATOR_PASSWORD", raising=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A base with one person."""
    people = tmp_path / "люди.json"
    people.write_text(json.dumps([{"surname": "Тайноведова", "first_name": "Ольга"}]), encoding="utf-8")
    assert start(["--data-dir", str(tmp_path / "данные"), "add", "person", "--from", str(people)]) == 0
    return tmp_path / "данные"


@pytest.fixture
def secrets(tmp_path: Path) -> tuple[str, str]:
    """Files with the two passwords: one as Notepad writes it, one without an end of line."""
    (tmp_path / "один.txt").write_bytes(b"\xef\xbb\xbf" + f"{PASSWORD}\r\n".encode())
    (tmp_path / "два.txt").write_text(OTHER, encoding="utf-8")
    return str(tmp_path / "один.txt"), str(tmp_path / "два.txt")


@pytest.fixture
def encrypted(folder: Path, secrets: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> Path:
    told = ["password", "set", "--new-password-file", secrets[0], "--code-out", str(folder.parent / "лист.pdf")]
    assert start([*told, "--data-dir", str(folder)]) == 0
    capsys.readouterr()
    return folder


def test_from_set_to_removed(
    encrypted: Path, secrets: tuple[str, str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = ["--data-dir", str(encrypted)]
    assert (encrypted.parent / "лист.pdf").read_bytes().startswith(b"%PDF")
    assert "Тайноведова".encode() not in (encrypted / "curator.db").read_bytes()
    assert start(["password", "status", "--json", *data]) == 0
    assert json.loads(capsys.readouterr().out) == {"encrypted": True}
    assert start(["check", *data, "--password-file", secrets[0]]) == 0
    monkeypatch.setenv("CURATOR_PASSWORD", PASSWORD)
    assert start([*data, "list", "people", "--json"]) == 0
    assert "Тайноведова" in capsys.readouterr().out
    monkeypatch.delenv("CURATOR_PASSWORD")
    change = ["password", "change", "--new-password-file", secrets[1], "--password-file", secrets[0]]
    assert start([*change, *data]) == 0
    assert start(["--password-file", secrets[0], "check", *data]) == 1
    assert "Пароль не подходит" in capsys.readouterr().err
    assert start(["password", "remove", "--password-file", secrets[1], *data]) == 0
    assert start(["check", *data]) == 0
    capsys.readouterr()
    for act in (["remove"], ["change", "--new-password-file", secrets[0]]):
        assert start(["password", *act, *data]) == 1
        assert "База не зашифрована" in capsys.readouterr().err


def test_without_a_password_the_way_is_told(encrypted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["check"], ["list", "people"], ["backup"], ["password", "remove"]):
        assert start([*command, "--data-dir", str(encrypted)]) == 1
        told = capsys.readouterr()
        assert "--password-file" in told.err
        assert "CURATOR_PASSWORD" in told.err
        assert told.out == ""


def test_a_password_file_that_is_none(encrypted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "cp1251.txt").write_bytes(PASSWORD.encode("cp1251"))
    for name in ("нет.txt", "cp1251.txt"):
        assert start(["check", "--data-dir", str(encrypted), "--password-file", str(tmp_path / name)]) == 1
        assert "не читается" in capsys.readouterr().err


def test_what_is_missing_is_told(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert start(["password", "set", "--data-dir", str(folder)]) == 1
    assert "--new-password-file" in capsys.readouterr().err
    (tmp_path / "кот.txt").write_text("кот", encoding="utf-8")
    told = ["--new-password-file", str(tmp_path / "кот.txt"), "--code-out", str(tmp_path / "лист.pdf")]
    assert start(["password", "set", *told, "--data-dir", str(folder)]) == 1
    assert "короче 8" in capsys.readouterr().err
    assert not (tmp_path / "лист.pdf").exists()
    assert start(["check", "--data-dir", str(folder)]) == 0


def test_the_password_never_reaches_the_log(
    encrypted: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from curator_app.services import protection

    def broken(*_told: object) -> None:
        raise RuntimeError(PASSWORD)

    monkeypatch.setattr(protection, "unlock_by_either", broken)
    monkeypatch.setenv("CURATOR_PASSWORD", PASSWORD)
    assert start(["check", "--data-dir", str(encrypted)]) == 3
    log = next(encrypted.rglob("*.log"))
    assert PASSWORD not in log.read_text(encoding="utf-8")
    assert PASSWORD not in "".join(capsys.readouterr())


def test_the_recovery_code_is_taken_for_a_password(
    folder: Path,
    secrets: tuple[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from curator_app.services import protection

    code = protection.new_code()
    monkeypatch.setattr(protection, "new_code", lambda: code)
    data = ["--data-dir", str(folder)]
    out = ["--code-out", str(tmp_path / "лист.pdf")]
    assert start(["password", "set", "--new-password-file", secrets[0], *out, *data]) == 0
    typed = tmp_path / "код.txt"
    groups = [code[at : at + 5] for at in range(0, 40, 5)]
    typed.write_text(" ".join(groups[:4]) + "\n" + "-".join(groups[4:]) + "\n", encoding="utf-8")
    by_code = ["--password-file", str(typed), *data]
    assert start(["check", *by_code]) == 0
    assert start(["password", "change", "--new-password-file", secrets[1], *by_code]) == 0
    assert start(["check", "--password-file", secrets[1], *data]) == 0
    capsys.readouterr()
    typed.write_text("0" + " ".join(groups)[1:], encoding="utf-8")
    assert start(["check", *by_code]) == (0 if code[0] == "0" else 1)
    assert code[0] == "0" or "Опечатка в группе 1" in capsys.readouterr().err
    typed.write_text(code, encoding="utf-8")
    assert start(["password", "remove", *by_code]) == 0
    assert start(["check", *data]) == 0


def test_the_sheet_never_goes_over_a_file_of_the_base(
    folder: Path, secrets: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    before = (folder / "curator.db").read_bytes()
    for out in (folder / "curator.db", folder / "." / "curator.db", folder / "curator.lock"):
        told = ["password", "set", "--new-password-file", secrets[0], "--code-out", str(out), "--data-dir", str(folder)]
        assert start(told) == 1
        assert "файл самой базы" in capsys.readouterr().err
    assert (folder / "curator.db").read_bytes() == before
    assert not (folder / "curator.key").exists()


def test_a_full_disk_leaves_the_base_without_a_password_and_says_so(
    folder: Path,
    secrets: tuple[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from curator_app.runtime import files

    def full(_source: Path, target: Path) -> None:
        raise OSError(errno.ENOSPC, "no space", str(target))

    told = ["password", "set", "--new-password-file", secrets[0], "--code-out", str(tmp_path / "лист.pdf")]
    with monkeypatch.context() as patched:
        patched.setattr(files, "replace", full)
        assert start([*told, "--data-dir", str(folder)]) == 1
    assert "не хватает места" in capsys.readouterr().err
    assert not (tmp_path / "лист.pdf").exists()
    assert start(["check", "--data-dir", str(folder)]) == 0
    assert list(tmp_path.glob(".~*")) == []
