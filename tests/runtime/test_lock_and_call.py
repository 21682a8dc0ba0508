"""One owner of a folder; a second start calls the first window."""

from __future__ import annotations

import datetime as dt
import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from curator_app.runtime import calling
from curator_app.runtime.errors import DataFolderBusy
from curator_app.runtime.lock import FolderLock, holder
from curator_app.runtime.paths import DataFolder

NOW = dt.datetime(2026, 11, 22, 9, 14)


def held_elsewhere(folder: DataFolder, told: object) -> FolderLock:
    lock = FolderLock(folder.lock)
    lock.acquire(NOW)
    folder.lock.write_text(told if isinstance(told, str) else json.dumps(told), encoding="utf-8")
    return lock


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"pid": 1, "host": "УЧИТЕЛЬСКАЯ-2", "since": "2026-11-22 09:14"}, r"«УЧИТЕЛЬСКАЯ-2» с 22\.11\.2026 09:14"),
        ({"pid": 1, "host": socket.gethostname(), "since": "2026-11-22 09:14"}, "на этом компьютере с"),
        ("мусор {", "занята другой программой"),
        ("[]", "занята другой программой"),
        ("", "занята другой программой"),
    ],
)
def test_who_holds_it_is_told(tmp_path: Path, told: object, sentence: str) -> None:
    folder = DataFolder(tmp_path)
    lock = held_elsewhere(folder, told)
    with pytest.raises(DataFolderBusy, match=sentence) as said:
        FolderLock(folder.lock).acquire(NOW)
    assert len(said.value.message) <= 300
    lock.release()


@pytest.mark.parametrize("left", ["мусор {", '{"pid": 1, "host": "X", "since": "2026-11-22 09:14"}', "\x00" * 5000])
def test_what_a_killed_program_left_is_taken_over(tmp_path: Path, left: str) -> None:
    folder = DataFolder(tmp_path)
    folder.lock.write_text(left, encoding="utf-8")
    lock = FolderLock(folder.lock)
    lock.acquire(NOW)
    assert (lock.left_behind, lock.held) == (True, True)
    found = holder(folder.lock)
    assert found is not None
    assert (found.pid, found.here) == (os.getpid(), True)
    lock.release()
    again = FolderLock(folder.lock)
    again.acquire(NOW)
    assert not again.left_behind
    again.release()


def test_a_killed_holder_leaves_a_free_lock(tmp_path: Path) -> None:
    script = (
        "import sys, datetime, pathlib\nfrom curator_app.runtime.lock import FolderLock\n"
        "lock = FolderLock(pathlib.Path(sys.argv[1]))\nlock.acquire(datetime.datetime(2026, 1, 1))\n"
        "print('held', flush=True)\nsys.stdin.read()"
    )
    path = tmp_path / "curator.lock"
    with subprocess.Popen(
        [sys.executable, "-c", script, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        other.kill()
        other.wait()
    lock = FolderLock(path)
    lock.acquire(NOW)
    assert lock.left_behind
    lock.release()


def test_the_open_window_is_called(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    lock = FolderLock(folder.lock)
    lock.acquire(NOW)
    heard: list[tuple[bool, Path | None]] = []
    copy = tmp_path / "копия.curator"
    assert calling.call(folder, copy, sleep=lambda _s: heard.append(calling.answer(folder)))
    assert heard == [(True, copy)]
    assert calling.answer(folder) == (False, None)
    lock.release()


def test_nobody_answers(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    assert not calling.call(folder, sleep=lambda _s: None)
    lock = held_elsewhere(folder, {"pid": 1, "host": "ДРУГОЙ", "since": "2026-11-22 09:14"})
    assert not calling.call(folder, sleep=lambda _s: None)
    assert not folder.call.exists()
    lock.release()
    lock.acquire(NOW)
    assert not calling.call(folder, patience=0.2, sleep=lambda _s: None)
    assert not folder.call.exists()
    lock.release()


@pytest.mark.parametrize("said", [b"", b"\xff\xfe", b"[1", b'{"copy": {"a": 1}}', b"[" * 5000])
def test_a_spoilt_call_only_raises_the_window(tmp_path: Path, said: bytes) -> None:
    folder = DataFolder(tmp_path)
    folder.call.write_bytes(said)
    assert calling.answer(folder)[0]
    assert not folder.call.exists()
