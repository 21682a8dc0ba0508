"""A file replaced or taken away under the open base: nothing is written into the void, nor over the new file."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sys
from pathlib import Path

import pytest

from curator_app.models import Person
from curator_app.runtime.clock import fixed
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.paths import data_folder
from curator_app.storage.engine import make_engine
from curator_app.storage.opening import open_store, refuse_lost
from curator_app.storage.store import Store

CLOCK = fixed(dt.datetime(2026, 11, 22, 18, 2))
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows refuses to replace an open file")


def add(store: Store, surname: str) -> None:
    with store.action(f"Добавлен {surname}") as session:
        session.add(Person(surname=surname, first_name="Ян"))


def test_a_replaced_file_is_noticed_and_left_alone(tmp_path: Path) -> None:
    folder = data_folder(tmp_path)
    store = open_store(folder, CLOCK)
    add(store, "Ким")
    other = tmp_path / "из облака.db"
    shutil.copy(folder.database, other)
    other.replace(folder.database)
    before = folder.database.read_bytes()
    with pytest.raises(KnownProblem, match="подменён"):
        add(store, "Лось")
    with pytest.raises(KnownProblem, match="подменён"):
        store.undo()
    store.close()
    assert folder.database.read_bytes() == before
    store = open_store(folder, CLOCK)
    add(store, "Лось")
    store.close()


def test_what_is_no_file_is_named_and_never_waited_for(tmp_path: Path) -> None:
    (tmp_path / "папка" / "curator.db").mkdir(parents=True)
    (tmp_path / "труба").mkdir()
    os.mkfifo(tmp_path / "труба" / "curator.db")
    for name in ("папка", "труба"):
        with pytest.raises(KnownProblem, match="не файл базы"):
            open_store(data_folder(tmp_path / name), CLOCK, write=False)
    (tmp_path / "файл").write_text("x", encoding="utf-8")
    with pytest.raises(KnownProblem, match="не папка с данными"):
        refuse_lost(data_folder(tmp_path / "файл"))


def test_no_copy_is_made_of_a_base_that_is_gone(tmp_path: Path) -> None:
    """SQLite would make a file of 0 bytes, and a copy of it would look sound."""
    folder = data_folder(tmp_path / "флешка")
    store = open_store(folder, CLOCK)
    add(store, "Ким")
    shutil.rmtree(folder.root)
    for ask in (store.backup, store.check, store.facts):
        with pytest.raises(KnownProblem, match="нет на месте"):
            ask()
    assert not folder.root.exists()
    store.close()
    assert not folder.root.exists()


def test_a_stick_pulled_out_and_put_back(tmp_path: Path) -> None:
    folder = data_folder(tmp_path / "флешка")
    store = open_store(folder, CLOCK)
    add(store, "Ким")
    (tmp_path / "флешка").rename(tmp_path / "вынута")
    with pytest.raises(KnownProblem, match="недоступен") as told:
        add(store, "Лось")
    assert len(told.value.message) <= 300
    (tmp_path / "вынута").rename(tmp_path / "флешка")
    add(store, "Лось")
    assert store.check() == []
    store.close()


def test_no_connection_makes_an_empty_file_where_the_base_was(tmp_path: Path) -> None:
    """A base of 0 bytes would look like damage at the next start."""
    gone = tmp_path / "curator.db"
    engine = make_engine(gone)
    try:
        with pytest.raises(KnownProblem, match="нет на месте"), engine.connect():
            pass
    finally:
        engine.dispose()
    assert not gone.exists()


def test_whoever_opens_a_base_that_is_gone_makes_no_file(tmp_path: Path) -> None:
    from curator_app.storage import cipher, keys
    from curator_app.storage.engine import open_raw

    folder = data_folder(tmp_path / "Папка № 1 %41 #?")
    store = open_store(folder, CLOCK)
    add(store, "Ким")
    folder.database.unlink()
    store.engine.dispose()
    for key in (None, keys.new_key()):
        with pytest.raises(cipher.module(key).Error):
            open_raw(folder.database, key).execute("SELECT 1")
    with pytest.raises(KnownProblem, match="нет на месте"), store.read() as session:
        session.get(Person, 1)
    store.close()
    assert not folder.database.exists()


def test_copies_are_told_of_only_where_they_are(tmp_path: Path) -> None:
    folder = data_folder(tmp_path)
    store = open_store(folder, CLOCK)
    store.close()
    folder.database.unlink()
    with pytest.raises(KnownProblem, match="копий в ней нет"):
        open_store(folder, CLOCK)
    folder.backups.mkdir(exist_ok=True)
    folder.spare_key_file.write_bytes(b"{}")
    with pytest.raises(KnownProblem, match="копий в ней нет"):
        open_store(folder, CLOCK)
    (folder.backups / "curator-2026-01-01-101010-ручная.curator").write_bytes(b"copy")
    with pytest.raises(KnownProblem, match="копии остались"):
        open_store(folder, CLOCK)
