"""From wishes and a lock to the signed-ready order: the proposal, its explanation, the accepted pairs, the PDF."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from tests.journeys.conftest import Office, pdf_text

from curator_app.services import pairs
from curator_app.services.papers import register
from curator_app.services.records.adding import add_records
from curator_app.services.records.listing import list_records

pytestmark = pytest.mark.journey
_CTRL = Qt.KeyboardModifier.ControlModifier


def _open_matching(office: Office) -> None:
    office.hand.tab("Пары")
    office.hand.tab("Подбор")
    office.hand.sees("Предложение: 2 пары")


def test_from_wishes_and_a_lock_to_the_order(office: Office) -> None:
    hand, workspace = office.hand, office.workspace
    people = {row["full_name"].split()[0]: row["id"] for row in _people(office)}
    for side in ("mentee", "mentor"):
        wish = {"side": side, "mentor": people["Петрова"], "mentee": people["Иванова"], "rank": 1}
        add_records(workspace, "wish", [wish])
    _open_matching(office)

    hand.cell("Петрова", "Иванова")
    hand.sees("Почему эта пара")
    hand.sees("взаимное пожелание")
    hand.cell("Зайцев", "Иванова")
    hand.sees("Почему не эта пара")
    hand.sees("Что изменится, если составить её")

    hand.cell("Петрова", "Ким")
    hand.key(Qt.Key.Key_Space)
    hand.sees("Закреплено: Петрова А.С. — Ким В.И.")
    hand.sees("Освободить")
    hand.key(Qt.Key.Key_Z, _CTRL)
    hand.sees("Отменено: Закреплена пара")
    hand.wait(lambda: "Освободить" not in hand.screen())
    hand.cell("Петрова", "Ким", twice=True)
    hand.sees("Освободить")

    clicks = hand.actions

    def accept() -> None:
        hand.sees("Петрова А.С. → Иванова М.П.")
        hand.press("Сформировать 2 пары")
        hand.press("Отметить получение")
        hand.sees("Все согласия получены")
        hand.press("Приказ…")

    def issue() -> None:
        hand.press("Издать приказ")
        hand.press("Сохранить PDF…")
        hand.press("Готово")

    hand.press("Принять пары…", accept, issue)
    assert hand.actions - clicks == 7
    (order,) = register.list_orders(workspace)
    rows = pairs.list_pairs(workspace)
    assert {(row.mentor_name.split()[0], row.status) for row in rows} == {("Петрова", "assigned")}
    assert set(order.pairs) == {row.id for row in rows}
    paper = office.saved_pdf("Приказ")
    assert paper == pdf_text(register.reprint(workspace, order.id))
    for name in ("Петрова Анна Сергеевна", "Иванова Мария Петровна", "Ким Виктория Игоревна"):
        assert name in paper


def _people(office: Office) -> list[dict[str, Any]]:
    return list_records(office.workspace, "people")
