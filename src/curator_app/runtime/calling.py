"""A second start calls the window that is already open: by a small file in the folder of data, never by a network.

The caller writes «curator.call» and waits until it is gone; the open window looks for it now and then, takes it away
and comes to the front.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from curator_app.runtime import files
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.lock import holder
from curator_app.runtime.paths import DataFolder

PATIENCE_S: Final = 4.0
_LOOK_S: Final = 0.05
_MOST: Final = 8192


def call(
    folder: DataFolder,
    copy: Path | None = None,
    *,
    patience: float = PATIENCE_S,
    sleep: Callable[[float], object] = time.sleep,
) -> bool:
    """Asks the window that holds ``folder`` to come to the front (and to show what is in ``copy``); whether it did.

    A window on another computer is not called: it could not be seen from here.
    """
    found = holder(folder.lock)
    if found is None or not found.here:
        return False
    _let_forward(found.pid)
    try:
        told = {"copy": None if copy is None else str(copy.absolute())}
        files.write_bytes(folder.call, json.dumps(told, ensure_ascii=False).encode("utf-8"))
    except KnownProblem:
        return False
    left = patience
    while left > 0:
        if not folder.call.exists():
            return True
        sleep(_LOOK_S)
        left -= _LOOK_S
    with suppress(OSError):
        folder.call.unlink(missing_ok=True)
    return False


def answer(folder: DataFolder) -> tuple[bool, Path | None]:
    """Whether somebody called, and the copy to be shown. Takes the call away."""
    try:
        with folder.call.open("rb") as file:
            data = file.read(_MOST)
        folder.call.unlink(missing_ok=True)
    except OSError:
        return False, None
    try:
        told: Any = json.loads(data)
        copy = told["copy"]
        return True, None if copy is None else Path(str(copy))
    except (ValueError, KeyError, TypeError, RecursionError):
        return True, None


def _let_forward(pid: int) -> None:
    """Windows lets only the program in front bring another to the front: we hand that right over."""
    if sys.platform == "win32":
        import ctypes

        with suppress(OSError, AttributeError):
            ctypes.windll.user32.AllowSetForegroundWindow(pid)
