"""Without the mouse: search, open, change, close."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from tests.journeys.conftest import Office

from curator_app.services import mentees

pytestmark = pytest.mark.journey
_CTRL = Qt.KeyboardModifier.ControlModifier
_KEY = Qt.Key


def test_search_open_change_and_close_by_keyboard_only(office: Office) -> None:
    hand, workspace = office.hand, office.workspace
    hand.key(_KEY.Key_3, _CTRL)
    hand.key(_KEY.Key_F, _CTRL)
    hand.search("артем 7-а")
    assert len(hand.rows()) == 1
    hand.key(_KEY.Key_Return)

    def look() -> None:
        hand.sees("Наставляемый — Лебедев Артём Денисович")
        hand.key(_KEY.Key_Escape)

    def change() -> None:
        hand.fill("Телефон", "8 912 345-67-89")
        hand.key(_KEY.Key_Escape, Qt.KeyboardModifier.NoModifier, stay)
        hand.key(_KEY.Key_Return, _CTRL)

    def stay() -> None:
        hand.sees("Закрыть без сохранения?")
        hand.key(_KEY.Key_Return)

    plain = Qt.KeyboardModifier.NoModifier
    hand.key(_KEY.Key_Return, plain, look)
    hand.key(_KEY.Key_Return, plain, change)
    assert next(row.phone for row in mentees.list_mentees(workspace) if row.surname == "Лебедев") == "79123456789"
    hand.key(_KEY.Key_Escape)
    assert len(hand.rows()) == 4
