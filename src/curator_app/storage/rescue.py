"""Saving what can be saved out of a damaged base into a new one: table by table, around the pages that can't be read.

The damaged file is never opened: a passing copy of it is. What was lost is counted, so that a person can decide between
this and an older copy.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import insert

from curator_app.models import School
from curator_app.runtime import files
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.progress import Progress
from curator_app.storage import cipher, facts, migrate, triggers
from curator_app.storage.engine import APPLICATION_ID, WRITE, make_engine, open_raw
from curator_app.storage.facts import quoted
from curator_app.storage.keys import BaseKey
from curator_app.storage.rescue_rows import Rows, sound_row

_SKIPPED: Final = frozenset({"alembic_version"})
_MAGIC: Final = b"SQLite format 3\x00"
_BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class TableRescue:
    """``lost``: rows known to be missing; None = how many there were can't be read any more."""

    table: str
    saved: int
    lost: int | None


@dataclass(frozen=True, slots=True)
class Rescue:
    """The new file and what is in it. ``cut``: links to lost rows that were taken off."""

    file: Path
    tables: tuple[TableRescue, ...]
    cut: int

    @property
    def saved(self) -> int:
        """Rows that were saved."""
        return sum(one.saved for one in self.tables)


def rescue(
    database: Path,
    target: Path,
    *,
    key: BaseKey | None = None,
    expected: dict[str, int] | None = None,
    progress: Progress | None = None,
) -> Rescue:
    """Writes what can be read of ``database`` to the new file ``target``. ``expected``: rows by table of a good copy.

    Raises KnownProblem when nothing at all can be read, Cancelled; ``database`` itself is only read as bytes.
    """
    told = progress or Progress()
    passing = target.with_name(f"{target.name}.source")
    files.make_folder(target.parent)
    try:
        _take_copy(database, passing)
        number = _mend_header(passing, key)
        with contextlib.closing(_source(passing, key)) as source:
            source.execute("PRAGMA writable_schema=ON")  # a spoilt line of the schema must not hide the others
            source.execute("PRAGMA cell_size_check=ON")
            source.text_factory = lambda data: data.decode("utf-8", "replace")
            _make_empty(target, number, key)
            found, cut = _move(source, target, key, expected or {}, told)
        if not any(one.saved for one in found):
            raise KnownProblem("В повреждённом файле не осталось ничего читаемого. Восстановите базу из копии.")
        _finish(target, key)
    except OSError as error:
        raise files.explain(target, error) from error
    except cipher.database_errors() as error:
        raise KnownProblem(
            "Повреждённый файл не удалось разобрать: его оглавление не читается. Восстановите базу из копии."
        ) from error
    finally:
        for left in (passing, *(one.with_name(f"{one.name}-journal") for one in (passing, target))):
            with contextlib.suppress(OSError):
                left.unlink(missing_ok=True)
    return Rescue(target, tuple(found), cut)


def _source(passing: Path, key: BaseKey | None) -> Any:
    """A connection that goes on reading after a damaged page."""
    if key is None:
        return open_raw(passing, key)
    with contextlib.suppress(*cipher.database_errors()), contextlib.closing(open_raw(passing, key)) as raw:
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()  # rolls back what a crash has left in the journal
    return cipher.read_damaged(passing, key)


def _take_copy(database: Path, passing: Path) -> None:
    shutil.copyfile(database, passing)
    journal = database.with_name(f"{database.name}-journal")
    if journal.exists():
        shutil.copyfile(journal, passing.with_name(f"{passing.name}-journal"))


