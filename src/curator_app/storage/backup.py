"""Copies of the live base through SQLite's own backup: a file copy of a live base was empty or stale.

Nothing ever opens the live file but SQLite: closing any other handle on it would drop its locks.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from curator_app import __version__
from curator_app.runtime import files, wiping
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.paths import DataFolder
from curator_app.runtime.progress import Progress
from curator_app.storage import cipher, copy_file, facts
from curator_app.storage.copy_file import Manifest
from curator_app.storage.engine import open_raw
from curator_app.storage.keys import BaseKey

BY_HAND: Final = "ручная"
KEPT_FOLDERS: Final = ("scans", "forms", "evidence")
"""Folders of the folder of data whose files belong to the base."""
_PAGES_A_STEP: Final = 256
_LINKS: Final = (("attachment", "file_name"), ("route_step", "evidence_path"))


def backup(
    folder: DataFolder,
    target: Path,
    *,
    reason: str,
    number: int,
    now: dt.datetime,
    key: BaseKey | None = None,
    progress: Progress | None = None,
) -> Manifest:
    """Writes a checked copy of the base of ``folder`` with its kept files to ``target``.

    The base is copied in steps (others may write meanwhile), opened, checked and counted; the finished file is read
    back before it takes its place. Raises KnownProblem, Cancelled; nothing is left of an unfinished copy.
    """
    told = progress or Progress()
    files.make_folder(target.parent)
    temporary = target.with_name(f".~{target.name}.base.tmp")
    try:
        temporary.unlink(missing_ok=True)
        _copy_base(folder.database, temporary, key, told)
        told.step(0, 0, "Копия проверяется…")
        with facts.reading(temporary, key) as copy:
            if facts.problems(copy, cancelled=told.cancelled):
                raise _unsound()
            found = facts.gather(copy)
            if not found.counts:  # a file without tables is sound to SQLite
                raise _unsound()
            linked = _linked(copy)
        with temporary.open("rb") as file:
            encrypted = cipher.is_encrypted_head(file.read(100))
        told.step(0, 0, "Записывается файл копии…")
        paths, missing = _kept_files(folder, linked)
        total = sum(one.stat().st_size for one in (temporary, *(folder.root / path for path in paths)))
        with copy_file.writing(target, told, total) as writer:
            sha256, size = writer.put_base(temporary, encrypted=encrypted)
            manifest = Manifest(
                made_at=now.isoformat(sep=" ", timespec="seconds"),
                reason=reason,
                number=number,
                app_version=__version__,
                schema=found.schema,
                encrypted=encrypted,
                school=found.school,
                year=found.year,
                counts=found.counts,
                mark=found.mark,
                sha256=sha256,
                size=size,
                files=tuple(writer.put_kept(folder.root, path) for path in paths),
                missing=missing,
            )
            writer.finish(manifest)
    except OSError as error:
        raise files.explain(target, error) from error
    except cipher.database_errors() as error:
        raise _failed(target, error) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
    return manifest


def backup_bare(
    folder: DataFolder, target: Path, *, key: BaseKey | None = None, progress: Progress | None = None
) -> None:
    """Writes a checked copy of the base alone, as any SQLite program reads it; its hash goes to a file beside it.

    Raises KnownProblem, Cancelled; nothing is left of an unfinished copy.
    """
    told = progress or Progress()
    files.make_folder(target.parent)
    temporary = target.with_name(f".~{target.name}.base.tmp")
    try:
        temporary.unlink(missing_ok=True)
        _copy_base(folder.database, temporary, key, told)
        with facts.reading(temporary, key) as copy:
            if facts.problems(copy, cancelled=told.cancelled):
                raise _unsound()
        with temporary.open("r+b") as file:
            sha256, size = copy_file.digest(file)
            os.fsync(file.fileno())
        files.replace(temporary, target)
        beside = json.dumps({"sha256": sha256, "size": size}).encode("ascii")
        files.write_bytes(manifest_beside(target), beside)
    except OSError as error:
        raise files.explain(target, error) from error
    except cipher.database_errors() as error:
        raise _failed(target, error) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def manifest_beside(copy: Path) -> Path:
    """Where the hash of a bare copy is written."""
    return copy.with_name(f"{copy.name}.sha256.json")


def _unsound() -> KnownProblem:
    return KnownProblem("Копия базы не прошла проверку и не сохранена. Повторите; если не поможет — проверьте диск.")


def _failed(target: Path, error: Exception) -> KnownProblem:
    """SQLite's own words for a failure to write are told like those of every other file."""
    told = str(error)
    if "full" in told:
        return files.explain(target, OSError(errno.ENOSPC, told))
    if "unable to open" in told or "readonly" in told:
        return files.explain(target, OSError(errno.EACCES, told))
    return KnownProblem(
        "Не удалось снять копию базы: её файл повреждён или диск не отвечает. Проверьте, на месте ли носитель, и "
        "повторите."
    )


