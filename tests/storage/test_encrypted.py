"""An encrypted base on the disk: what can be read of it, what changes a conversion survives."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from curator_app.models import Person
from curator_app.runtime import files
from curator_app.runtime.clock import fixed
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.paths import DataFolder, data_folder
from curator_app.storage import cipher, keys, migrate
from curator_app.storage.keys import BaseKey
from curator_app.storage.opening import KeyNeeded, open_store
from curator_app.storage.store import Store

CLOCK = fixed(dt.datetime(2026, 9, 1, 9, 0))
SURNAMES = ("Тайноведова", "Шифровальников", "Меткина")


def marks() -> list[bytes]:
    return [name.encode(code) for name in SURNAMES for code in ("utf-8", "utf-16-le", "utf-16-be", "cp1251")]


def traces(folder: DataFolder) -> list[str]:
    """Files below the folder of data in which a surname can be read."""
    found = []
    for path in folder.root.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            if any(mark in data for mark in marks()):
                found.append(path.relative_to(folder.root).as_posix())
    return found


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return data_folder(tmp_path / "Школа № 5")


@pytest.fixture(scope="module")
def key() -> BaseKey:
    return keys.new_key()


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base with three people, made once: the migrations take half a second."""
    folder = data_folder(tmp_path_factory.mktemp("template") / "школа")
    opened = open_store(folder, CLOCK)
    for surname in SURNAMES:
        add_person(opened, surname)
    opened.close()
    return folder.database


@pytest.fixture
def store(folder: DataFolder, template: Path) -> Iterator[Store]:
    folder.root.mkdir()
    shutil.copy(template, folder.database)
    opened = open_store(folder, CLOCK)
    yield opened
    opened.close()


@contextlib.contextmanager
def reopened(folder: DataFolder, key: BaseKey | None) -> Iterator[Store]:
    opened = open_store(folder, CLOCK, key=key)
    try:
        yield opened
    finally:
        opened.close()


def add_person(store: Store, surname: str) -> None:
    with store.action(f"Добавлен {surname}") as session:
        session.add(Person(surname=surname, first_name="Ольга"))


def people(store: Store) -> list[str]:
    with store.read() as session:
        return list(session.scalars(select(Person.surname).order_by(Person.id)))


def test_no_surname_is_left_on_the_disk(store: Store, folder: DataFolder, key: BaseKey) -> None:
    assert traces(folder) == ["curator.db"]
    store.rekey(key)
    assert traces(folder) == []
    add_person(store, SURNAMES[0])
    store.undo()
    assert traces(folder) == []
    store.close()
    assert traces(folder) == []
    assert not [path for path in folder.root.iterdir() if path.name.startswith(".~")]


def test_the_journal_of_an_open_transaction_is_encrypted_too(store: Store, folder: DataFolder, key: BaseKey) -> None:
    store.rekey(key)
    with contextlib.suppress(RuntimeError), store.action("Долгое") as session:
        for person in session.scalars(select(Person)):
            person.first_name = "Мария"
        session.flush()
        journal = folder.database.with_name("curator.db-journal")
        assert journal.stat().st_size > 4096
        assert traces(folder) == []
        raise RuntimeError
    assert people(store) == list(SURNAMES)


def test_everything_goes_on_after_the_conversion(store: Store, folder: DataFolder, key: BaseKey) -> None:
    store.rekey(key)
    assert people(store) == list(SURNAMES)
    add_person(store, "Новикова")
    assert store.undo().title == "Добавлен Новикова"
    assert store.check() == []
    store.close()
    with reopened(folder, key) as again:
        assert again.redo().title == "Добавлен Новикова"
        assert again.undo().title == "Добавлен Новикова"
        assert again.undo().title == f"Добавлен {SURNAMES[-1]}"
        assert people(again) == list(SURNAMES[:-1])
        add_person(again, "Петрова")
        with again.read() as session:
            # ids are never used twice, on this side of the conversion either
            assert session.scalar(select(Person.id).where(Person.surname == "Петрова")) == 5


def test_the_base_comes_back_plain_and_the_same(store: Store, folder: DataFolder, key: BaseKey) -> None:
    with contextlib.closing(sqlite3.connect(folder.database)) as raw:
        before = list(raw.iterdump())
    store.rekey(key)
    store.rekey(keys.new_key())
    store.rekey(None)
    assert store.key is None
    store.close()
    with contextlib.closing(sqlite3.connect(folder.database)) as raw:
        assert list(raw.iterdump()) == before
        assert raw.execute("PRAGMA application_id").fetchone()[0] == 0x4B4E4153


def test_the_header_tells_what_it_is_without_the_key(store: Store, folder: DataFolder, key: BaseKey) -> None:
    store.rekey(key)
    store.close()
    assert cipher.is_encrypted(folder.database)
    assert migrate.inspect_file(folder.database) == migrate.SCHEMA_NUMBER
    with pytest.raises(KeyNeeded, match="зашифрована"):
        open_store(folder, CLOCK)
    with contextlib.closing(sqlite3.connect(folder.database)) as raw, pytest.raises(sqlite3.DatabaseError):
        raw.execute("SELECT * FROM person").fetchall()


