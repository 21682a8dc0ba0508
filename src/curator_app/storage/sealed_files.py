"""Files beside an encrypted base (scans, filled forms): sealed by AES-256-GCM under a key made of the base's own.

Whether a file is sealed stands in its first bytes, so plain and sealed ones may lie side by side: a conversion that was
cut off is simply done again at the next start.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from curator_app.runtime import files
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.paths import DataFolder
from curator_app.runtime.progress import Progress
from curator_app.runtime.wiping import wipe
from curator_app.storage.keys import BaseKey

FOLDERS: Final = ("scans", "forms")
"""Folders of the folder of data that only the program writes to. A file that a person has put beside them and linked to
is the person's own and stays as it is."""

_MARK: Final = b"KNASFILE\x01"
_NONCE: Final = 12


def is_sealed(head: bytes) -> bool:
    """Whether a file that begins so is sealed."""
    return head.startswith(_MARK)


def seal(data: bytes, key: BaseKey | None) -> bytes:
    """The bytes as they are kept: sealed, or as they are when the base is plain."""
    if key is None:
        return data
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE)
    return _MARK + nonce + AESGCM(key.for_files()).encrypt(nonce, data, _MARK)


def unseal(data: bytes, key: BaseKey | None, name: str) -> bytes:
    """The bytes as they were before; a plain file gives itself. Raises KnownProblem that calls the file ``name``."""
    if not is_sealed(data):
        return data
    if key is None:
        raise KnownProblem(f"Файл «{name}» зашифрован, а база нет. Восстановите его вместе с базой из резервной копии.")
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce, sealed = data[len(_MARK) : len(_MARK) + _NONCE], data[len(_MARK) + _NONCE :]
    try:
        return AESGCM(key.for_files()).decrypt(nonce, sealed, _MARK)
    except (InvalidTag, ValueError) as error:
        raise KnownProblem(
            f"Файл «{name}» повреждён или зашифрован другим ключом. Восстановите его из резервной копии."
        ) from error


def save(path: Path, data: bytes, key: BaseKey | None) -> None:
    """Writes a file of the base, sealed when the base is. Raises KnownProblem."""
    files.make_folder(path.parent)
    files.write_bytes(path, seal(data, key))


def convert_all(folder: DataFolder, old_key: BaseKey | None, new_key: BaseKey | None, progress: Progress) -> list[str]:
    """Seals every plain file of the base, or (``new_key`` None) makes every sealed one plain. Safe to repeat, quick
    when there is nothing to do.

    A plain file that was replaced is overwritten. Gives the names of files that the old key does not open: they stay
    as they are. Raises KnownProblem when a file can't be written, or
    not be read while it is to be made plain.
    """
    left: list[str] = []
    for path in kept_files(folder):
        progress.step(0, 0, "Переписываются приложенные файлы…")
        if is_sealed(_read(path, len(_MARK))) == (new_key is not None):
            continue
        kept = _read(path) if new_key is None else None  # a disk that fails: the old key is still needed, all stops
        try:
            plain = unseal(_read(path) if kept is None else kept, old_key, path.name)
        except KnownProblem:
            left.append(path.relative_to(folder.root).as_posix())
            continue
        old = path.with_name(f".~{path.name}.converted")
        with contextlib.suppress(OSError, NotImplementedError):
            old.unlink(missing_ok=True)
            os.link(path, old)
        files.write_bytes(path, seal(plain, new_key))
        with contextlib.suppress(OSError):
            wipe(old)
    return left


def kept_files(folder: DataFolder) -> Iterator[Path]:
    """Every file of the base beside it; what an interrupted conversion left is wiped on the way."""
    for name in FOLDERS:
        for place, _folders, names in os.walk(folder.root / name):
            for one in sorted(names):
                path = Path(place, one)
                if one.startswith(".~") and one.endswith(".converted"):
                    _tidy(path)
                elif not one.startswith(".~"):
                    yield path


def _tidy(old: Path) -> None:
    base = old.with_name(old.name.removeprefix(".~").removesuffix(".converted"))
    with contextlib.suppress(OSError):
        if base.exists() and not base.samefile(old):
            wipe(old)
        else:
            old.unlink()


def _read(path: Path, most: int = -1) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(most)
    except OSError as error:
        raise KnownProblem(f"Файл «{path.name}» не читается. Закройте его в других программах и повторите.") from error
