"""What lies beside a base and comes back with a copy: the key, scans, forms. A restore that was cut off before the base
was replaced is taken back: beside a base lie the files of that very base, sealed by its own key."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from curator_app.runtime import files
from curator_app.runtime.errors import KnownProblem, UnusableBase
from curator_app.runtime.paths import DataFolder
from curator_app.runtime.progress import Progress
from curator_app.storage import copy_file
from curator_app.storage.copy_file import Manifest

_OWN_FOLDERS: Final = frozenset({"backups", "logs"})
_MARKER: Final = "curator.restoring"
_LOST: Final = "?"
"""In the place of the name in a spoilt marker: no copy is called so, nothing can be taken back."""


def unfinished(folder: DataFolder) -> Path:
    """The base of a copy before it takes the place of the base; there is none any more when it has."""
    return folder.database.with_name(f".~{folder.database.name}.restored.tmp")


def is_cut_off(folder: DataFolder) -> bool:
    """Whether a restore has begun to put files of the copy in their places and was not finished."""
    return (folder.root / _MARKER).exists()


@contextmanager
def exchanged(folder: DataFolder, kept: Path | None) -> Iterator[None]:
    """Around the exchange of the files and the base: when it fails, here or by a loss of power, the files of ``kept``
    (where the replaced base lies) come back, then those that waited already to be taken back. Raises KnownProblem,
    OSError."""
    marker = folder.root / _MARKER
    if kept is not None:
        waiting = _waiting(marker) if marker.exists() else []
        files.write_bytes(marker, json.dumps({"kept": [kept.name, *waiting]}).encode())
    try:
        yield
    except BaseException:
        _take_back(folder)
        raise
    with contextlib.suppress(OSError):
        marker.unlink(missing_ok=True)


def refuse_half_done(folder: DataFolder) -> None:
    """For who only looks and can't take anything back. Raises UnusableBase while files of a copy may lie beside."""
    if is_cut_off(folder) and unfinished(folder).exists():
        raise UnusableBase(
            "cut_off",
            "Восстановление из копии не закончено, рядом с базой могут лежать чужие сканы и файлы. Если оно идёт "
            "сейчас, подождите; если прервалось — откройте программу: она вернёт прежние файлы.",
        )


def settle(folder: DataFolder, *, as_it_is: bool = False) -> None:
    """Takes back what a cut-off restore put beside the base. Call it with the lock held, before the base is opened.

    Raises UnusableBase when that can't be done; it is tried again at the next start. ``as_it_is``: somebody has taken
    the files for good that are there.
    """
    if not is_cut_off(folder):
        return
    if unfinished(folder).exists() and not as_it_is:
        if not _take_back(folder):
            raise UnusableBase(
                "cut_off",
                "Восстановление из копии прервалось, и прежние сканы и файлы рядом с базой вернуть не удалось. Сама "
                "база не тронута. Проверьте диск и откройте программу снова, восстановите базу из копии или откройте "
                "как есть.",
            )
    else:
        with contextlib.suppress(OSError):
            (folder.root / _MARKER).unlink(missing_ok=True)


def _take_back(folder: DataFolder) -> bool:
    """Whether all of it is back; what the disk did not let is tried again at the next start."""
    marker = folder.root / _MARKER
    with contextlib.suppress(OSError, KnownProblem):
        for name in _waiting(marker):
            _take_back_of(folder, folder.backups / name)
        marker.unlink()
        return True
    return False


def _waiting(marker: Path) -> list[str]:
    """Names of what keeps the files to be taken back, the newest first. Raises OSError."""
    with contextlib.suppress(ValueError, KeyError, TypeError):
        kept = json.loads(marker.read_bytes())["kept"]
        return [Path(str(name)).name for name in ([kept] if isinstance(kept, str) else kept)]
    return [_LOST]


def _take_back_of(folder: DataFolder, kept: Path) -> None:
    if not kept.is_dir():
        put_files(folder, kept, copy_file.verify(kept, Progress()), None, keep_key=False)
        return
    for path in sorted(kept.rglob("*")):
        name = path.relative_to(kept)
        if path.is_file() and not is_own(name.as_posix()):
            files.make_folder((folder.root / name).parent)
            files.write_bytes(folder.root / name, path.read_bytes())


def put_files(
    folder: DataFolder, copy: Path, manifest: Manifest | None, replaced: Path | None, *, keep_key: bool
) -> None:
    """The kept files come back: one too many does no harm, one too few would. ``replaced``: a folder that keeps what is
    overwritten; ``keep_key``: the key of the present base stays although the copy is plain."""
    own_key = None
    for kept in manifest.files if manifest else ():
        if kept.path == folder.key_file.name:
            own_key = kept
            continue
        target = folder.root / copy_file.safe_path(kept.path)
        if _same_file(target, kept.sha256):
            continue
        if replaced is not None and replaced.is_dir() and target.is_file():
            place = replaced / copy_file.safe_path(kept.path)
            files.make_folder(place.parent)
            copy_bytes(target, place, Progress())
        copy_file.extract_file(copy, kept, target)
    if own_key is not None:
        if not _same_file(folder.key_file, own_key.sha256):
            copy_file.extract_file(copy, own_key, folder.key_file)
    elif manifest is not None and not manifest.encrypted and not keep_key:
        # The key of the encrypted base that is replaced went into its copy.
        folder.key_file.unlink(missing_ok=True)


def is_own(path: str) -> bool:
    """Whether a kept file would take the place of one of the program's own (the base, its journal, copies, the log)."""
    first = copy_file.safe_path(path).parts[0].casefold()
    own = first.startswith((".", "curator.", "safety.", "window.")) and path != "curator.key"
    return own or first in _OWN_FOLDERS


def _same_file(path: Path, sha256: str) -> bool:
    try:
        with path.open("rb") as file:
            return copy_file.digest(file)[0] == sha256
    except OSError:
        return False


def copy_bytes(source: Path, target: Path, progress: Progress) -> None:
    """Copies a file and flushes it. Raises OSError, Cancelled."""
    with source.open("rb") as read, target.open("wb") as out:
        shutil.copyfileobj(read, out, 1 << 20)
        progress.step(1, 1)
        out.flush()
        os.fsync(out.fileno())
