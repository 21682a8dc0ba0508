"""The real window over a fresh base, the curator's hand, and a picture when a journey fails."""

from __future__ import annotations

import datetime as dt
import gc
import importlib
import pkgutil
import shutil
import sys
import tempfile
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from tests.journeys.hand import Hand
from tests.journeys.key_hand import by_keys
from tests.journeys.known_stalls import too_long
from tests.journeys.last_year import leave_last_year
from tests.journeys.loop_watch import LoopWatch
from tests.ui.conftest import nothing_left_running, pytest_itemcollected
from tests.ui.pairs.invented import make_school

from curator_app import documents, exchange, services, ui
from curator_app.documents.preview import page_count, page_text
from curator_app.runtime.clock import Clock, fixed
from curator_app.runtime.errors import Cancelled, KnownProblem
from curator_app.runtime.paths import DataFolder, data_folder
from curator_app.services.workspace import Workspace, open_workspace
from curator_app.ui.app import make_window
from curator_app.ui.common import theme
from curator_app.ui.common.errors import ErrorBoundary
from curator_app.ui.common.window_state import WindowState
from curator_app.ui.main_window import MainWindow

__all__ = ["nothing_left_running", "pytest_itemcollected"]

NOW = dt.datetime(2026, 9, 3, 9, 30)
LIMIT_S = 0.05
_SCREEN = (1366, 728)
_OUTCOME = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Notes for the fixture whether the journey failed."""
    report = yield
    if call.when == "call":
        item.stash[_OUTCOME] = report.failed
    return report


class Boundary(ErrorBoundary):
    """The program's boundary, but a bug fails the journey instead of opening the dialog about it."""

    def __init__(self, folder: DataFolder, clock: Clock) -> None:
        super().__init__(folder, clock)
        self.bugs: list[BaseException] = []

    def handle(self, error: BaseException, parent: QWidget | None = None) -> None:
        """Known problems are shown as always."""
        if isinstance(error, KnownProblem | Cancelled):
            super().handle(error, parent)
        else:
            self.bugs.append(error)
            raise error


@dataclass
class Choosers:
    """What the curator picks in the system's file dialogs; nothing else of the program is replaced."""

    to_open: list[Path] = field(default_factory=list)
    folder: Path = Path()
    saved: list[Path] = field(default_factory=list)

    def open(self, *_args: object, **_more: object) -> tuple[str, str]:
        """The next file to open."""
        return str(self.to_open.pop(0)), ""

    def save(self, _parent: object, _title: str, asked: str, *_more: object) -> tuple[str, str]:
        """The name the program offers, in the curator's folder."""
        path = self.folder / Path(asked).name
        self.saved.append(path)
        return str(path), ""


@dataclass
class Office:
    """The curator's place: hand, base, files."""

    hand: Hand
    window: MainWindow
    workspace: Workspace
    files: Choosers

    def saved_pdf(self, beginning: str) -> str:
        """The text of all pages of a saved PDF whose name begins so, blanks made one."""
        made = (one for one in self.files.saved if one.exists())
        path = next(one for one in made if one.name.startswith(beginning) and one.suffix == ".pdf")
        return pdf_text(path.read_bytes())


def pdf_text(pdf: bytes) -> str:
    """The text of a PDF, blanks made one."""
    return " ".join(" ".join(page_text(pdf, number) for number in range(page_count(pdf))).split())


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Choosers:
    made = Choosers(folder=tmp_path)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", made.open)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", made.save)
    return made


@pytest.fixture(scope="session")
def modules_read() -> None:
    """Reading a module for the first time falls to the first journey of a worker: not what is measured here."""
    for one in (ui, services, documents, exchange):
        for found in pkgutil.walk_packages(one.__path__, f"{one.__name__}."):
            importlib.import_module(found.name)
    for name in ("jinja2.ext", "pypdfium2", "reportlab.pdfgen.canvas", "openpyxl", "docx"):
        importlib.import_module(name)


@pytest.fixture(autouse=True)
def watch(qapp: QApplication, modules_read: None) -> Iterator[LoopWatch]:
    """No journey may stop the event loop for longer than a blink, what is known apart."""
    del qapp, modules_read
    gc.collect()
    gc.freeze()  # what pytest holds is no burden of the program
    made = LoopWatch(LIMIT_S)
    made.begin()
    yield made
    made.end()
    gc.unfreeze()
    for stall in made.stalls:
        print(f"STALL {stall.seconds * 1000:.0f} ms: {stall.name}")  # noqa: T201 (docs/journeys.md)
    worse = [f"{one.name}: {one.seconds * 1000:.0f} ms" for one in made.stalls if too_long(one.name, one.seconds)]
    assert not worse, f"the event loop stood still: {worse}"


@pytest.fixture
def enter(
    tmp_path: Path,
    files: Choosers,
    qapp: QApplication,
    qtbot: QtBot,
    watch: LoopWatch,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Callable[[], Office]]:
    """Opens the program on the folder «данные»; called again after ``leave`` it is the next day's start."""
    theme.apply(qapp, "light")
    folder, clock = data_folder(tmp_path / "данные"), fixed(NOW)
    errors = Boundary(folder, clock)
    monkeypatch.setattr(sys, "excepthook", _showing_known(errors, sys.excepthook))
    pictures = Path(tempfile.gettempdir()) / "curator-journeys" / request.node.name.split("[")[0]
    opened: list[Office] = []

    def start() -> Office:
        workspace = open_workspace(folder, clock)
        window = make_window(workspace, WindowState(folder.window_state), errors)
        window.resize(*_SCREEN)
        window.show()
        window.activateWindow()
        with watch.program("start"):
            qtbot.waitUntil(window.isActiveWindow)
        opened.append(Office(Hand(window, qtbot, pictures, watch), window, workspace, files))
        return opened[-1]

    yield start
    for office in opened:
        print(f"actions: {office.hand.actions}")  # noqa: T201 (docs/journeys.md)
        if request.node.stash.get(_OUTCOME, False):
            print(f"picture: {office.hand.shoot('window')}")  # noqa: T201 (for the person who looks)
        office.window.close()
        office.window.deleteLater()
        office.workspace.close()
    assert not errors.bugs


@pytest.fixture
def new_office(enter: Callable[[], Office]) -> Office:
    """The program over an empty base."""
    return enter()


@pytest.fixture
def new_keys(new_office: Office) -> Office:
    """The same with a hand that has only keys."""
    return by_keys(new_office)


@pytest.fixture(scope="session")
def school_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An invented school, made once and copied for every journey."""
    folder = tmp_path_factory.mktemp("school") / "данные"
    make_school(folder).workspace.close()
    return folder


@pytest.fixture
def office(tmp_path: Path, school_folder: Path, enter: Callable[[], Office]) -> Office:
    """The program over the invented school of tests/ui/pairs/invented.py."""
    shutil.copytree(school_folder, tmp_path / "данные")
    return enter()


@pytest.fixture
def keys(office: Office) -> Office:
    """The office with a hand that has only keys."""
    return by_keys(office)


@pytest.fixture
def last_year(tmp_path: Path, enter: Callable[[], Office]) -> Office:
    """September 2026: last year's pair, its route and the roadmap were left as they stood in May."""
    leave_last_year(tmp_path / "данные")
    return enter()


def _showing_known(errors: Boundary, bugs: Callable[..., object]) -> Callable[..., object]:
    """As the program does with what escapes from a slot; bugs go to pytest."""

    def escaped(kind: type[BaseException], error: BaseException, trace: object) -> object:
        if not isinstance(error, KnownProblem):
            return bugs(kind, error, trace)
        errors.handle(error)
        return None

    return escaped
