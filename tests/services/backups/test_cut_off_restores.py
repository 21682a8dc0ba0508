"""The power goes at every call of a restore that exchanges a base and its key: the next start has the one or the other,
whole, with its own password and its own scans."""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
import os
import shutil
import stat
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from curator_app.runtime.clock import fixed
from curator_app.runtime.errors import KnownProblem, UnusableBase
from curator_app.runtime.paths import DataFolder, data_folder
from curator_app.services import attachments, people, protection
from curator_app.services.backups import restoring
from curator_app.services.people import PersonData
from curator_app.services.workspace import Workspace, open_workspace
from curator_app.storage import beside, keys, restore

CLOCK = fixed(dt.datetime(2026, 10, 5, 9, 0))
OLD, NEW = "Слон, йод и кактус", "Барабан под дождём"
SCAN = b"%PDF-1.4 scan"
_CALLS = ("replace", "unlink", "link", "fsync", "open")


class PowerCut(BaseException):
    """The computer is dead."""


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    def stretch(secret: str, salt: bytes, *_costs: int) -> bytes:
        return hashlib.blake2b(secret.encode(), key=salt, digest_size=32).digest()

    monkeypatch.setattr(keys, "_stretch", stretch)


def _copy_of_another_key(workspace: Workspace) -> str | None:
    protection.protect(workspace, OLD, keys.new_code())
    workspace.backup()
    protection.remove(workspace, OLD)
    protection.protect(workspace, NEW, keys.new_code())
    return NEW


def _plain_copy(workspace: Workspace) -> str | None:
    workspace.backup()
    protection.protect(workspace, OLD, keys.new_code())
    return OLD


def _locked_copy(workspace: Workspace) -> str | None:
    protection.protect(workspace, OLD, keys.new_code())
    workspace.backup()
    protection.remove(workspace, OLD)
    return None


def _made(root: Path, prepare: Callable[[Workspace], str | None]) -> tuple[Path, str | None]:
    """A folder with a base of two people; the copy in it knows only the first."""
    workspace = open_workspace(data_folder(root), CLOCK)
    people.add_person(workspace, PersonData(surname="Жмыхова", first_name="Аглая"))
    scan = root.parent / "скан.pdf"
    scan.write_bytes(SCAN)
    attachments.add_files(workspace, "person", 1, [scan])
    password = prepare(workspace)
    people.add_person(workspace, PersonData(surname="Лось", first_name="Пётр"))
    workspace.close()
    return root, password


def _opened(folder: DataFolder, *passwords: str) -> Workspace:
    key = None
    if protection.is_protected(folder):
        for password in passwords:
            with suppress(protection.WrongSecret):
                key = protection.unlock(folder, password)
        assert key is not None, "no password opens the base"
    workspace = open_workspace(folder, CLOCK, key=key)
    protection.settle(workspace)
    return workspace


