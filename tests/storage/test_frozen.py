"""Bases of earlier versions open, keep every row and can still be undone."""

from __future__ import annotations

import datetime as dt
import gzip
import sqlite3
from pathlib import Path

import pytest

from curator_app.runtime.clock import fixed
from curator_app.runtime.paths import data_folder
from curator_app.storage import migrate
from curator_app.storage.opening import open_store

FROZEN = sorted((Path(__file__).parents[1] / "frozen").glob("*.db.gz"))
CLOCK = fixed(dt.datetime(2026, 9, 5, 9))


def counts(path: Path) -> dict[str, int]:
    with sqlite3.connect(path) as raw:
        tables = [
            name
            for (name,) in raw.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            )
        ]
        found = {name: raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}
    raw.close()
    return found


def test_every_earlier_schema_is_frozen() -> None:
    assert [path.name for path in FROZEN] == [f"{number:04}.db.gz" for number in range(1, migrate.SCHEMA_NUMBER)]


@pytest.mark.parametrize("frozen", FROZEN, ids=lambda path: path.name)
def test_an_earlier_base_loses_nothing(frozen: Path, tmp_path: Path) -> None:
    folder = data_folder(tmp_path)
    folder.database.write_bytes(gzip.decompress(frozen.read_bytes()))
    before = counts(folder.database)

    store = open_store(folder, CLOCK)
    try:
        assert store.check() == []
        undone = store.undo()
        store.redo()
    finally:
        store.close()

    after = counts(folder.database)
    written = {"action": 2, "change": after["change"] - before["change"]}
    assert {name: after[name] for name in before} == {
        name: count + written.get(name, 0) for name, count in before.items()
    }
    assert undone.title
    assert migrate.inspect_file(folder.database) == migrate.SCHEMA_NUMBER
    assert len(list(folder.backups.iterdir())) == 1
