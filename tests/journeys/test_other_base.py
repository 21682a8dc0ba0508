"""Out of the example school into one's own base and back, without losing either; the guide by F1."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from tests.journeys.conftest import NOW, Office

from curator_app.runtime.bases import Bases
from curator_app.runtime.clock import fixed
from curator_app.runtime.paths import data_folder
from curator_app.services import school
from curator_app.services.school import SchoolData
from curator_app.services.workspace import open_workspace
from curator_app.ui import app
from curator_app.ui.bases.dialog import BasesDialog
from curator_app.ui.guide import GuideWindow, guide_file
from curator_app.ui.main_window import MainWindow

pytestmark = pytest.mark.journey


def _school(folder: Path, name: str) -> None:
    workspace = open_workspace(data_folder(folder), fixed(NOW))
    school.save_school(workspace, SchoolData(full_name=name, short_name=name))
    workspace.close()


def _window() -> MainWindow | None:
    shown = (one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow) and one.isVisible())
    return next(shown, None)


def test_the_window_goes_from_one_base_to_another_and_back(
    tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "пример", tmp_path / "своя"
    _school(first, "Школа-пример")
    _school(second, "СОШ № 99")
    titles: list[str] = []
    next_one: list[Path | None] = []
    bases = Bases(tmp_path / "дом")
    plan: list[Callable[[MainWindow], object]] = [
        lambda window: window.leave_for(second),
        lambda window: window.leave_for(tmp_path / "файл" / "нет"),  # cannot be: back to the second
        lambda window: window.close(),
    ]
    (tmp_path / "файл").write_bytes(b"")

    def look() -> None:
        modal = QApplication.activeModalWidget()
        if modal is not None:
            button = modal.findChildren(QPushButton)[0]
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
            return
        window = _window()
        if window is not None and plan:
            next_one.append(bases.last())  # where the program would come back to, were it killed now
            titles.append(window.windowTitle().split(" — ")[0])
            plan.pop(0)(window)

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(20)
    assert app.open_window(data_folder(first), fixed(NOW), bases) == 0
    timer.stop()
    assert titles == ["Школа-пример", "СОШ № 99", "СОШ № 99"]
    assert next_one == [first, second, second]
    assert bases.last() == second
    assert {one.school for one in bases.known()} == {"Школа-пример", "СОШ № 99"}


def test_the_dialog_offers_the_known_ones_and_a_new_one(tmp_path: Path, office: Office, qtbot: QtBot) -> None:
    del office
    other = tmp_path / "другая"
    _school(other, "СОШ № 7")
    bases = Bases(tmp_path / "дом")
    bases.remember(other, "СОШ № 7")
    dialog = BasesDialog(tmp_path / "данные", bases)
    qtbot.addWidget(dialog)
    dialog.open_button.click()
    assert dialog.chosen == other
    again = BasesDialog(other, bases)
    qtbot.addWidget(again)
    assert again.open_button.isHidden()
    again.new.click()
    assert again.chosen is not None
    assert not again.chosen.exists()


def test_the_guide_opens_by_f1_and_is_searched(office: Office, qtbot: QtBot) -> None:
    assert guide_file() is not None
    office.hand.key(Qt.Key.Key_F1)
    shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, GuideWindow)]
    assert len(shown) == 1
    guide = shown[0]
    assert guide.chapters.count() > 3
    assert guide.chapters.currentItem().text().startswith("Сегодня")
    guide.open_chapter("Документы")
    assert guide.chapters.currentItem().text() == "Документы: новый приказ"
    guide.text.anchorClicked.emit(QUrl("#пароль"))
    assert guide.chapters.currentItem().text() == "Пароль"
    assert guide.seek("приказ")
    guide.close()
    qtbot.waitUntil(lambda: not [one for one in QApplication.topLevelWidgets() if isinstance(one, GuideWindow)])
