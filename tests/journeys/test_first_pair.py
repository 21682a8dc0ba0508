"""The first ten minutes: from nothing to the first pair and its order, through the first start and the school's own
list, by somebody who reads nothing but the buttons."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.journeys.conftest import Office
from tests.journeys.first_steps import load_table, tell_school

from curator_app.services import pairs
from curator_app.services.papers import register
from curator_app.ui.first_start import run_first_start

pytestmark = pytest.mark.journey
_MOST_ACTIONS = 30
_SECONDS_AN_ACTION = 12  # a tired person: look, think, do; a full name is typed in that time too
_TABLE = """Ф.И.О.;Должность;Стаж
Гаврилова Ирина Львовна;учитель химии;25
Дьячков Семён Юрьевич;учитель физики;18
Ёлкина Софья Марковна;педагог-психолог;9
"""


def test_from_nothing_to_the_order_of_the_first_pair(new_office: Office, tmp_path: Path) -> None:
    hand, workspace = new_office.hand, new_office.workspace
    table = tmp_path / "Сотрудники.csv"
    table.write_bytes(_TABLE.encode("cp1251"))
    new_office.files.to_open.append(table)

    def three_steps() -> None:
        tell_school(hand)
        hand.press("Выбрать файл…", load)
        hand.press("Выбрать наставников")

    def load() -> None:
        load_table(hand, "Далее", "3 строки", "Ёлкина Софья Марковна")

    def choose() -> None:
        hand.tick("Гаврилова Ирина Львовна — учитель химии")
        hand.tick("Дьячков Семён Юрьевич — учитель физики")
        hand.press("Взять в базу: 2 человека")

    def wizard() -> None:
        hand.fill("Фамилия", "Осипова Мария Антоновна")
        hand.fill("Дата выхода на работу", "1.9.2026")
        hand.fill("Должность", "учитель химии")
        hand.press("Сохранить и подобрать наставника")
        hand.press("Закрепить и подготовить бумаги")
        hand.press("Приказ…", issue)
        hand.press("Сохранить все PDF…")
        hand.press("Готово")

    def issue() -> None:
        hand.press("Отметить получение")
        hand.press("Издать приказ")
        hand.press("Готово")

    with hand.dialogs(three_steps):
        run_first_start(new_office.window, workspace, new_office.window)
    hand.press("Выбрать из сотрудников…", choose)
    hand.press("Новый сотрудник", wizard)

    (pair,) = pairs.list_pairs(workspace)
    assert pair.mentees_name == ("Осипова Мария Антоновна",)
    (order,) = register.list_orders(workspace)
    assert order.pairs == (pair.id,)
    assert "Осиповой Марией Антоновной" in new_office.saved_pdf("Бумаги")
    print(f"actions from nothing to the first order: {hand.actions}")  # noqa: T201
    assert hand.actions <= _MOST_ACTIONS
    assert hand.actions * _SECONDS_AN_ACTION <= 600
