"""Rows of a damaged table: read forwards, backwards, between the broken places; spoilt values are told from sound."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import JSON, Boolean, Date, DateTime, Float, Integer, String
from sqlalchemy.types import TypeEngine

from curator_app.models import Base
from curator_app.runtime.progress import Progress
from curator_app.storage import cipher
from curator_app.storage.facts import quoted

# A table of a school has some thousands of rows; a broken page hides some dozens of numbers.
_MOST_QUESTIONS: Final = 20_000
_LARGEST_ID: Final = 1 << 40


class Rows:
    """The rows of one table that can still be read, each once."""

    def __init__(self, source: Any, table: str, columns: list[str], progress: Progress) -> None:
        names = ", ".join(quoted(name) for name in columns)
        self._source = source
        self._progress = progress
        self._select = f"SELECT rowid, {names} FROM {quoted(table)}"  # noqa: S608 — our own names
        self._questions = 0

    def read(self) -> Iterator[tuple[Any, ...]]:
        """The rows, without their rowid. Raises Cancelled."""
        last, whole = 0, True
        for rowid, row in self._run(f"{self._select} WHERE rowid > 0 ORDER BY rowid", ()):
            if rowid is None:
                whole = False
            elif rowid > last:
                last = rowid
                yield row
        if whole:
            return
        first = _LARGEST_ID
        for rowid, row in self._run(f"{self._select} WHERE rowid > ? ORDER BY rowid DESC", (last,)):
            if rowid is not None and last < rowid < first:
                first = rowid
                yield row
        if first < _LARGEST_ID:
            yield from self._between(last + 1, first - 1)
        else:
            yield from self._beyond(last)

    def _run(self, sql: str, values: tuple[int, ...]) -> Iterator[tuple[int | None, tuple[Any, ...]]]:
        """Rows with their numbers; a last one numbered None = broken off."""
        self._questions += 1
        self._progress.step(0, 0)
        cursor = self._source.cursor()
        try:
            cursor.execute(sql, values)
            while (row := cursor.fetchone()) is not None:
                if not isinstance(row[0], int):
                    continue
                yield row[0], tuple(row[1:])
        except cipher.database_errors():
            yield None, ()
        except (OverflowError, ValueError, MemoryError):
            yield None, ()
        finally:
            cursor.close()

    def _between(self, low: int, high: int) -> Iterator[tuple[Any, ...]]:
        """Halves the range until what is broken is left out."""
        waiting = [(low, high)]
        while waiting and self._questions < _MOST_QUESTIONS:
            low, high = waiting.pop()
            if low > high:
                continue
            found: list[tuple[Any, ...]] = []
            broken = False
            for rowid, row in self._run(f"{self._select} WHERE rowid BETWEEN ? AND ? ORDER BY rowid", (low, high)):
                if rowid is None:
                    broken = True
                elif low <= rowid <= high:
                    low = rowid + 1
                    found.append(row)
            yield from found
            if broken and low < high:
                middle = (low + high) // 2
                waiting += [(middle + 1, high), (low, middle)]

    def _beyond(self, last: int) -> Iterator[tuple[Any, ...]]:
        """The end can't be read either: looks a little further, as far as a page can hide."""
        yield from self._between(last + 1, last + 4096)


def _is_sound(kind: TypeEngine[Any], value: Any) -> bool:
    try:
        if isinstance(kind, JSON):
            json.loads(value)
        elif isinstance(kind, DateTime):
            dt.datetime.fromisoformat(value)
        elif isinstance(kind, Date):
            dt.date.fromisoformat(value)
        elif isinstance(kind, Boolean):
            return value in (0, 1)
        elif isinstance(kind, Integer):
            return isinstance(value, int)
        elif isinstance(kind, Float):
            return isinstance(value, int | float)
        elif isinstance(kind, String):
            return isinstance(value, str) and "\x00" not in value
    except (TypeError, ValueError, RecursionError):
        return False
    return True


def sound_row(table: str, columns: list[str], optional: set[str], row: tuple[Any, ...]) -> tuple[Any, ...] | None:
    """The row with spoilt values taken out where they may be empty; None when it can't be without one of them."""
    known = Base.metadata.tables.get(table)
    if known is None:
        return row
    kept = list(row)
    for at, name in enumerate(columns):
        if kept[at] is None or name not in known.columns or _is_sound(known.columns[name].type, kept[at]):
            continue
        if name not in optional:
            return None
        kept[at] = None
    return tuple(kept)
