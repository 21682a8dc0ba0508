"""The connection: pragmas measured to survive a power cut, read back; transactions begun by ourselves.

Why these values: TRUNCATE + FULL lost nothing in simulated power cuts, secure_delete leaves no trace of a
deleted surname, and without our own BEGIN a failed migration would leave half of itself behind.
"""

from __future__ import annotations

import contextlib
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.engine import URL

from curator_app.runtime.errors import KnownProblem
from curator_app.storage import cipher
from curator_app.storage.keys import BaseKey

# «КНАС»: tells our file from any other SQLite file.
APPLICATION_ID = 0x4B4E4153
WRITE = "curator_write"

_PRAGMAS: dict[str, tuple[str, Any]] = {
    "journal_mode": ("TRUNCATE", "truncate"),
    "synchronous": ("FULL", 2),
    "secure_delete": ("ON", 1),
    "foreign_keys": ("ON", 1),
    "trusted_schema": ("OFF", 0),
    "cell_size_check": ("ON", 1),
}
# Readers must not be shut out in the middle of a long import, and deleted text must not reach a temporary file.
_TUNING = ("PRAGMA cache_size=-65536", "PRAGMA cache_spill=OFF", "PRAGMA temp_store=MEMORY", "PRAGMA busy_timeout=5000")


def _configure(key: BaseKey | None, raw: Any, _record: object) -> None:
    raw.isolation_level = None
    cipher.unlock(raw, key)
    cursor = raw.cursor()
    for statement in _TUNING:
        cursor.execute(statement)
    for name, (value, expected) in _PRAGMAS.items():
        cursor.execute(f"PRAGMA {name}={value}")
        actual = cursor.execute(f"PRAGMA {name}").fetchone()[0]
        if actual != expected:
            raise KnownProblem(
                f"База не может работать надёжно в этой папке (режим {name}: {actual}). "
                "Перенесите папку с данными на диск этого компьютера."
            )
    cursor.close()


def _begin(connection: Connection) -> None:
    write = connection.get_execution_options().get(WRITE)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def open_raw(database: Path, key: BaseKey | None = None, *, new: bool = False) -> Any:
    """The one way to a plain connection to a base or a copy of one (backups, checks, recovery). Whoever opens closes.
    Only a ``new`` file is made where there is none.

    It has its key, waits 5 s for a lock and begins no transactions of its own. Raises one of
    ``cipher.database_errors``.
    """
    return cipher.connect(database, key, new=new)


def _forget_if_spoilt(context: ExceptionContext) -> None:
    """SQLite opens a file for reading when opening it for writing fails for a moment, and the connection stays so; one
    of SQLCipher answers nothing any more after a single read that failed. It is let go, and its lock with it: a
    cursor that the traceback still holds would keep the file locked, and the retry would be told so."""
    if not any(words in str(context.original_exception) for words in ("readonly", "malformed", "not a database")):
        return
    context.is_disconnect = True
    if context.execution_context is not None and (cursor := context.execution_context.cursor) is not None:
        cursor.close()
    if context.connection is not None and not context.connection.invalidated:
        with contextlib.suppress(*cipher.database_errors()):
            context.connection.connection.rollback()


def _open_existing(
    database: Path, library: Any, _dialect: object, _record: object, _given: object, options: dict[str, Any]
) -> Any:
    """SQLite would make an empty file where the base was taken away; that would look like damage."""
    if not database.exists():
        raise KnownProblem(
            "Файла базы нет на месте: носитель вынут или файл удалён. Ничего не изменено. Верните носитель на место, "
            "закройте программу и откройте её снова."
        )
    return library.connect(cipher.address(database), **options, uri=True)


def make_engine(database: Path, key: BaseKey | None = None, *, new: bool = False) -> Engine:
    """An engine on the file; an encrypted one needs its key. Every connection is configured, its pragmas read back.
    Only a ``new`` base is made where there is no file yet."""
    engine = create_engine(
        URL.create("sqlite+pysqlite", database=str(database)), module=cipher.module(key), connect_args={"timeout": 5}
    )
    if not new:
        event.listen(engine, "do_connect", partial(_open_existing, database, cipher.module(key)))
    event.listen(engine, "connect", partial(_configure, key))
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _forget_if_spoilt)
    return engine
