"""Putting a copy back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from curator_app.runtime import files
from curator_app.runtime.clock import Clock
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.lock import FolderLock
from curator_app.runtime.paths import DataFolder
from curator_app.runtime.progress import Progress
from curator_app.services.workspace import BaseKey
from curator_app.storage import cipher, copy_file, keys, recoding, restore


@dataclass(frozen=True, kw_only=True, slots=True)
class RestoreResult:
    """What came back. ``kept``: where the replaced base lies. Numbers are None for a copy that does not tell them."""

    kept: Path | None
    made: dt.datetime | None
    people: int | None
    pairs: int | None
    orders: int | None


def restore_copy(
    folder: DataFolder, clock: Clock, copy: Path, *, key: BaseKey | None = None, progress: Progress | None = None
) -> RestoreResult:
    """Puts ``copy`` in the place of the base, which nobody may have open. ``key`` is that of the present base; the copy
    is opened with it when it is the copy's own. Raises KnownProblem, Cancelled; the base is as it was then."""
    with _folder_for(folder):
        lock = FolderLock(folder.lock)
        lock.acquire(clock.now())
        try:
            present = _present(folder, key)
            file = None if present is None else keys.of_key(folder, present)
            done = restore.restore(
                folder, copy, clock.now(), key=present, copy_key=own_key(folder, copy, key), progress=progress
            )
            if present is not None and file is not None:
                recoding.keep_protection(folder, present, file)
        finally:
            lock.release()
    counts = done.inside.counts
    return RestoreResult(
        kept=done.kept,
        made=done.inside.made,
        people=counts.get("person"),
        pairs=counts.get("pair"),
        orders=counts.get("order"),
    )


@contextmanager
def _folder_for(folder: DataFolder) -> Iterator[None]:
    """Makes the folder of data where there is none. Nothing is left of it when no base came into it."""
    new = list(takewhile(lambda one: not one.exists(), (folder.root, *folder.root.parents)))
    files.make_folder(folder.root)
    try:
        yield
    except BaseException:
        if new:
            with suppress(OSError):
                folder.lock.unlink(missing_ok=True)
            for one in (folder.backups, *new):
                with suppress(OSError):
                    one.rmdir()
        raise


def _present(folder: DataFolder, key: BaseKey | None) -> BaseKey | None:
    return key if cipher.is_encrypted(folder.database) else None


def own_key(folder: DataFolder, copy: Path, key: BaseKey | None) -> BaseKey | None:
    """``key`` when it opens the copy, too; else None."""
    data = None if key is None else copy_file.read_kept(copy, folder.key_file.name, 1 << 15)
    if key is None or data is None:
        return None
    try:
        return key if keys.parse(data, copy.name).key_id == key.id else None
    except KnownProblem:
        return None
