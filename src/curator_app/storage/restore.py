"""Putting a copy in the place of the base. The replaced file is kept, and where it lies is said.

The copy is verified to the last byte and checked by SQLite under another name; only then it takes the base's place in
one step. A computer that dies on the way leaves the old base or the new one.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from curator_app.runtime import files
from curator_app.runtime.errors import KnownProblem, UnusableBase
from curator_app.runtime.paths import DataFolder
from curator_app.runtime.progress import Progress
from curator_app.storage import backup, beside, cipher, conversion, copy_file, facts, migrate, seal, shape, shelf
from curator_app.storage.copy_file import Manifest
from curator_app.storage.keys import BaseKey

BEFORE: Final = "перед-восстановлением"
_KEPT: Final = "прежняя-база"


@dataclass(frozen=True, slots=True)
class Inside:
    """What a copy holds, before it is restored. ``counts``: rows by table, empty when they are not known (an
    encrypted copy of the old style). ``made`` is None when the copy does not say."""

    path: Path
    made: dt.datetime | None
    reason: str
    school: str
    year: str
    schema: int
    app_version: str
    encrypted: bool
    counts: dict[str, int]
    files: int
    size: int


@dataclass(frozen=True, slots=True)
class Restored:
    """``kept``: where the replaced base lies, None when there was none."""

    inside: Inside
    kept: Path | None


def look_inside(path: Path, scratch: Path) -> Inside:
    """What is in a copy; ``scratch`` is a folder for a passing file. Raises KnownProblem for what can't be restored."""
    if path.is_dir():
        raise KnownProblem(f"«{path.name}» — это папка. Укажите файл копии.")
    if not path.is_file():
        raise KnownProblem(f"Файла копии «{path.name}» нет на месте. Проверьте, вставлен ли носитель.")
    if _is_bare(path):
        return _look_inside_bare(path, scratch)
    manifest = copy_file.read_manifest(path)
    if manifest.schema > migrate.SCHEMA_NUMBER:
        raise _too_new(path, manifest.schema)
    return told_by(path, manifest)


def told_by(path: Path, manifest: Manifest) -> Inside:
    """What a manifest says of the copy at ``path``. Raises OSError."""
    return Inside(
        path=path,
        made=manifest.made,
        reason=manifest.reason,
        school=manifest.school,
        year=manifest.year,
        schema=manifest.schema,
        app_version=manifest.app_version,
        encrypted=manifest.encrypted,
        counts=manifest.counts,
        files=sum(kept.path != "curator.key" for kept in manifest.files),
        size=path.stat().st_size,
    )


def _too_new(path: Path, number: int) -> KnownProblem:
    return UnusableBase(
        "newer",
        f"Копия «{path.name}» снята более новой версией программы (схема {number}, эта версия знает "
        f"{migrate.SCHEMA_NUMBER}). Установите новую версию; ничего не изменено.",
    )


