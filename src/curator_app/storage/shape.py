"""Whether a base has every table and column this program works with."""

from __future__ import annotations

from typing import Any

from curator_app.models import Base


def is_whole(connection: Any) -> bool:
    """``connection``: SQLAlchemy's or a plain one, on a base of the present schema. What is there besides does no harm.
    Raises one of ``cipher.database_errors``."""
    execute = getattr(connection, "exec_driver_sql", None) or connection.execute
    return all(
        {column.name for column in table.columns} <= {str(row[1]) for row in execute(f'PRAGMA table_info("{name}")')}
        for name, table in Base.metadata.tables.items()
    )
