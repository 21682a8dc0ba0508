"""Whether a base has every table and column this program works with, and nothing that works by itself."""

from __future__ import annotations

from typing import Any

from curator_app.models import Base


def is_whole(connection: Any) -> bool:
    """``connection``: SQLAlchemy's or a plain one, on a base of the present schema. Further tables do no harm, a view
    in the place of a table does. Raises one of ``cipher.database_errors``."""
    execute = getattr(connection, "exec_driver_sql", None) or connection.execute
    tables = {
        str(name)
        for (name,) in execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
    }
    return tables >= Base.metadata.tables.keys() and all(
        {column.name for column in table.columns} <= {str(row[1]) for row in execute(f'PRAGMA table_info("{name}")')}
        for name, table in Base.metadata.tables.items()
    )


def has_strangers(connection: Any) -> bool:
    """Whether there are views, virtual tables or triggers of somebody else: they would run with our rights over the
    school's data. ``connection`` as above."""
    execute = getattr(connection, "exec_driver_sql", None) or connection.execute
    found = execute(
        "SELECT 1 FROM sqlite_master WHERE type = 'view' OR type = 'trigger' AND name NOT LIKE 'guard\\_%' ESCAPE '\\' "
        "OR sql LIKE 'CREATE VIRTUAL%' LIMIT 1"
    )
    return found.fetchone() is not None