class Power:
    """Counts calls of the disk from the moment files are exchanged; after the last one allowed nothing works."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.allowed: int | None = None

    def called(self, name: str) -> None:
        if self.allowed is not None:
            if len(self.names) >= self.allowed:
                raise PowerCut
            self.names.append(name)


@pytest.fixture
def power(monkeypatch: pytest.MonkeyPatch) -> Power:
    told = Power()

    def call(name: str, real: Callable[..., object], *given: object, **more: object) -> object:
        told.called(f"{name} {Path(str(given[-1])).name}")
        return real(*given, **more)

    for name in _CALLS:
        monkeypatch.setattr(os, name, partial(call, name, getattr(os, name)))
    return told


@pytest.mark.parametrize(("prepare", "most"), [(_copy_of_another_key, 3), (_plain_copy, 0), (_locked_copy, 0)])
def test_the_power_goes_and_either_base_is_there_whole(
    tmp_path: Path,
    power: Power,
    prepare: Callable[[Workspace], str | None],
    most: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made, password = _made(tmp_path / "образец", prepare)
    exchanged = beside.exchanged

    def after(allowed: int) -> int:
        """How many people are there when the power goes after so many calls."""
        place = tmp_path / f"случай {allowed}"
        shutil.copytree(made, place)
        folder = data_folder(place)
        [copy] = [one for one in folder.backups.iterdir() if "ручная" in one.name]
        key = protection.unlock(folder, password) if password else None

        def armed(*given: object) -> object:
            power.names, power.allowed = [], allowed
            return exchanged(*given)  # type: ignore[arg-type]  # as it was called

        monkeypatch.setattr(beside, "exchanged", armed)
        with suppress(PowerCut):
            restoring.restore_copy(folder, CLOCK, copy, key=key)
        power.allowed = None
        workspace = _opened(folder, OLD, NEW)
        found = len(people.list_people(workspace))
        assert workspace.check() == []
        assert attachments.read_bytes(workspace, 1) == SCAN
        assert (workspace.key is None) == (found == 2 and password is None)
        workspace.close()
        assert not beside.is_cut_off(folder)
        assert not [one.name for one in place.rglob(".~*")]
        assert protection.is_protected(folder) or not folder.key_file.exists()
        return found

    assert after(1000) == 1
    # What the next start finds differs after a file took the place of another: the scan, the key, the base.
    replaced = [at for at, name in enumerate(power.names, 1) if name.startswith("replace ")]
    base = next(at for at, name in enumerate(power.names, 1) if name == "replace curator.db")
    assert {after(at) for at in [*[one for one in replaced if one < base][:most], base - 1]} == {2}
    assert not most or after(base) == 1


def test_a_folder_that_is_not_flushed_takes_nothing_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made, password = _made(tmp_path / "школа", _copy_of_another_key)
    folder, real = data_folder(made), os.fsync
    [copy] = [one for one in folder.backups.iterdir() if "ручная" in one.name]
    assert password is not None
    key = protection.unlock(folder, password)

    def failing(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EIO, "input/output error")
        real(handle)

    monkeypatch.setattr(os, "fsync", failing)
    restoring.restore_copy(folder, CLOCK, copy, key=key)
    workspace = _opened(folder, OLD, NEW)
    assert len(people.list_people(workspace)) == 1
    assert attachments.read_bytes(workspace, 1) == SCAN
    workspace.close()


@pytest.fixture
def half(tmp_path: Path) -> DataFolder:
    """A restore was cut off before the base was replaced, and the copy that keeps what was there is lost."""
    made, _password = _made(tmp_path / "школа", _locked_copy)
    folder = data_folder(made)
    with suppress(PowerCut), beside.exchanged(folder, folder.backups / "нет такой.curator"):
        beside.unfinished(folder).write_bytes(b"base of the copy")
        raise PowerCut
    return folder


def test_what_can_not_be_taken_back_is_told_until_somebody_decides(half: DataFolder) -> None:
    for _start in range(2):
        with pytest.raises(UnusableBase, match="Сама база не тронута") as told:
            open_workspace(half, CLOCK)
        assert told.value.kind == "cut_off"
        assert len(told.value.message) <= 300
    workspace = open_workspace(half, CLOCK, as_it_is=True)
    assert len(people.list_people(workspace)) == 2
    workspace.close()
    open_workspace(half, CLOCK).close()
    assert not beside.is_cut_off(half)


def test_a_copy_is_the_way_out_of_what_can_not_be_taken_back(half: DataFolder) -> None:
    copy = next(one for one in half.backups.iterdir() if one.suffix == ".curator")
    restoring.restore_copy(half, CLOCK, copy)
    assert not beside.is_cut_off(half)
    _opened(half, OLD).close()


def test_a_restore_that_fails_does_not_make_it_forgotten(half: DataFolder) -> None:
    bad = half.root.parent / "плохая.curator"
    bad.write_bytes(b"PK no copy")
    with pytest.raises(KnownProblem, match="плохая"):
        restoring.restore_copy(half, CLOCK, bad)
    with pytest.raises(UnusableBase) as told:
        open_workspace(half, CLOCK)
    assert told.value.kind == "cut_off"


@pytest.mark.parametrize("spoilt", [False, True])
def test_what_waited_first_is_taken_back_last(half: DataFolder, monkeypatch: pytest.MonkeyPatch, spoilt: bool) -> None:
    """A second restore fails in the middle, too: the files of before the first one are those of the base."""
    scan = next((half.root / "scans").iterdir())
    kept = half.backups / "нет такой.curator"
    (half.root / "curator.restoring").write_bytes(b"{" if spoilt else b'{"kept": "%s"}' % kept.name.encode())
    sound, copy = scan.read_bytes(), next(one for one in half.backups.iterdir() if one.suffix == ".curator")
    scan.write_bytes(b"of the first copy")

    def failing(_folder: DataFolder, _new: Path) -> None:
        raise OSError(errno.EIO, "input/output error")

    with monkeypatch.context() as broken, pytest.raises(KnownProblem):
        broken.setattr(restore, "swap", failing)
        restoring.restore_copy(half, CLOCK, copy)
    assert beside.is_cut_off(half)
    (kept / "scans").mkdir(parents=True)  # the stick on which it lies is back
    (kept / "scans" / scan.name).write_bytes(sound)
    if spoilt:
        with pytest.raises(UnusableBase, match="не удалось"):
            open_workspace(half, CLOCK)
        return
    workspace = open_workspace(half, CLOCK)
    assert attachments.read_bytes(workspace, 1) == SCAN
    workspace.close()
    assert not beside.is_cut_off(half)
    assert not half.key_file.exists()


def test_who_only_looks_is_told_of_it_and_changes_nothing(half: DataFolder) -> None:
    before = {path: path.read_bytes() for path in half.root.rglob("*") if path.is_file()}
    with pytest.raises(UnusableBase, match="не закончено") as told:
        open_workspace(half, CLOCK, write=False)
    assert told.value.kind == "cut_off"
    assert {path: path.read_bytes() for path in half.root.rglob("*") if path.is_file()} == before
    beside.unfinished(half).unlink()  # the base was replaced, only the mark was left
    open_workspace(half, CLOCK, write=False).close()
