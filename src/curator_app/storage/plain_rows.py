"""Rows of any table by its name, for work that goes through the whole base. Names of tables and columns come from the
base itself or from constants of the program, never from a person."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection

Row = dict[str, Any]


def columns_by_table(connection: Connection) -> dict[str, list[str]]:
    """Columns of every table of the base."""
    names = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    ).fetchall()
    return {
        str(name): [str(info[1]) for info in connection.exec_driver_sql(f'PRAGMA table_info("{name}")')]
        for (name,) in names
    }


def rows(connection: Connection, table: str, where: str = "") -> Iterator[Row]:
    """All rows of a table as the file keeps them; ``where`` is a constant condition."""
    narrowed = f" WHERE {where}" if where else ""
    for row in connection.exec_driver_sql(f'SELECT * FROM "{table}"{narrowed}').mappings().all():  # noqa: S608 — names from the schema
        yield dict(row)


def row(connection: Connection, table: str, row_id: int) -> Row:
    """One row that is there."""
    return dict(connection.exec_driver_sql(f'SELECT * FROM "{table}" WHERE id = ?', (row_id,)).mappings().one())  # noqa: S608 — names from the schema


def value(connection: Connection, table: str, column: str, row_id: int) -> Any:
    """One value of a row; None when the row is gone."""
    return connection.exec_driver_sql(f'SELECT "{column}" FROM "{table}" WHERE id = ?', (row_id,)).scalar()  # noqa: S608 — names from the schema


def owned(
    connection: Connection, table: str, columns: Iterable[str], owners: Collection[int], where: str = ""
) -> set[int]:
    """Ids of rows one of whose ``columns`` holds one of ``owners``."""
    if not owners:
        return set()
    listed = ", ".join(str(int(one)) for one in sorted(owners))
    conditions = " OR ".join(f'"{column}" IN ({listed})' for column in columns)
    narrowed = f" AND {where}" if where else ""
    found = connection.exec_driver_sql(f'SELECT id FROM "{table}" WHERE ({conditions}){narrowed}')  # noqa: S608 — names from the schema
    return {int(one) for (one,) in found}


def owners_in_journal(
    connection: Connection, wanted: Mapping[str, Collection[str]], told: Collection[str] = ()
) -> dict[tuple[str, str, str], dict[int, set[int]]]:
    """Whom rows of the journal belonged to, gone rows too, in one reading of it: (table, column, word) → owner → ids.

    ``wanted``: columns by table, «id» is the row's own number. A row stands under every word of ``told`` that its text
    holds, and under «».
    """
    found: dict[tuple[str, str, str], dict[int, set[int]]] = {}
    for table, row_id, *sides in connection.exec_driver_sql("SELECT table_name, row_id, before, after FROM change"):
        columns = wanted.get(table, ())
        for side in sides:
            if side is None or not columns:
                continue
            row = json.loads(side, strict=False)
            words = ["", *(word for word in told if word in side)]
            for column in columns:
                owner = row_id if column == "id" else row.get(column)
                if isinstance(owner, int):
                    for word in words:
                        found.setdefault((table, column, word), {}).setdefault(owner, set()).add(row_id)
    return found


def delete(connection: Connection, table: str, ids: Iterable[int]) -> None:
    """Deletes rows; those that are gone already do not matter."""
    for row_id in ids:
        connection.exec_driver_sql(f'DELETE FROM "{table}" WHERE id = ?', (row_id,))  # noqa: S608 — names from the schema


def change(connection: Connection, table: str, row_id: int, values: Mapping[str, Any]) -> None:
    """Sets columns of a row as they are to stand in the file."""
    if values:
        sets = ", ".join(f'"{column}" = ?' for column in values)
        connection.exec_driver_sql(f'UPDATE "{table}" SET {sets} WHERE id = ?', (*values.values(), row_id))  # noqa: S608 — names from the schema
