"""Files let go over the window, and rows pasted into a list."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from curator_app.ui.common import help_key
from curator_app.ui.common.theme import Theme
from curator_app.ui.dropping import Dropping
from curator_app.ui.imports.pasting import pasted_table, with_pasted
from curator_app.ui.pairs.proposal.ban_dialog import BanDialog


def _drop(window: QWidget, *paths: Path) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(one)) for one in paths])
    told = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    held = QDragEnterEvent(QPointF(5, 5).toPoint(), *told)
    held.ignore()
    QApplication.sendEvent(window, held)
    event = QDropEvent(QPointF(5, 5), *told)
    event.ignore()
    QApplication.sendEvent(window, event)
    QApplication.processEvents()
    return held.isAccepted()


def test_a_table_is_imported_and_a_copy_is_shown(look: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    del look
    window = QWidget()
    qtbot.addWidget(window)
    tables: list[Path] = []
    copies: list[Path] = []
    Dropping(window, tables.append, copies.append)
    table, copy = tmp_path / "База.XLSX", tmp_path / "школа.curator"
    assert _drop(window, table)
    assert _drop(window, copy)
    assert (tables, copies) == ([table], [copy])


def test_other_files_and_several_at_once_are_left(look: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    del look
    window = QWidget()
    qtbot.addWidget(window)
    taken: list[Path] = []
    Dropping(window, taken.append, taken.append)
    assert not _drop(window, tmp_path / "скан.pdf")
    assert not _drop(window, tmp_path / "а.csv", tmp_path / "б.csv")
    assert taken == []


@pytest.mark.parametrize("text", ["", "  ", "одно слово"])
def test_no_table_on_the_clipboard(text: str, qapp: QApplication) -> None:
    del qapp
    QGuiApplication.clipboard().setText(text)
    assert pasted_table() is None
    assert not with_pasted(lambda _path: pytest.fail("nothing to import"))


def test_rows_of_excel_become_a_file_that_goes(qapp: QApplication) -> None:
    del qapp
    QGuiApplication.clipboard().setText('ФИО\tДолжность\n"Ким\nАнна"\tучитель; классный руководитель\n\t\n')
    read: list[tuple[Path, str]] = []
    assert with_pasted(lambda path: read.append((path, path.read_text(encoding="utf-8-sig"))))
    ((path, text),) = read
    assert text == 'ФИО;Должность\n"Ким\nАнна";"учитель; классный руководитель"\n'
    assert not path.exists()


def test_f1_in_a_dialog_asks_for_its_chapter(look: Theme, qtbot: QtBot) -> None:
    del look
    asked: list[str] = []
    help_key.use_guide(lambda _window, chapter: asked.append(chapter))
    try:
        outer = BanDialog("Пара", locked=False)
        qtbot.addWidget(outer)
        inner = QDialog(outer)
        for one in (outer, inner):
            help_key.add_help_key(one)
            one.show()
            one.activateWindow()
            qtbot.waitUntil(one.isActiveWindow)
            QTest.keyClick(one, Qt.Key.Key_F1)
    finally:
        help_key.use_guide(None)
    assert asked == ["Пары: подбор", "Пары: подбор"]
