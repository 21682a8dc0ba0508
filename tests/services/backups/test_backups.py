"""Copies as the services make, keep, carry, verify and put them back."""

from __future__ import annotations

import datetime as dt
import errno
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from curator_app.models import Erasure, Person
from curator_app.runtime.clock import fixed
from curator_app.runtime.errors import DataFolderBusy, KnownProblem, UnusableBase
from curator_app.runtime.paths import DataFolder, data_folder
from curator_app.services import bin as recycle_bin
from curator_app.services.backups import checking, listing, making, pending, rescuing, restoring, second
from curator_app.services.privacy import exports
from curator_app.services.workspace import Workspace, open_workspace
from curator_app.storage import copy_file

START = dt.datetime(2026, 10, 5, 9, 0)
Opening = Callable[[dt.datetime], Workspace]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("образец") / "данные"
    workspace = open_workspace(data_folder(root), fixed(START))
    add(workspace, "Ким")
    workspace.close()
    return root


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> DataFolder:
    shutil.copytree(made, tmp_path / "данные")
    return data_folder(tmp_path / "данные")


def add(workspace: Workspace, surname: str) -> int:
    with workspace.action(f"Добавлен {surname}") as session:
        person = Person(surname=surname, first_name="Ян")
        session.add(person)
        session.flush()
        return person.id


def people(folder: DataFolder) -> list[str]:
    workspace = open_workspace(folder, fixed(START))
    try:
        with workspace.read() as session:
            return list(session.scalars(select(Person.surname).order_by(Person.id)))
    finally:
        workspace.close()


def on(folder: DataFolder, moment: dt.datetime) -> Workspace:
    return open_workspace(folder, fixed(moment))


def test_a_day_has_its_copy_and_more_when_something_changes(folder: DataFolder) -> None:
    workspace = on(folder, START)
    assert making.daily_copy(workspace) is not None
    assert making.daily_copy(workspace) is None
    assert making.course_copy(workspace) is None
    add(workspace, "Лось")
    assert making.is_changed(workspace)
    assert making.course_copy(workspace) is not None
    assert not making.is_changed(workspace)
    workspace.close()
    workspace = on(folder, START + dt.timedelta(days=1))
    assert making.daily_copy(workspace) is None  # nothing was changed
    add(workspace, "Цой")
    assert making.daily_copy(workspace) is not None
    workspace.close()
    rows = listing.list_copies(folder)
    assert [(row.people, row.reason, row.state) for row in rows] == [
        (3, "каждый день", "sound"),
        (2, "по ходу работы", "sound"),  # the last of the day before
    ]


def test_a_copy_that_leaves_the_folder_is_in_the_register_of_exports(folder: DataFolder, tmp_path: Path) -> None:
    workspace = on(folder, START)
    making.make_copy(workspace)
    assert exports.list_exports(workspace) == []
    making.make_copy(workspace, tmp_path / "на флешку.curator")
    (row,) = exports.list_exports(workspace)
    assert (row.kind, row.file_name, row.people, row.protected) == ("backup", "на флешку.curator", 1, False)
    workspace.close()


def test_an_empty_base_is_not_copied(tmp_path: Path) -> None:
    workspace = open_workspace(data_folder(tmp_path), fixed(START))
    assert making.daily_copy(workspace) is None
    workspace.close()


def test_a_season_of_work_is_thinned_out(folder: DataFolder) -> None:
    for day in range(20):
        workspace = on(folder, START + dt.timedelta(days=day * 9))
        add(workspace, f"Ф{day}")
        making.daily_copy(workspace)
        workspace.close()
    rows = listing.list_copies(folder)
    assert [row.people for row in rows][:10] == list(range(21, 11, -1))
    months = {row.made.month for row in rows if row.made}
    assert months == {10, 11, 12, 1, 2, 3}
    assert len(rows) < 20


