"""Rows of any table by its name, for work that goes through the whole base. Names of tables and columns come from the
base itself or from constants of the program, never from a person."""

from __future__ import annotations

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


def owned_in_journal(
    connection: Connection, table: str, columns: Iterable[str], owners: Collection[int], told: Collection[str] = ()
) -> set[int]:
    """The same among rows of the journal, gone rows too; ``told``: one of these words must stand in the row."""
    ids: set[int] = set()
    for column in columns:
        for owner in sorted(owners):
            if column == "id":
                query = "SELECT DISTINCT row_id, '' FROM change WHERE table_name = ? AND row_id = ?"
                found = connection.exec_driver_sql(query, (table, owner))
            else:
                inside = f'"{column}":{int(owner)}'
                ends = (f"{inside},", f"{inside}}}")
                found = connection.exec_driver_sql(
                    "SELECT DISTINCT row_id, coalesce(after, before) FROM change WHERE table_name = ? AND ("
                    "instr(before, ?) > 0 OR instr(before, ?) > 0 OR instr(after, ?) > 0 OR instr(after, ?) > 0)",
                    (table, *ends, *ends),
                )
            ids |= {int(number) for number, text in found if not told or any(word in text for word in told)}
    return ids


def delete(connection: Connection, table: str, ids: Iterable[int]) -> None:
    """Deletes rows; those that are gone already do not matter."""
    for row_id in ids:
        connection.exec_driver_sql(f'DELETE FROM "{table}" WHERE id = ?', (row_id,))  # noqa: S608 — names from the schema


def change(connection: Connection, table: str, row_id: int, values: Mapping[str, Any]) -> None:
    """Sets columns of a row as they are to stand in the file."""
    if values:
        sets = ", ".join(f'"{column}" = ?' for column in values)
        connection.exec_driver_sql(f'UPDATE "{table}" SET {sets} WHERE id = ?', (*values.values(), row_id))  # noqa: S608 — names from the schema
