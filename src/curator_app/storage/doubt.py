"""After an error of the disk: was the action saved or not? The base is asked by the action's key.

SQLite can report an error although the action is committed (the very last flush failed). Told as «not saved», it would
be done a second time.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy.exc import StatementError

from curator_app.runtime.errors import Conflict
from curator_app.runtime.paths import DataFolder
from curator_app.storage import cipher
from curator_app.storage.engine import open_raw
from curator_app.storage.failures import known_problems
from curator_app.storage.journal import Changes
from curator_app.storage.keys import BaseKey


class _Owner(Protocol):
    folder: DataFolder
    key: BaseKey | None

    def publish(self, changes: Changes | None) -> None: ...


@dataclass(slots=True)
class Outcome:
    """``changes`` is set when everything but the commit is over."""

    changes: Changes | None = None


@dataclass(frozen=True, slots=True)
class _Open:
    kind: str
    title: str
    key: str
    changes: Changes


class Doubt:
    """What a store does not know of its last action."""

    def __init__(self, owner: _Owner) -> None:
        self._owner = owner
        self._open: _Open | None = None

    @contextmanager
    def about(self, kind: str, title: str, key: str) -> Iterator[Outcome]:
        """Around an action. An error of its commit is swallowed when the base says that the action is there."""
        outcome = Outcome()
        with known_problems():
            try:
                yield outcome
            except (StatementError, MemoryError):
                if outcome.changes is None:
                    raise
                found = self._is_saved(key)
                if found is None:
                    self._open = _Open(kind, title, key, outcome.changes)
                if not found:
                    raise

    def settle(self, kind: str, title: str = "") -> None:
        """Before the next action: learns what became of the last one. Raises Conflict when it was saved and this is
        the same again, KnownProblem while the disk still does not answer."""
        last = self._open
        if last is None:
            return
        with known_problems():
            saved = self._ask(last.key)
        self._open = None
        if not saved:
            return
        self._flush()
        self._owner.publish(last.changes)
        if (last.kind, last.title) == (kind, title):
            raise Conflict(
                f"«{last.changes.title}» уже сохранено: диск ответил ошибкой, но запись прошла. Повторять не нужно, "
                "закройте окно без сохранения."
                if kind == "do"
                else f"«{last.changes.title}»: уже сделано, хотя диск ответил ошибкой. Повторять не нужно."
            )

    def _is_saved(self, key: str) -> bool | None:
        """None when the disk does not answer (or there is no memory for the question)."""
        try:
            saved = self._ask(key)
        except cipher.database_errors():
            return None
        except MemoryError:
            return None
        if saved:
            self._flush()
        return saved

    def _ask(self, key: str) -> bool:
        with closing(open_raw(self._owner.folder.database, self._owner.key)) as raw:
            return raw.execute("SELECT 1 FROM action WHERE key = ?", (key,)).fetchone() is not None

    def _flush(self) -> None:
        """The flush that failed, once more. The journal may be opened by hand: SQLite's locks are on the base."""
        database = self._owner.folder.database
        with suppress(OSError):
            _flush(database.with_name(f"{database.name}-journal"))


def _flush(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())
