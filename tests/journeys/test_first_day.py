"""The first day: the school, the staff from the secretary's own table, mentors chosen among them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.journeys.conftest import Office
from tests.journeys.first_steps import load_table, tell_school

from curator_app.services import mentors, people, school
from curator_app.ui.first_start import run_first_start

pytestmark = pytest.mark.journey

_TABLE = """Список работников МБОУ СОШ № 99;;;;
на 01.09.2026;;;;

№ п/п;Ф.И.О. (полностью);Должность (предмет);тел.;Кв. категория
1;  ГАВРИЛОВА   Ирина Львовна ;учитель химии;+7 912 345 67 89;Высшая
2;Дьячков Семён Юрьевич;учитель физической культуры;8(912)3456780;1
3;Ёлкина Софья Марковна;педагог-психолог;;б/к
;;;;
4;Жук Анна Петровна;учитель начальных классов;не скажу;соответствие
;ИТОГО: 4;;;
"""


def test_first_start_with_a_messy_list_of_staff_and_mentors_chosen_from_it(new_office: Office, tmp_path: Path) -> None:
    hand, workspace = new_office.hand, new_office.workspace
    table = tmp_path / "Список работников (2).csv"
    table.write_bytes(_TABLE.encode("cp1251"))
    new_office.files.to_open.append(table)

    def three_steps() -> None:
        hand.sees("Здравствуйте! Расскажите о школе")
        tell_school(hand)
        hand.press("Выбрать файл…", load)
        hand.sees("МБОУ СОШ № 99: всё готово к работе")
        hand.sees("отметьте в списке сотрудников")
        hand.press("Выбрать наставников")

    def load() -> None:
        load_table(hand, "заголовки в строке 4", "4 строки", "Ёлкина Софья Марковна")

    with hand.dialogs(three_steps):
        run_first_start(new_office.window, workspace, new_office.window)

    rows = {row.surname: row for row in people.list_people(workspace)}
    assert set(rows) == {"Могилевских", "Леонова", "Гаврилова", "Дьячков", "Ёлкина", "Жук"}
    assert rows["Гаврилова"].full_name == "Гаврилова Ирина Львовна"
    assert rows["Гаврилова"].qualification_category == "highest"
    assert rows["Жук"].raw == {"phone": "не скажу"}
    assert school.get_school(workspace).director == rows["Могилевских"].id

    def choose() -> None:
        hand.tick("Гаврилова Ирина Львовна — учитель химии")
        hand.tick("Ёлкина Софья Марковна — педагог-психолог")
        hand.press("Взять в базу: 2 человека")

    hand.sees("Наставников пока нет")
    hand.press("Выбрать из сотрудников…", choose)
    assert [row.full_name for row in mentors.list_mentors(workspace)] == [
        "Гаврилова Ирина Львовна",
        "Ёлкина Софья Марковна",
    ]
    assert len(hand.rows()) == 2
    assert new_office.window.windowTitle().startswith("МБОУ СОШ № 99")
