"""What can be read of a damaged base is saved, what is lost is counted, the damaged file is not touched."""

from __future__ import annotations

import datetime as dt
import random
import sqlite3
from pathlib import Path

import pytest

from curator_app.models import Consent, Person
from curator_app.runtime.clock import fixed
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.paths import DataFolder, data_folder
from curator_app.storage import rescue
from curator_app.storage.opening import open_store

CLOCK = fixed(dt.datetime(2026, 11, 22, 18, 2))
PEOPLE = 400
_PAGE = 4096


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = data_folder(tmp_path_factory.mktemp("образец"))
    store = open_store(folder, CLOCK)
    with store.action("Приём") as session:
        for number in range(PEOPLE):
            session.add(Person(surname=f"Фамилия{number}", first_name="Ян", note="я" * 200))
        session.flush()
        session.add_all(
            [Consent(person_id=number, kind="mentoring", refused=False) for number in range(1, PEOPLE + 1, 2)]
        )
    store.close()
    return folder.database.read_bytes()


def rescued(tmp_path: Path, data: bytes, expected: dict[str, int] | None = None) -> rescue.Rescue:
    bad = tmp_path / "curator.db"
    bad.write_bytes(data)
    found = rescue.rescue(bad, tmp_path / "новая" / "curator.db", expected=expected)
    assert bad.read_bytes() == data
    assert [one.name for one in found.file.parent.iterdir()] == ["curator.db"]
    return found


def opened(found: rescue.Rescue) -> list[str]:
    """The people of the new base, which the program opens and writes to."""
    folder = DataFolder(found.file.parent)
    store = open_store(folder, CLOCK)
    try:
        assert store.check() == []
        with store.action("Добавлен") as session:
            session.add(Person(surname="Новый", first_name="Ян"))
        with store.read() as session:
            return [str(name) for (name,) in session.connection().exec_driver_sql("SELECT surname FROM person")]
    finally:
        store.close()


def of(found: rescue.Rescue, table: str) -> rescue.TableRescue:
    (one,) = (one for one in found.tables if one.table == table)
    return one


def test_a_sound_file_is_saved_whole(sound: bytes, tmp_path: Path) -> None:
    found = rescued(tmp_path, sound)
    assert all(one.lost == 0 for one in found.tables)
    assert (of(found, "person").saved, of(found, "consent").saved, found.cut) == (PEOPLE, PEOPLE // 2, 0)
    assert len(opened(found)) == PEOPLE + 1


def test_a_spoilt_header_costs_nothing(sound: bytes, tmp_path: Path) -> None:
    found = rescued(tmp_path, random.Random(1).randbytes(100) + sound[100:])
    assert of(found, "person") == rescue.TableRescue("person", PEOPLE, 0)


def leaves(data: bytes, mark: bytes) -> list[int]:
    """Pages of table rows (not of an index) that hold ``mark``."""
    pages = range(1, len(data) // _PAGE)
    return [n for n in pages if data[n * _PAGE] == 0x0D and mark in data[n * _PAGE : (n + 1) * _PAGE]]


def test_pages_of_zeroes_lose_only_their_rows(sound: bytes, tmp_path: Path) -> None:
    data = bytearray(sound)
    pages = [n for n in leaves(sound, b"\xd1\x8f" * 100) if b'"' not in sound[n * _PAGE : (n + 1) * _PAGE]][:3]
    assert len(pages) == 3
    for page in pages:
        data[page * _PAGE : (page + 1) * _PAGE] = bytes(_PAGE)
    found = rescued(tmp_path, bytes(data), {"person": PEOPLE})
    person, consent = of(found, "person"), of(found, "consent")
    assert PEOPLE - 60 < person.saved < PEOPLE
    assert person.saved + (person.lost or 0) == PEOPLE
    assert consent.saved + (consent.lost or 0) == PEOPLE // 2
    names = opened(found)
    assert len(names) == person.saved + 1


def test_half_a_file_gives_what_is_in_it(sound: bytes, tmp_path: Path) -> None:
    found = rescued(tmp_path, sound[: len(sound) // 2 // _PAGE * _PAGE], {"person": PEOPLE})
    assert found.saved > 0
    opened(found)


@pytest.mark.parametrize("seed", range(6))
def test_random_damage_never_breaks_the_new_base(sound: bytes, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(sound)
    for _ in range(12):
        at = 512 * chance.randrange(8, len(data) // 512)
        data[at : at + 512] = chance.randbytes(512)
    try:
        found = rescued(tmp_path, bytes(data))
    except KnownProblem:
        return
    opened(found)


def test_values_that_are_none_are_taken_out(sound: bytes, tmp_path: Path) -> None:
    bad = tmp_path / "a.db"
    bad.write_bytes(sound)
    with sqlite3.connect(bad) as raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f'DROP TRIGGER "{name}"')
        raw.execute("UPDATE person SET birth_date = 'вчера' WHERE id = 1")
        raw.execute("UPDATE person SET subjects = '[' WHERE id = 2")
    raw.close()
    found = rescued(tmp_path, bad.read_bytes())
    assert of(found, "person") == rescue.TableRescue("person", PEOPLE - 1, 1)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04" + bytes(9000), bytes(40960)])
def test_nothing_readable_is_said(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(KnownProblem, match="Восстановите базу из копии"):
        rescued(tmp_path, data)
