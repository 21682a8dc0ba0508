"""Files that must not be read again: overwritten, flushed, then deleted.

On a spinning disk that is the end of them. A solid-state disk writes elsewhere and forgets the old cells in its own
time, which no program can hurry; screens say so.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

_BLOCK = bytes(1 << 20)


def wipe(path: Path) -> None:
    """Overwrites the file with zeros and deletes it; a file that is not there is fine. Raises OSError."""
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
    path.unlink(missing_ok=True)


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