def _mend_header(passing: Path, key: BaseKey | None) -> int:
    """Writes a plain header over a spoilt one and gives the number of the schema."""
    with passing.open("r+b") as file:
        head = bytearray(file.read(100).ljust(100, b"\0"))
        size = file.seek(0, 2)
        number = int.from_bytes(head[60:64], "big")
        known = head.startswith(_MAGIC) and int.from_bytes(head[68:72], "big") == APPLICATION_ID
        if not 1 <= number <= migrate.SCHEMA_NUMBER:
            number, known = migrate.SCHEMA_NUMBER, False
        if known or key is not None:
            return number
        pages = max(1, size // 4096)
        plain = bytearray(100)
        plain[:16] = _MAGIC
        plain[16:24] = bytes((0x10, 0, 1, 1, 0, 64, 32, 32))
        for at, value in ((24, 1), (28, pages), (40, 1), (44, 4), (56, 1), (60, number), (68, APPLICATION_ID), (92, 1)):
            plain[at : at + 4] = value.to_bytes(4, "big")
        file.seek(0)
        file.write(plain)
        file.truncate(pages * 4096)
    return number


def _make_empty(target: Path, number: int, key: BaseKey | None) -> None:
    target.unlink(missing_ok=True)
    engine = make_engine(target, key, new=True)
    try:
        migrate.upgrade(engine, number)
    finally:
        engine.dispose()


def _move(
    source: Any, target: Path, key: BaseKey | None, expected: dict[str, int], progress: Progress
) -> tuple[list[TableRescue], int]:
    with contextlib.closing(open_raw(target, key)) as new:
        new.execute("PRAGMA foreign_keys=OFF")
        new.execute("PRAGMA synchronous=OFF")
        for (name,) in new.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            new.execute(f"DROP TRIGGER {quoted(str(name))}")
        known = [name for name in facts.tables(new) if name not in _SKIPPED]
        saved: dict[str, int] = {}
        counted: dict[str, int | None] = {}
        for place, table in enumerate(known):
            progress.step(place, len(known), "Спасаются записи…")
            new.execute("BEGIN")
            saved[table] = _move_table(source, new, table, progress)
            new.execute("COMMIT")
            counted[table] = _count(source, table, expected)
        _keep_numbers(source, new)
        cut, dropped = _mend_links(new)
    found = []
    for table in known:
        left = saved[table] - dropped.get(table, 0)
        total = counted[table]
        if total is None and left == 0 and table not in expected:
            found.append(TableRescue(table, 0, None))
        else:
            found.append(TableRescue(table, left, None if total is None else max(0, total - left)))
    return found, cut


def _count(source: Any, table: str, expected: dict[str, int]) -> int | None:
    """How many rows there were: by an index that is still whole, else by the good copy."""
    try:
        return int(source.execute(f"SELECT count(*) FROM {quoted(table)}").fetchone()[0])  # noqa: S608 — our own names
    except cipher.database_errors():
        return expected.get(table)


def _move_table(source: Any, new: Any, table: str, progress: Progress) -> int:
    info = new.execute(f"PRAGMA table_info({quoted(table)})").fetchall()
    try:
        there = {str(row[1]) for row in source.execute(f"PRAGMA table_info({quoted(table)})")}
    except cipher.database_errors():
        return 0
    columns = [str(row[1]) for row in info if str(row[1]) in there]
    if "id" not in columns:
        return 0
    optional = {str(row[1]) for row in info if not row[3] and not row[5]}
    places = ", ".join("?" for _ in columns)
    names = ", ".join(quoted(name) for name in columns)
    put = f"INSERT INTO {quoted(table)} ({names}) VALUES ({places})"  # noqa: S608 — our own names
    saved = 0
    for batch in _batches(Rows(source, table, columns, progress)):
        sound = [row for row in (sound_row(table, columns, optional, one) for one in batch) if row is not None]
        saved += _put(new, put, sound)
    return saved


def _batches(rows: Rows) -> Iterator[list[tuple[Any, ...]]]:
    batch: list[tuple[Any, ...]] = []
    for row in rows.read():
        batch.append(row)
        if len(batch) >= _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _put(new: Any, statement: str, rows: list[tuple[Any, ...]]) -> int:
    """Writes the rows; one that breaks a rule of the base is lost alone."""
    new.execute("SAVEPOINT batch")
    try:
        new.executemany(statement, rows)
        return len(rows)
    except cipher.database_errors():
        new.execute("ROLLBACK TO batch")
    finally:
        new.execute("RELEASE batch")
    saved = 0
    for row in rows:
        with contextlib.suppress(*cipher.database_errors()):
            new.execute(statement, row)
            saved += 1
    return saved


def _keep_numbers(source: Any, new: Any) -> None:
    """Numbers of erased rows are not given again."""
    with contextlib.suppress(*cipher.database_errors()):
        for name, last in source.execute("SELECT name, seq FROM sqlite_sequence").fetchall():
            if isinstance(last, int) and 0 <= last < 1 << 53:
                new.execute("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (last, name))


def _mend_links(new: Any) -> tuple[int, dict[str, int]]:
    """Takes off links to rows that were lost; a row that can't be without its link goes, too."""
    cut, dropped = 0, dict[str, int]()
    while broken := new.execute("PRAGMA foreign_key_check").fetchall():
        new.execute("BEGIN")
        for table, rowid, _parent, link in broken:
            column = _free_column(new, str(table), int(link))
            if rowid is not None and column is not None:
                new.execute(f"UPDATE {quoted(table)} SET {quoted(column)} = NULL WHERE rowid = ?", (rowid,))  # noqa: S608 — our own names
                cut += 1
            else:
                gone = new.execute(f"DELETE FROM {quoted(table)} WHERE rowid = ?", (rowid,)).rowcount  # noqa: S608 — our own names
                dropped[table] = dropped.get(table, 0) + gone
        new.execute("COMMIT")
    return cut, dropped


def _free_column(new: Any, table: str, link: int) -> str | None:
    """The column of a link when it is a single one and may be empty."""
    columns = [row[3] for row in new.execute(f"PRAGMA foreign_key_list({quoted(table)})") if row[0] == link]
    optional = {row[1] for row in new.execute(f"PRAGMA table_info({quoted(table)})") if not row[3] and not row[5]}
    return str(columns[0]) if len(columns) == 1 and columns[0] in optional else None


def _finish(target: Path, key: BaseKey | None) -> None:
    """The guards come back, the one school is there, and SQLite finds the new file sound."""
    engine = make_engine(target, key)
    try:
        with engine.execution_options(**{WRITE: True}).begin() as connection:
            if connection.exec_driver_sql("SELECT 1 FROM school").first() is None:
                connection.execute(insert(School).values(id=1))
            triggers.install(connection)
    finally:
        engine.dispose()
    with facts.reading(target, key) as connection:
        if facts.problems(connection, most=1):
            raise KnownProblem("Спасённая база не прошла проверку и не принята. Восстановите базу из копии.")
    with target.open("r+b") as file:
        os.fsync(file.fileno())
