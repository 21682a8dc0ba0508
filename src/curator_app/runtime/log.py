"""The technical log: where a bug happened, never whose data it was about.

Messages of exceptions quote values (a surname in a failed INSERT), so only types and places are written.
"""

from __future__ import annotations

import contextlib
import platform
import traceback
from pathlib import Path

from curator_app import __version__
from curator_app.runtime.clock import Clock

_LIMIT = 1_000_000


def _places(error: BaseException) -> list[str]:
    lines: list[str] = []
    current: BaseException | None = error
    told: set[int] = set()  # causes may run in a circle
    while current is not None and id(current) not in told:
        told.add(id(current))
        lines.append(f"{type(current).__module__}.{type(current).__qualname__}")
        lines += [
            f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(current.__traceback__)
        ]
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
        if current is not None and id(current) not in told:
            lines.append("caused by")
    return lines


def report_bug(error: BaseException, log: Path, clock: Clock) -> Path:
    """Adds an entry about ``error`` and returns the log's path. Never raises: the report must not hide the bug."""
    entry = [f"{clock.now()} curator-app {__version__} Python {platform.python_version()} {platform.system()}"]
    entry += _places(error)
    with contextlib.suppress(OSError):
        log.parent.mkdir(parents=True, exist_ok=True)
        if log.exists() and log.stat().st_size > _LIMIT:
            log.replace(log.with_suffix(".old.log"))
        with log.open("a", encoding="utf-8") as file:
            file.write("\n".join(entry) + "\n\n")
    return log
