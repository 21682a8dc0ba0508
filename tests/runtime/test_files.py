"""Saving a file: whole or not at all, and a sentence when the world is in the way."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from curator_app.runtime import files
from curator_app.runtime.errors import KnownProblem


def test_the_new_file_replaces_the_old_and_leaves_no_litter(tmp_path: Path) -> None:
    path = tmp_path / "Приказ № 5 «о наставниках».pdf"
    files.write_bytes(path, b"1")
    files.write_bytes(path, b"22")
    assert path.read_bytes() == b"22"
    assert os.listdir(tmp_path) == [path.name]


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are POSIX")
def test_a_full_disk_keeps_the_old_good_file(tmp_path: Path) -> None:
    import resource

    path = tmp_path / "мониторинг.xlsx"
    files.write_bytes(path, b"good")
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))
        try:
            files.write_bytes(path, b"x" * 1000)
        except KnownProblem:
            os._exit(7)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
    assert path.read_bytes() == b"good"
    assert os.listdir(tmp_path) == [path.name]


def test_a_failed_replace_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.pdf"
    files.write_bytes(path, b"good")

    def refuse(_source: object, _target: object) -> None:
        error = PermissionError(13, "sharing violation")
        error.winerror = 33  # type: ignore[attr-defined]
        raise error

    monkeypatch.setattr("curator_app.runtime.files.os.replace", refuse)
    monkeypatch.setattr("curator_app.runtime.files._RETRY_SECONDS", 0.05)
    with pytest.raises(KnownProblem, match="открыт в другой программе"):
        files.write_bytes(path, b"new")
    assert (path.read_bytes(), os.listdir(tmp_path)) == (b"good", ["a.pdf"])


@pytest.mark.parametrize(
    ("place", "sentence"),
    [("нет/такой/файл.pdf", "Папка"), ("folder", "это папка"), ("я" * 200 + ".pdf", "Слишком длинное")],
)
def test_a_wrong_place_is_told(tmp_path: Path, place: str, sentence: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(KnownProblem, match=sentence):
        files.write_bytes(tmp_path / place, b"1")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('Приказ 5/1: "О закреплении" <а>|*?.', "Приказ 5 1 О закреплении а"),
        ("CON", "CON_"),
        ("prn.pdf", "prn_.pdf"),
        ("LPT1.отчёт за год", "LPT1_.отчёт за год"),
        ("  ...  ", "документ"),
        ("я" * 300, "я" * 100),
        ("a\x00b\nc", "a b c"),
    ],
)
def test_names_both_systems_accept(text: str, name: str) -> None:
    assert files.safe_name(text) == name