def test_the_key_of_another_base_is_told(
    store: Store, folder: DataFolder, key: BaseKey, capfd: pytest.CaptureFixture[str]
) -> None:
    store.rekey(key)
    store.close()
    before = folder.database.read_bytes()
    with pytest.raises(KnownProblem, match="от другой базы"):
        open_store(folder, CLOCK, key=keys.new_key())
    assert folder.database.read_bytes() == before
    assert capfd.readouterr() == ("", "")


def test_a_plain_base_needs_no_key(store: Store, folder: DataFolder, key: BaseKey) -> None:
    store.close()
    with reopened(folder, key) as again:
        assert again.key is None
        assert people(again) == list(SURNAMES)


def test_pragmas_hold_on_an_encrypted_base(store: Store, key: BaseKey) -> None:
    store.rekey(key)
    with store.read() as session:
        raw = session.connection()
        told = {
            name: raw.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys", "trusted_schema", "temp_store")
        }
    assert told == {
        "journal_mode": "truncate",
        "synchronous": 2,
        "secure_delete": 1,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "temp_store": 2,
    }


def test_a_vacuum_keeps_the_readable_header(store: Store, folder: DataFolder, key: BaseKey) -> None:
    store.rekey(key)
    store.close()
    with contextlib.closing(cipher.connect(folder.database, key)) as raw:
        raw.execute("VACUUM")
    assert migrate.inspect_file(folder.database) == migrate.SCHEMA_NUMBER
    with reopened(folder, key) as again:
        assert people(again) == list(SURNAMES)


def test_every_changed_page_is_found(store: Store, folder: DataFolder, key: BaseKey) -> None:
    store.rekey(key)
    store.close()
    sound = folder.database.read_bytes()
    pages = len(sound) // 4096
    for page in range(0, pages, max(1, pages // 25)):
        bad = bytearray(sound)
        bad[page * 4096 + 1234] ^= 0x01
        folder.database.write_bytes(bad)
        with contextlib.closing(cipher.connect(folder.database, key)) as raw:
            try:
                found = raw.execute("PRAGMA cipher_integrity_check").fetchall()
            except cipher.database_errors():
                continue  # the first page: nothing opens at all
        assert found == [(f"HMAC verification failed for page {page + 1}",)]


@pytest.mark.parametrize("length", [0, 50, 4096, 6000])
def test_a_cut_file_is_never_opened(store: Store, folder: DataFolder, key: BaseKey, length: int) -> None:
    store.rekey(key)
    store.close()
    data = folder.database.read_bytes()[:length]
    folder.database.write_bytes(data)
    with pytest.raises(KnownProblem):
        open_store(folder, CLOCK, key=key)
    assert folder.database.read_bytes() == data


def test_a_disk_that_is_full_leaves_the_base(
    store: Store, folder: DataFolder, key: BaseKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_told: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "replace", full)
    with pytest.raises(KnownProblem, match="не хватает места"):
        store.rekey(key)
    monkeypatch.undo()
    assert store.key is None
    assert people(store) == list(SURNAMES)
    assert not [path for path in folder.root.iterdir() if path.name.startswith(".~")]


# -- killed in the middle

_CHILD = """
    import os, signal, sys
    from pathlib import Path
    from curator_app.storage import conversion, cipher, keys
    from curator_app.runtime import files, wiping
    path, secret, where, back = Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), sys.argv[3], sys.argv[4] == "back"
    key = keys.BaseKey("0", secret)

    def dying(real):
        def die(*args, **kwargs):
            if where.endswith("after"):
                real(*args, **kwargs)
            os.kill(os.getpid(), signal.SIGKILL)
        return die

    owner, name = {
        "copy": (conversion.cipher, "copy_base"),
        "compare": (conversion, "_compare"),
        "link": (conversion, "_keep_name"),
        "replace": (conversion.files, "replace"),
        "flush": (conversion, "_flush_folder"),
        "tidy": (conversion, "_tidy"),
    }[where.split("-")[0]]
    setattr(owner, name, dying(getattr(owner, name)))
    conversion.convert(path, key if back else None, None if back else key)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is not known there")
@pytest.mark.parametrize("way", ["there", "back"])
@pytest.mark.parametrize(
    "where",
    ["copy-after", "compare", "link", "link-after", "replace", "replace-after", "flush-after", "tidy", "tidy-after"],
)
def test_a_killed_conversion_leaves_the_old_base_or_the_new_one(
    store: Store, folder: DataFolder, key: BaseKey, where: str, way: str
) -> None:
    if way == "back":
        store.rekey(key)
    store.close()
    child = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(_CHILD), str(folder.database), key.secret.hex(), where, way],
        env=os.environ,
        check=False,
    )
    assert child.returncode == -signal.SIGKILL
    replaced = where in {"replace-after", "flush-after", "tidy", "tidy-after"}
    assert cipher.is_encrypted(folder.database) is (replaced != (way == "back"))
    with reopened(folder, key) as again:
        assert people(again) == list(SURNAMES)
        assert again.check() == []
    assert not [path for path in folder.root.iterdir() if path.name.startswith(".~")]
    if cipher.is_encrypted(folder.database):
        assert traces(folder) == []


def test_a_base_left_under_its_second_name_only_comes_back(folder: DataFolder, store: Store) -> None:
    store.close()
    folder.database.rename(folder.database.with_name(".~curator.db.converted"))
    with reopened(folder, None) as again:
        assert people(again) == list(SURNAMES)
