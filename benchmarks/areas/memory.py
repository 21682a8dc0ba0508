"""Memory of the idle window beside a bare one, and what an hour of work (thirty rounds) adds to it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.areas.start import demo_base, whole
from benchmarks.measuring import Figure, python

_TELL = """
def told():
    lines = dict(line.split(":", 1) for line in open("/proc/self/status"))
    return int(lines["VmRSS"].split()[0]) / 1024
"""
_BARE = f"""
import os, sys
from PySide6.QtWidgets import QApplication, QMainWindow
if sys.argv[1:] == ["orm"]:
    import sqlalchemy.orm
    import sqlalchemy.dialects.sqlite
{_TELL}
app = QApplication([])
window = QMainWindow()
window.resize(1366, 728)
window.show()
app.processEvents()
window.grab()
print(told(), flush=True)
os._exit(0)
"""
_HOUR = f"""
import gc, os, sys
from pathlib import Path
import curator_app.ui
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from curator_app.runtime.clock import Clock
from curator_app.runtime.paths import data_folder
from curator_app.services.workspace import open_workspace
from curator_app.ui.app import make_window
from curator_app.ui.common import theme
from curator_app.ui.common.errors import ErrorBoundary
from curator_app.ui.common.window_state import WindowState
from curator_app.ui.tabs import TABS
{_TELL}
class Loud(ErrorBoundary):
    def handle(self, error, parent=None):
        raise error
app = QApplication([])
theme.apply(app)
folder = data_folder(Path(sys.argv[1]))
workspace = open_workspace(folder, Clock())
window = make_window(workspace, WindowState(folder.window_state), Loud(folder, workspace.clock))
window.resize(1366, 728)
window.show()
def rest():
    for _ in range(3):
        app.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
rest()
window.grab()
print(told(), flush=True)
def minute(number):
    from curator_app.models import Person
    with workspace.action("Правка") as session:
        session.get_one(Person, 1).note = str(number)
    rest()
    for tab in TABS:
        page = window.turn_to(tab.key)
        rest()
        for edit in page.widget.findChildren(QLineEdit):
            if edit.isVisible() and edit.isEnabled() and not edit.isReadOnly():
                edit.setText("ив")
                rest()
                edit.clear()
                break
        rest()
        window.grab()
    if number % 3 == 0:
        window.undo()
        rest()
for number in range(10):
    minute(number)
gc.collect()
print(told(), flush=True)
for number in range(30):
    minute(number)
gc.collect()
print(told(), flush=True)
os._exit(0)
"""


def measure() -> Iterator[Figure]:
    """MB of the process; every minute of the hour is a change, a look at every tab, a search, sometimes an undo."""
    with tempfile.TemporaryDirectory() as scratch:
        base = demo_base(Path(scratch) / "школа")
        whole(base)  # compiles: the compiler's memory is not the program's
        bare, pair = float(python(_BARE)), float(python(_BARE, "orm"))
        idle, warm, after = (float(line) for line in python(_HOUR, str(base)).split())
        yield Figure("idle window", idle, "MB", bare, "bare window", 1.6)
        yield Figure("idle window", idle, "MB", pair, "bare window + sqlalchemy.orm")
        yield Figure("after every tab was used", warm, "MB", bare, "bare window")
        yield Figure("after an hour", after, "MB", warm, "after every tab was used", 1.1)
