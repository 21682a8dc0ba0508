"""What the database itself guards: the journal of every changed row, orders and snapshots that never change,
periods of one pairing that never overlap, closed school years.

Triggers are made anew after every migration from the tables as they then are, so that a new column is in
the journal at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from curator_app.storage import closed_years

# Not journalled: the journal itself and what an undo must not take back.
UNLOGGED = frozenset(
    {
        *("action", "change", "import_batch", "column_mapping", "alembic_version"),
        *("export_record", "erasure", "dialog_draft"),
    }
)
_PREFIX = "guard_"

SNAPSHOT = "a snapshot never changes"
"""The words of a refusal, told in Russian by the store."""
_ORDER = "an issued order never changes"
_FROZEN = {"order": _ORDER, "order_pair": _ORDER, "monitoring_snapshot": SNAPSHOT}

_NO_ACTION = "a change outside of an action"

_OVERLAP = """
    SELECT RAISE(ABORT, 'overlap') FROM pair_mentee AS other
    JOIN pair AS other_pair ON other_pair.id = other.pair_id
    WHERE other.mentor_id = NEW.mentor_id AND other.mentee_id = NEW.mentee_id AND other.id <> NEW.id
      AND other_pair.deleted_at IS NULL
      AND coalesce(other.start_date, '0000-01-01') <= coalesce(NEW.end_date, '9999-12-31')
      AND coalesce(NEW.start_date, '0000-01-01') <= coalesce(other.end_date, '9999-12-31')
      AND EXISTS (SELECT 1 FROM pair WHERE pair.id = NEW.pair_id AND pair.deleted_at IS NULL);
"""

_RESTORED_OVERLAP = """
    SELECT RAISE(ABORT, 'overlap') FROM pair_mentee AS mine
    JOIN pair_mentee AS other
      ON other.mentor_id = mine.mentor_id AND other.mentee_id = mine.mentee_id AND other.pair_id <> mine.pair_id
    JOIN pair AS other_pair ON other_pair.id = other.pair_id
    WHERE mine.pair_id = NEW.id AND other_pair.deleted_at IS NULL
      AND coalesce(other.start_date, '0000-01-01') <= coalesce(mine.end_date, '9999-12-31')
      AND coalesce(mine.start_date, '0000-01-01') <= coalesce(other.end_date, '9999-12-31');
"""


def _tables(connection: Connection) -> list[str]:
    rows = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    )
    return [str(name) for (name,) in rows if name not in UNLOGGED]


def _value_json(place: str) -> str:
    return (
        f"CASE typeof({place}) WHEN 'null' THEN 'null' WHEN 'text' THEN "
        f"'\"' || replace(replace({place}, '\\', '\\\\'), '\"', '\\\"') || '\"' ELSE {place} END"
    )


def _row_json(connection: Connection, table: str, row: str) -> str:
    """SQL that tells a row as a JSON object. SQLite's own json_object() is refused in a trigger under
    ``trusted_schema=OFF``; control characters stay raw, so it is read with ``strict=False``."""
    columns = [str(info[1]) for info in connection.exec_driver_sql(f'PRAGMA table_info("{table}")')]
    pairs = []
    for name in columns:
        place = f'{row}."{name}"'
        pairs.append(f"'\"{name}\":' || {_value_json(place)}")
    return "'{' || " + " || ',' || ".join(pairs) + " || '}'"


def _journal(connection: Connection, table: str) -> list[str]:
    old, new = (_row_json(connection, table, row) for row in ("OLD", "NEW"))
    statements = []
    for event, row, before, after in (
        ("INSERT", "NEW", "NULL", new),
        ("UPDATE", "NEW", old, new),
        ("DELETE", "OLD", old, "NULL"),
    ):
        statements.append(
            f'CREATE TRIGGER "{_PREFIX}journal_{table}_{event.lower()}" AFTER {event} ON "{table}" BEGIN\n'
            f"SELECT RAISE(ABORT, '{_NO_ACTION}') WHERE NOT EXISTS (SELECT 1 FROM action WHERE is_open = 1);\n"
            "INSERT INTO change (action_id, table_name, row_id, before, after) "
            f"SELECT id, '{table}', {row}.id, {before}, {after} FROM action WHERE is_open = 1;\nEND"
        )
    return statements


def _statements(connection: Connection) -> Iterator[str]:
    for table in _tables(connection):
        yield from _journal(connection, table)
    for table, refusal in _FROZEN.items():
        for event in ("UPDATE", "DELETE"):
            yield (
                f'CREATE TRIGGER "{_PREFIX}{table}_{event.lower()}" BEFORE {event} ON "{table}" BEGIN\n'
                f"SELECT RAISE(ABORT, '{refusal}');\nEND"
            )
    for event in ("INSERT", "UPDATE"):
        yield f'CREATE TRIGGER "{_PREFIX}overlap_{event.lower()}" AFTER {event} ON pair_mentee BEGIN{_OVERLAP}END'
    yield (
        f'CREATE TRIGGER "{_PREFIX}overlap_restored" AFTER UPDATE OF deleted_at ON pair '
        f"WHEN NEW.deleted_at IS NULL AND OLD.deleted_at IS NOT NULL BEGIN{_RESTORED_OVERLAP}END"
    )
    yield from closed_years.statements(_PREFIX)


def install(connection: Connection) -> None:
    """Drops all triggers, also somebody else's, and makes ours for the tables as they are now. Runs inside the
    caller's transaction."""
    wanted = list(_statements(connection))
    for (name,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        quoted = str(name).replace('"', '""')
        connection.exec_driver_sql(f'DROP TRIGGER "{quoted}"')
    for statement in wanted:
        connection.exec_driver_sql(statement)


def are_ours(connection: Connection) -> bool:
    """Whether the base has every trigger of this program and none else, letter for letter."""
    rows = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE type = 'trigger'")
    return sorted(str(sql) for (sql,) in rows) == sorted(_statements(connection))


@contextmanager
def closed_years_opened(connection: Connection) -> Iterator[None]:
    """Inside the caller's transaction closed school years let themselves be changed: for taking out somebody's data,
    which the law puts above the calendar of the school. Nothing else may use it."""
    existing = connection.exec_driver_sql(
        f"SELECT name FROM sqlite_master WHERE type = 'trigger' "
        f"AND (name LIKE '{_PREFIX}closed_%' OR name LIKE '{_PREFIX}of_closed_%')"
    ).fetchall()
    for (name,) in existing:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    yield
    closed_years.install(connection, _PREFIX)