def _copy_base(database: Path, target: Path, key: BaseKey | None, progress: Progress) -> None:
    def step(_status: int, remaining: int, total: int) -> None:
        progress.step(total - remaining, total, "Снимается копия базы…")

    with (
        contextlib.closing(open_raw(database, key)) as source,
        contextlib.closing(open_raw(target, key, new=True)) as copy,
    ):
        # The copy is only read back before it is packed; the packed file is written through to the disk.
        copy.execute("PRAGMA synchronous=OFF")
        source.backup(copy, pages=_PAGES_A_STEP, progress=step, sleep=0.05)


def _linked(copy: Any) -> set[str]:
    """Paths of files that rows of the base name."""
    known = set(facts.tables(copy))
    found: set[str] = set()
    for table, column in _LINKS:
        if table in known:
            rows = copy.execute(f"SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL")  # noqa: S608 — our own names
            found.update(str(value) for (value,) in rows)
    return found


def _kept_files(folder: DataFolder, linked: Iterable[str]) -> tuple[list[str], tuple[str, ...]]:
    """The files to go along, and the linked ones that are not there any more."""
    root = folder.root
    wanted = {folder.key_file.name} if folder.key_file.is_file() else set()
    for name in KEPT_FOLDERS:
        for place, _folders, names in os.walk(root / name):
            wanted.update((Path(place) / one).relative_to(root).as_posix() for one in names if not one.startswith(".~"))
    own = {one.name for one in (folder.database, folder.lock, folder.seal, folder.safety, folder.window_state)}
    missing: set[str] = set()
    for path in linked:
        with contextlib.suppress(ValueError):
            told = copy_file.safe_path(path).as_posix()
            if told in own or told.startswith(f"{folder.backups.name}/"):
                continue
            # A link to the network or to a place outside of the folder of data is not ours to carry.
            if (root / told).is_file():
                wanted.add(told)
            elif told.split("/")[0] in KEPT_FOLDERS:
                missing.add(told)
    return sorted(wanted), tuple(sorted(missing))


def backup_name(moment: dt.datetime, reason: str) -> str:
    """«curator-2026-11-22-183005-ручная.curator»."""
    return f"curator-{moment:%Y-%m-%d-%H%M%S}-{files.safe_name(reason)}{copy_file.SUFFIX}"


def free_name(folder: Path, name: str) -> Path:
    """A path in ``folder`` that does not exist yet (clocks go backwards; copies are never overwritten)."""
    path, number = folder / name, 2
    while path.exists():
        path = folder / f"{Path(name).stem}-{number}{Path(name).suffix}"
        number += 1
    return path


def sweep(folder: Path) -> None:
    """Wipes what a killed program left of unfinished copies (parts of those that were being encrypted are plain).
    Nobody else writes there while the lock is held."""
    with contextlib.suppress(OSError):
        for left in folder.glob(".~*.tmp*"):
            with contextlib.suppress(OSError):
                if left.is_dir():
                    wiping.wipe_tree(left)
                else:
                    wiping.wipe_unnamed(left)
