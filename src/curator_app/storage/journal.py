"""Undo and redo from the journal: the rows of an action are put back exactly as they were."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, text

from curator_app.runtime.errors import Conflict


@dataclass(frozen=True, slots=True)
class Changes:
    """What one action changed: ids of rows by table. Published after the commit."""

    action_id: int
    title: str
    rows: dict[str, frozenset[int]] = field(default_factory=dict)

    def touches(self, *tables: str) -> bool:
        """Whether any row of these tables changed."""
        return any(table in self.rows for table in tables)


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One action of the journal."""

    id: int
    title: str
    at: dt.datetime
    undoable: bool


def new_key() -> str:
    """A key that no action has: by it the base is asked whether the action was saved."""
    return uuid.uuid4().hex


def open_action(
    connection: Connection,
    title: str,
    at: dt.datetime,
    *,
    kind: str = "do",
    key: str | None = None,
    undoable: bool = True,
    of: int | None = None,
    who: str | None = None,
) -> int:
    """Writes the action that the triggers will log to; undone actions can't be redone after a new one."""
    if kind == "do":
        connection.execute(text("UPDATE action SET abandoned = 1 WHERE undone = 1 AND abandoned = 0"))
    result = connection.execute(
        text(
            "INSERT INTO action (key, kind, title, at, is_open, undoable, undone, abandoned, of_action_id, who) "
            "VALUES (:key, :kind, :title, :at, 1, :undoable, 0, 0, :of, :who)"
        ),
        {
            "key": key or new_key(),
            "kind": kind,
            "title": title,
            "at": at.isoformat(sep=" "),
            "undoable": undoable,
            "of": of,
            "who": who,
        },
    )
    assert result.lastrowid is not None
    return int(result.lastrowid)


def close_action(connection: Connection, action_id: int, title: str) -> Changes | None:
    """Closes the action; an action that changed nothing is removed and gives None."""
    rows: dict[str, set[int]] = {}
    found = connection.execute(
        text("SELECT DISTINCT table_name, row_id FROM change WHERE action_id = :id"), {"id": action_id}
    )
    for table, row_id in found:
        rows.setdefault(table, set()).add(row_id)
    batches = connection.execute(text("SELECT count(*) FROM import_batch WHERE action_id = :id"), {"id": action_id})
    if not rows and not batches.scalar_one():
        connection.execute(text("DELETE FROM action WHERE id = :id"), {"id": action_id})
        return None
    connection.execute(text("UPDATE action SET is_open = 0 WHERE id = :id"), {"id": action_id})
    return Changes(action_id, title, {table: frozenset(ids) for table, ids in rows.items()})


def entry(row: Any) -> JournalEntry | None:
    """A row of ``action`` as a JournalEntry."""
    if row is None:
        return None
    return JournalEntry(row.id, row.title, dt.datetime.fromisoformat(row.at), bool(row.undoable))


def next_undo(connection: Connection) -> JournalEntry | None:
    """The latest action that is still done."""
    return entry(
        connection.execute(
            text("SELECT id, title, at, undoable FROM action WHERE kind = 'do' AND undone = 0 ORDER BY id DESC LIMIT 1")
        ).one_or_none()
    )


def next_redo(connection: Connection) -> JournalEntry | None:
    """The earliest undone action that no later action has overtaken."""
    return entry(
        connection.execute(
            text(
                "SELECT id, title, at, undoable FROM action "
                "WHERE kind = 'do' AND undone = 1 AND abandoned = 0 ORDER BY id LIMIT 1"
            )
        ).one_or_none()
    )


def row_values(told: str | None) -> dict[str, Any] | None:
    """A row as the triggers told it; None = the row was not there."""
    if told is None:
        return None
    values: dict[str, Any] = json.loads(told, strict=False)
    return values


def _columns(connection: Connection, table: str) -> list[str]:
    return [str(info[1]) for info in connection.exec_driver_sql(f'PRAGMA table_info("{table}")')]


def _current(connection: Connection, table: str, row_id: int) -> dict[str, Any] | None:
    row = connection.exec_driver_sql(f'SELECT * FROM "{table}" WHERE id = ?', (row_id,)).mappings().one_or_none()
    return None if row is None else dict(row)


def _put(connection: Connection, table: str, row_id: int, target: dict[str, Any] | None) -> None:
    current = _current(connection, table, row_id)
    if target is None:
        connection.exec_driver_sql(f'DELETE FROM "{table}" WHERE id = ?', (row_id,))
        return
    known = [name for name in _columns(connection, table) if name in target]
    if current is None:
        names = ", ".join(f'"{name}"' for name in known)
        marks = ", ".join("?" for _ in known)
        connection.exec_driver_sql(
            f'INSERT INTO "{table}" ({names}) VALUES ({marks})', tuple(target[name] for name in known)
        )
        return
    sets = ", ".join(f'"{name}" = ?' for name in known)
    connection.exec_driver_sql(f'UPDATE "{table}" SET {sets} WHERE id = ?', (*(target[name] for name in known), row_id))


def _same(current: dict[str, Any] | None, told: dict[str, Any] | None) -> bool:
    if current is None or told is None:
        return current is told
    return all(current[name] == value for name, value in told.items() if name in current)


def _first_and_last(rows: Iterable[Any]) -> dict[tuple[str, int], tuple[str | None, str | None]]:
    """For every row the action touched: as it was before the first and after the last change, in order."""
    span: dict[tuple[str, int], tuple[str | None, str | None]] = {}
    for row in rows:
        place = (row.table_name, row.row_id)
        before = span[place][0] if place in span else row.before
        span[place] = (before, row.after)
    return span


def revert(connection: Connection, action_id: int, *, forward: bool = False) -> None:
    """Puts every row of the action back to what it was before it (or, ``forward``, after it).

    Runs inside the caller's transaction and open action. Raises Conflict, naming what stands in the way, when
    a row has been changed since: nobody's later work is overwritten.
    """
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    rows = connection.execute(
        text("SELECT table_name, row_id, before, after FROM change WHERE action_id = :id ORDER BY id"),
        {"id": action_id},
    ).all()
    places = list(_first_and_last(rows).items())
    for (table, row_id), (before, after) in places:
        expected, _ = (before, after) if forward else (after, before)
        if not _same(_current(connection, table, row_id), row_values(expected)):
            raise Conflict(
                "Отменить нельзя: записи этого действия с тех пор менялись. Сначала отмените более поздние изменения."
            )
    for (table, row_id), (before, after) in places if forward else reversed(places):
        target = after if forward else before
        _put(connection, table, row_id, row_values(target))
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise Conflict(
            "Отменить нельзя: на эти записи уже ссылаются более поздние (пары, приказы, ответы). "
            "Сначала отмените или удалите их."
        )
