"""All windows of the program over one school: nothing cut, nothing over another, words that can be read, in Russian;
every control with a name and in the way of Tab.

Sizes are logical: 1366×768 without the task bar at 100, 125 and 150 %. A window is opened once for each size and
everything is judged on it: 100 % in the light colours, 125 % in the dark ones.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QRect, Qt
from PySide6.QtGui import QScreen
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QMainWindow, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid
from tests.ui import inks, keyboard, looking
from tests.ui.every_window import WINDOWS, parts_of, window_classes
from tests.ui.next_step import of_demonstration as next_step
from tests.ui.records import of_demonstration as journal
from tests.ui.scene import Scene
from tests.ui.waiting import settled

import curator_app.ui
from curator_app.ui.common import theme
from curator_app.ui.common.palette import DARK, LIGHT, TONES, Palette, contrast
from curator_app.ui.common.reading_order import tab_as_read

_SCREENS = {"100": (1366, 728), "125": (1092, 582), "150": (910, 485)}
_TITLE = 30  # the bar of the window, logical pixels
_EDGES = 18
_STAYS_AT_ESCAPE = {"common.worker.ProgressDialog"}  # a job is stopped by its button or goes on


@pytest.fixture(scope="module")
def scene(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    theme.apply(qapp, "light")
    made = Scene(tmp_path_factory.mktemp("every-window"))
    yield made
    made.close()


@pytest.fixture(scope="class")
def dark(qapp: QApplication) -> Iterator[None]:
    """The dark colours; dressing anew takes long, so that a class shares them."""
    theme.apply(qapp, "dark")
    yield
    theme.apply(qapp, "light")


@pytest.fixture
def opened(scene: Scene, qapp: QApplication) -> Iterator[list[QWidget]]:
    """Windows to be closed after the test."""
    del scene
    made: list[QWidget] = []
    yield made
    for one in made:
        if isValid(one):  # the guide goes by itself when it is closed
            one.hide()
            one.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    qapp.processEvents()


def _open(scene: Scene, name: str, opened: list[QWidget], size: tuple[int, int]) -> QWidget:
    window = WINDOWS[name](scene)
    opened.append(window)
    if isinstance(window, QMainWindow):
        window.resize(size[0], size[1] - _TITLE)
    window.show()
    return window


def _settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def test_every_dialog_of_the_program_is_in_the_list() -> None:
    known = {name.split(" ")[0] for name in WINDOWS}
    assert sorted(set(window_classes()) - known) == []


def test_every_function_that_makes_a_dialog_is_in_the_list() -> None:
    made = set()
    for module in pkgutil.walk_packages(curator_app.ui.__path__, "curator_app.ui."):
        loaded = importlib.import_module(module.name)
        for name, one in inspect.getmembers(loaded, inspect.isfunction):
            if (
                one.__module__ == module.name
                and not name.startswith("_")
                and one.__annotations__.get("return") == "FormDialog"
            ):
                made.add(f"{module.name.removeprefix('curator_app.ui.')}.{name}")
    assert sorted(made - set(WINDOWS)) == []


class TestInLight:
    @pytest.mark.parametrize("size", ["100", "150"])
    @pytest.mark.parametrize("name", WINDOWS)
    def test_window(
        self, name: str, size: str, scene: Scene, opened: list[QWidget], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        _walk(name, size, scene, opened, monkeypatch)

    def test_grey_on_grey_is_seen(self, scene: Scene, opened: list[QWidget]) -> None:
        del scene
        _planted(opened)


@pytest.mark.usefixtures("scene", "dark")
class TestInDark:
    @pytest.mark.parametrize("name", WINDOWS)
    def test_window(self, name: str, scene: Scene, opened: list[QWidget], monkeypatch: pytest.MonkeyPatch) -> None:
        _walk(name, "125", scene, opened, monkeypatch)

    def test_grey_on_grey_is_seen(self, opened: list[QWidget]) -> None:
        _planted(opened)


def _walk(name: str, size: str, scene: Scene, opened: list[QWidget], monkeypatch: pytest.MonkeyPatch) -> None:
    """A window as it opens and in every part; then once more with words a third longer; then Esc."""
    screen = _SCREENS[size]
    monkeypatch.setattr(QScreen, "availableGeometry", lambda _screen: QRect(0, 0, *screen))
    window = _open(scene, name, opened, screen)
    window.activateWindow()
    for part in parts_of(window):
        settled(window)
        _settle()
        found = looking.cut(window) + looking.misplaced(window) + _too_large(window, screen)
        if size == "100":
            found += looking.nameless(window) + looking.foreign(window)
            found += keyboard.enter(window) + keyboard.tab(window)
        if size != "150":
            found += inks.weak(window)
        assert not found, "\n".join([f"{part} ({size} %)", *found])
    for part in parts_of(window):
        settled(window)  # what a paper says when it is made is lengthened as well
        _settle()
        looking.lengthen(window)
        _settle()
        _let_grow(window, screen)
        _settle()
        found = looking.cut(window) + looking.misplaced(window) + _too_large(window, screen)
        assert not found, "\n".join([f"{part} ({size} %, longer)", *found])
    if isinstance(window, QDialog) and name.split(" ")[0] not in _STAYS_AT_ESCAPE:
        QTest.keyClick(window, Qt.Key.Key_Escape)
        _settle()
        assert not isValid(window) or not window.isVisible()


def test_a_jump_of_tab_is_seen(scene: Scene, opened: list[QWidget]) -> None:
    """Made in another order than laid out; «Далее» is made by chance what Enter does."""
    del scene
    window = QDialog()
    opened.append(window)
    above, below, act = QLineEdit(window), QLineEdit(window), QPushButton("Разослать всем", window)
    act.setDefault(True)
    layout = QVBoxLayout(window)
    for part in (below, above, act, QPushButton("Отмена", window)):
        layout.addWidget(part)
    window.show()
    _settle()
    assert keyboard.tab(window)
    assert keyboard.enter(window)
    tab_as_read(window)
    act.setDefault(False)
    assert not keyboard.enter(window)
    assert not keyboard.tab(window)


def _planted(opened: list[QWidget]) -> None:
    """The measure of contrast finds what it is made for, and only that."""
    window = QWidget()
    opened.append(window)
    layout = QVBoxLayout(window)
    for words, sheet in (
        ("Бледные слова", "color: #9aa5a5; background: #7d8a8a"),
        ("Пропавшие слова", "color: #808080; background: #808080"),
        ("Ясные слова", ""),
    ):
        label = QLabel(words)
        label.setStyleSheet(sheet)
        layout.addWidget(label)
    window.show()
    _settle()
    found = "\n".join(inks.weak(window))
    assert "Бледные слова" in found
    assert "Пропавшие слова" in found
    assert "Ясные" not in found


def _let_grow(window: QWidget, size: tuple[int, int]) -> None:
    """As a dialog would have opened with these words."""
    layout = window.layout()
    if layout is not None and layout.hasHeightForWidth() and isinstance(window, QDialog):
        needed = layout.totalHeightForWidth(window.width())
        window.resize(window.width(), min(max(needed, window.height()), size[1] - _TITLE - _EDGES))


def _too_large(window: QWidget, size: tuple[int, int]) -> list[str]:
    fits = window.width() <= size[0] and window.height() <= size[1] - _TITLE
    return [] if fits else [f"{window.width()}×{window.height()} on a screen of {size[0]}×{size[1]}"]


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda one: one.name)
def test_every_pair_of_colours_can_be_read(palette: Palette) -> None:
    grounds = ("canvas", "surface", "raised", "header", "hover")
    inks = ("text", "muted", "accent_text", "danger_text", "ok_text", "warn_text", "info_text")
    pairs = [(ink, ground) for ink in inks for ground in grounds]
    pairs += [(f"{tone}_text", f"{tone}_soft") for tone in TONES]
    pairs += [("text", "selection"), ("selection_text", "selection"), ("muted", "accent_soft"), ("text", "accent_soft")]
    pairs += [("on_accent", ground) for ground in ("accent", "accent_hover", "accent_pressed")]
    pairs += [
        ("on_danger", "danger"),
        ("on_danger", "danger_hover"),
        ("toast_text", "toast"),
        ("toast_action", "toast"),
    ]
    tokens = palette.tokens()
    weak = {
        f"{ink} on {ground}": round(contrast(tokens[ink], tokens[ground]), 2)
        for ink, ground in pairs
        if contrast(tokens[ink], tokens[ground]) < 4.5
    }
    assert not weak


def test_the_next_step_tells_the_numbers_of_the_page_and_opens_what_it_says(
    scene: Scene, opened: list[QWidget], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The window of its own goes with the test."""
    monkeypatch.setattr(scene, "window", scene.new_window())
    opened.append(scene.window)
    scene.window.resize(1366, 728)
    scene.window.show()
    next_step.check_numbers(scene)
    next_step.check_buttons(scene)


def test_no_code_of_the_base_reaches_the_journal(scene: Scene) -> None:
    journal.check_words(scene)
