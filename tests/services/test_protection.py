"""The password of a base from its setting to its removal, on a school with scans, copies and a history."""

from __future__ import annotations

import datetime as dt
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from sqlalchemy import select

from curator_app.models import Person
from curator_app.runtime import files
from curator_app.runtime.clock import fixed
from curator_app.runtime.errors import DataFolderBusy, KnownProblem
from curator_app.runtime.paths import DataFolder, data_folder
from curator_app.runtime.progress import Progress
from curator_app.services import attachments, demo, plain_copies, protection, recovery_sheet, transfer
from curator_app.services.backups import making, rescuing, restoring
from curator_app.services.protection import Attempts, WrongSecret
from curator_app.services.workspace import KeyNeeded, Workspace, open_workspace
from curator_app.storage import keys, sealed_files

CLOCK = fixed(dt.datetime(2026, 10, 5, 9, 0))
PASSWORD = "Слон, йод и кактус"
OTHER = "Барабан под дождём"
SCAN = b"%PDF-1.4 " + "Скан согласия: Кутузова Анна".encode()


@pytest.fixture(scope="module")
def code() -> str:
    return protection.new_code()


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration school with a scan and a copy of the base, made once."""
    folder = tmp_path_factory.mktemp("school") / "данные"
    workspace = open_workspace(data_folder(folder), CLOCK)
    demo.fill(workspace)
    scan = tmp_path_factory.mktemp("scans") / "Согласие.pdf"
    scan.write_bytes(SCAN)
    with workspace.read() as session:
        person = session.scalars(select(Person.id).limit(1)).one()
    attachments.add_files(workspace, "person", person, [scan])
    making.make_copy(workspace)
    workspace.close()
    return folder


@pytest.fixture(scope="module")
def surnames(school: Path) -> list[str]:
    workspace = open_workspace(data_folder(school), CLOCK, write=False)
    with workspace.read() as session:
        found = [name for name in session.scalars(select(Person.surname)) if len(name) >= 6]
    workspace.close()
    return found


@pytest.fixture
def folder(tmp_path: Path, school: Path) -> DataFolder:
    shutil.copytree(school, tmp_path / "данные")
    return data_folder(tmp_path / "данные")


@pytest.fixture
def workspace(folder: DataFolder) -> Iterator[Workspace]:
    opened = open_workspace(folder, CLOCK)
    yield opened
    opened.close()


@pytest.fixture
def protected(workspace: Workspace, code: str) -> Workspace:
    assert protection.protect(workspace, PASSWORD, code) == []
    return workspace


def traces(root: Path, surnames: list[str]) -> list[str]:
    """Files in which a surname or the scan can be read."""
    marks = [name.encode(told) for name in surnames for told in ("utf-8", "utf-16-le", "cp1251")] + [SCAN]
    found = []
    for path in root.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            if any(mark in data for mark in marks):
                found.append(path.relative_to(root).as_posix())
    return sorted(found)


def people(workspace: Workspace) -> list[tuple[str, str]]:
    with workspace.read() as session:
        return [(one.surname, one.first_name) for one in session.scalars(select(Person).order_by(Person.id))]


def scan_of(workspace: Workspace) -> bytes:
    return attachments.read_bytes(workspace, 1)


def reopened(folder: DataFolder, password: str) -> Workspace:
    opened = open_workspace(folder, CLOCK, key=protection.unlock(folder, password))
    protection.settle(opened)
    return opened


def test_nothing_can_be_read_on_the_disk(
    folder: DataFolder, workspace: Workspace, code: str, surnames: list[str]
) -> None:
    before = people(workspace)
    assert set(traces(folder.root, surnames)) >= {"curator.db"}
    protection.protect(workspace, PASSWORD, code)
    assert len(plain_copies.listed(folder)) == 1
    assert plain_copies.encrypt(workspace, Progress()) == []
    assert plain_copies.listed(folder) == []
    making.make_copy(workspace)
    assert traces(folder.root, surnames) == []
    assert scan_of(workspace) == SCAN
    workspace.close()
    assert traces(folder.root, surnames) == []
    again = reopened(folder, PASSWORD)
    assert people(again) == before
    assert scan_of(again) == SCAN
    assert again.check() == []
    again.close()


def test_only_the_password_and_the_code_open(folder: DataFolder, protected: Workspace, code: str) -> None:
    key = protected.key
    protected.close()
    assert protection.is_protected(folder)
    with pytest.raises(KeyNeeded):
        open_workspace(folder, CLOCK)
    with pytest.raises(WrongSecret):
        protection.unlock(folder, PASSWORD.upper())
    assert protection.unlock(folder, PASSWORD) == key
    assert protection.unlock_by_code(folder, code) == key


def test_another_password_at_once(folder: DataFolder, protected: Workspace, code: str) -> None:
    before = folder.database.read_bytes()
    with pytest.raises(WrongSecret):
        protection.change_password(protected, OTHER, OTHER)
    with pytest.raises(KnownProblem, match="короче 8"):
        protection.change_password(protected, PASSWORD, "кот")
    protection.change_password(protected, PASSWORD, OTHER)
    protected.close()
    assert folder.database.read_bytes() == before
    with pytest.raises(WrongSecret):
        protection.unlock(folder, PASSWORD)
    reopened(folder, OTHER).close()
    assert protection.unlock_by_code(folder, code).id


def test_a_forgotten_password_and_a_new_sheet(folder: DataFolder, protected: Workspace, code: str) -> None:
    assert protection.set_password_by_code(folder, code, OTHER) == protected.key
    protection.check(protected, OTHER)
    fresh = protection.new_code()
    with pytest.raises(WrongSecret):
        protection.replace_code(protected, PASSWORD, fresh)
    protection.replace_code(protected, OTHER, fresh)
    with pytest.raises(WrongSecret, match="не от этой базы"):
        protection.unlock_by_code(folder, code)
    assert protection.unlock_by_code(folder, fresh) == protected.key


def test_the_password_stays_while_a_scan_cannot_be_read(protected: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """The key would be gone for good, and the scan with it."""
    real = sealed_files._read

    def torn(path: Path, most: int = -1) -> bytes:
        if most == -1:
            raise KnownProblem("Файл не читается. Повторите.")
        return real(path, most)

    monkeypatch.setattr(sealed_files, "_read", torn)
    with pytest.raises(KnownProblem, match="не читается"):
        protection.remove(protected, PASSWORD)
    assert protection.is_protected(protected.folder)
    monkeypatch.undo()
    assert protection.remove(protected, PASSWORD) == []
    assert not protection.is_protected(protected.folder)


def test_the_password_taken_off(folder: DataFolder, protected: Workspace, school: Path) -> None:
    before = people(protected)
    with pytest.raises(WrongSecret):
        protection.remove(protected, OTHER)
    protection.remove(protected, PASSWORD)
    assert protected.key is None
    assert not folder.key_file.exists()
    assert not folder.spare_key_file.exists()
    assert scan_of(protected) == SCAN
    protected.close()
    assert not protection.is_protected(folder)
    again = open_workspace(folder, CLOCK)
    assert people(again) == before
    assert again.check() == []
    again.close()
    assert sorted(path.name for path in (folder.root / "scans").iterdir()) == sorted(
        path.name for path in (school / "scans").iterdir()
    )


def test_what_can_not_be_set(protected: Workspace, code: str) -> None:
    with pytest.raises(KnownProblem, match="уже зашифрована"):
        protection.protect(protected, OTHER, code)


def test_a_short_password_changes_nothing(folder: DataFolder, workspace: Workspace, code: str) -> None:
    before = folder.database.read_bytes()
    with pytest.raises(KnownProblem, match="короче 8"):
        protection.protect(workspace, "Кот1", code)
    assert folder.database.read_bytes() == before
    assert not folder.key_file.exists()


def test_a_lost_or_damaged_key_file_is_mended_from_its_spare(folder: DataFolder, protected: Workspace) -> None:
    protected.close()
    told = folder.key_file.read_bytes()
    for spoilt in (None, b"", told[:-20], b"{}"):
        folder.key_file.unlink() if spoilt is None else folder.key_file.write_bytes(spoilt)
        reopened(folder, PASSWORD).close()
        assert folder.key_file.read_bytes() == told
    folder.spare_key_file.unlink()
    reopened(folder, PASSWORD).close()
    assert folder.spare_key_file.read_bytes() == told


def test_without_any_key_file_the_way_out_is_told(folder: DataFolder, protected: Workspace) -> None:
    protected.close()
    folder.key_file.unlink()
    folder.spare_key_file.unlink()
    with pytest.raises(KnownProblem, match=r"Нет файла ключа .*резервной копии"):
        protection.unlock(folder, PASSWORD)


def test_a_conversion_of_files_cut_off_is_finished_at_the_next_start(
    folder: DataFolder, protected: Workspace, surnames: list[str]
) -> None:
    plain = folder.root / "scans" / f"{'a' * 64}.pdf"
    plain.write_bytes(SCAN)
    protected.close()
    reopened(folder, PASSWORD).close()
    assert sealed_files.is_sealed(plain.read_bytes())
    assert not [name for name in traces(folder.root, surnames) if not name.startswith("backups/")]


def test_a_damaged_scan_hinders_neither_way(folder: DataFolder, protected: Workspace) -> None:
    (scan,) = (folder.root / "scans").iterdir()
    scan.write_bytes(scan.read_bytes()[:-1])
    assert protection.remove(protected, PASSWORD) == [f"scans/{scan.name}"]
    with pytest.raises(KnownProblem, match="Приложите скан снова"):
        scan_of(protected)
    assert protection.protect(protected, PASSWORD, protection.new_code()) == []
    assert sealed_files.is_sealed(scan.read_bytes())


def test_a_copy_opens_on_another_computer_by_itself(
    tmp_path: Path, protected: Workspace, code: str, surnames: list[str]
) -> None:
    copy = making.make_copy(protected, tmp_path / "копия.curator")
    before = people(protected)
    elsewhere = data_folder(tmp_path / "другой")
    restoring.restore_copy(elsewhere, CLOCK, copy)
    assert traces(elsewhere.root, surnames) == []
    with pytest.raises(WrongSecret):
        protection.unlock(elsewhere, OTHER)
    assert protection.unlock_by_code(elsewhere, code) == protected.key
    again = reopened(elsewhere, PASSWORD)
    assert people(again) == before
    assert scan_of(again) == SCAN
    again.close()


def _no_replace(to: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program holds ``to``: it can't be replaced."""
    usual = files.replace

    def replace(source: Path, target: Path) -> None:
        if target == to:
            raise PermissionError(13, "held", str(target))
        usual(source, target)

    monkeypatch.setattr(files, "replace", replace)


