"""Copies of the live base through SQLite's own backup: a file copy of a live base was empty or stale."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import os
import sqlite3
from pathlib import Path

from curator_app.runtime import files
from curator_app.runtime.errors import KnownProblem


def _check(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as copy:
        verdict = copy.execute("PRAGMA integrity_check").fetchone()[0]
        broken = copy.execute("PRAGMA foreign_key_check").fetchone()
    if verdict != "ok" or broken is not None:
        raise KnownProblem("Копия базы не прошла проверку и не сохранена. Повторите; если не поможет — проверьте диск.")


def backup(database: Path, target: Path) -> str:
    """Writes a checked copy of ``database`` to ``target`` and gives its SHA-256.

    The copy is made beside the target and moved into place only after it was opened and checked.
    """
    files.make_folder(target.parent)
    temporary = target.with_name(f".~{target.name}.tmp")
    try:
        temporary.unlink(missing_ok=True)
        with (
            contextlib.closing(sqlite3.connect(database)) as source,
            contextlib.closing(sqlite3.connect(temporary)) as copy,
        ):
            source.backup(copy, pages=512)
        _check(temporary)
        data_hash = hashlib.sha256(temporary.read_bytes()).hexdigest()
        with temporary.open("r+b") as file:
            os.fsync(file.fileno())
        files.replace(temporary, target)
    except OSError as error:
        raise files.explain(target, error) from error
    except sqlite3.Error as error:
        raise KnownProblem("Не удалось снять копию базы: файл повреждён или диск недоступен.") from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
    return data_hash


def backup_name(moment: dt.datetime, reason: str) -> str:
    """«curator-2026-11-22-183005-ручная.db»."""
    return f"curator-{moment:%Y-%m-%d-%H%M%S}-{reason}.db"


def free_name(folder: Path, name: str) -> Path:
    """A path in ``folder`` that does not exist yet (clocks go backwards; copies are never overwritten)."""
    path, number = folder / name, 2
    while path.exists():
        path = folder / f"{Path(name).stem}-{number}.db"
        number += 1
    return path
