"""What catches a crash before anything else is there: uncaught errors of any thread, and a death of the interpreter.

Nothing here knows Qt; the window takes ``sys.excepthook`` over when it is there.
"""

from __future__ import annotations

import contextlib
import faulthandler
import re
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import IO

from curator_app.runtime import log as technical
from curator_app.runtime.clock import Clock

_SAID = "В программе произошла ошибка, она закрывается. Сохранённые данные целы. Запись для разработчиков: {}"
_FOLDERS = re.compile(r'File "(?:[^"\\/]*[\\/])*([^"\\/]*)"')
_KEPT_LINES = 200
_file: IO[str] | None = None


def install(log: Path, clock: Clock) -> None:
    """Makes every error that nobody catches an entry of ``log``. Opens no file."""
    technical.use(log, clock)

    def escaped(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        if not isinstance(error, KeyboardInterrupt):
            _say(technical.report_bug(error, technical.current(log), clock))

    def in_thread(told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None and not isinstance(told.exc_value, SystemExit):
            technical.report_bug(told.exc_value, technical.current(log), clock)

    def unraisable(told: sys.UnraisableHookArgs) -> None:
        if told.exc_value is not None:
            technical.report_bug(told.exc_value, technical.current(log), clock)

    sys.excepthook = escaped
    threading.excepthook = in_thread
    sys.unraisablehook = unraisable


def arm(log: Path, clock: Clock) -> bool:
    """From now on a death of the interpreter itself leaves its places in a file beside ``log``. Returns whether the
    last run ended so; then its places have become an entry of the log (names of folders are left out)."""
    global _file
    technical.use(log, clock)
    fatal = log.with_name("fatal.log")
    died = False
    with contextlib.suppress(OSError):
        log.parent.mkdir(parents=True, exist_ok=True)
        if fatal.exists() and (told := fatal.read_text(encoding="utf-8", errors="replace").strip()):
            died = True
            lines = [_FOLDERS.sub(r"\1", line) for line in told.splitlines()[:_KEPT_LINES]]
            technical.write_entry(["the interpreter died", *lines], log, clock)
        disarm()
        _file = fatal.open("w", encoding="utf-8")
        faulthandler.enable(_file, all_threads=True)
    return died


def disarm() -> bool:
    """Ends what ``arm`` began; the file is empty after a run that ended well. Returns whether there was anything to
    end."""
    global _file
    if _file is None:
        return False
    faulthandler.disable()
    _file.close()
    _file = None
    return True


def _say(log: Path) -> None:
    # A program without a console has no stderr.
    if sys.stderr is not None:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write(_SAID.format(log.name) + "\n")
