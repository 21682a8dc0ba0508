"""A copy of a base of 50 MB beside SQLite's own backup and beside a bare copy of the file; the window stays alive."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from sqlalchemy import insert

from benchmarks.measuring import Figure, by_turns
from curator_app.models import Person
from curator_app.runtime.clock import fixed
from curator_app.runtime.paths import data_folder
from curator_app.services.backups import making
from curator_app.services.workspace import Workspace, open_workspace
from curator_app.ui.common.worker import LatestJob

_PEOPLE = 23_000
_BEAT_MS = 5


def measure() -> Iterator[Figure]:
    """Processor time of the copies and the longest silence of a heart that beats every 5 ms."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory() as scratch:
        folder = data_folder(Path(scratch) / "база")
        workspace = open_workspace(folder, fixed(dt.datetime(2026, 10, 5, 9, 0)))
        with workspace.action("Большая школа", undoable=False) as session:
            note = "Опыт наставничества, достижения, пожелания к паре. " * 6
            rows = [{"surname": f"Фамилия{n}", "first_name": "Имя", "note": note} for n in range(_PEOPLE)]
            session.execute(insert(Person), rows)
        size = folder.database.stat().st_size / 1e6
        made, bare, plain = (Path(scratch) / name for name in ("наша.curator", "голая.db", "файл.db"))

        def ours() -> None:
            made.unlink(missing_ok=True)
            making.make_copy(workspace, made)

        def api() -> None:
            bare.unlink(missing_ok=True)  # over an old file SQLite would write a journal of all of it
            with closing(sqlite3.connect(folder.database)) as source, closing(sqlite3.connect(bare)) as target:
                source.backup(target)
                target.execute("PRAGMA quick_check").fetchall()

        def file() -> None:
            plain.write_bytes(folder.database.read_bytes())
            with plain.open("rb") as written:
                os.fsync(written.fileno())

        best = by_turns(3, ours=ours, api=api, file=file)
        name = f"copy of {size:.0f} MB, checked and summed"
        yield Figure(name, best["ours"], "ms", best["api"], "backup API and quick_check", 1.5)
        yield Figure(name, best["ours"], "ms", best["file"], "bare copy of the file, no check")
        alone = _silence(app, None, made)
        yield Figure("longest silence of the window", _silence(app, workspace, made), "ms", alone, "with nothing to do")
        workspace.close()


def _silence(app: QApplication, workspace: Workspace | None, target: Path) -> float:
    """Milliseconds between two beats in the window's thread, the longest of a copy (or of half a second of peace)."""
    beats = [time.perf_counter()]
    heart = QTimer()
    heart.setInterval(_BEAT_MS)
    heart.timeout.connect(lambda: beats.append(time.perf_counter()))
    heart.start()
    over = threading.Event()
    target.unlink(missing_ok=True)
    if workspace is None:
        QTimer.singleShot(500, over.set)
        jobs = None
    else:
        jobs = LatestJob(heart, lambda _error: over.set())
        jobs.start(lambda progress: making.make_copy(workspace, target, progress=progress), lambda _path: over.set())
    while not over.is_set():
        app.processEvents()
        time.sleep(0.001)
    if jobs is not None:
        jobs.stop()
    heart.stop()
    return max(after - before for before, after in pairwise(beats)) * 1000
