"""A copy is whole or is not used; a restore keeps what it replaces; silent damage is found."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import random
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from curator_app.models import Person
from curator_app.runtime.clock import fixed
from curator_app.runtime.errors import Cancelled, KnownProblem, UnusableBase
from curator_app.runtime.paths import DataFolder, data_folder
from curator_app.runtime.progress import Progress
from curator_app.storage import backup, copy_file, restore, seal, shelf, start
from curator_app.storage.opening import open_store
from curator_app.storage.store import Store

NOW = dt.datetime(2026, 11, 22, 18, 2)
CLOCK = fixed(NOW)


def add_person(store: Store, surname: str) -> None:
    with store.action(f"Добавлен {surname}") as session:
        session.add(Person(surname=surname, first_name="Ольга"))


def triggers_of(database: Path) -> list[tuple[str]]:
    with sqlite3.connect(database) as raw:
        found = raw.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name").fetchall()
    raw.close()
    return found


def names(folder: DataFolder) -> list[str]:
    store = open_store(folder, CLOCK)
    try:
        with store.read() as session:
            return [str(name) for (name,) in session.connection().exec_driver_sql("SELECT surname FROM person")]
    finally:
        store.close()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """A closed base with one person and a scan; tests copy it."""
    folder = data_folder(tmp_path_factory.mktemp("образец") / "Школа № 5")
    store = open_store(folder, CLOCK)
    add_person(store, "Ким")
    (folder.root / "scans").mkdir()
    (folder.root / "scans" / "ab12.pdf").write_bytes(b"%PDF-1.4 " + bytes(range(256)) * 50)
    store.close()
    return folder


@pytest.fixture
def folder(made: DataFolder, tmp_path: Path) -> DataFolder:
    shutil.copytree(made.root, tmp_path / "данные")
    return data_folder(tmp_path / "данные")


@pytest.fixture
def store(folder: DataFolder) -> Iterator[Store]:
    opened = open_store(folder, CLOCK)
    yield opened
    opened.close()


def test_a_copy_holds_the_base_the_scans_and_says_so(store: Store, tmp_path: Path) -> None:
    path = store.backup(tmp_path / "флешка" / "копия.curator")
    told = copy_file.verify(path)
    assert (told.counts["person"], told.school, told.encrypted, told.number) == (1, "", False, 1)
    assert [kept.path for kept in told.files] == ["scans/ab12.pdf"]
    assert told.made == NOW
    assert sorted(one.name for one in path.parent.iterdir()) == ["копия.curator"]


def test_steps_are_told_and_a_cancelled_copy_leaves_nothing(store: Store, tmp_path: Path) -> None:
    steps: list[int] = []
    store.backup(tmp_path / "а" / "к.curator", progress=Progress(report=lambda done, _total, _text: steps.append(done)))
    assert len(steps) > 3
    left = len(steps)
    for stop in range(left):
        told = iter(range(left))
        with pytest.raises(Cancelled):
            store.backup(
                tmp_path / "б" / "к.curator",
                progress=Progress(cancelled=lambda told=told, stop=stop: next(told, left) >= stop),  # type: ignore[misc]
            )
        assert list((tmp_path / "б").iterdir()) == []
    add_person(store, "Лось")


def test_every_flipped_bit_of_a_copy_is_seen(store: Store, tmp_path: Path) -> None:
    path = store.backup(tmp_path / "копия.curator")
    sound, chance = path.read_bytes(), random.Random(5)
    for _ in range(60):
        spoilt = bytearray(sound)
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
        path.write_bytes(spoilt)
        try:
            copy_file.verify(path)
        except KnownProblem:
            continue
        # A bit of a time stamp or of an attribute in the directory of the zip changes no content.
        with zipfile.ZipFile(path) as archive:
            assert archive.read(copy_file.BASE) == zipfile.ZipFile(store_bytes(sound, tmp_path)).read(copy_file.BASE)
    for cut in (0, 3, 100, len(sound) // 2, len(sound) - 1):
        path.write_bytes(sound[:cut])
        with pytest.raises(KnownProblem, match="повреждена"):
            copy_file.verify(path)


def store_bytes(data: bytes, folder: Path) -> Path:
    place = folder / "целая.curator"
    place.write_bytes(data)
    return place


@pytest.mark.parametrize("name", ["../вне.txt", "/etc/passwd", "C:\\x", "scans\\..\\x", "", "a/../../b"])
def test_a_path_out_of_the_folder_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        copy_file.safe_path(name)


def test_a_strange_entry_in_the_zip_is_refused(store: Store, tmp_path: Path) -> None:
    path = store.backup(tmp_path / "копия.curator")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("files/scans/чужой.exe", b"MZ")
    with pytest.raises(KnownProblem, match="повреждена"):
        copy_file.verify(path)


def test_restoring_brings_back_and_keeps_the_replaced_base(folder: DataFolder, tmp_path: Path) -> None:
    store = open_store(folder, CLOCK)
    copy = store.backup(tmp_path / "копия.curator")
    add_person(store, "Лось")
    store.close()
    (folder.root / "scans" / "ab12.pdf").unlink()

    done = restore.restore(folder, copy, NOW)

    assert names(folder) == ["Ким"]
    assert (folder.root / "scans" / "ab12.pdf").read_bytes().startswith(b"%PDF")
    assert done.kept is not None
    assert copy_file.verify(done.kept).counts["person"] == 2
    restore.restore(folder, done.kept, NOW)
    assert names(folder) == ["Ким", "Лось"]


@pytest.mark.parametrize("damage", [b"", b"SQLite format 3\x00" + bytes(50), b"PK\x03\x04" + bytes(500)])
def test_restoring_over_a_damaged_base_keeps_its_bytes(folder: DataFolder, tmp_path: Path, damage: bytes) -> None:
    store = open_store(folder, CLOCK)
    copy = store.backup(tmp_path / "копия.curator")
    store.close()
    folder.database.write_bytes(damage)
    folder.database.with_name("curator.db-journal").write_bytes(b"journal")
    (folder.root / "scans" / "ab12.pdf").write_bytes(b"spoilt")

    done = restore.restore(folder, copy, NOW)

    assert done.kept is not None
    assert (done.kept / "curator.db").read_bytes() == damage
    assert (done.kept / "curator.db-journal").read_bytes() == b"journal"
    assert (done.kept / "scans" / "ab12.pdf").read_bytes() == b"spoilt"
    assert names(folder) == ["Ким"]


def test_a_base_with_silent_damage_is_not_kept_as_a_sound_copy(folder: DataFolder, tmp_path: Path) -> None:
    store = open_store(folder, CLOCK)
    copy = store.backup(tmp_path / "копия.curator")
    store.close()
    data = bytearray(folder.database.read_bytes())
    data[data.index("Ольга".encode()) + 1] ^= 1
    folder.database.write_bytes(data)
    done = restore.restore(folder, copy, NOW)
    assert done.kept is not None
    assert (done.kept / "curator.db").read_bytes() == bytes(data)
    assert names(folder) == ["Ким"]


def test_what_is_no_copy_changes_nothing(folder: DataFolder, tmp_path: Path) -> None:
    before = folder.database.read_bytes()
    other = tmp_path / "чужое.db"
    with sqlite3.connect(other) as raw:
        raw.execute("CREATE TABLE t (x)")
    raw.close()
    (tmp_path / "таблица.xlsx").write_bytes(b"PK\x03\x04" + bytes(300))
    (tmp_path / "текст.curator").write_bytes(b"hello")
    (tmp_path / "пусто.curator").write_bytes(b"")
    bad = [other, *(tmp_path / name for name in ("таблица.xlsx", "текст.curator", "пусто.curator", "нет.curator"))]
    for path in bad:
        with pytest.raises(KnownProblem) as told:
            restore.restore(folder, path, NOW)
        assert len(told.value.message) <= 300
        assert path.name in told.value.message
        assert folder.database.read_bytes() == before
    assert not list(folder.root.glob(".~*"))


def test_a_copy_with_a_foreign_trigger_or_of_a_newer_program_is_refused(folder: DataFolder, tmp_path: Path) -> None:
    for number, (statement, sentence) in enumerate(
        [
            ("CREATE TRIGGER own AFTER UPDATE ON person BEGIN SELECT 1; END", "посторонние"),
            ("CREATE VIEW person_view AS SELECT 1", "посторонние"),
            ("PRAGMA user_version=99", "более новой"),
        ]
    ):
        path = tmp_path / f"{number}.db"
        shutil.copy(folder.database, path)
        with sqlite3.connect(path) as raw:
            raw.execute(statement)
        raw.close()
        with pytest.raises(KnownProblem, match=sentence):
            restore.restore(folder, path, NOW)
    assert names(folder) == ["Ким"]


def test_a_hostile_or_half_made_base_is_put_right_or_refused(folder: DataFolder, tmp_path: Path) -> None:
    """A trigger under a name of ours, one of ours taken away, a table that is missing (what another program can do)."""
    copy = tmp_path / "чужая.db"

    def changed(*statements: str) -> Path:
        shutil.copy(folder.database, copy)
        with sqlite3.connect(copy) as raw:
            for statement in statements:
                raw.execute(statement)
        raw.close()
        return copy

    own = triggers_of(folder.database)
    spoil = "CREATE TRIGGER guard_evil AFTER INSERT ON person BEGIN UPDATE person SET surname = 'х'; END"
    restore.restore(folder, changed(spoil, "DROP TRIGGER guard_journal_person_insert"), NOW)
    assert names(folder) == ["Ким"]
    assert triggers_of(folder.database) == own

    shutil.copy(changed(spoil), folder.database)  # the file itself was in other hands
    assert names(folder) == ["Ким"]
    assert triggers_of(folder.database) == own

    with pytest.raises(KnownProblem, match="повреждена"):
        restore.restore(folder, changed("DROP TABLE wish"), NOW)
    shutil.copy(changed("DROP TABLE wish"), folder.database)
    with pytest.raises(UnusableBase, match="повреждён"):
        open_store(folder, CLOCK)


@pytest.mark.parametrize(
    "path", ["curator.db", "curator.db-journal", "backups/x", "logs/curator.log", "safety.json", ".", "а" * 200, ".~x"]
)
def test_a_copy_brings_no_file_in_the_place_of_the_programs_own(folder: DataFolder, tmp_path: Path, path: str) -> None:
    store = open_store(folder, CLOCK)
    good = store.backup(tmp_path / "целая.curator")
    store.close()
    copy = tmp_path / "хитрая.curator"
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(copy, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "manifest.json":
                told = json.loads(data)
                told["files"].append({"path": path, "sha256": hashlib.sha256(b"evil").hexdigest(), "size": 4})
                data = json.dumps(told).encode()
            target.writestr(name, data)
        target.writestr(f"files/{path}", b"evil")
    before = {one: one.read_bytes() for one in folder.root.rglob("*") if one.is_file()}
    with pytest.raises(KnownProblem, match="повреждена"):
        restore.restore(folder, copy, NOW)
    assert {one: one.read_bytes() for one in folder.root.rglob("*") if one.is_file()} == before


def test_a_bare_copy_is_compared_with_the_hash_beside_it(folder: DataFolder, tmp_path: Path) -> None:
    store = open_store(folder, CLOCK)
    copy = store.backup(tmp_path / "копия.db")
    store.close()
    with sqlite3.connect(copy) as raw:
        assert raw.execute("SELECT surname FROM person").fetchall() == [("Ким",)]
    raw.close()
    inside = restore.look_inside(copy, folder.backups)
    assert inside.counts["person"] == 1
    restore.restore(folder, copy, NOW)
    data = bytearray(copy.read_bytes())
    at = data.index("Ким".encode())
    data[at + 1] ^= 1
    copy.write_bytes(data)
    with pytest.raises(KnownProblem, match="повреждена"):
        restore.restore(folder, copy, NOW)


def test_copies_are_numbered_whatever_the_clock_says(folder: DataFolder) -> None:
    for moment in (NOW, dt.datetime(1970, 1, 1, 0, 3), NOW, NOW):
        store = open_store(folder, fixed(moment))
        add_person(store, "Ким")
        store.backup()
        store.close()
    found = shelf.copies(folder)
    assert [one.manifest.number for one in found if one.manifest] == [4, 3, 2, 1]
    assert [one.manifest.counts["person"] for one in found if one.manifest] == [5, 4, 3, 2]
    assert all(one.sound for one in found)


def test_a_copy_changed_behind_our_back_is_not_called_sound(store: Store) -> None:
    path = store.backup()
    assert [one.sound for one in shelf.copies(store.folder)] == [True]
    with path.open("ab") as file:
        file.write(b"x")
    assert [one.sound for one in shelf.copies(store.folder)] == [None]
    path.write_bytes(b"nonsense")
    assert [(one.sound, one.manifest) for one in shelf.copies(store.folder)] == [(False, None)]


@pytest.mark.parametrize(
    "told", ["", "[]", "{}", '{"format": "curator-safety", "checked": 5}', "\x00", '{"format": 1}']
)
def test_a_spoilt_memory_is_an_empty_one(folder: DataFolder, told: str) -> None:
    folder.safety.write_text(told, encoding="utf-8")
    assert shelf.remembered(folder) == shelf.Memory()


# -- the seal


def test_silent_damage_is_found_and_the_file_left_alone(folder: DataFolder) -> None:
    sound, chance = folder.database.read_bytes(), random.Random(7)
    for _ in range(40):
        spoilt = bytearray(sound)
        spoilt[chance.randrange(100, len(spoilt))] ^= 1 << chance.randrange(8)
        folder.database.write_bytes(spoilt)
        with pytest.raises(UnusableBase):
            open_store(folder, CLOCK)
        assert folder.database.read_bytes() == bytes(spoilt)
    with pytest.raises(UnusableBase):
        open_store(folder, CLOCK, write=False)
    folder.database.write_bytes(sound)
    assert names(folder) == ["Ким"]


def test_a_person_may_take_changed_bytes_for_good(folder: DataFolder) -> None:
    data = bytearray(folder.database.read_bytes())
    data[data.index("Ольга".encode()) + 1] ^= 1
    folder.database.write_bytes(data)
    with pytest.raises(UnusableBase) as told:
        open_store(folder, CLOCK)
    assert told.value.kind == "rotten"
    open_store(folder, CLOCK, as_it_is=True).close()
    open_store(folder, CLOCK).close()


def test_a_large_base_is_compared_in_the_background(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seal, "AT_ONCE", 1000)
    store = open_store(folder, CLOCK)
    assert (store.large, store.check()) == (True, [])
    add_person(store, "Лось")
    assert store.check() == []
    store.close()
    data = bytearray(folder.database.read_bytes())
    data[data.index("Ольга".encode()) + 1] ^= 1
    folder.database.write_bytes(data)
    for _ in range(2):
        store = open_store(folder, CLOCK)
        assert store.check() != []
        store.close()  # must not seal the damaged bytes


def test_a_file_put_there_by_another_hand_is_checked_and_told(folder: DataFolder) -> None:
    with sqlite3.connect(folder.database) as raw:
        raw.execute("CREATE TABLE x (y)")
        raw.execute("DROP TABLE x")
    raw.close()
    store = open_store(folder, CLOCK)
    assert store.start == start.Start(foreign_hand=True, checked=True)
    store.close()
    store = open_store(folder, CLOCK)
    assert store.start == start.Start(checked=True, sealed=True)
    store.close()


def test_a_crash_is_told_after_a_check(folder: DataFolder) -> None:
    folder.lock.write_text('{"pid": 1, "host": "УЧИТЕЛЬСКАЯ", "since": "2026-11-22 09:14"}', encoding="utf-8")
    store = open_store(folder, CLOCK)
    assert store.start == start.Start(crashed=True, checked=True)
    store.close()


def test_a_lost_base_is_no_new_school(folder: DataFolder) -> None:
    folder.database.unlink()
    with pytest.raises(UnusableBase) as told:
        open_store(folder, CLOCK)
    assert told.value.kind == "missing"
    assert not folder.database.exists()
    open_store(folder, CLOCK, fresh=True).close()


def test_litter_of_a_killed_program_is_swept(folder: DataFolder) -> None:
    folder.backups.mkdir()
    (folder.backups / ".~x.curator.base.tmp").write_bytes(b"x")
    (folder.backups / ".~drill.tmp").mkdir()
    (folder.backups / ".~drill.tmp" / "curator.db").write_bytes(b"x")
    (folder.root / ".~curator.db.restored.tmp").write_bytes(b"x")
    open_store(folder, CLOCK).close()
    assert not list(folder.root.rglob(".~*"))


def test_a_second_name_that_was_left_takes_nothing_with_it(folder: DataFolder) -> None:
    copy = folder.backups / "a.curator"
    folder.backups.mkdir(exist_ok=True)
    copy.write_bytes(b"whole")
    (folder.backups / ".~a.curator.replaced.tmp").hardlink_to(copy)
    (folder.backups / ".~recode1.tmp").mkdir()
    (folder.backups / ".~recode1.tmp" / "base").write_bytes(b"plain")
    backup.sweep(folder.backups)
    assert [one.name for one in folder.backups.iterdir()] == ["a.curator"]
    assert copy.read_bytes() == b"whole"


def test_names_of_copies_never_collide(tmp_path: Path) -> None:
    name = backup.backup_name(NOW, "перед/удалением")
    assert name == "curator-2026-11-22-180200-перед удалением.curator"
    (tmp_path / name).touch()
    assert backup.free_name(tmp_path, name).name == "curator-2026-11-22-180200-перед удалением-2.curator"
