"""The foot of a dialog: a double click is one click."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from curator_app.ui.common.foot import foot_row


def test_a_double_click_does_not_press_what_has_come_into_the_same_place(qtbot: QtBot) -> None:
    """In a wizard the second click would pass a step unseen: the check before a list is loaded."""
    holder = QWidget()
    qtbot.addWidget(holder)
    button = QPushButton("Далее", holder)
    foot = foot_row(button)
    holder.setLayout(foot)
    holder.show()
    passed: list[str] = []

    def go_on() -> None:
        passed.append(button.text())
        button.setText("Загрузить 25 строк")

    button.clicked.connect(go_on)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(button, Qt.MouseButton.LeftButton)  # the second press of a double click
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
    assert passed == ["Далее"]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert passed == ["Далее", "Загрузить 25 строк"]
