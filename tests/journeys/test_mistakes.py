"""Mistakes and a stubborn world: a sentence that says what and where, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from tests.journeys.conftest import NOW, Office

from curator_app.runtime.clock import fixed
from curator_app.runtime.paths import data_folder
from curator_app.services import mentors
from curator_app.ui import app

pytestmark = pytest.mark.journey


def test_wrong_input_is_told_at_its_field_and_the_dialog_keeps_the_work(office: Office) -> None:
    hand, workspace = office.hand, office.workspace
    before = mentors.list_mentors(workspace)

    def fill() -> None:
        hand.fill("Фамилия", "Г" * 400)
        hand.fill("Имя", "Ирина")
        hand.fill("Эл. почта", "почта")
        hand.fill("Дата выхода на работу", "вчера или позавчера")
        hand.press("Сохранить")
        assert "Не понимаю дату" in hand.field("Дата выхода на работу").problem
        hand.fill("Дата выхода на работу", "1.9.1939")
        hand.press("Сохранить")
        assert "1940" in hand.field("Дата выхода на работу").problem
        assert hand.field("Фамилия").problem
        assert hand.field("Эл. почта").problem
        assert mentors.list_mentors(workspace) == before
        assert hand.written("Имя") == "Ирина"
        hand.fill("Фамилия", "Гаврилова")
        hand.fill("Эл. почта", "gavrilova@school.ru")
        hand.fill("Дата выхода на работу", "1.9.2010")
        hand.press("Сохранить")

    hand.tab("Наставники")
    hand.press("Добавить", fill)
    (added,) = [row for row in mentors.list_mentors(workspace) if row.surname == "Гаврилова"]
    assert (added.first_name, added.email) == ("Ирина", "gavrilova@school.ru")


def test_a_folder_that_is_not_there_is_a_sentence_and_the_paper_stays(office: Office, tmp_path: Path) -> None:
    hand = office.hand
    office.files.folder = tmp_path / "флешка вынута"

    def paper() -> None:
        hand.press("Сохранить PDF…", told)
        office.files.folder = tmp_path
        hand.press("Сохранить PDF…")
        hand.press("Закрыть")

    def told() -> None:
        hand.sees("недоступна. Выберите другую папку.")
        hand.press("Понятно")

    hand.tab("Наставники")
    hand.menu_of_row("Петрова")
    hand.pick("Бланки согласий…", paper)
    assert "Петров" in office.saved_pdf("Согласия")


def test_a_second_program_over_the_same_folder_says_who_holds_it(
    office: Office, tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand = office.hand

    def told(words: str) -> Callable[[], None]:
        def read() -> None:
            hand.sees(words)
            hand.press("Понятно")

        return read

    with hand.dialogs(told("Папка с данными уже открыта на этом компьютере с 03.09.2026 09:30")):
        assert app.open_window(data_folder(tmp_path / "данные"), fixed(NOW)) == 1
    (tmp_path / "файл").write_bytes(b"")
    with hand.dialogs(told("недоступна")):
        assert app.open_window(data_folder(tmp_path / "файл" / "данные"), fixed(NOW)) == 1