def test_a_plain_copy_that_cannot_be_replaced_stays_whole(
    folder: DataFolder, protected: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    (copy,) = plain_copies.listed(folder)
    before = copy.read_bytes()
    _no_replace(copy, monkeypatch)
    assert len(plain_copies.encrypt(protected, Progress())) == 1
    assert copy.read_bytes() == before
    assert not list(folder.backups.glob(".~*"))


def test_a_restore_that_fails_at_the_last_step_leaves_the_key(
    folder: DataFolder, protected: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    (copy,) = plain_copies.listed(folder)
    key, before = protected.key, folder.key_file.read_bytes()
    protected.close()
    _no_replace(folder.database, monkeypatch)
    with pytest.raises(KnownProblem):
        restoring.restore_copy(folder, CLOCK, copy, key=key)
    monkeypatch.undo()
    assert folder.key_file.read_bytes() == before
    reopened(folder, PASSWORD).close()


def test_a_plain_copy_takes_the_protection_of_the_base(
    folder: DataFolder, protected: Workspace, surnames: list[str]
) -> None:
    (copy,) = plain_copies.listed(folder)
    key = protected.key
    protected.close()
    restoring.restore_copy(folder, CLOCK, copy, key=key)
    assert protection.is_protected(folder)
    assert folder.key_file.exists()
    again = reopened(folder, PASSWORD)
    assert scan_of(again) == SCAN
    again.close()
    assert [name for name in traces(folder.root, surnames) if not name.startswith("backups/")] == []


def test_a_copy_from_before_the_change_of_the_password_leaves_the_password_of_today(
    folder: DataFolder, protected: Workspace, code: str
) -> None:
    copy = making.make_copy(protected)
    fresh = protection.new_code()
    protection.change_password(protected, PASSWORD, OTHER)
    protection.replace_code(protected, OTHER, fresh)
    key = protected.key
    protected.close()
    restoring.restore_copy(folder, CLOCK, copy, key=key)
    with pytest.raises(WrongSecret):
        protection.unlock(folder, PASSWORD)
    assert protection.unlock_by_code(folder, fresh) == key
    again = reopened(folder, OTHER)
    assert scan_of(again) == SCAN
    again.close()


def test_a_copy_of_another_key_opens_by_its_own_password(
    tmp_path: Path, folder: DataFolder, protected: Workspace, school: Path
) -> None:
    shutil.copytree(school, tmp_path / "соседи")
    other = open_workspace(data_folder(tmp_path / "соседи"), CLOCK)
    protection.protect(other, OTHER, protection.new_code())
    copy = making.make_copy(other)
    other.close()
    key = protected.key
    protected.close()
    restoring.restore_copy(folder, CLOCK, copy, key=key)
    again = reopened(folder, OTHER)
    assert scan_of(again) == SCAN
    again.close()
    assert keys.read(folder.spare_key_file) == keys.read(folder.key_file)


def test_a_damaged_encrypted_base_is_read_past_its_damage(
    folder: DataFolder, protected: Workspace, surnames: list[str]
) -> None:
    before, key = people(protected), protected.key
    for old in folder.backups.glob("*.curator"):
        old.unlink()
    protected.close()
    sound = folder.database.read_bytes()
    pages = len(sound) // 4096
    bad = bytearray(sound)
    for page in (pages // 2, pages - 3):
        bad[page * 4096 : (page + 1) * 4096] = b"\x5a" * 4096
    folder.database.write_bytes(bad)
    report = rescuing.attempt(folder, CLOCK, key=key)
    saved = {table.label: table.saved for table in report.tables}
    # with its seals looked at, nothing would come after the first damaged page
    assert saved["Люди"] > 0.8 * len(before)
    assert sum(saved.values()) > 10 * sum(table.lost or 0 for table in report.tables)
    assert traces(folder.root, surnames) == []
    rescuing.accept(folder, CLOCK, report)
    again = reopened(folder, PASSWORD)
    assert len(set(people(again)) & set(before)) > 0.8 * len(before)
    assert again.check() == []
    again.close()
    assert traces(folder.root, surnames) == []


def test_a_bare_copy_is_refused_because_it_would_lack_the_key(protected: Workspace, tmp_path: Path) -> None:
    with pytest.raises(KnownProblem, match=r"не было бы ключа.*\.curator"):
        making.make_copy(protected, tmp_path / "копия.db")
    assert list(tmp_path.glob("копия*")) == []


def test_a_second_opener_is_told(folder: DataFolder, protected: Workspace) -> None:
    key = protection.unlock(folder, PASSWORD)
    with pytest.raises(DataFolderBusy):
        open_workspace(folder, CLOCK, key=key)
    looking = open_workspace(folder, CLOCK, write=False, key=key)
    assert people(looking) == people(protected)
    looking.close()


def test_out_and_in_gives_the_same(tmp_path: Path, workspace: Workspace, code: str) -> None:
    transfer.dump(workspace, tmp_path / "plain.json")
    protection.protect(workspace, PASSWORD, code)
    transfer.dump(workspace, tmp_path / "encrypted.json")
    assert (tmp_path / "plain.json").read_bytes() == (tmp_path / "encrypted.json").read_bytes()


def test_a_passing_copy_is_wiped(folder: DataFolder, protected: Workspace) -> None:
    opened = protection.passing_copy(protected, "Согласие: " + "о" * 120, "pdf", scan_of(protected))
    assert opened.read_bytes() == SCAN
    assert opened.suffix == ".pdf"
    protection.wipe_passing(protected)
    assert not folder.opened.exists()
    protection.passing_copy(protected, "Осталось", "pdf", SCAN)  # the program is killed here
    protection.settle(protected)
    assert not folder.opened.exists()


def test_the_sheet_holds_the_code_and_no_names(workspace: Workspace, code: str, surnames: list[str]) -> None:
    pdf = recovery_sheet.to_pdf(workspace, code)
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == 1
        text = document[0].get_textpage().get_text_range()
    for place in range(0, 40, 5):
        assert code[place : place + 5] in text
    assert not [name for name in surnames if name in text]


def test_wrong_tries_cost_time_but_never_the_data() -> None:
    now = [0.0]
    attempts = Attempts(lambda: now[0])
    waits = []
    for _ in range(12):
        attempts.missed()
        waits.append(attempts.wait_s)
        now[0] += attempts.wait_s
        assert attempts.wait_s == 0
    assert waits == [0, 0, 0, 0, 2, 4, 8, 16, 32, 60, 60, 60]


def test_a_wrong_password_is_told_within_a_second(folder: DataFolder, protected: Workspace) -> None:
    begun = time.process_time()
    with pytest.raises(WrongSecret):
        protection.unlock(folder, "не тот пароль")
    assert time.process_time() - begun < 1


def test_a_key_in_hand_never_shows_itself(protected: Workspace) -> None:
    assert protected.key is not None
    assert protected.key.secret.hex() not in repr(protected.key)
    assert keys.read(protected.folder.key_file) is not None
