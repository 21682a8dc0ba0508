"""Dialogs opened again and again leave nothing behind: the window of a school stays open for days."""

from __future__ import annotations

import datetime as dt
import gc
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QMenu,
    QMessageBox,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from curator_app.runtime.clock import fixed
from curator_app.runtime.paths import data_folder
from curator_app.services import demo
from curator_app.services.workspace import open_workspace
from curator_app.ui.app import make_window
from curator_app.ui.common.card import Card
from curator_app.ui.common.errors import ErrorBoundary
from curator_app.ui.common.table_view import RowTableView
from curator_app.ui.common.theme import Theme
from curator_app.ui.common.window_state import WindowState
from curator_app.ui.main_window import MainWindow
from curator_app.ui.tabs import TABS

_NOW = fixed(dt.datetime(2026, 10, 5, 9, 0))
_DESTRUCTIVE = ("Удалить", "Убрать", "Выйти", "Выход", "Отменить", "Повторить")


class Loud(ErrorBoundary):
    def handle(self, error: BaseException, parent: QWidget | None = None) -> None:
        raise error


def _pump() -> None:
    for _ in range(4):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _widgets() -> Counter[str]:
    _pump()
    gc.collect()
    _pump()
    return Counter(type(widget).__name__ for widget in QApplication.allWidgets())


def _harmless(button: QAbstractButton) -> bool:
    usable = button.isVisible() and button.isEnabled() and not button.isCheckable()
    return usable and not button.text().startswith(_DESTRUCTIVE)


def _press_everything(window: MainWindow) -> None:
    tabs = window.findChildren(QTabWidget)[0]
    for index in range(tabs.count()):
        window.turn_to(TABS[index].key)
        _pump()
        page = tabs.currentWidget()
        for table in page.findChildren(RowTableView):
            if table.isVisible() and table.model().rowCount() > 1:
                table.selectRow(1)
        _pump()
        for button in page.findChildren(QAbstractButton):
            if isValid(button) and _harmless(button):
                button.click()
                _pump()
    for menu in window.menuBar().findChildren(QMenu):
        for action in menu.actions():
            if action.isEnabled() and not action.isSeparator() and not action.text().startswith(_DESTRUCTIVE):
                action.trigger()
                _pump()
    for card in window.findChildren(Card):
        card.show_nothing()  # what it tells depends on what was pressed last


def test_dialogs_go_when_they_are_closed(
    tmp_path: Path, look: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def shown_and_closed(dialog: QDialog) -> int:
        opened.append(type(dialog).__name__)
        dialog.show()
        _pump()
        dialog.done(0)
        return 0

    for kind in (QDialog, QMessageBox, QPrintDialog):
        monkeypatch.setattr(kind, "exec", shown_and_closed)
    monkeypatch.setattr(QMenu, "exec", lambda *_args: None)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_more: ("", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args, **_more: ("", ""))
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda *_args: True)
    folder = data_folder(tmp_path / "школа")
    workspace = open_workspace(folder, _NOW)
    demo.fill(workspace)
    demo.make_papers(workspace, tmp_path)
    window = make_window(workspace, WindowState(folder.window_state), Loud(folder, _NOW))
    qtbot.addWidget(window)
    window.show()
    _press_everything(window)
    assert len(set(opened)) >= 8, f"too few dialogs were found: {set(opened)}"
    before = _widgets()
    _press_everything(window)
    _press_everything(window)
    more = _widgets() - before
    window.close()
    workspace.close()
    assert not more, f"left behind: {more}"
