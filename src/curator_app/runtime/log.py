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
_SHOWN = 3
_place: tuple[Path, Clock] | None = None


def use(log: Path, clock: Clock) -> None:
    """From now on ``note_cause`` writes to this log."""
    global _place
    _place = (log, clock)


def current(default: Path) -> Path:
    """The log in use; ``default`` before there is one."""
    return default if _place is None else _place[0]


def note_cause(error: BaseException) -> None:
    """The technical cause under a sentence told to a person: types and places, never values. Silent when no log is in
    use (a library, a test)."""
    if _place is not None:
        report_bug(error, *_place)


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
    return write_entry(_places(error), log, clock)


def write_entry(lines: list[str], log: Path, clock: Clock) -> Path:
    """Adds an entry of lines that hold no personal data; a log that has grown too long becomes the old one."""
    head = f"{clock.now()} curator-app {__version__} Python {platform.python_version()} {platform.system()}"
    with contextlib.suppress(OSError):
        log.parent.mkdir(parents=True, exist_ok=True)
        if log.exists() and log.stat().st_size > _LIMIT:
            log.replace(log.with_suffix(".old.log"))
        with log.open("a", encoding="utf-8") as file:
            file.write("\n".join([head, *lines]) + "\n\n")
    return log


def report_text(log: Path) -> str:
    """The last entries, as a report for the developers: what is shown is what is saved."""
    try:
        entries = log.read_text(encoding="utf-8").strip().split("\n\n")
    except OSError:
        return ""
    return "\n\n".join(entries[-_SHOWN:]) + "\n"
