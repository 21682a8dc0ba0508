"""A disk that reports an error after it has written: what is saved is told as saved, a retry never duplicates."""

from __future__ import annotations

import datetime as dt
import gc
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.exc import DBAPIError

from curator_app.models import Person
from curator_app.runtime.clock import fixed
from curator_app.runtime.errors import Conflict, KnownProblem
from curator_app.runtime.paths import data_folder
from curator_app.storage import doubt
from curator_app.storage.engine import open_raw
from curator_app.storage.journal import Changes
from curator_app.storage.opening import open_store
from curator_app.storage.store import Store

CLOCK = fixed(dt.datetime(2026, 9, 1, 9, 0))


class Disk:
    """``late``: the commit is done, then an error is reported. ``early``: nothing is done. ``dead``: nor is the base
    readable afterwards."""

    def __init__(self) -> None:
        self.mode = "sound"

    def commit(self, dialect: Any, connection: Any) -> None:
        del dialect
        if self.mode in ("late", "late, dead"):
            connection.commit()
        if self.mode != "sound":
            raise sqlite3.OperationalError("disk I/O error")
        connection.commit()

    def open_raw(self, *args: Any) -> Any:
        if self.mode.endswith("dead"):
            raise sqlite3.OperationalError("disk I/O error")
        return open_raw(*args)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    made = Disk()
    monkeypatch.setattr(DefaultDialect, "do_commit", _method(made))
    monkeypatch.setattr(doubt, "open_raw", made.open_raw)
    return made


def _method(disk: Disk) -> Any:
    def do_commit(self: Any, connection: Any) -> None:
        disk.commit(self, connection)

    return do_commit


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(data_folder(tmp_path), CLOCK)
    yield opened
    opened.close()


def add(store: Store, surname: str, title: str = "Добавлен человек") -> None:
    with store.action(title) as session:
        session.add(Person(surname=surname, first_name="Ян"))


def names(store: Store) -> list[str]:
    with store.read() as session:
        return list(session.scalars(select(Person.surname).order_by(Person.id)))


def test_what_was_written_is_told_as_saved(store: Store, disk: Disk) -> None:
    heard: list[Changes] = []
    store.subscribe(heard.append)
    disk.mode = "late"
    add(store, "Ким")
    disk.mode = "sound"
    assert names(store) == ["Ким"]
    assert [one.title for one in heard] == ["Добавлен человек"]
    add(store, "Лось")
    assert names(store) == ["Ким", "Лось"]


def test_what_was_not_written_is_told_and_may_be_repeated(store: Store, disk: Disk) -> None:
    disk.mode = "early"
    with pytest.raises(KnownProblem, match="записать на диск"):
        add(store, "Ким")
    disk.mode = "sound"
    assert names(store) == []
    add(store, "Ким")
    assert names(store) == ["Ким"]


def test_a_retry_after_a_dead_disk_does_not_duplicate(store: Store, disk: Disk) -> None:
    heard: list[Changes] = []
    store.subscribe(heard.append)
    disk.mode = "late, dead"
    with pytest.raises(KnownProblem, match="записать на диск"):
        add(store, "Ким")
    with pytest.raises(KnownProblem, match="диск"):
        add(store, "Ким")
    disk.mode = "sound"
    with pytest.raises(Conflict, match="уже сохранено") as told:
        add(store, "Ким")
    assert len(told.value.message) <= 300
    assert names(store) == ["Ким"]
    assert len(heard) == 1
    add(store, "Ким")
    assert names(store) == ["Ким", "Ким"]


def test_another_action_after_a_dead_disk_goes_on(store: Store, disk: Disk) -> None:
    disk.mode = "late, dead"
    with pytest.raises(KnownProblem):
        add(store, "Ким", "Добавлен Ким")
    disk.mode = "sound"
    add(store, "Лось", "Добавлен Лось")
    assert names(store) == ["Ким", "Лось"]


def test_nothing_written_to_a_dead_disk_is_done_once(store: Store, disk: Disk) -> None:
    disk.mode = "early, dead"
    with pytest.raises(KnownProblem):
        add(store, "Ким")
    disk.mode = "sound"
    add(store, "Ким")
    assert names(store) == ["Ким"]


def test_an_undo_is_not_done_twice(store: Store, disk: Disk) -> None:
    add(store, "Ким", "Добавлен Ким")
    add(store, "Лось", "Добавлен Лось")
    disk.mode = "late"
    assert store.undo().title == "Добавлен Лось"
    disk.mode = "sound"
    assert names(store) == ["Ким"]
    disk.mode = "late, dead"
    with pytest.raises(KnownProblem):
        store.redo()
    disk.mode = "sound"
    with pytest.raises(Conflict, match="уже сделано"):
        store.redo()
    assert names(store) == ["Ким", "Лось"]


def test_a_bug_inside_stays_a_bug(store: Store, disk: Disk) -> None:
    del disk
    with pytest.raises(DBAPIError), store.action("Ошибка") as session:
        session.connection().exec_driver_sql("SELECT nothing FROM nowhere")
    add(store, "Ким")
    assert names(store) == ["Ким"]


def test_a_failed_read_gives_the_lock_back_at_once(tmp_path: Path) -> None:
    """The traceback of the failure is kept on purpose: a cursor in it must not hold the file."""
    gc.disable()
    store = open_store(data_folder(tmp_path), CLOCK)
    try:
        with pytest.raises(KnownProblem, match="не читается") as kept, store.action("Чтение") as session:
            session.execute(text("SELECT json('{') AS \"malformed\""))
        with store.action("Ещё раз") as session:
            session.add(Person(surname="Ким", first_name="Ян"))
        assert kept.value.__traceback__ is not None
    finally:
        gc.enable()
        store.close()
