"""Set before anything imports Qt: tests need no screen. Without this, pytest aborts on a machine without a display.

And no test may use the network: the program never does. What all tests share to be quick: the long files begin first,
and the file of a new base is made once.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from curator_app.runtime.paths import DataFolder

if sys.platform != "win32":  # on Windows «offscreen» has no fonts; the real platform is used there
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Asking for the name of this computer is no use of the network.
_NETWORK = frozenset(
    {
        *("socket.__new__", "socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo"),
        *("socket.gethostbyname", "socket.gethostbyaddr", "urllib.Request", "http.client.connect", "smtplib.connect"),
        *("ftplib.connect", "imaplib.open", "poplib.connect", "telnetlib.Telnet.open", "nntplib.connect"),
    }
)


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    if event in _NETWORK:
        raise AssertionError(f"{event}{arguments[1:]}: the program never uses the network")


sys.addaudithook(_refuse_network)


# Files of a minute and half a minute: begun last, they would leave the other processes without work at the end.
_LONG = (
    *("tests/faults/test_nothing_lost.py", "tests/faults/test_hostile_files.py", "tests/ui/test_every_window.py"),
    *("tests/services/test_demo.py", "tests/faults/test_world.py", "tests/properties/test_undo.py"),
    *("tests/faults/test_damaged.py", "tests/faults/test_year.py", "tests/ui/test_nothing_piles_up.py"),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long files first, the rest as it was."""
    place = {name: number for number, name in enumerate(_LONG)}
    items.sort(key=lambda item: place.get(item.nodeid.partition("::")[0], len(place)))


_bad_sentences: list[str] = []


def _judge_sentences() -> None:
    """Every KnownProblem that the program itself raises, in whatever test, must be a sentence to show."""
    from tests.faults.sentences import wrong_with

    from curator_app.runtime.errors import KnownProblem

    seen: set[str] = set()
    make = KnownProblem.__init__

    def judged(self: KnownProblem, message: str) -> None:
        make(self, message)
        if message in seen:
            return
        seen.add(message)
        frame = sys._getframe(1)
        while frame.f_code.co_name == "__init__" and frame.f_back is not None:
            frame = frame.f_back
        if "curator_app" not in frame.f_globals["__name__"]:
            return
        # Fields are told one under another; the whole is for commands, with the English names of the fields.
        told = [one.message for one in getattr(self, "problems", ())] or [message]
        _bad_sentences.extend(f"{reason}: {one}" for one in told if (reason := wrong_with(one)) is not None)

    KnownProblem.__init__ = judged  # type: ignore[method-assign]  # on purpose, for all tests


_judge_sentences()


@pytest.fixture(autouse=True)
def loops_run(request: pytest.FixtureRequest) -> Iterator[None]:
    """``QCoreApplication.exit`` while nothing is executed lets no later loop run, in whatever test: it is made good."""
    yield
    if "qapp" not in request.fixturenames:
        return
    from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

    application, loop = QCoreApplication.instance(), QEventLoop()
    QTimer.singleShot(0, loop.quit)
    if loop.exec() == -1 and application is not None:
        QTimer.singleShot(0, application, application.quit)
        application.exec()


@pytest.fixture(autouse=True)
def sentences_are_sentences() -> Iterator[None]:
    """Fails the test in which the program told a problem in words that are not fit to be shown."""
    yield
    bad = _bad_sentences.copy()
    _bad_sentences.clear()
    assert bad == []


_new_base: list[bytes] = []


@pytest.fixture(autouse=True)
def new_bases_are_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    """The migrations of a new base take a quarter of a second and come to the same bytes every time: they run once, and
    every further new base is a copy of what they made. Folders that test the making itself have it for real."""
    from curator_app.storage import opening

    make = opening._make_base

    def copied(folder: DataFolder) -> None:
        if _new_base:
            folder.database.write_bytes(_new_base[0])
            return
        make(folder)
        _new_base.append(folder.database.read_bytes())

    monkeypatch.setattr(opening, "_make_base", copied)
