"""Work cut into turns of the event loop."""

from __future__ import annotations

from PySide6.QtCore import QAbstractEventDispatcher, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from curator_app.ui.common.turns import in_turn


class _Teller(QObject):
    def __init__(self, said: list[str]) -> None:
        super().__init__()
        self.said = said

    def speak(self) -> None:
        self.said.append("spoken")


def test_each_piece_has_a_turn_of_its_own_in_the_order_of_asking(qapp: QApplication, qtbot: QtBot) -> None:
    del qapp
    owner, said = QObject(), list[str]()
    dispatcher = QAbstractEventDispatcher.instance()

    def beat() -> None:
        said.append("|")

    dispatcher.awake.connect(beat)
    in_turn(owner, lambda: said.append("first"))
    in_turn(owner, lambda: said.append("second"))
    assert not said
    qtbot.waitUntil(lambda: "second" in said)
    dispatcher.awake.disconnect(beat)
    told = said[: said.index("second") + 1]
    assert "|" in told[told.index("first") :]


def test_asked_twice_is_done_once(qapp: QApplication, qtbot: QtBot) -> None:
    del qapp
    said: list[str] = []
    one = _Teller(said)
    in_turn(one, one.speak)
    in_turn(one, one.speak)
    in_turn(one, lambda: said.append("end"))
    qtbot.waitUntil(lambda: "end" in said)
    assert said == ["spoken", "end"]


def test_nothing_is_done_for_one_that_is_gone(qapp: QApplication, qtbot: QtBot) -> None:
    del qapp
    said: list[str] = []
    gone, stays = _Teller(said), QObject()
    in_turn(gone, gone.speak)
    in_turn(stays, lambda: said.append("end"))
    delete(gone)
    qtbot.waitUntil(lambda: "end" in said)
    assert said == ["end"]
