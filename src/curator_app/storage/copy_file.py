"""A copy of the base as one file «….curator»: a zip with the base, the kept files and a manifest.

The manifest holds the SHA-256 of everything inside, so that a copy gone bad on a stick is told from a sound one, and
says what is inside without opening the base.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import os
import shutil
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Final

from curator_app.runtime import files
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.progress import Progress

SUFFIX: Final = ".curator"
BASE: Final = "base.db"
_MANIFEST: Final = "manifest.json"
_FILES: Final = "files/"
_FORMAT: Final = "curator-copy"
_VERSION: Final = 1
_CHUNK: Final = 1 << 18  # larger blocks fall out of the processor's cache between reading, summing and packing
# A hostile file must not fill the disk: more than any school keeps.
_MOST_BYTES: Final = 20 << 30
_LONGEST_NAME: Final = 255
_MOST_MANIFEST: Final = 32 << 20


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that belongs to the base: ``path`` is relative to the folder of data, with «/»."""

    path: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is inside a copy. ``counts``: rows by table; ``mark`` tells two states of one base apart."""

    made_at: str
    reason: str
    number: int
    app_version: str
    schema: int
    encrypted: bool
    school: str
    year: str
    counts: dict[str, int]
    mark: str
    sha256: str
    size: int
    files: tuple[KeptFile, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def made(self) -> dt.datetime:
        """When the copy was made, by the clock of that computer."""
        return dt.datetime.fromisoformat(self.made_at)


class DamagedCopy(KnownProblem):
    """The copy itself is bad: not the disk, the place or the moment."""


def damaged(path: Path) -> DamagedCopy:
    """The sentence for a copy that can't be trusted."""
    return DamagedCopy(
        f"Копия «{path.name}» повреждена или не читается с диска, брать её нельзя. Выберите другую копию."
    )


def no_copy(path: Path) -> DamagedCopy:
    """The sentence for a file of something else."""
    return DamagedCopy(f"«{path.name}» — не копия базы этой программы. Ничего не изменено. Выберите другой файл.")


def perhaps_no_copy(path: Path) -> DamagedCopy:
    """The sentence for a file that can't be told to be a copy."""
    return DamagedCopy(
        f"«{path.name}» — не копия базы этой программы, или она повреждена. Ничего не изменено. Выберите другой файл."
    )


def digest(source: IO[bytes], progress: Progress | None = None, start: int = 0, total: int = 0) -> tuple[str, int]:
    """SHA-256 and length of what is read from ``source``."""
    found, size = hashlib.sha256(), 0
    while block := source.read(_CHUNK):
        found.update(block)
        size += len(block)
        if progress is not None:
            progress.step(start + size, total)
    return found.hexdigest(), size


def safe_path(path: str) -> PurePosixPath:
    """The relative path of a kept file. Raises ValueError for one that leads out of the folder of data."""
    told = PurePosixPath(path)
    bad = (
        not told.parts
        or any(len(part.encode()) > _LONGEST_NAME for part in told.parts)
        or told.is_absolute()
        or ".." in told.parts
        or "\\" in path
        or ":" in path
        or "\x00" in path
    )
    if bad:
        raise ValueError(path)
    return told


class Writer:
    """Puts files into a copy that is being made; each is read once, summed while it is packed."""

    def __init__(self, archive: zipfile.ZipFile, progress: Progress, total: int) -> None:
        self._archive = archive
        self._progress = progress
        self._total = total
        self._done = 0

    def put_base(self, source: Path, *, encrypted: bool) -> tuple[str, int]:
        """Packs the base; gives its SHA-256 and length. An encrypted one would not become smaller."""
        return self._put(BASE, source, zipfile.ZIP_STORED if encrypted else zipfile.ZIP_DEFLATED)

    def put_kept(self, root: Path, path: str) -> KeptFile:
        """Takes along a file of the folder of data ``root``."""
        return KeptFile(path, *self._put(_FILES + path, root / safe_path(path), zipfile.ZIP_STORED))

    def finish(self, manifest: Manifest) -> None:
        """Says what is inside."""
        told = asdict(manifest) | {"format": _FORMAT, "version": _VERSION}
        self._archive.writestr(_MANIFEST, json.dumps(told, ensure_ascii=False, indent=1))

    def _put(self, name: str, source: Path, packed: int) -> tuple[str, int]:
        entry = zipfile.ZipInfo(name)
        entry.compress_type = packed
        entry._compresslevel = 1  # type: ignore[attr-defined]  # ZipInfo offers no other way before Python 3.13
        found, size = hashlib.sha256(), 0
        with source.open("rb") as read, self._archive.open(entry, "w", force_zip64=True) as put:
            while block := read.read(_CHUNK):
                found.update(block)
                put.write(block)
                size += len(block)
                self._progress.step(self._done + size, self._total)
        self._done += size
        return found.hexdigest(), size


