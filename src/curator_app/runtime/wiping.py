"""Files that must not be read again: overwritten, flushed, then deleted.

On a spinning disk that is the end of them. A solid-state disk writes elsewhere and forgets the old cells in its own
time, which no program can hurry; screens say so.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from curator_app.runtime import files

_BLOCK = bytes(1 << 20)


def wipe(path: Path) -> None:
    """Overwrites the file with zeros and deletes it; a file that is not there is fine.

    Raises OSError; what could not be overwritten is deleted all the same, if the disk lets it go.
    """
    try:
        size = path.stat().st_size
        with path.open("r+b", buffering=0) as file:
            written = 0
            while written < size:
                written += file.write(_BLOCK[: size - written])
            file.flush()
            os.fsync(file.fileno())
    except FileNotFoundError:
        return
    finally:
        path.unlink(missing_ok=True)


def replace(new: Path, path: Path) -> None:
    """Puts ``new`` in the place of ``path`` in one step, then overwrites what stood there. Where the disk has no second
    names (a FAT stick) the replaced file is only deleted. Raises OSError; ``path`` is as it was then."""
    old = path.with_name(f".~{path.name}.replaced.tmp")
    with contextlib.suppress(OSError, NotImplementedError):
        old.unlink(missing_ok=True)
        os.link(path, old)
    try:
        files.replace(new, path)
    finally:
        with contextlib.suppress(OSError):
            wipe_unnamed(old)


def wipe_unnamed(path: Path) -> None:
    """Wipes a passing file; of one that is only a second name of a file still in use, the name goes. Raises OSError."""
    if path.exists() and path.stat().st_nlink > 1:
        path.unlink()
    else:
        wipe(path)


def wipe_tree(folder: Path) -> None:
    """Wipes every file below ``folder`` and the folder itself, as far as it can; what another program holds stays."""
    for root, folders, names in os.walk(folder, topdown=False):
        for name in names:
            with contextlib.suppress(OSError):
                wipe(Path(root, name))
        for name in folders:
            with contextlib.suppress(OSError):
                Path(root, name).rmdir()
    with contextlib.suppress(OSError):
        folder.rmdir()
