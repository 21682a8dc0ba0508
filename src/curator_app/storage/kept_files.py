"""Bytes of scans and other kept files inside the folder of data: the only module that reads and writes them.

Beside an encrypted base they are sealed with its ``key``. A file lies under the name of the SHA-256 of its content and
is never changed; two records may share one file.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
from pathlib import Path

from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.paths import DataFolder
from curator_app.runtime.wiping import wipe
from curator_app.storage import sealed_files
from curator_app.storage.keys import BaseKey

FOLDER = "scans"
_NAME = re.compile(rf"{FOLDER}/[0-9a-f]{{64}}\.(?:pdf|jpg|png|tif)")


def digest(data: bytes) -> str:
    """SHA-256 of a kept file, by which it is named and verified."""
    return hashlib.sha256(data).hexdigest()


def put(folder: DataFolder, data: bytes, suffix: str, key: BaseKey | None) -> str:
    """Keeps a file (``suffix`` without a dot); gives its name relative to the folder of data. Raises KnownProblem."""
    name = f"{FOLDER}/{digest(data)}.{suffix}"
    path = place(folder, name)
    if not path.is_file() or not _holds(path, data, key):
        sealed_files.save(path, data, key)
    else:
        with contextlib.suppress(OSError):
            path.touch()  # by its time a file is known that no record names yet
    return name


def read(folder: DataFolder, name: str, key: BaseKey | None) -> bytes:
    """The bytes of a kept file; those of one that this key does not open are given as they lie. Raises
    FileNotFoundError for a name that is not one of ours, OSError."""
    data = place(folder, name).read_bytes()
    try:
        return sealed_files.unseal(data, key, name)
    except KnownProblem:
        return data  # no file of this hash: the reader compares it and says so


def _holds(path: Path, data: bytes, key: BaseKey | None) -> bool:
    kept = path.read_bytes()
    try:
        return sealed_files.is_sealed(kept) is (key is not None) and sealed_files.unseal(kept, key, path.name) == data
    except KnownProblem:
        return False


def exists(folder: DataFolder, name: str) -> bool:
    """Whether the file lies where it was put."""
    try:
        return place(folder, name).is_file()
    except OSError:
        return False


def remove(folder: DataFolder, name: str) -> None:
    """Wipes a kept file; one that is gone or not ours is passed over. Raises OSError."""
    with contextlib.suppress(FileNotFoundError):
        wipe(place(folder, name))


def names(folder: DataFolder) -> list[str]:
    """Names of all kept files."""
    where = folder.root / FOLDER
    if not where.is_dir():
        return []
    found = (f"{FOLDER}/{path.name}" for path in where.iterdir())
    return sorted(name for name in found if _NAME.fullmatch(name))


def place(folder: DataFolder, name: str) -> Path:
    """Where a kept file lies. A name that leads anywhere else raises FileNotFoundError."""
    if _NAME.fullmatch(name) is None:
        raise FileNotFoundError(name)
    path = folder.root / FOLDER / name.rsplit("/", 1)[-1]
    if path.is_symlink() or path.parent.is_symlink():
        raise FileNotFoundError(name)
    return path
