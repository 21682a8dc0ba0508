"""The screen closed by the password: nothing is seen, nothing typed is lost, nothing stays on the clipboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QMainWindow, QMenu, QWidget
from tests.ui.protection.conftest import wait_for

from curator_app import APP_NAME
from curator_app.services import protection
from curator_app.services.workspace import Workspace
from curator_app.ui.common.window_state import WindowState
from curator_app.ui.common.worker import ProgressDialog
from curator_app.ui.protection import locker as locking
from curator_app.ui.protection.locker import Locker
from curator_app.ui.protection.unlock_dialog import UnlockDialog

PASSWORD = "Слон, йод и кактус"
NAME = "Кутузова Анна Петровна"


class Place:
    """A window with a dialog over it, both full of names."""

    def __init__(self, workspace: Workspace, folder: Path) -> None:
        self.window = QMainWindow()
        self.window.setWindowTitle(f"МБОУ СОШ № 18 — {APP_NAME}")
        self.text = QLineEdit(NAME, self.window)
        self.window.setCentralWidget(self.text)
        self.window.resize(500, 300)
        self.window.show()
        self.left: list[bool] = []
        self.locker = Locker(
            self.window, workspace, WindowState(folder / "window.ini"), lambda: self.left.append(self.window.close())
        )

    def end(self) -> None:
        self.locker.set_minutes(0)
        self.window.close()
        self.window.deleteLater()


@pytest.fixture
def place(workspace: Workspace, tmp_path: Path) -> Iterator[Place]:
    protection.protect(workspace, PASSWORD, protection.new_code())
    made = Place(workspace, tmp_path)
    yield made
    made.end()


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[UnlockDialog], None]], None]:
    """What happens while the screen is closed, in the place of a person who stands before it."""

    def set_answer(act: Callable[[UnlockDialog], None]) -> None:
        def run(dialog: UnlockDialog) -> bool:
            dialog.show()
            act(dialog)
            accepted = dialog.result() == QDialog.DialogCode.Accepted
            dialog.deleteLater()
            return accepted

        monkeypatch.setattr(locking, "run_dialog", run)

    return set_answer


def type_in(dialog: UnlockDialog, password: str) -> None:
    dialog.password.line.setText(password)
    dialog.do.click()
    wait_for(lambda: not dialog.busy)


def unlock(dialog: UnlockDialog) -> None:
    type_in(dialog, PASSWORD)


def covered(window: QWidget) -> bool:
    """Every spot of the content lies under the cover."""
    spots = [(5, 5), (window.width() // 2, window.height() // 2), (window.width() - 5, window.height() - 5)]
    at = [window.childAt(x, y) for x, y in spots]
    return all(
        one is not None and (isinstance(one, locking._Cover) or isinstance(one.parentWidget(), locking._Cover))
        for one in at
    )


def test_without_a_password_nothing_is_watched(workspace: Workspace, tmp_path: Path) -> None:
    place = Place(workspace, tmp_path)
    assert not place.locker._timer.isActive()
    assert not place.locker.lock()
    place.end()


def test_everything_is_covered_and_comes_back(
    place: Place, answer: Callable[[Callable[[UnlockDialog], None]], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    # the offscreen platform never says whose the clipboard is
    monkeypatch.setattr(type(QGuiApplication.clipboard()), "ownsClipboard", lambda _self: True)
    dialog = QDialog(place.window)
    dialog.setWindowTitle(NAME)
    typed = QLineEdit(dialog)
    dialog.resize(300, 200)
    dialog.show()
    typed.setText("не сохранено")
    QGuiApplication.clipboard().setText(NAME)
    seen: list[bool] = []

    def look(lock: UnlockDialog) -> None:
        seen.append(covered(place.window) and covered(dialog))
        remark = QLabel(NAME, place.window)
        remark.setGeometry(place.window.rect())
        remark.show()
        remark.raise_()
        seen.append(covered(place.window))
        place.window.resize(700, 500)
        QApplication.processEvents()
        seen.append(covered(place.window))
        assert {place.window.windowTitle(), dialog.windowTitle(), lock.windowTitle()} == {APP_NAME}
        assert QGuiApplication.clipboard().text() == ""
        assert lock.windowModality() is Qt.WindowModality.ApplicationModal
        lock.close()
        QTest.keyClick(lock, Qt.Key.Key_Escape)
        assert lock.isVisible()
        assert place.locker.is_locked
        type_in(lock, "не тот")
        assert lock.isVisible()
        unlock(lock)

    answer(look)
    assert place.locker.lock()
    assert seen == [True, True, True]
    assert not place.locker.is_locked
    assert not covered(place.window)
    assert dialog.windowTitle() == NAME
    assert place.window.windowTitle().startswith("МБОУ")
    assert typed.text() == "не сохранено"
    dialog.close()
    dialog.deleteLater()


def test_a_text_of_another_program_stays_on_the_clipboard(
    place: Place, answer: Callable[[Callable[[UnlockDialog], None]], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("чужое")
    monkeypatch.setattr(type(clipboard), "ownsClipboard", lambda _self: False)
    answer(unlock)
    place.locker.lock()
    assert clipboard.text() == "чужое"
    clipboard.clear()


def test_it_locks_by_itself_only_when_nothing_is_touched(
    place: Place, answer: Callable[[Callable[[UnlockDialog], None]], None]
) -> None:
    answer(unlock)
    place.locker.set_minutes(5)
    timer = place.locker._timer
    assert timer.interval() == 5 * 60_000
    timer.stop()
    QTest.keyClick(place.text, Qt.Key.Key_A)
    assert timer.isActive()
    timer.stop()
    QTest.mouseMove(place.text, place.text.rect().center())
    assert timer.isActive()
    timer.stop()
    QApplication.processEvents()
    assert not timer.isActive()
    locked: list[bool] = []

    def note(dialog: UnlockDialog) -> None:
        locked.append(place.locker.is_locked)
        unlock(dialog)

    answer(note)
    timer.timeout.emit()
    assert locked == [True]
    assert timer.isActive()


def test_the_time_is_remembered(place: Place, workspace: Workspace, tmp_path: Path) -> None:
    assert place.locker.minutes == 10
    place.locker.set_minutes(30)
    assert WindowState(tmp_path / "window.ini").numbers("lock/minutes") == [30]
    place.locker.set_minutes(0)
    assert not place.locker._timer.isActive()


def test_a_running_job_is_waited_for(place: Place, answer: Callable[[Callable[[UnlockDialog], None]], None]) -> None:
    answer(unlock)
    job = ProgressDialog("Снимается копия", place.window)
    assert not place.locker.lock()
    place.locker._idle()
    assert place.locker._timer.interval() == 15_000
    job.close()
    job.setParent(None)
    job.deleteLater()


def test_open_menus_are_closed(place: Place, answer: Callable[[Callable[[UnlockDialog], None]], None]) -> None:
    menu = QMenu(place.window)
    menu.addAction(NAME)
    menu.popup(place.window.mapToGlobal(place.window.rect().center()))
    answer(unlock)
    assert place.locker.lock()
    assert not menu.isVisible()


def test_leaving_the_locked_program(place: Place, answer: Callable[[Callable[[UnlockDialog], None]], None]) -> None:
    def leave(dialog: UnlockDialog) -> None:
        assert dialog.leave.isVisible()
        dialog.leave.click()

    answer(leave)
    place.locker.lock()
    assert place.left == [True]
    assert place.locker.is_locked  # the covers stay until the window is gone


def test_with_a_dialog_open_its_text_can_not_be_thrown_away(
    place: Place, answer: Callable[[Callable[[UnlockDialog], None]], None]
) -> None:
    dialog = QDialog(place.window)
    dialog.setModal(True)
    dialog.show()

    def look(lock: UnlockDialog) -> None:
        assert not lock.leave.isVisible()
        unlock(lock)

    answer(look)
    place.locker.lock()
    dialog.close()
    dialog.deleteLater()
