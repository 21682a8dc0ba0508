"""The world around the files: full and read-only disks, other programs, clocks, names of folders, spoilt settings."""

from __future__ import annotations

import codecs
import contextlib
import datetime as dt
import itertools
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.faults import school
from tests.faults.sentences import wrong_with
from tests.services.papers import school as small

from curator_app.runtime.bases import Bases
from curator_app.runtime.clock import fixed
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.log import report_bug
from curator_app.runtime.paths import DataFolder, data_folder
from curator_app.services import people, transfer
from curator_app.services.monitoring.book import make_workbook
from curator_app.services.papers.issuing import save_order_files
from curator_app.services.workspace import Workspace

linux = pytest.mark.skipif(sys.platform != "linux", reason="limits and rights of Linux")
_NOBODY = 65534


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = data_folder(tmp_path_factory.mktemp("образец"))
    school.make_school(folder)
    return folder.database.read_bytes()


@pytest.fixture
def workspace(template: bytes, tmp_path: Path) -> Iterator[Workspace]:
    folder = data_folder(tmp_path / "данные")
    folder.root.mkdir()
    folder.database.write_bytes(template)
    opened = school.open_school(folder)
    yield opened
    opened.close()


def _in_a_fork(run: Callable[[], str]) -> str:
    """What ``run`` says in a process of its own (limits and rights are for ever)."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            told = run()
        except BaseException as error:
            told = f"BUG {type(error).__name__}: {error}"
        os.write(writer, told.encode()[:4000])
        os._exit(0)
    os.close(writer)
    told = b"".join(iter(lambda: os.read(reader, 4096), b"")).decode()
    os.close(reader)
    os.waitpid(child, 0)
    return told


def _told(what: Callable[[], object]) -> str:
    try:
        what()
    except KnownProblem as problem:
        return wrong_with(problem.message) or f"told: {problem.message}"
    return "done"


# ------------------------------------------------------------------------------------------ R05 full disk
def _exports(workspace: Workspace, out: Path) -> dict[str, Callable[[], object]]:
    from curator_app.runtime import files

    return {
        "an order as PDF and DOCX": lambda: save_order_files(workspace, 1, out, docx=True),
        "the dump": lambda: transfer.dump(workspace, out / "выгрузка.json"),
        "the workbook": lambda: files.write_bytes(
            out / "книга.xlsx", make_workbook(workspace, "2026-09", workspace.clock.today()).content
        ),
        "a copy": lambda: workspace.backup(out / "копия.db"),
        "a copy in its folder": workspace.backup,
        "a change": lambda: people.add_person(
            workspace, people.PersonData(surname="Ким", first_name="Ян", note="о " * 4000)
        ),
    }


@linux
@pytest.mark.parametrize("number", range(6))
def test_a_full_disk_keeps_every_good_file(workspace: Workspace, tmp_path: Path, number: int) -> None:
    """No file may grow: SQLite and the port are told so by the system itself."""
    out = tmp_path / "бумаги"
    out.mkdir()
    before = school.content_of(workspace)
    folder = workspace.folder
    size = folder.database.stat().st_size
    workspace.close()

    def run() -> str:
        inner = school.open_school(folder)
        name, export = list(_exports(inner, out).items())[number]
        export() if name != "a change" else None
        for path in out.iterdir():
            path.write_bytes(b"good" * 10)
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
        return _told(export)

    told = _in_a_fork(run)
    assert told.startswith("told: "), told
    assert all(path.read_bytes() == b"good" * 10 for path in out.iterdir() if path.suffix != ".sha256")
    assert school.litter(folder) == []
    assert not [path for path in out.iterdir() if path.name.startswith(".~")]
    assert folder.database.stat().st_size == size
    assert school.content_on_disk(folder.database) == before
    workspace.folder.lock.unlink(missing_ok=True)


@linux
def test_a_full_disk_stops_neither_log_nor_settings(tmp_path: Path) -> None:
    def run() -> str:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1, 1))
        report_bug(ValueError("x"), tmp_path / "logs" / "curator.log", school.CLOCK)
        Bases(tmp_path).remember(tmp_path, "Школа")
        return "done"

    assert _in_a_fork(run) == "done"


@linux
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="a disk of its own needs root")
def test_a_real_disk_of_two_megabytes(template: bytes) -> None:
    with tempfile.TemporaryDirectory() as place:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=2400k", "none", place], capture_output=True, check=False
        )
        if mounted.returncode != 0:
            pytest.skip("mounting is forbidden here")
        try:
            folder = data_folder(Path(place) / "данные")
            folder.root.mkdir()
            folder.database.write_bytes(template)
            workspace = school.open_school(folder)
            told = ""
            for number in itertools.count():
                before = school.content_of(workspace)
                data = people.PersonData(surname=f"Ф{number}", first_name="Ян", note="о" * 9000)
                told = _told(lambda data=data: people.add_person(workspace, data))  # type: ignore[misc]  # a default
                if told != "done":
                    break
                assert number < 2000
            assert "заполнен" in told, told
            assert school.content_of(workspace) == before
            assert workspace.check() == []
            assert _told(workspace.backup).startswith("told: ")
            workspace.close()
            assert school.content_on_disk(folder.database) == before
        finally:
            subprocess.run(["umount", place], check=True)


# ------------------------------------------------------------------------------------------ R06 read-only
def _as_nobody(run: Callable[[], str]) -> str:
    for encoding in ("ascii", "latin-1", "cp1251", "cp866", "utf-8-sig", "utf-16-le", "idna"):
        codecs.lookup(encoding)  # the libraries of root cannot be read by nobody

    def poor() -> str:
        if os.geteuid() == 0:  # root may write everywhere, whatever the rights say
            os.setgroups([])
            os.setgid(_NOBODY)
            os.setuid(_NOBODY)
        return run()

    return _in_a_fork(poor)


@pytest.fixture
def public(template: bytes) -> Iterator[DataFolder]:
    """A base in a place that everybody may enter."""
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        folder = data_folder(Path(place) / "данные")
        folder.root.mkdir()
        folder.database.write_bytes(template)
        workspace = school.open_school(folder)  # whatever is imported late: nobody may read the libraries of root
        people.add_person(workspace, people.PersonData(surname="А", first_name="Б"))
        for export in _exports(workspace, Path(place)).values():
            export()
        workspace.undo()
        workspace.undo()
        workspace.close()
        for path in (folder.root, *folder.root.rglob("*")):
            path.chmod(0o777)
        yield folder
        for path in (folder.root, *folder.root.rglob("*")):
            path.chmod(0o755)


@linux
@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_read_only_place_is_told_and_can_be_looked_at(public: DataFolder, what: str) -> None:
    before = public.database.read_bytes()
    public.root.chmod(0o555 if what == "folder" else 0o777)
    public.database.chmod(0o444)

    def run() -> str:
        told = []
        try:
            workspace = school.open_school(public)
            told.append(_told(lambda: people.add_person(workspace, people.PersonData(surname="А", first_name="Б"))))
            workspace.close()
        except KnownProblem as problem:
            told.append(f"told: {problem.message}")
        looking = school.open_school(public, write=False)
        told.append(f"{len(people.list_people(looking))} people")
        looking.close()
        return "|".join(told)

    first, second = _as_nobody(run).split("|")
    assert first.startswith("told: "), first
    assert wrong_with(first.removeprefix("told: ")) is None
    assert second == "7 people"
    assert public.database.read_bytes() == before


@linux
def test_exports_into_a_read_only_folder_are_told(public: DataFolder) -> None:
    closed = public.root.parent / "закрыто"
    closed.mkdir(mode=0o555)

    def run() -> str:
        workspace = school.open_school(public)
        told = [
            _told(export)
            for name, export in _exports(workspace, closed).items()
            if name not in {"a change", "a copy in its folder"}
        ]
        workspace.close()
        return "|".join(told)

    for told in _as_nobody(run).split("|"):
        assert told.startswith("told: "), told
    assert list(closed.iterdir()) == []


# ------------------------------------------------------------------------------------------ R07 other programs
@linux
def test_another_program_that_holds_the_file_is_waited_for_and_told(workspace: Workspace) -> None:
    data = people.PersonData(surname="Ким", first_name="Ян")
    holder = "import sqlite3,sys,time; c=sqlite3.connect(sys.argv[1]); c.execute('BEGIN EXCLUSIVE'); print(1,flush=True); time.sleep(float(sys.argv[2]))"  # noqa: E501
    for seconds, wanted in ((1.0, "done"), (60.0, "told: ")):
        command = [sys.executable, "-c", holder, str(workspace.folder.database), str(seconds)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as other:
            assert other.stdout is not None
            other.stdout.readline()
            told = _told(lambda: people.add_person(workspace, data))
            other.kill()
        assert told.startswith(wanted), told
    assert _told(lambda: people.add_person(workspace, data)) == "done"


# ------------------------------------------------------------------------------------------ R12 clocks
def test_clocks_that_jump_lose_nothing(template: bytes, tmp_path: Path) -> None:
    folder = data_folder(tmp_path / "данные")
    folder.root.mkdir()
    folder.database.write_bytes(template)
    moments = [
        dt.datetime(2026, 10, 5, 9),
        dt.datetime(2026, 10, 5, 8),
        dt.datetime(1970, 1, 1),
        dt.datetime(2027, 2, 28, 23, 59),
        dt.datetime(2028, 2, 29),
        dt.datetime(2026, 12, 31, 23, 59, 59),
        dt.datetime(2025, 10, 26, 2, 30),
        dt.datetime(2099, 1, 1),
    ]
    copies = []
    for number, moment in enumerate(moments):
        workspace = school.open_school(folder, fixed(moment))
        people.add_person(workspace, people.PersonData(surname=f"Ф{number}", first_name="Ян"))
        copies += [workspace.backup(), workspace.backup()]
        assert workspace.undo().title.startswith("Добавлена")
        workspace.redo()
        assert workspace.check() == []
        workspace.close()
    assert len(set(copies)) == len(copies) == len([one for one in copies if one.exists()])


# ------------------------------------------------------------------------------------------ R18 names of places
_PLACES = (
    "Школа № 7 «Радуга» ёж", "with spaces  two", "100%", "a#b?c&d", "emoji 🙂", "кавычки'\"", "точка.", ".скрытая",
    "очень/" * 25 + "глубоко", "я" * 120, "a;b", "скобки [1]", "plus+plus", "-минус", "perc%20ent", "file:x",
)  # fmt: skip


@linux
@pytest.mark.parametrize("name", _PLACES)
def test_a_base_lives_in_any_folder(template: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = data_folder(Path(place) / name)
        folder.root.mkdir(parents=True)
        folder.database.write_bytes(template)
        workspace = school.open_school(folder)
        people.add_person(workspace, people.PersonData(surname="Ким", first_name="Ян"))
        assert workspace.backup().exists()
        save_order_files(workspace, 1, folder.root / "бумаги", docx=True)
        workspace.close()
        assert school.unsound(folder.database) is None


@linux
def test_a_folder_with_too_long_a_name_is_told(tmp_path: Path) -> None:
    told = _told(lambda: school.open_school(data_folder(tmp_path / ("я" * 140))))
    assert told.startswith("told: "), told


# ------------------------------------------------------------------------------------------ R20 spoilt settings
def _spoilt(body: bytes) -> Iterator[bytes]:
    yield from (
        b"",
        b"\x00" * 100,
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[General]\nx=@Variant(\\0\\0\\0\\x7f)",
        b"\xef\xbb\xbf",
    )
    for number in range(10):
        chance = random.Random(number)
        spoilt = bytearray(body or b"[]")
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        yield bytes(spoilt[: chance.randrange(1, len(spoilt) + 1)])


def test_spoilt_files_beside_the_base_stop_nothing(template: bytes, tmp_path: Path) -> None:
    """Whatever lies beside the base besides the base itself: the program starts, works and keeps the people."""
    folder = data_folder(tmp_path / "данные")
    school.make_school(folder)
    workspace = school.open_school(folder)
    workspace.backup()
    workspace.close()
    home = Bases(folder.root)
    home.remember(folder.root, "Школа")
    beside = [path for path in folder.root.iterdir() if path.is_file() and path != folder.database]
    assert beside
    for path in beside:
        good = path.read_bytes()
        for body in _spoilt(good):
            path.write_bytes(body)
            assert isinstance(home.known(), list)
            try:
                opened = school.open_school(folder)
            except KnownProblem as problem:
                pytest.fail(f"{path.name} stopped the start: {problem.message}")
            assert len(people.list_people(opened)) == 7
            opened.close()
        if path.exists():
            path.write_bytes(good)


# ------------------------------------------------------------------------------------------ R22, R23 other hands
def test_a_base_replaced_while_it_is_closed_is_noticed(workspace: Workspace, template: bytes) -> None:
    folder = workspace.folder
    people.add_person(workspace, people.PersonData(surname="Ким", first_name="Ян"))
    workspace.close()
    with contextlib.closing(sqlite3.connect(folder.database)) as raw:
        raw.execute("CREATE TABLE чужое (x)")
        raw.commit()
    reopened = school.open_school(folder)
    try:
        assert reopened.start.foreign_hand
    finally:
        reopened.close()


def test_copies_of_cloud_programs_beside_the_base_do_no_harm(workspace: Workspace) -> None:
    folder = workspace.folder
    before = school.content_of(workspace)
    workspace.close()
    for name in (
        "curator (конфликт).db",
        "~$curator.db",
        "curator.db.tmp",
        "curator-2.db",
        "desktop.ini",
        ".tmp.drivedownload",
    ):
        (folder.root / name).write_bytes(b"x" * 1000)
    reopened = school.open_school(folder)
    try:
        assert school.content_of(reopened) == before
        assert reopened.check() == []
    finally:
        reopened.close()


def test_orders_have_files_whatever_their_numbers(workspace: Workspace, tmp_path: Path) -> None:
    """The number of an order is anybody's text and the name of a file."""
    from curator_app.services import pairs
    from curator_app.services.papers.issuing import issue_order

    numbers = ["../../etc/passwd", "CON", 'a<b>:"|?*', "1/2"]
    ids = [one.id for one in pairs.list_pairs(workspace) if one.order_id is None and not one.missing]
    for pair, number in zip(ids, numbers, strict=False):
        issued = issue_order(workspace, small.assignment(pair, number, dt.date(2026, 10, 1)))
        for saved in save_order_files(workspace, issued.id, tmp_path / "бумаги", docx=True):
            assert saved.path.resolve().parent == (tmp_path / "бумаги").resolve()
            assert saved.path.exists()
    assert ids
