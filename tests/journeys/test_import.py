"""«Загрузить из Excel или CSV»: a table with a heading of its own, a change of mind, the whole import taken back."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from tests.journeys.conftest import Office

from curator_app.services import people

pytestmark = pytest.mark.journey

_HEADING = ["ФИО", "Должность", "Как связаться", "По договорённости"]
_FIRST = [
    ["Гаврилова Ирина Львовна", "учитель химии", "8 912 345-67-89", "готова помогать"],
    ["Дьячков Семён Юрьевич", "учитель физической культуры", "8 912 345-67-80", ""],
]
_SECOND = [["Ёлкина Софья Марковна", "педагог-психолог", "8 912 345-67-81", "по средам"]]


def _table(folder: Path, name: str, rows: list[list[str]]) -> Path:
    path = folder / name
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows([_HEADING, *rows])
    return path


def test_a_column_put_right_is_remembered_and_a_whole_import_is_taken_back(office: Office, tmp_path: Path) -> None:
    hand, workspace = office.hand, office.workspace
    column = "Куда загрузить столбец «По договорённости»"
    before = {row.surname for row in people.list_people(workspace)}
    office.files.to_open += [
        _table(tmp_path, "август.csv", _FIRST),
        _table(tmp_path, "август.csv", _FIRST),
        _table(tmp_path, "сентябрь.csv", _SECOND),
    ]

    def opened() -> None:
        hand.press("Выбрать файл…")
        hand.wait(lambda: "заголовки в строке 1" in hand.screen())

    def think_better() -> None:
        opened()
        assert hand.chosen(column) == "не загружать"
        hand.choose(column, "Примечание")
        hand.press("Отмена", sure)

    def sure() -> None:
        hand.sees("Прервать загрузку файла?")
        hand.press("Прервать")

    def load_first() -> None:
        opened()
        assert hand.chosen(column) == "не загружать"
        hand.choose(column, "Примечание")
        finish("Загрузить 2 строки")

    def load_second() -> None:
        opened()
        hand.sees("столбцы — как в прошлый раз")
        assert hand.chosen(column) == "Примечание"
        finish("Загрузить 1 строку")

    def finish(words: str) -> None:
        hand.press("Далее")
        hand.wait(lambda: words in hand.screen())
        hand.press(words)
        hand.wait(lambda: "загружен" in hand.screen())
        hand.press("Закрыть")

    hand.menu("Файл", "Загрузить из Excel или CSV…", think_better)
    assert {row.surname for row in people.list_people(workspace)} == before
    hand.menu("Файл", "Загрузить из Excel или CSV…", load_first)
    hand.menu("Файл", "Загрузить из Excel или CSV…", load_second)
    notes = {row.surname: row.note for row in people.list_people(workspace)}
    assert (notes["Гаврилова"], notes["Ёлкина"]) == ("готова помогать", "по средам")

    def take_back_august() -> None:
        hand.row("август.csv")
        hand.sees("Затронуто: 2 человека")
        hand.press("Отменить это действие")
        hand.press("Закрыть")

    hand.menu("Правка", "Что изменилось…", take_back_august)
    assert {row.surname for row in people.list_people(workspace)} == {*before, "Ёлкина"}