def _is_bare(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return not file.read(4).startswith(b"PK\x03\x04")
    except OSError as error:
        raise KnownProblem(f"Копия «{path.name}» не читается. Проверьте носитель и права доступа.") from error


def _look_inside_bare(path: Path, scratch: Path) -> Inside:
    number = _header(path, path)
    encrypted = cipher.is_encrypted(path)
    found = facts.Facts(number, "", "", {}, "")
    if not encrypted:
        files.make_folder(scratch)
        passing = scratch / ".~look.base.tmp"
        try:
            beside.copy_bytes(path, passing, Progress())
            with facts.reading(passing) as connection:
                found = facts.gather(connection)
        except cipher.database_errors() as error:
            raise copy_file.damaged(path) from error
        except OSError as error:
            raise files.explain(passing, error) from error
        finally:
            _remove(passing)
    return Inside(
        path=path,
        made=moment_of(path),
        reason="",
        school=found.school,
        year=found.year,
        schema=number,
        app_version="",
        encrypted=encrypted,
        counts=found.counts,
        files=0,
        size=path.stat().st_size,
    )


def moment_of(path: Path) -> dt.datetime | None:
    """When a copy that has no manifest was made: by its name, else by the time of the file."""
    with contextlib.suppress(ValueError):
        return dt.datetime.strptime(path.name[:25], "curator-%Y-%m-%d-%H%M%S")
    with contextlib.suppress(OSError, ValueError, OverflowError):
        return dt.datetime.fromtimestamp(path.stat().st_mtime).replace(microsecond=0)
    return None


def _header(path: Path, named: Path) -> int:
    """The schema number of a base under another name. Raises KnownProblem that speaks of the copy."""
    try:
        number = migrate.inspect_file(path)
    except UnusableBase as problem:
        if problem.kind == "newer":
            raise
        if problem.kind == "foreign":
            raise copy_file.no_copy(named) from problem
        if problem.kind == "damaged":
            raise copy_file.perhaps_no_copy(named) from problem
        raise copy_file.damaged(named) from problem
    assert number is not None
    return number


def restore(
    folder: DataFolder,
    copy: Path,
    now: dt.datetime,
    *,
    key: BaseKey | None = None,
    copy_key: BaseKey | None = None,
    progress: Progress | None = None,
) -> Restored:
    """Puts ``copy`` in the place of the base of ``folder``. The caller holds the lock and has the base closed.

    ``key`` opens the present base, ``copy_key`` the copy; without one an encrypted file is taken by its hashes alone.
    A plain copy in the place of an encrypted base is put under its key.
    Whose data was destroyed in the replaced base is remembered (``Memory.erasures``), to be destroyed again. Raises
    KnownProblem, Cancelled; the base is as it was then.
    """
    told = progress or Progress()
    files.make_folder(folder.backups)
    new = beside.unfinished(folder)
    try:
        with contextlib.suppress(UnusableBase):  # the copy is the way out
            beside.settle(folder)
        if beside.is_cut_off(folder):  # as long as ``new`` is there, the files beside the base are not its own
            journal_of(new).unlink(missing_ok=True)
        else:
            _remove(new)
        told.step(0, 0, "Копия проверяется…")
        inside, manifest = _take_out(copy, new, told, folder.backups)
        _examine(copy, new, copy_key)
        told.step(0, 0, "Прежняя база сохраняется…")
        kept, erasures = _keep(folder, now, key, told)
        if key is not None and not cipher.is_encrypted(new):
            told.step(0, 0, "База шифруется…")
            _under_key(folder, new, key)
        told.step(0, 0, "База возвращается на место…")
        if erasures:
            shelf.remember(folder, erasures=[*(shelf.remembered(folder).erasures or ()), *erasures])
        with beside.exchanged(folder, kept):
            beside.put_files(folder, copy, manifest, kept, keep_key=key is not None)
            swap(folder, new)
    except OSError as error:
        raise files.explain(folder.database, error) from error
    finally:
        if not beside.is_cut_off(folder):
            _remove(new)
    return Restored(inside, kept)


def _under_key(folder: DataFolder, new: Path, key: BaseKey) -> None:
    try:
        conversion.convert(new, None, key)
    except KnownProblem as problem:
        raise KnownProblem(problem.message.replace(new.name, folder.database.name)) from problem


def examine(copy: Path, scratch: Path, key: BaseKey | None, progress: Progress) -> None:
    """Checks a copy as a restore would, without restoring it; ``scratch`` is a passing file. Raises KnownProblem."""
    files.make_folder(scratch.parent)
    try:
        _take_out(copy, scratch, progress, scratch.parent)
        _examine(copy, scratch, key)
    except OSError as error:
        raise files.explain(scratch, error) from error
    finally:
        _remove(scratch)


def _take_out(copy: Path, new: Path, progress: Progress, scratch: Path) -> tuple[Inside, Manifest | None]:
    if not copy.is_file() or _is_bare(copy):
        inside = look_inside(copy, scratch)
        _copy_with_journal(copy, new)
        progress.step(1, 1)
        _compare_beside(copy, new)
        return inside, None
    manifest = copy_file.verify(copy, progress)
    if any(beside.is_own(kept.path) for kept in manifest.files):
        raise copy_file.damaged(copy)
    if manifest.schema > migrate.SCHEMA_NUMBER:
        raise _too_new(copy, manifest.schema)
    copy_file.extract_base(copy, new)
    return told_by(copy, manifest), manifest


def _compare_beside(copy: Path, new: Path) -> None:
    """A bare copy may have its hash in a file beside it."""
    beside = backup.manifest_beside(copy)
    try:
        told = json.loads(beside.read_text(encoding="utf-8"))["sha256"]
    except (OSError, ValueError, KeyError, TypeError):
        return
    with new.open("rb") as file:
        if copy_file.digest(file)[0] != told:
            raise copy_file.damaged(copy)


def _examine(copy: Path, new: Path, key: BaseKey | None) -> None:
    """Raises KnownProblem for a base that is damaged, of a newer program, or holds what this program never makes."""
    _header(new, copy)
    if cipher.is_encrypted(new) and key is None:
        return
    try:
        with facts.reading(new, key) as connection:
            if facts.problems(connection, most=1):
                raise copy_file.damaged(copy)
            if migrate.inspect_file(new) == migrate.SCHEMA_NUMBER and not shape.is_whole(connection):
                raise copy_file.damaged(copy)
            if shape.has_strangers(connection):
                raise KnownProblem(
                    f"В копии «{copy.name}» есть посторонние программы, она не восстановлена. Выберите другую копию."
                )
    except cipher.database_errors() as error:
        raise copy_file.damaged(copy) from error


def _keep(
    folder: DataFolder, now: dt.datetime, key: BaseKey | None, progress: Progress
) -> tuple[Path | None, tuple[dict[str, Any], ...]]:
    """Keeps the present base: as a verified copy when it is sound, else its bytes as they are."""
    if not folder.database.exists():
        return None, ()
    quiet = Progress(cancelled=progress.cancelled)
    # SQLite would roll a waiting journal back into the file, or throw it away: the bytes come first.
    # And bytes that changed by themselves must not become a copy that is called sound.
    if not _waits(journal_of(folder.database)) and not _is_rotten(folder):
        with contextlib.suppress(KnownProblem):
            migrate.inspect_file(folder.database)
            target = backup.free_name(folder.backups, backup.backup_name(now, BEFORE))
            number = shelf.next_number(folder)
            backup.backup(folder, target, reason=BEFORE, number=number, now=now, key=key, progress=quiet)
            shelf.note_checked(folder, target, sound=True)
            return target, _erasures(folder.database, key)
    kept = keep_bytes(folder, now)
    passing = folder.backups / ".~erasures.base.tmp"
    try:
        _copy_with_journal(folder.database, passing)
        return kept, _erasures(passing, key)
    finally:
        _remove(passing)


def _is_rotten(folder: DataFolder) -> bool:
    last = seal.read(folder)
    now = None if last is None else seal.take(folder.database)
    return last is not None and now is not None and now.counter == last.counter and now != last


def _waits(journal: Path) -> bool:
    try:
        return journal.stat().st_size > 0
    except OSError:
        return False


def _copy_with_journal(source: Path, target: Path) -> None:
    beside.copy_bytes(source, target, Progress())
    if _waits(journal_of(source)):
        beside.copy_bytes(journal_of(source), journal_of(target), Progress())


def keep_bytes(folder: DataFolder, now: dt.datetime) -> Path:
    """Copies the files of a base that can't be opened, byte for byte, into a folder of their own. Raises OSError."""
    place = backup.free_name(folder.backups, f"{_KEPT}-{now:%Y-%m-%d-%H%M%S}")
    files.make_folder(place)
    for one in (folder.database, journal_of(folder.database), folder.key_file):
        if one.exists():
            beside.copy_bytes(one, place / one.name, Progress())
    return place


def _erasures(database: Path, key: BaseKey | None) -> tuple[dict[str, Any], ...]:
    with (
        contextlib.suppress(*cipher.database_errors()),
        contextlib.suppress(KnownProblem),
        facts.reading(database, key) as connection,
    ):
        if "erasure" in facts.tables(connection):
            cursor = connection.execute("SELECT * FROM erasure ORDER BY id")
            names = [column[0] for column in cursor.description]
            return tuple(dict(zip(names, row, strict=True)) for row in cursor)
    return ()


def swap(folder: DataFolder, new: Path) -> None:
    """Puts the finished file ``new`` in the place of the base. Raises OSError, the base is the old one then."""
    seal.drop(folder)
    # A journal of the old base would be rolled back into the new one.
    journal_of(folder.database).unlink(missing_ok=True)
    files.replace(new, folder.database)
    if os.name == "posix":
        with contextlib.suppress(OSError):  # the new base is in its place whatever the disk says of the folder
            handle = os.open(folder.root, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def journal_of(database: Path) -> Path:
    """SQLite's rollback journal beside a base."""
    return database.with_name(f"{database.name}-journal")


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        journal_of(path).unlink(missing_ok=True)
