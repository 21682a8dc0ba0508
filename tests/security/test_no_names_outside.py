"""Names, telephones and addresses stay in the base, in copies of it and in files that were asked for. Nowhere else."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.faults import shim

from curator_app.runtime.clock import fixed
from curator_app.runtime.log import report_bug
from curator_app.runtime.paths import data_folder
from curator_app.services import consents, mentees, mentors, pairs, records
from curator_app.services.workspace import open_workspace

_NOW = fixed(dt.datetime(2026, 10, 5, 9, 0))
_PEOPLE = 300
_MARKER = "Меченых"
_MARKS = (_MARKER, "90655512", "mechenyh")


def _fill(folder: Path) -> None:
    workspace = open_workspace(data_folder(folder), _NOW)
    try:
        told = [
            {
                "ref": f"@{number}",
                "surname": f"{_MARKER}{number}",
                "first_name": "Ян",
                "phone": f"8 906 555-12-{number % 90 + 10}",
                "email": f"mechenyh{number}@example.ru",
                "note": f"{_MARKER} болеет",
            }
            for number in range(_PEOPLE)
        ]
        refs: dict[str, int] = {}
        records.add_records(workspace, "person", told, refs)
        ids = list(refs.values())
        mentors.appoint(workspace, ids[:2])
        mentees.enroll(workspace, ids[2:4])
        consents.add_consents(
            workspace, [consents.ConsentData(person=ids[0], kind="mentoring", date=dt.date(2026, 9, 1))]
        )
        pairs.form_pairs(workspace, [pairs.PairData(mentor=ids[0], mentees=[ids[2]], start_date=dt.date(2026, 9, 1))])
        try:
            with workspace.action(f"Правка {_MARKER}"):
                raise ValueError(f"{_MARKER} 8 906 555-12-34 mechenyh@example.ru")
        except ValueError as error:
            report_bug(error, workspace.folder.log, _NOW)
    finally:
        workspace.close()


def _leaks(folder: Path, allowed: tuple[Path, ...]) -> list[str]:
    marks = [mark.encode(encoding) for mark in _MARKS for encoding in ("utf-8", "cp1251", "utf-16-le")]
    return [
        str(path)
        for path in folder.rglob("*")
        if path.is_file()
        and not any(path.is_relative_to(one) for one in allowed)
        and (any(mark in path.read_bytes() for mark in marks) or any(mark in path.name for mark in _MARKS))
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="folders of Linux")
def test_three_hundred_marked_people_leave_no_trace_outside(tmp_path: Path) -> None:
    """Commands that work, that are refused and that fail, with a home and a temporary folder of their own."""
    folder, home, temporary, out = (tmp_path / name for name in ("школа", "home", "tmp", "out"))
    for one in (home, temporary, out):
        one.mkdir()
    _fill(folder)
    broken = out / f"{_MARKER}.xlsx"
    broken.write_bytes(b"PK\x03\x04" + _MARKER.encode() * 20)
    commands = [
        ["list", "people"],
        ["dump", "--out", str(out / "выгрузка.json")],
        ["workbook", "--period", "2026-09", "--out", str(out / "книга.xlsx")],
        ["import", str(broken)],
        ["order", "--pairs", "1", "--number", "1", "--out", str(out)],
        ["backup", "--out", str(out / "копия.db")],
    ]
    told = {"HOME": os.fspath(home), "TMPDIR": os.fspath(temporary), "XDG_CACHE_HOME": os.fspath(home / "cache")}
    ran = 0
    for command in commands:
        done = subprocess.run(
            [sys.executable, "-m", "curator_app", *command, "--data-dir", str(folder)],
            env=shim.environment() | told,
            capture_output=True,
            text=True,
            check=False,
        )
        ran += done.returncode == 0
        assert "Traceback" not in done.stderr
    assert ran >= 3
    own = data_folder(folder)
    assert own.log.exists()
    journal = own.database.with_name(f"{own.database.name}-journal")
    assert not journal.exists() or not journal.read_bytes()
    assert _leaks(tmp_path, (own.database, own.backups, out)) == []
