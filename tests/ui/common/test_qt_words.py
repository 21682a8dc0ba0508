"""What Qt itself says in the program is Russian: menus of fields, answers, files, the calendar, printing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFileDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot
from tests.ui.looking import is_foreign, texts

from curator_app.ui.common import theme

pytestmark = pytest.mark.usefixtures("look")


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit, QTextBrowser])
def test_menus_of_fields(kind: type[QLineEdit | QPlainTextEdit | QTextBrowser], qtbot: QtBot) -> None:
    field = kind()
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    assert isinstance(menu, QMenu)
    told = [action.text().split("\t")[0] for action in menu.actions()]
    menu.deleteLater()
    assert any("Копировать" in words.replace("&", "") for words in told)
    assert not [words for words in told if is_foreign(words)]


def test_answers(qtbot: QtBot) -> None:
    box = QMessageBox()
    qtbot.addWidget(box)
    kind = QMessageBox.StandardButton
    box.setStandardButtons(kind.Yes | kind.No | kind.Cancel | kind.Close | kind.Save | kind.Discard | kind.Retry)
    assert not [one.text() for one in box.buttons() if is_foreign(one.text())]


def test_files_calendar_and_printing(qtbot: QtBot) -> None:
    files = QFileDialog()
    files.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialogs: list[QWidget] = [files, QCalendarWidget()]
    printer = QPrinter()
    if printer.outputFormat() == QPrinter.OutputFormat.PdfFormat:  # elsewhere the system asks
        dialogs.append(QPrintDialog(printer))
    for dialog in dialogs:
        qtbot.addWidget(dialog)
        dialog.show()
        QCoreApplication.processEvents()
        found = {words for where, words in texts(dialog) if is_foreign(words.replace("&", "")) and where != "choice"}
        assert not found - {"OK"}, type(dialog).__name__


def test_an_english_word_is_seen(look: theme.Theme, qtbot: QtBot) -> None:
    del look
    menu = QMenu("Правка")
    qtbot.addWidget(menu)
    menu.addAction("Paste")
    assert [words for _where, words in texts(menu) if is_foreign(words)]