def test_copies_are_not_rotated_out_by_an_emptied_base(folder: DataFolder) -> None:
    workspace = on(folder, START)
    for number in range(60):
        add(workspace, f"Ф{number}")
    workspace.close()
    for day in range(12):
        workspace = on(folder, START + dt.timedelta(days=day))
        add(workspace, f"Ц{day}")
        making.make_copy(workspace, reason=listing.DAILY)
        workspace.close()
    before = len(listing.list_copies(folder))
    workspace = on(folder, START + dt.timedelta(days=30))
    with workspace.action("Стёрто", undoable=False) as session:
        for person in session.scalars(select(Person)):
            session.delete(person)
    making.make_copy(workspace, reason=listing.DAILY)
    workspace.close()
    assert len(listing.list_copies(folder)) == before + 1


def test_a_restore_is_told_and_can_be_taken_back(folder: DataFolder) -> None:
    workspace = on(folder, START)
    copy = making.make_copy(workspace)
    add(workspace, "Лось")
    with pytest.raises(DataFolderBusy):
        restoring.restore_copy(folder, workspace.clock, copy)
    workspace.close()
    done = restoring.restore_copy(folder, fixed(START), copy)
    assert (done.people, done.pairs, done.orders) == (1, 0, 0)
    assert people(folder) == ["Ким"]
    assert done.kept is not None
    best = listing.newest_sound(folder)
    assert best is not None
    assert best.path == copy  # not what was given up
    restoring.restore_copy(folder, fixed(START), done.kept)
    assert people(folder) == ["Ким", "Лось"]


def test_destroyed_people_do_not_come_back_with_a_copy(folder: DataFolder) -> None:
    workspace = on(folder, START)
    lost = add(workspace, "Исчезнувшая")
    copy = making.make_copy(workspace)
    with workspace.note() as session:
        session.add(Erasure(at=START, kind="destroyed", person_id=lost, reason="отзыв согласия"))
    workspace.close()
    restoring.restore_copy(folder, fixed(START), copy)
    workspace = on(folder, START)
    assert pending.apply_pending(workspace) == 1
    assert pending.apply_pending(workspace) == 0
    workspace.close()
    assert people(folder) == ["Ким"]
    assert "Исчезнувшая".encode() not in folder.database.read_bytes()


def test_the_second_place(folder: DataFolder, tmp_path: Path) -> None:
    stick = tmp_path / "флешка"
    stick.mkdir()
    workspace = on(folder, START)
    with pytest.raises(KnownProblem, match="сами"):
        second.choose(folder, folder.backups.parent)
    with pytest.raises(KnownProblem, match="нет на месте"):
        second.choose(folder, tmp_path / "нет")
    assert second.carry_quietly(workspace) is None
    second.choose(folder, stick)
    (stick / "чужой.curator").write_bytes(b"x")
    assert "нет ни одной копии" in second.reminder(workspace)
    path = second.copy_there(workspace)
    assert path.parent == stick
    assert second.reminder(workspace) == ""
    assert second.carry_quietly(workspace) is None  # today's is there
    workspace.close()

    stick.rename(tmp_path / "вынута")
    workspace = on(folder, START + dt.timedelta(days=9))
    add(workspace, "Лось")
    assert second.carry_quietly(workspace) is None
    assert "9 дней назад. Вставьте носитель." in second.reminder(workspace)
    with pytest.raises(KnownProblem, match="недоступно"):
        second.copy_there(workspace)
    second.put_off(workspace)
    assert second.reminder(workspace) == ""
    (tmp_path / "вынута").rename(stick)
    carried = second.carry_quietly(workspace)
    assert carried is not None
    assert listing.preview(folder, carried).people == 2
    workspace.close()
    assert (stick / "чужой.curator").exists()
    assert not list(stick.glob(".~*"))


def test_without_a_second_place_it_is_reminded_of_after_a_week(folder: DataFolder) -> None:
    workspace = on(folder, START)
    making.daily_copy(workspace)
    assert second.reminder(workspace) == ""
    workspace.close()
    workspace = on(folder, START + dt.timedelta(days=8))
    assert "только на этом компьютере" in second.reminder(workspace)
    workspace.close()


