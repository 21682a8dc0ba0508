"""What is looked at before a base is opened: quick where all is as it was left, closer after a crash."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from curator_app.runtime.errors import Cancelled, UnusableBase
from curator_app.runtime.paths import DataFolder
from curator_app.storage import cipher, facts, seal
from curator_app.storage.keys import BaseKey

# The window must not wait longer for a look; what could not be finished is done in the background.
_PATIENCE_S: Final = 0.3
_ANOTHER_LOOK_S: Final = 0.25
_LOOKS: Final = 4


@dataclass(frozen=True, slots=True)
class Start:
    """How the base was found.

    ``crashed``: the program that held it last did not close it. ``foreign_hand``: the file is another one than was
    closed. ``checked``: SQLite found nothing wrong just now, or the file is byte for byte the one that was closed.
    ``sealed``: it is the one that was closed, so nobody else has been at it.
    """

    crashed: bool = False
    foreign_hand: bool = False
    checked: bool = False
    sealed: bool = False


def rotten(name: str) -> UnusableBase:
    """The sentence for bytes that changed by themselves."""
    return UnusableBase(
        "rotten",
        f"Файл базы «{name}» изменился сам, без программы: вероятно, портится диск. Ничего не тронуто. "
        "Восстановите базу из резервной копии.",
    )


def damaged(name: str) -> UnusableBase:
    """The sentence for a file that SQLite can't read as a whole."""
    return UnusableBase(
        "damaged",
        f"Файл базы «{name}» повреждён или не читается с диска. Ничего не изменено. Восстановите базу из резервной "
        "копии.",
    )


def look(folder: DataFolder, key: BaseKey | None, *, crashed: bool, alone: bool) -> tuple[Start, seal.Watch | None]:
    """Looks at a base that exists and whose header is in order, before it is opened.

    ``alone``: the lock is held, nobody else writes. The watch, if there is one, compares a large file later.
    Raises UnusableBase for a file that must not be opened as if it were fine.
    """
    last, now = seal.read(folder), seal.glance(folder.database)
    crashed = crashed or _journal_left(folder)
    known = last is not None and now == (last.counter, last.size) and not crashed
    if known and last is not None:
        if last.size > seal.AT_ONCE:
            return Start(checked=True, sealed=True), seal.Watch(folder.database, last)
        if not _same(folder, last, alone=alone):
            raise rotten(folder.database.name)
        return Start(checked=True, sealed=True), None
    sound = _sound(folder, key)
    if sound is False and _sound(folder, key) is False:  # SQLite calls a read that failed for a moment damage, too
        raise damaged(folder.database.name)
    outside = last is not None and not crashed and alone
    return Start(crashed=crashed, foreign_hand=outside, checked=sound is True), None


def _journal_left(folder: DataFolder) -> bool:
    journal = folder.database.with_name(f"{folder.database.name}-journal")
    try:
        with journal.open("rb") as file:
            return any(file.read(28))
    except OSError:
        return False


def _same(folder: DataFolder, last: seal.Seal, *, alone: bool) -> bool:
    # While another process has the base open, its first commit may pass under our eyes: look again.
    for _ in range(1 if alone else _LOOKS):
        found = seal.take(folder.database)
        if found is None or found.counter != last.counter or found == last:
            return True
        if not alone:
            time.sleep(_ANOTHER_LOOK_S)
    return False


def _sound(folder: DataFolder, key: BaseKey | None) -> bool | None:
    """What the full check says; None when it was not over in time."""
    until = time.monotonic() + _PATIENCE_S
    return check(folder, key, lambda: time.monotonic() > until)


def check(folder: DataFolder, key: BaseKey | None, cancelled: Callable[[], bool]) -> bool | None:
    """Whether the file passes SQLite's full check; None when it was cancelled or is in use by another program."""
    try:
        with facts.reading(folder.database, key) as connection:
            return not facts.problems(connection, cancelled=cancelled, most=1)
    except Cancelled:
        return None
    except cipher.database_errors() as error:
        told = str(error)
        return None if any(word in told for word in ("locked", "unable to open", "readonly", "disk I/O")) else False
