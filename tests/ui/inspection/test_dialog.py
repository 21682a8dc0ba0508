from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from tests.services.papers.school import fill
from tests.ui.desk import Desk
from tests.ui.waiting import settled

from curator_app.runtime.clock import fixed
from curator_app.runtime.paths import data_folder
from curator_app.services import pairs
from curator_app.services.inspection import Scope
from curator_app.services.workspace import Workspace, open_workspace
from curator_app.ui.common import theme
from curator_app.ui.inspection import dialog as module
from curator_app.ui.inspection.dialog import GAPS, InspectionDialog


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = open_workspace(data_folder(tmp_path / "данные"), fixed(dt.datetime(2026, 10, 5, 9)))
    fill(opened)
    yield opened
    opened.close()


@pytest.fixture
def dialog(workspace: Workspace, tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> InspectionDialog:
    theme.apply(qapp, "light")
    made = InspectionDialog(Desk(tmp_path, workspace.clock), workspace, Scope("year", year="2026/2027"))
    qtbot.addWidget(made)
    made.show()
    return settled(made)


def test_the_year_is_offered_with_its_gaps(dialog: InspectionDialog) -> None:
    assert dialog.folder is not None
    assert dialog.make.isEnabled()
    dialog.part.setCurrentIndex(GAPS)
    assert dialog.part.tabText(GAPS) == f"Чего не хватает · {len(dialog.folder.gaps)}"
    assert dialog.inside.count > 0


def test_a_pair_is_found_by_letters_and_made_by_enter(
    dialog: InspectionDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[QDialog] = []
    monkeypatch.setattr(module, "run_dialog", shown.append)
    dialog.kinds.button(1).click()
    settled(dialog)
    assert dialog.folder is not None
    surname = dialog.folder.title.split(": ")[1].split()[0]
    dialog.search.edit.setText(surname)
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    settled(dialog)
    assert [one.windowTitle() for one in shown] == [dialog.folder.title]
    shown[0].deleteLater()


def test_only_people_with_a_pair_are_offered(dialog: InspectionDialog, workspace: Workspace) -> None:
    dialog.kinds.button(2).click()
    busy = {one for row in pairs.list_pairs(workspace) for one in (row.mentor, *row.mentees)}
    assert dialog.list.count == len(busy)
