"""What the base looked like when it was last closed, to tell silent damage of the disk from a sound file.

SQLite's own checks miss a third of the bits that flip by themselves. At a clean close the SHA-256 of the file and
SQLite's change counter are written beside the base; at the next start an equal counter must go with an equal hash.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

from curator_app.runtime import files
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.paths import DataFolder

_FORMAT: Final = "curator-seal"
_CHUNK: Final = 1 << 20
_COUNTER_AT: Final = 24
AT_ONCE: Final = 8 << 20
"""Files up to this size (bytes) are compared before they are opened, larger ones in the background: 8 MB take 8 ms."""


@dataclass(frozen=True, slots=True)
class Seal:
    """``counter``: SQLite's count of changes in the header; ``size`` in bytes."""

    counter: int
    size: int
    sha256: str


def read(folder: DataFolder) -> Seal | None:
    """The seal of the last clean close; None when there is none that can be read."""
    try:
        told: Any = json.loads(folder.seal.read_text(encoding="ascii"))
        if told["format"] != _FORMAT:
            return None
        return Seal(int(told["counter"]), int(told["size"]), str(told["sha256"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def take(database: Path) -> Seal | None:
    """The seal of the file as it is; None when it can't be read. Only while SQLite has it closed in this process."""
    try:
        with database.open("rb") as file:
            return _of(file)
    except OSError:
        return None


def _of(file: BinaryIO) -> Seal:
    found, size, head = hashlib.sha256(), 0, b""
    file.seek(0)
    while block := file.read(_CHUNK):
        head = head or block[:100]
        found.update(block)
        size += len(block)
    return Seal(_counter(head), size, found.hexdigest())


def _counter(head: bytes) -> int:
    return int.from_bytes(head[_COUNTER_AT : _COUNTER_AT + 4], "big")


def glance(database: Path) -> tuple[int, int] | None:
    """Counter and size of the file, without reading it all; None when it can't be read."""
    try:
        with database.open("rb") as file:
            return _counter(file.read(100)), os.fstat(file.fileno()).st_size
    except OSError:
        return None


def write(folder: DataFolder) -> None:
    """Seals the closed base. A seal that can't be written is none: the next start looks more closely."""
    now = glance(folder.database)
    last = read(folder)
    if now is None or (last is not None and (last.counter, last.size) == now):
        return
    seal = take(folder.database)
    if seal is None:
        return
    told = {"format": _FORMAT, "counter": seal.counter, "size": seal.size, "sha256": seal.sha256}
    try:
        files.write_bytes(folder.seal, json.dumps(told).encode("ascii"))
    except KnownProblem:
        drop(folder)


def drop(folder: DataFolder) -> None:
    """Breaks the seal: another file takes the place of the base."""
    with suppress(OSError):
        folder.seal.unlink(missing_ok=True)


class Watch:
    """Compares a large base with its seal while it is open.

    The handle is opened before SQLite opens the file and closed only after SQLite has closed it: closing any handle
    of a process on a file drops the locks which that process has on it.
    """

    def __init__(self, database: Path, seal: Seal) -> None:
        self._seal = seal
        self._file: BinaryIO | None = None
        with suppress(OSError):
            self._file = database.open("rb", buffering=0)

    def differs(self) -> bool:
        """Whether the bytes are others than those sealed under an equal counter. The caller keeps writers out."""
        if self._file is None:
            return False
        try:
            now = _of(self._file)
        except OSError:
            return False
        return now.counter == self._seal.counter and now != self._seal

    def close(self) -> None:
        """To be called after the last connection is closed."""
        if self._file is not None:
            self._file.close()
            self._file = None
