"""«Вышел на работу новый сотрудник»: from the card to the papers on the director's desk (S2-П1 … П4)."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.journeys.conftest import Office, pdf_text

from curator_app.services import mentees, pairs
from curator_app.services.papers import register

pytestmark = pytest.mark.journey
_MOST_ACTIONS = 15


def test_a_new_teacher_has_consents_order_and_sheet_ready_to_sign(office: Office) -> None:
    hand = office.hand

    def fill_card() -> None:
        hand.fill("Фамилия", "Осипова Мария Антоновна")
        hand.fill("Профессиональные дефициты и их выраженность", "методическая")
        hand.fill("Дата выхода на работу", "1.9.2026")
        hand.fill("Должность", "учитель математики")
        hand.press("Сохранить и подобрать наставника")

    def form_pair() -> None:
        best = next(line for line in hand.screen().splitlines() if line.startswith("Петрова Анна Сергеевна"))
        assert "закрывает" in best
        hand.press("Далее")
        hand.sees("Петрова Анна Сергеевна → Осипова Мария Антоновна")
        hand.press("Сформировать пару")
        hand.sees("Не хватает 4 согласий")
        hand.press("Напечатать бланки", save_blanks)
        hand.press("Отметить получение")
        hand.sees("Все согласия получены")
        hand.press("Приказ…")

    def save_blanks() -> None:
        hand.press("Сохранить PDF…")
        hand.press("Закрыть")

    def issue() -> None:
        hand.sees("Закрепить за Осиповой Марией Антоновной, учителем математики, наставника Петрову Анну Сергеевну")
        hand.press("Издать приказ")
        hand.press("Сохранить PDF…")
        print(f"actions from «вышел на работу» to the signed-ready papers: {hand.actions}")  # noqa: T201
        assert hand.actions <= _MOST_ACTIONS
        hand.press("Готово")

    hand.press("Вышел на работу новый сотрудник", fill_card, form_pair, issue)

    (row,) = [one for one in mentees.list_mentees(office.workspace) if one.surname == "Осипова"]
    assert (row.first_name, row.patronymic, row.gender) == ("Мария", "Антоновна", "f")
    assert row.work_start_date == dt.date(2026, 9, 1)
    assert [one.area for request in row.requests for one in request.deficits] == ["methodical"]
    assert row.missing_consents == ()
    (pair,) = pairs.list_pairs(office.workspace)
    assert (pair.mentor_name, pair.mentees, pair.status) == ("Петрова Анна Сергеевна", (row.id,), "assigned")
    assert (pair.start_date, pair.end_date) == (dt.date(2026, 9, 1), dt.date(2027, 5, 31))
    (order,) = register.list_orders(office.workspace)
    assert (order.number, order.pairs) == ("1-од", (pair.id,))

    paper = office.saved_pdf("Приказ")
    assert paper == pdf_text(register.reprint(office.workspace, order.id))
    assert "наставника Петрову Анну Сергеевну, учителя математики" in paper
    assert "С приказом ознакомлены" in paper
    blanks = office.saved_pdf("Согласия")
    assert blanks.count("на обработку персональных данных") >= 2
    assert "Петрова Анна Сергеевна" in blanks
    assert "Осипова Мария Антоновна" in blanks
