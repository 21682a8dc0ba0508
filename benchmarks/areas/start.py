"""The start: processor time, modules, files and megabytes, with everything in memory and with nothing."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.measuring import Figure, by_turns, children, python
from curator_app.runtime.clock import Clock
from curator_app.runtime.paths import data_folder
from curator_app.services import demo
from curator_app.services.workspace import open_workspace

_BARE = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
if sys.argv[1:] == ["orm"]:
    import sqlalchemy.orm
    import sqlalchemy.dialects.sqlite
app = QApplication([])
window = QMainWindow()
window.resize(1366, 728)
window.show()
app.processEvents()
window.grab()
import os
print(len(sys.modules))
sys.stdout.flush()
os._exit(0)
"""
_FRONT = """
import os, sys
from curator_app import bootstrap
from curator_app.ui import splash
def stop():
    from PySide6.QtWidgets import QApplication
    QApplication.processEvents()
    for one in QApplication.topLevelWidgets():
        one.grab()
    print(len(sys.modules))
    sys.stdout.flush()
    os._exit(0)
show = splash.show_splash
splash.show_splash = lambda *told: (show(*told), stop())
bootstrap.start([])
"""
WHOLE = """
import os, sys
from curator_app import bootstrap
def stop():
    from PySide6.QtWidgets import QApplication
    QApplication.processEvents()
    for one in QApplication.topLevelWidgets():
        if one.isVisible():
            one.grab()
    print(len(sys.modules))
    sys.stdout.flush()
    os._exit(0)
from curator_app.ui import splash
show_splash = splash.show_splash
def watched():
    shown = show_splash()
    from curator_app.ui import main_window
    from PySide6.QtCore import QTimer
    show = main_window.MainWindow.show_first
    def show_first(window):
        show(window)
        QTimer.singleShot(0, stop)
    main_window.MainWindow.show_first = show_first
    return shown
splash.show_splash = watched
bootstrap.start([])
"""


def demo_base(folder: Path) -> Path:
    """A school as the demo makes it."""
    workspace = open_workspace(data_folder(folder), Clock())
    demo.fill(workspace)
    workspace.close()
    return folder


def whole(folder: Path) -> str:
    """The program itself, until the first tab is painted with its rows."""
    (folder / "curator.lock").unlink(missing_ok=True)  # the run before went away without a word
    return python(WHOLE, extra={"CURATOR_APP_DATA": str(folder)})


def measure() -> Iterator[Figure]:
    """Front and first list beside a bare window and a bare window with SQLAlchemy."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = demo_base(Path(scratch) / "школа")
        here = {"CURATOR_APP_DATA": str(folder)}
        acts = {
            "bare": partial(python, _BARE),
            "orm": partial(python, _BARE, "orm"),
            "front": partial(python, _FRONT, extra=here),
            "whole": partial(whole, folder),
        }
        best = by_turns(5, clock=children, **acts)
        window, pair = "bare QMainWindow", "bare window + sqlalchemy.orm"
        yield Figure("first picture, CPU", best["front"], "ms", best["bare"], window, 1.5)
        yield Figure("first list, CPU", best["whole"], "ms", best["orm"], pair, 1.2)
        modules = {name: float(act().split()[-1]) for name, act in acts.items()}
        yield Figure("first list, modules", modules["whole"], "", modules["orm"], pair)
        if shutil.which("strace"):
            yield from _disk(folder, pair)


def _disk(folder: Path, pair: str) -> Iterator[Figure]:
    files = {}
    with tempfile.TemporaryDirectory() as scratch:
        for name, code, words, extra in (
            ("orm", _BARE, ("orm",), {}),
            ("whole", WHOLE, (), {"CURATOR_APP_DATA": str(folder)}),
        ):
            log = Path(scratch) / name
            watched = ("strace", "-f", "-e", "trace=open,openat", "-o", str(log))
            python(code, *words, before=watched, extra=extra)
            files[name] = _opened(log.read_text(errors="replace"))
    counts = {name: float(len(told)) for name, told in files.items()}
    sizes = {name: sum(os.path.getsize(one) for one in set(told)) / 1e6 for name, told in files.items()}
    yield Figure("first list, files opened", counts["whole"], "", counts["orm"], pair, 1.2)
    yield Figure("first list, size of these files", sizes["whole"], "MB", sizes["orm"], pair, 1.2)
    cold = dict.fromkeys(files, float("inf"))
    for _ in range(3):
        for name, act in (("orm", partial(python, _BARE, "orm")), ("whole", partial(whole, folder))):
            _forget(set(files["orm"]) | set(files["whole"]))
            began = time.perf_counter()
            act()
            cold[name] = min(cold[name], (time.perf_counter() - began) * 1000)
    yield Figure("first list, wall clock, nothing in the cache", cold["whole"], "ms", cold["orm"], pair)


def _opened(log: str) -> list[str]:
    """Regular files that were really opened."""
    found = re.findall(r'open(?:at)?\((?:AT_FDCWD, )?"([^"]+)".*\) = \d+', log)
    return [one for one in found if os.path.isfile(one)]


def _forget(paths: set[str]) -> None:
    """Asks the system to drop the files from its memory; pages that a running program maps stay."""
    for path in paths:
        with contextlib.suppress(OSError):
            handle = os.open(path, os.O_RDONLY)
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(handle)
