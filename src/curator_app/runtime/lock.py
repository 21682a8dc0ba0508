"""One owner of the data folder at a time.

The lock is the operating system's, so a killed process leaves nothing behind that blocks; the text in the
file only tells a second opener who holds it and since when.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import socket
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from curator_app.runtime import files
from curator_app.runtime.errors import DataFolderBusy

# The locked byte lies far behind the text: Windows forbids reading a locked byte.
_LOCK_OFFSET = 1 << 20
_MOST_TEXT = 4096


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock, as its text says."""

    pid: int
    host: str
    since: dt.datetime

    @property
    def here(self) -> bool:
        """On this computer."""
        return self.host == socket.gethostname()


def holder(path: Path) -> Holder | None:
    """What the text of a lock file says; None for an empty or spoilt one."""
    try:
        with path.open("rb") as file:
            told = json.loads(file.read(_MOST_TEXT))
        return Holder(int(told["pid"]), str(told["host"])[:80], dt.datetime.fromisoformat(str(told["since"])))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _try_lock(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(_LOCK_OFFSET)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _rewrite(file: IO[bytes], text: bytes) -> None:
    """A full or broken disk is no obstacle: the lock is held by the system, not by the text."""
    with suppress(OSError):
        file.seek(0)
        file.truncate()
        file.write(text)


class FolderLock:
    """Held from ``acquire`` to ``release`` (or the end of the process)."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[bytes] | None = None
        self.left_behind = False
        """Whether the holder before us did not give the lock back: its program was killed."""

    @property
    def held(self) -> bool:
        """Between ``acquire`` and ``release``."""
        return self._file is not None

    def acquire(self, now: dt.datetime) -> None:
        """Takes the lock and writes who holds it. Raises DataFolderBusy or KnownProblem (no right to write)."""
        try:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
            file = os.fdopen(handle, "r+b", buffering=0)
        except OSError as error:
            raise files.explain(self._path, error) from error
        if not _try_lock(file):
            file.close()
            raise DataFolderBusy(self._who())
        try:
            file.seek(0)  # Windows locks at the place one stands at, far behind the text
            self.left_behind = bool(file.read(_MOST_TEXT).strip())
        except OSError as error:
            file.close()
            raise files.explain(self._path, error) from error
        holder = {"pid": os.getpid(), "host": socket.gethostname(), "since": now.isoformat(sep=" ", timespec="minutes")}
        _rewrite(file, json.dumps(holder, ensure_ascii=False).encode())
        self._file = file

    def release(self, *, clean: bool = True) -> None:
        """Gives the lock back; harmless when it is not held. Not ``clean``: the next holder learns of a crash again."""
        if self._file is not None:
            if clean:
                _rewrite(self._file, b"")
            self._file.close()
            self._file = None

    def _who(self) -> str:
        found = holder(self._path)
        if found is None:
            return "Папка с данными занята другой программой. Закройте её и повторите."
        where = "на этом компьютере" if found.here else f"на компьютере «{found.host}»"
        return (
            f"Папка с данными уже открыта {where} с {found.since:%d.%m.%Y %H:%M}. Закройте там программу и повторите."
        )