@contextlib.contextmanager
def writing(target: Path, progress: Progress, total: int) -> Iterator[Writer]:
    """Around the making of a copy of ``total`` bytes, which is finished in the block; then it is read back and takes
    its place. Nothing is left when the block fails. Raises KnownProblem, Cancelled, OSError."""
    temporary = target.with_name(f".~{target.name}.tmp")
    try:
        with temporary.open("wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
                yield Writer(archive, progress, total)
            file.flush()
            os.fsync(file.fileno())
        verify(temporary, progress)
        files.replace(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)


def read_manifest(path: Path) -> Manifest:
    """What a copy says it holds. Raises KnownProblem for a file that is no copy, is damaged or of a newer program."""
    try:
        with zipfile.ZipFile(path) as archive:
            if not {_MANIFEST, BASE} & set(archive.namelist()):  # a workbook, a text, an archive
                raise no_copy(path)
            if archive.getinfo(_MANIFEST).file_size > _MOST_MANIFEST:
                raise damaged(path)
            told = json.loads(archive.read(_MANIFEST))
        if told.get("format") != _FORMAT:
            raise damaged(path)
        if told.get("version") != _VERSION:
            raise KnownProblem(
                f"Копия «{path.name}» снята более новой версией программы. Установите её; ничего не изменено."
            )
        kept = tuple(KeptFile(str(one["path"]), str(one["sha256"]), int(one["size"])) for one in told["files"])
        for one in kept:
            safe_path(one.path)
        manifest = Manifest(
            made_at=str(told["made_at"]),
            reason=str(told["reason"]),
            number=int(told["number"]),
            app_version=str(told["app_version"]),
            schema=int(told["schema"]),
            encrypted=bool(told["encrypted"]),
            school=str(told["school"]),
            year=str(told["year"]),
            mark=str(told["mark"]),
            sha256=str(told["sha256"]),
            size=int(told["size"]),
            counts={str(table): int(rows) for table, rows in told["counts"].items()},
            files=kept,
            missing=tuple(str(one) for one in told["missing"]),
        )
        manifest.made  # noqa: B018 — read for its refusal of what is no date
        return manifest
    except OSError as error:
        raise KnownProblem(f"Копия «{path.name}» не читается. Проверьте носитель и права доступа.") from error
    except KnownProblem:
        raise
    except Exception as error:  # a damaged zip raises a dozen kinds
        raise (damaged(path) if path.suffix == SUFFIX else perhaps_no_copy(path)) from error


def _entries(path: Path, archive: zipfile.ZipFile, manifest: Manifest) -> Iterable[tuple[zipfile.ZipInfo, str, int]]:
    expected = {BASE: (manifest.sha256, manifest.size)}
    expected |= {_FILES + kept.path: (kept.sha256, kept.size) for kept in manifest.files}
    found = {entry.filename: entry for entry in archive.infolist() if entry.filename != _MANIFEST}
    if found.keys() != expected.keys() or sum(size for _, size in expected.values()) > _MOST_BYTES:
        raise damaged(path)
    for name, (sha256, size) in expected.items():
        if found[name].file_size != size:
            raise damaged(path)
        yield found[name], sha256, size


def verify(path: Path, progress: Progress | None = None) -> Manifest:
    """Reads the whole copy and compares every hash. Raises KnownProblem when anything differs, Cancelled."""
    manifest = read_manifest(path)
    total, done = manifest.size + sum(kept.size for kept in manifest.files), 0
    try:
        with zipfile.ZipFile(path) as archive:
            for entry, sha256, size in _entries(path, archive, manifest):
                with archive.open(entry) as source:
                    if digest(source, progress, done, total) != (sha256, size):
                        raise damaged(path)
                done += size
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, KeyError) as error:
        raise damaged(path) from error
    except OSError as error:
        raise KnownProblem(f"Копия «{path.name}» не читается. Проверьте носитель и права доступа.") from error
    return manifest


def extract_base(path: Path, target: Path) -> None:
    """Takes the base out of a verified copy to ``target``, written through to the disk. Raises OSError."""
    with zipfile.ZipFile(path) as archive, archive.open(BASE) as source, target.open("wb") as out:
        shutil.copyfileobj(source, out, _CHUNK)
        out.flush()
        os.fsync(out.fileno())


def extract_file(path: Path, kept: KeptFile, target: Path) -> None:
    """Takes one kept file out of a verified copy, whole or not at all. Raises KnownProblem, OSError."""
    files.make_folder(target.parent)
    with zipfile.ZipFile(path) as archive:
        files.write_bytes(target, archive.read(_FILES + kept.path))


def read_kept(path: Path, name: str, most: int) -> bytes | None:
    """A small kept file of a copy (its key), None when there is none or it is larger than ``most`` bytes."""
    try:
        with zipfile.ZipFile(path) as archive:
            entry = archive.getinfo(_FILES + name)
            return archive.read(entry) if entry.file_size <= most else None
    except (OSError, KeyError, ValueError, NotImplementedError, zipfile.BadZipFile, zlib.error, EOFError):
        return None
