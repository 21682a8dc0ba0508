"""A modal dialog goes with its end."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from curator_app.ui.common.run_dialog import run_dialog


class _Holding(QDialog):
    """Refers to itself, as dialogs with lambdas on their signals do."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.finished.connect(lambda _result: self.setProperty("over", True))
        self.found = "что выбрано"


@pytest.mark.parametrize(
    ("close", "accepted"), [(QDialog.accept, True), (QDialog.reject, False)], ids=["accepted", "rejected"]
)
def test_nothing_is_left_with_the_parent(qtbot: QtBot, close: Callable[[QDialog], None], accepted: bool) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = _Holding(window)
    QTimer.singleShot(0, dialog, lambda: close(dialog))
    assert run_dialog(dialog) is accepted
    assert dialog.found == "что выбрано"
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert window.findChildren(QDialog) == []