def test_a_damaged_copy_is_never_recommended(folder: DataFolder) -> None:
    workspace = on(folder, START)
    making.make_copy(workspace)
    add(workspace, "Лось")
    newest = making.make_copy(workspace)
    data = bytearray(newest.read_bytes())
    data[len(data) // 2] ^= 1
    newest.write_bytes(data)
    with pytest.raises(KnownProblem, match="повреждена"):
        checking.verify_copy(folder, newest)
    workspace.close()
    assert [row.state for row in listing.list_copies(folder)] == ["damaged", "sound"]
    best = listing.newest_sound(folder)
    assert best is not None
    assert best.people == 1


def test_a_copy_is_not_called_damaged_when_the_disk_is_full(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = on(folder, START)
    path = making.make_copy(workspace)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(copy_file, "extract_base", full)
    with pytest.raises(KnownProblem, match="не хватает места"):
        checking.verify_copy(folder, path)
    with pytest.raises(KnownProblem, match="не хватает места"):
        checking.drill(workspace)
    workspace.close()
    assert [row.state for row in listing.list_copies(folder)] == ["sound"]


def test_copies_of_the_old_style_are_listed_and_restored(folder: DataFolder) -> None:
    workspace = on(folder, START)
    old = folder.backups / "curator-2025-09-01-101112-ручная.db"
    making.make_copy(workspace, old)
    old.with_name(f"{old.name}.sha256.json").unlink()
    add(workspace, "Лось")
    workspace.close()
    (row,) = listing.list_copies(folder)
    assert (row.made, row.people, row.state) == (dt.datetime(2025, 9, 1, 10, 11, 12), None, "unknown")
    assert listing.preview(folder, old).people == 1
    checking.verify_copy(folder, old)
    restoring.restore_copy(folder, fixed(START), old)
    assert people(folder) == ["Ким"]
    assert old.exists()


def test_checks_are_due_in_their_time(folder: DataFolder) -> None:
    workspace = on(folder, START)
    assert checking.is_check_due(workspace)
    assert checking.full_check(workspace) == []
    assert not checking.is_check_due(workspace)
    assert checking.is_drill_due(workspace)
    assert not checking.drill(workspace)  # there is no copy yet
    making.make_copy(workspace)
    assert checking.drill(workspace)
    assert not checking.is_drill_due(workspace)
    assert not list(folder.backups.glob(".~*"))
    workspace.close()
    for moment, due in ((START + dt.timedelta(days=8), True), (START - dt.timedelta(days=400), True)):
        workspace = on(folder, moment)
        assert checking.is_check_due(workspace) is due
        workspace.close()


def test_a_copy_that_does_not_come_back_is_told_by_the_drill(folder: DataFolder) -> None:
    workspace = on(folder, START)
    path = making.make_copy(workspace)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(KnownProblem, match="повреждена"):
        checking.drill(workspace)
    assert listing.newest_sound(folder) is None
    workspace.close()


def test_a_damaged_base_is_rescued_when_the_person_wants_it(folder: DataFolder) -> None:
    data = bytearray(folder.database.read_bytes())
    data[:100] = bytes(100)
    folder.database.write_bytes(data)
    with pytest.raises(UnusableBase):
        on(folder, START)
    report = rescuing.attempt(folder, fixed(START))
    assert report.is_whole
    assert next((one.label, one.saved) for one in report.tables) == ("Люди", 1)
    rescuing.discard(report)
    assert folder.database.read_bytes() == bytes(data)
    kept = rescuing.accept(folder, fixed(START), rescuing.attempt(folder, fixed(START)))
    assert (kept / "curator.db").read_bytes() == bytes(data)
    assert people(folder) == ["Ким"]


def test_a_copy_is_made_before_many_records_go(folder: DataFolder) -> None:
    workspace = on(folder, START)
    ids = [add(workspace, f"Ф{number}") for number in range(10)]
    recycle_bin.delete(workspace, "person", ids[:2])
    assert listing.list_copies(folder) == []
    recycle_bin.restore_many(workspace, [("person", one) for one in ids[:2]])
    recycle_bin.delete(workspace, "person", ids)
    assert [(row.reason, row.people) for row in listing.list_copies(folder)] == [("перед удалением", 11)]
    workspace.close()
