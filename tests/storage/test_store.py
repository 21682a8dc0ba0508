"""The unit of work, the journal with undo, and what the database itself refuses."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from curator_app.models import Base, Mentee, Mentor, Order, OrderPair, Pair, PairMentee, Person
from curator_app.runtime.clock import fixed
from curator_app.runtime.errors import Conflict, DataFolderBusy, KnownProblem
from curator_app.runtime.paths import data_folder
from curator_app.storage import migrate
from curator_app.storage.journal import Changes
from curator_app.storage.opening import open_store
from curator_app.storage.store import Store

CLOCK = fixed(dt.datetime(2026, 9, 1, 9, 0))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(data_folder(tmp_path / "Школа № 5"), CLOCK)
    yield opened
    opened.close()


def people(store: Store) -> list[str]:
    with store.read() as session:
        return list(session.scalars(select(Person.surname).order_by(Person.id)))


def add_person(store: Store, surname: str) -> int:
    with store.action(f"Добавлен {surname}") as session:
        person = Person(surname=surname, first_name="Ольга")
        session.add(person)
        session.flush()
        return person.id


def test_models_are_the_migrated_schema(store: Store) -> None:
    with store._engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, Base.metadata) == []
        assert context.get_current_revision() == migrate.HEAD
    config = Config()
    config.set_main_option("script_location", str(migrate._SCRIPTS))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_current_head() == migrate.HEAD


def test_an_action_is_all_or_nothing(store: Store) -> None:
    with pytest.raises(RuntimeError), store.action("Обрыв") as session:
        session.add(Person(surname="Лось", first_name="Пётр"))
        session.flush()
        raise RuntimeError
    assert people(store) == []
    assert store.next_undo() is None


def test_changes_are_published_after_the_commit(store: Store) -> None:
    heard: list[Changes] = []
    no_more = store.subscribe(heard.append)
    person = add_person(store, "Ким")
    assert [(c.title, dict(c.rows)) for c in heard] == [("Добавлен Ким", {"person": frozenset({person})})]
    no_more()
    add_person(store, "Лось")
    assert len(heard) == 1


def test_undo_and_redo_restore_rows_exactly_and_across_a_restart(store: Store) -> None:
    first = add_person(store, "Ким")
    add_person(store, "Лось")
    with store.action("Правка") as session:
        person = session.get_one(Person, first)
        person.surname, person.raw = "Цой", {"phone": "8-9О2"}
    folder = store.folder
    store.close()
    reopened = open_store(folder, CLOCK)
    try:
        assert reopened.undo().title == "Правка"
        assert people(reopened) == ["Ким", "Лось"]
        reopened.undo()
        assert people(reopened) == ["Ким"]
        reopened.redo()
        reopened.redo()
        assert people(reopened) == ["Цой", "Лось"]
        with pytest.raises(KnownProblem, match="Повторять нечего"):
            reopened.redo()
    finally:
        reopened.close()


def test_a_new_action_ends_the_redo_chain(store: Store) -> None:
    add_person(store, "Ким")
    store.undo()
    add_person(store, "Лось")
    with pytest.raises(KnownProblem):
        store.redo()
    store.undo()
    assert store.redo().title == "Добавлен Лось"
    assert people(store) == ["Лось"]


def test_an_old_action_is_undone_unless_its_rows_changed_since(store: Store) -> None:
    first = add_person(store, "Ким")
    import_action = store.next_undo()
    assert import_action is not None
    add_person(store, "Лось")
    store.undo(import_action.id)
    assert people(store) == ["Лось"]

    with store.action("Импорт") as session:
        session.add_all([Person(surname="А", first_name="А"), Person(surname="Б", first_name="Б")])
    batch = store.next_undo()
    assert batch is not None
    with store.action("Правка") as session:
        session.scalars(select(Person).where(Person.surname == "Б")).one().note = "важно"
    with pytest.raises(Conflict):
        store.undo(batch.id)
    assert people(store) == ["Лось", "А", "Б"]
    assert first


def test_a_change_outside_an_action_is_refused(store: Store) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="outside"), sqlite3.connect(store.folder.database) as raw:
        raw.execute(
            "INSERT INTO person (surname, first_name, indeclinable, kind, subjects, raw) "
            "VALUES ('Чужак', 'А', 0, 'staff', '[]', '{}')"
        )


def test_the_same_key_is_never_done_twice(store: Store) -> None:
    with store.action("Приём", key="k1") as session:
        session.add(Person(surname="Ким", first_name="Ян"))
    with pytest.raises(Conflict), store.action("Приём", key="k1") as session:
        session.add(Person(surname="Ким", first_name="Ян"))
    assert people(store) == ["Ким"]


def make_pair(store: Store, mentor: int, mentee: int, start: dt.date | None, end: dt.date | None) -> int:
    with store.action("Пара") as session:
        if session.get(Mentor, mentor) is None:
            session.add(Mentor(id=mentor))
        if session.get(Mentee, mentee) is None:
            session.add(Mentee(id=mentee))
        session.flush()
        pair = Pair(mentor_id=mentor, start_date=start, end_date=end)
        session.add(pair)
        session.flush()
        session.add(PairMentee(pair_id=pair.id, mentor_id=mentor, mentee_id=mentee, start_date=start, end_date=end))
        session.flush()
        return pair.id


def test_nobody_mentors_himself(store: Store) -> None:
    person = add_person(store, "Ким")
    with pytest.raises(KnownProblem, match="самому себе"):
        make_pair(store, person, person, None, None)


def test_periods_of_one_pairing_never_overlap(store: Store) -> None:
    mentor, mentee = add_person(store, "Ким"), add_person(store, "Лось")
    make_pair(store, mentor, mentee, dt.date(2026, 9, 1), dt.date(2026, 12, 31))
    with pytest.raises(Conflict, match="пересекающийся"):
        make_pair(store, mentor, mentee, dt.date(2026, 12, 31), None)
    later = make_pair(store, mentor, mentee, dt.date(2027, 1, 1), None)
    with store.action("В корзину") as session:
        session.get_one(Pair, later).deleted_at = dt.datetime(2027, 2, 1)
    other = make_pair(store, mentor, mentee, dt.date(2027, 1, 1), dt.date(2027, 5, 31))
    with pytest.raises(Conflict), store.action("Из корзины") as session:
        session.get_one(Pair, later).deleted_at = None
    assert other != later


def test_an_issued_order_is_immutable(store: Store) -> None:
    mentor, mentee = add_person(store, "Ким"), add_person(store, "Лось")
    pair = make_pair(store, mentor, mentee, None, None)
    with store.action("Издан приказ № 1", undoable=False) as session:
        order = Order(
            type="assignment",
            series="main",
            number="1",
            date=dt.date(2026, 9, 1),
            year=2026,
            heading="О закреплении",
            snapshot={},
            content={},
            content_hash="0" * 64,
            issued_at=dt.datetime(2026, 9, 1),
        )
        session.add(order)
        session.flush()
        session.add(OrderPair(order_id=order.id, pair_id=pair))
    for statement in ('UPDATE "order" SET number = 2', 'DELETE FROM "order"', "DELETE FROM order_pair"):
        with pytest.raises(IntegrityError, match="never changes"), store.action("Правка приказа") as session:
            session.execute(text(statement))
    with pytest.raises(KnownProblem, match="приказ"):
        store.undo()


def test_two_owners_are_refused_and_told_why(store: Store) -> None:
    with pytest.raises(DataFolderBusy, match=r"01\.09\.2026 09:00"):
        open_store(store.folder, CLOCK)
    reader = open_store(store.folder, CLOCK, write=False)
    assert reader.read_only
    reader.close()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "0 байт"),
        (b"PK\x03\x04" + b"x" * 200, "не база"),
        (b"SQLite format 3\x00" + b"\x00" * 200, "другой программой"),
    ],
)
def test_a_wrong_file_is_named_and_left_alone(tmp_path: Path, content: bytes, sentence: str) -> None:
    folder = data_folder(tmp_path)
    folder.database.write_bytes(content)
    with pytest.raises(KnownProblem, match=sentence):
        open_store(folder, CLOCK)
    assert folder.database.read_bytes() == content


def test_a_newer_base_is_refused_untouched(store: Store) -> None:
    folder = store.folder
    store.close()
    with sqlite3.connect(folder.database) as raw:
        raw.execute("PRAGMA user_version=99")
    before = folder.database.read_bytes()
    with pytest.raises(KnownProblem, match="более новой"):
        open_store(folder, CLOCK)
    assert folder.database.read_bytes() == before


def test_an_older_base_is_backed_up_before_it_is_migrated(store: Store) -> None:
    add_person(store, "Ким")
    folder = store.folder
    store.close()
    with sqlite3.connect(folder.database) as raw:
        raw.execute("PRAGMA user_version=0")
    reopened = open_store(folder, CLOCK)
    try:
        assert people(reopened) == ["Ким"]
        assert [path.name for path in folder.backups.iterdir()] == [
            "curator-2026-09-01-090000-перед-обновлением-0.curator"
        ]
    finally:
        reopened.close()


def test_a_backup_is_a_base_with_the_same_people(store: Store, tmp_path: Path) -> None:
    add_person(store, "Ким")
    copy = store.backup(tmp_path / "копия" / "curator.db")
    with sqlite3.connect(copy) as raw:
        assert raw.execute("SELECT surname FROM person").fetchall() == [("Ким",)]
    assert store.check() == []
    assert store.backup() != store.backup()


def test_a_backup_never_lands_on_the_open_base(store: Store, tmp_path: Path) -> None:
    add_person(store, "Ким")
    link = tmp_path / "ссылка.db"
    link.hardlink_to(store.folder.database)
    for target in (store.folder.database, link, store.folder.lock):
        with pytest.raises(KnownProblem, match="файл самой базы"):
            store.backup(target)
    before = store.folder.database.stat().st_ino
    add_person(store, "Цой")
    assert store.folder.database.stat().st_ino == before
    with sqlite3.connect(store.folder.database) as raw:
        assert raw.execute("SELECT count(*) FROM person").fetchone() == (2,)


def test_a_start_killed_while_the_base_was_made_leaves_no_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = data_folder(tmp_path)
    seen: list[bool] = []

    def killed(_source: object, _target: object) -> None:
        seen.append(folder.database.exists())
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("curator_app.storage.opening.files.replace", killed)
        with pytest.raises(KeyboardInterrupt):
            open_store(folder, CLOCK)
    assert seen == [False]
    assert not folder.database.exists()
    opened = open_store(folder, CLOCK)
    assert people(opened) == []
    opened.close()
