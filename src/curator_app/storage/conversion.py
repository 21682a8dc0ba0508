"""Encrypting a base where it lies, and taking the encryption off again.

A new file is written beside the base, read back and compared row by row, and takes the base's place in one step; the
old file is then overwritten. Whether a base is encrypted stands in the base itself, so a computer that dies on the way
leaves either the old base or the new one, never half of each: ``settle`` tidies up at the next start.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
from pathlib import Path
from typing import Any, Final

from curator_app.runtime import files
from curator_app.runtime.errors import KnownProblem, UnusableBase
from curator_app.runtime.paths import DataFolder
from curator_app.runtime.wiping import wipe
from curator_app.storage import cipher
from curator_app.storage.keys import BaseKey

_NEW: Final = "{}.converting"
_OLD: Final = "{}.converted"
_ROWS: Final = 1000
_DISK: Final = ("disk I/O", "unable to open")


def _beside(path: Path, pattern: str) -> Path:
    return path.with_name(f".~{pattern.format(path.name)}")


def convert(path: Path, old_key: BaseKey | None, new_key: BaseKey | None) -> None:
    """Puts a base (or a copy of one) under another key, None = plain. Nobody may have it open.

    Raises KnownProblem; the base is as it was then.
    """
    new, old = _beside(path, _NEW), _beside(path, _OLD)
    try:
        wipe(new)
        before = _head(path)
        cipher.copy_base(path, old_key, new, new_key)
        _compare(path, old_key, new, new_key)
        with new.open("r+b") as file:
            os.fsync(file.fileno())
        if _head(path) != before:
            raise KnownProblem("База изменилась, пока переписывалась. Всё осталось как было; повторите.")
        _keep_name(path, old)
        files.replace(new, path)
        _flush_folder(path.parent)
    except OSError as error:
        raise files.explain(path, error) from error
    except cipher.database_errors() as error:
        if "full" in str(error):
            raise files.explain(path, OSError(errno.ENOSPC, str(error))) from error
        raise KnownProblem(
            f"Файл «{path.name}» не удалось переписать: он повреждён или не отвечает диск. Всё осталось как было. "
            "Проверьте диск и повторите."
        ) from error
    finally:
        with contextlib.suppress(OSError):
            wipe(new)
        with contextlib.suppress(OSError):
            _tidy(path)


def settle(folder: DataFolder) -> None:
    """Finishes or undoes a conversion that was cut off. Call it with the lock held, before the base is looked at."""
    with contextlib.suppress(OSError):
        wipe(_beside(folder.database, _NEW))
        wipe(_journal(_beside(folder.database, _NEW)))
        _tidy(folder.database)


def refuse_wrong_key(database: Path, key: BaseKey) -> None:
    """Raises UnusableBase when the key does not open the first page of an encrypted base, KnownProblem when the disk
    does not answer."""
    error = _of_first_page(database, key)
    if error is not None and "locked" not in str(error):
        error = _of_first_page(database, key)  # a read that failed for a moment is no wrong key
    if error is None:
        return
    if "locked" in str(error):
        raise KnownProblem("База занята другой программой. Подождите немного и повторите.")
    if any(words in str(error) for words in _DISK):
        raise KnownProblem("База не читается: не отвечает диск. Проверьте, на месте ли носитель, и повторите.")
    raise UnusableBase(
        "damaged",
        "Ключ не подходит к этой базе: файл curator.key от другой базы, или база повреждена либо не читается с диска. "
        "Ничего не изменено. Восстановите базу из резервной копии.",
    ) from error


def _of_first_page(database: Path, key: BaseKey) -> Exception | None:
    try:
        with contextlib.closing(cipher.connect(database, key)) as raw:
            raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except cipher.database_errors() as error:
        return error
    return None


def _head(path: Path) -> bytes:
    """SQLite's header with the count of changes. Nobody in this process may have the file open: its locks would go."""
    with path.open("rb") as file:
        return file.read(96)


def _keep_name(path: Path, old: Path) -> None:
    """A second name for the old file, so that it can be overwritten after it has been replaced. Not every disk
    (a FAT stick) has second names; the old file is only deleted there."""
    old.unlink(missing_ok=True)
    with contextlib.suppress(OSError, NotImplementedError):
        os.link(path, old)


def _tidy(path: Path) -> None:
    """Overwrites the file that was replaced; while it still is the base itself only the second name goes."""
    old = _beside(path, _OLD)
    if not old.exists():
        return
    if not path.exists():
        files.replace(old, path)  # only the second name is left of the base: it is the base
    elif path.samefile(old):
        old.unlink()
    else:
        wipe(old)
        wipe(_journal(path))


def _journal(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


def _flush_folder(folder: Path) -> None:
    """The new name is on the disk before the old file is overwritten (Windows has no such call and needs none)."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _compare(path: Path, key: BaseKey | None, new: Path, new_key: BaseKey | None) -> None:
    with (
        contextlib.closing(cipher.connect(path, key)) as before,
        contextlib.closing(cipher.connect(new, new_key)) as after,
    ):
        verdict = after.execute("PRAGMA integrity_check").fetchone()[0]
        broken = after.execute("PRAGMA foreign_key_check").fetchone()
        if verdict != "ok" or broken is not None or _content(before) != _content(after):
            raise KnownProblem(
                f"Новый файл не совпал с «{path.name}» и не принят. Всё осталось как было. Проверьте диск и повторите."
            )


def _content(raw: Any) -> str:
    """One number for everything in a base: the schema and every row of every table."""
    found = hashlib.sha256()

    def take(sql: str) -> list[str]:
        """Adds the rows; gives the first column of each, as long as it is a text."""
        named: list[str] = []
        cursor = raw.execute(sql)
        while rows := cursor.fetchmany(_ROWS):
            found.update(repr(rows).encode("utf-8", "surrogatepass"))
            named += [row[0] for row in rows if isinstance(row[0], str)]
        return named

    take("PRAGMA application_id")
    take("PRAGMA user_version")
    take("SELECT name, type, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%' ORDER BY type, name")
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_stat%' ORDER BY name"
    for table in take(tables):
        take(f'SELECT rowid, * FROM "{table}" ORDER BY rowid')  # noqa: S608 — a name out of the base itself
    return found.hexdigest()
