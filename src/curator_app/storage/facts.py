"""What a base file says of itself through a plain connection: soundness, counts, school. No mapped classes, so that a
base of an older schema and a damaged one can be asked too."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from curator_app.runtime.errors import Cancelled
from curator_app.storage import cipher
from curator_app.storage.engine import open_raw
from curator_app.storage.keys import BaseKey

# Only what the school has entered: the journal grows with every change and the lists are there from the first day;
# both would hide that everything else is gone.
_NOT_ENTERED: Final = frozenset(
    {
        *("action", "change", "import_batch", "column_mapping", "alembic_version", "dialog_draft"),
        *("catalogue_entry", "setting", "school"),
    }
)
_STEPS_BETWEEN_QUESTIONS: Final = 100_000


@dataclass(frozen=True, slots=True)
class Facts:
    """What is in a base. ``mark`` differs between any two states of a base that a user has made."""

    schema: int
    school: str
    year: str
    counts: dict[str, int]
    mark: str

    @property
    def rows(self) -> int:
        """Rows of the school's own data."""
        return own_rows(self.counts)


def own_rows(counts: dict[str, int]) -> int:
    """Rows of the school's own data, without the journal."""
    return sum(number for table, number in counts.items() if table not in _NOT_ENTERED)


@contextlib.contextmanager
def reading(path: Path, key: BaseKey | None = None) -> Iterator[Any]:
    """A connection to a file that nobody else has open; closed at the end."""
    with contextlib.closing(open_raw(path, key)) as connection:
        connection.execute("PRAGMA trusted_schema=OFF")
        connection.execute("PRAGMA cell_size_check=ON")
        yield connection


def problems(connection: Any, *, cancelled: Callable[[], bool] = lambda: False, most: int = 20) -> list[str]:
    """What SQLite finds wrong with the file and with the links between rows; empty = sound. Raises Cancelled."""
    connection.set_progress_handler(lambda: int(cancelled()), _STEPS_BETWEEN_QUESTIONS)
    try:
        verdicts = [str(row[0]) for row in connection.execute(f"PRAGMA integrity_check({int(most)})")]
        broken = connection.execute("PRAGMA foreign_key_check").fetchmany(most)
    except cipher.database_errors():
        if cancelled():
            raise Cancelled from None
        raise
    except UnicodeDecodeError:  # the verdict quotes the damaged place
        return ["file: a text is none"]
    finally:
        connection.set_progress_handler(None, 0)
    found = [verdict for verdict in verdicts if verdict != "ok"]
    return found + [f"{row[0]}: {row[1]} → {row[2]}" for row in broken]


def tables(connection: Any) -> list[str]:
    """Names of the tables, in the order they were made."""
    rows = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid"
    )
    return [str(name) for (name,) in rows]


def gather(connection: Any) -> Facts:
    """What is in the base. Raises one of ``cipher.database_errors`` for a damaged one."""
    known = tables(connection)
    counts = {name: int(connection.execute(f"SELECT count(*) FROM {quoted(name)}").fetchone()[0]) for name in known}  # noqa: S608 — a name out of the file itself, quoted

    def first(table: str, sql: str) -> str:
        row = connection.execute(sql).fetchone() if table in known else None
        return "" if row is None or row[0] is None else str(row[0])

    last = first("action", "SELECT key FROM action ORDER BY id DESC LIMIT 1")
    erased, told = counts.get("erasure", 0), counts.get("export_record", 0)
    return Facts(
        schema=int(connection.execute("PRAGMA user_version").fetchone()[0]),
        school=first("school", "SELECT coalesce(nullif(short_name, ''), full_name) FROM school"),
        year=first("academic_year", "SELECT label FROM academic_year ORDER BY start_date DESC LIMIT 1"),
        counts=counts,
        mark=f"{last}/{erased}/{told}",
    )


def quoted(name: str) -> str:
    """A name as SQL takes it."""
    return '"' + name.replace('"', '""') + '"'
