"""From the mentor's application to the order about another mentor; from a planned meeting to wishes in the base."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import select
from tests.journeys.conftest import Office

from curator_app.models import Wish
from curator_app.services import consents, mentees, mentors, pairs
from curator_app.services.papers import register
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.papers.issuing import issue_order
from curator_app.services.rounds import reading

pytestmark = pytest.mark.journey
TODAY = dt.date(2026, 9, 3)


def _consents(office: Office) -> None:
    """Everybody has given what an order needs."""
    needed = [(row.id, kind) for row in mentors.list_mentors(office.workspace) for kind in row.missing_consents]
    needed += [(row.id, kind) for row in mentees.list_mentees(office.workspace) for kind in row.missing_consents]
    consents.add_consents(
        office.workspace,
        [consents.ConsentData(person=one, kind=kind, date=TODAY) for one, kind in dict.fromkeys(needed)],
    )


def _assigned(office: Office) -> int:
    """Petrova with Ivanova, under order № 1-од."""
    _consents(office)
    by_name = {row.surname: row.id for row in [*mentors.list_mentors(office.workspace)]}
    mentee = next(row.id for row in mentees.list_mentees(office.workspace) if row.surname == "Иванова")
    data = pairs.PairData(
        mentor=by_name["Петрова"],
        mentees=[mentee],
        start_date=TODAY,
        end_date=dt.date(2027, 5, 31),
        mentoring_form="педагог – педагог",
    )
    (pair,) = pairs.form_pairs(office.workspace, [data])
    issue_order(office.workspace, OrderCommand(type="assignment", pairs=(pair,), number="1-од", date=TODAY))
    return pair


def test_from_the_application_to_the_order_about_another_mentor(office: Office) -> None:
    hand, workspace = office.hand, office.workspace
    _assigned(office)
    hand.tab("Пары")
    hand.tab("Пары и группы")
    hand.key(Qt.Key.Key_F5)
    hand.row("Петрова")

    def application() -> None:
        hand.sees("освободить можно с 09.09.2026")
        hand.fill("Причина", "большая учебная нагрузка")
        hand.press("Записать")

    def order() -> None:
        hand.choose("Новый наставник", "Зайцев")
        hand.press("Далее")
        hand.press("Издать приказ")
        hand.press("Сохранить PDF…")
        hand.press("Готово")

    hand.menu_of_row("Петрова")
    hand.pick("Заявление, ходатайство, уведомление…", application, order)

    paper = office.saved_pdf("Приказ")
    assert "Освободить Петрову Анну Сергеевну" in paper
    assert "с 09.09.2026 на основании заявления Петровой А.С. от 03.09.2026" in paper
    assert "наставника Зайцев" in paper
    old, new = pairs.list_pairs(workspace)
    assert (old.status, old.end_date) == ("terminated", dt.date(2026, 9, 8))
    assert (new.start_date, new.replaces, new.waits) == (dt.date(2026, 9, 9), old.id, None)
    assert [row.type for row in register.list_orders(workspace)] == ["assignment", "replacement"]


def test_from_a_planned_meeting_to_wishes_in_the_base(office: Office) -> None:
    hand, workspace = office.hand, office.workspace

    def plan() -> None:
        hand.fill("Дата", "03.09.2026")
        hand.fill("Время", "14:30")
        hand.fill("Место", "актовый зал")
        hand.press("Запланировать")

    def meeting() -> None:
        hand.press("Напечатать анкеты…", save)
        (row,) = reading.list_rounds(workspace)
        hand.tab("Участники")
        hand.tab("Анкеты")
        first_mentee = row.mentors + 1
        for number in range(1, row.invited + 1):
            choice = first_mentee if number <= row.mentors else 1
            for cell in (str(number), str(choice), ""):
                for digit in cell:
                    hand.key(Qt.Key(ord(digit)))
                hand.key(Qt.Key.Key_Return)
            hand.key(Qt.Key.Key_Return)
        hand.tab("Итоги")
        hand.sees("Взаимные пожелания: 1")
        hand.press("Закрыть встречу")
        hand.press("Перейти к подбору")

    def save() -> None:
        hand.press("Сохранить PDF…")
        hand.press("Закрыть")

    hand.tab("Пары")
    hand.press("Встреча-знакомство…", plan, meeting)
    (row,) = reading.list_rounds(workspace)
    assert (row.answered, row.closed_on) == (row.invited, TODAY)
    with workspace.read() as session:
        assert len(session.scalars(select(Wish)).all()) == row.invited
    slips = office.saved_pdf("Анкеты")
    assert slips.count("С кем из наставляемых Вы хотели бы работать?") == row.mentors
    assert slips.count("не разглашается") == row.invited
