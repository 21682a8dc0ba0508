"""«Вышел на работу новый сотрудник»: from a name and a date to all papers on the director's desk (S2-П1 … П8)."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.journeys.conftest import Office, pdf_text

from curator_app.services import mentees, pairs
from curator_app.services.papers import register
from curator_app.services.routes.reading import current_route
from curator_app.services.terms import tasks

pytestmark = pytest.mark.journey
_MOST_ACTIONS = 15


def test_a_name_and_a_date_become_all_papers_ready_to_sign(office: Office) -> None:
    hand = office.hand

    def wizard() -> None:
        hand.fill("Фамилия", "Осипова Мария Антоновна")
        hand.fill("Дата выхода на работу", "1.9.2026")
        hand.fill("Должность", "учитель математики")
        hand.fill("Профессиональные дефициты и их выраженность", "методическая")
        hand.sees("до пт 04.09.2026")
        hand.press("Сохранить и подобрать наставника")
        best = next(line for line in hand.screen().splitlines() if line.startswith("Петрова Анна Сергеевна"))
        assert "закрывает" in best
        hand.press("Закрепить и подготовить бумаги")
        hand.sees("не хватает 4 согласий; не издан приказ")
        hand.sees("ближайшая — до пт 04.09")
        hand.press("Сохранить все PDF…")  # to be signed before the order
        hand.press("Приказ…", issue)
        hand.sees("Всё готово: печатайте и отдавайте на подпись.")
        hand.press("Сохранить все PDF…")
        print(f"actions from «вышел на работу» to all papers: {hand.actions}")  # noqa: T201
        assert hand.actions <= _MOST_ACTIONS
        hand.press("Готово")

    def issue() -> None:
        hand.sees("Закрепить за Осиповой Марией Антоновной, учителем математики, наставника Петрову Анну Сергеевну")
        hand.press("Отметить получение")
        hand.press("Издать приказ")
        hand.press("Готово")

    hand.press("Вышел на работу новый сотрудник", wizard)

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
    route = current_route(office.workspace, row.id)
    assert route is not None
    assert route.pair == pair.id

    dated = [one for one in tasks.list_tasks(office.workspace) if row.id in one.persons]
    assert {"s2-p1", "s2-p2", "s2-p4", "s2-p6", "s2-p7", "s2-p8", "s2-m1", "s2-m2a"} <= {one.rule_id for one in dated}
    assert all(one.due is not None for one in dated if one.rule_id.startswith("s2-p"))

    papers = office.saved_pdf("Бумаги")
    for told in (
        "ЛИСТ ДИАГНОСТИКИ",
        "«Выявление запросов по устранению профессиональных дефицитов наставляемого»",
        "ЛИСТ ОЗНАКОМЛЕНИЯ с Положением",
        "с индивидуальным образовательным маршрутом",
        "наставника Петрову Анну Сергеевну, учителя математики",
        "№ 1-од",
    ):
        assert told in papers
    order_paper = pdf_text(register.reprint(office.workspace, order.id))
    assert order_paper in papers


def test_somebody_of_the_base_is_taken_and_not_written_twice(office: Office) -> None:
    hand, workspace = office.hand, office.workspace
    before = len(mentees.list_mentees(workspace))
    known = next(one for one in mentees.list_mentees(workspace) if one.surname == "Иванова")

    def wizard() -> None:
        hand.fill("Фамилия", known.full_name)
        hand.press("Взять из базы")
        hand.press("Сохранить и подобрать наставника")
        hand.press("Пока без наставника")
        hand.sees("не выбран наставник")
        hand.press("Готово")

    hand.press("Вышел на работу новый сотрудник", wizard)
    assert len(mentees.list_mentees(workspace)) == before
    again = next(one for one in mentees.list_mentees(workspace) if one.id == known.id)
    assert (again.phone, again.qualification_category) == (known.phone, known.qualification_category)
