"""The end of a year: whom to reward, the order on it, thanks to hand over; the final event, its order and report."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from tests.journeys.conftest import Office
from tests.ui.pairs.invented import TODAY

from curator_app.services import activities, mentees, mentors, pairs
from curator_app.services.activities import ActivityData
from curator_app.services.outcome_rows import list_outcome_rows
from curator_app.services.outcomes import ContestData, save_outcome
from curator_app.services.papers import register
from curator_app.services.workspace import Workspace

pytestmark = pytest.mark.journey


def _pair(workspace: Workspace) -> int:
    """A pair at work since the first of September, with a contest behind it."""
    by_name = {row.surname: row.id for row in mentors.list_mentors(workspace)}
    mentee = next(one.id for one in mentees.list_mentees(workspace) if one.surname == "Иванова")
    data = pairs.PairData(
        mentor=by_name["Петрова"],
        mentees=(mentee,),
        start_date=dt.date(2026, 9, 1),
        end_date=dt.date(2027, 5, 31),
        mentoring_form="педагог – педагог",
    )
    (number,) = pairs.form_pairs(workspace, [data])
    save_outcome(workspace, ContestData(title="Наставник года", date=TODAY, result="лауреат", pair=number))
    return number


def test_from_the_list_of_mentors_to_the_order_and_the_thanks(office: Office) -> None:
    _pair(office.workspace)
    hand = office.hand
    before = hand.actions

    def whom() -> None:
        hand.sees("Наставник года — лауреат")
        hand.row("Петрова")
        hand.press("Подготовить приказ: 1 человек…")

    def order() -> None:
        hand.sees("Кого и как поощрить")
        hand.press("Далее")
        hand.press("Издать приказ")
        hand.press("Готово")

    hand.tab("Документы")
    hand.tab("Итоги")
    hand.press("Кого поощрить…", whom, order)
    assert hand.actions - before <= 8
    (row,) = list_outcome_rows(office.workspace, "incentive")
    (issued,) = register.list_orders(office.workspace)
    assert (row.title, row.data.kind, row.data.order) == ("Петрова Анна Сергеевна", "gratitude", issued.id)
    (shown,) = hand.rows()
    assert "Петрова А.С." in shown
    assert "благодарность" in shown

    def thanks() -> None:
        hand.press("Сохранить PDF…")
        hand.press("Закрыть")

    hand.press("Ещё")
    hand.pick("Благодарности…", thanks)
    text = office.saved_pdf("Благодарности")
    assert "БЛАГОДАРНОСТЬ объявляется Петровой Анне Сергеевне учителю математики" in text
    assert f"Приказ от {TODAY:%d.%m.%Y} № {issued.number}" in text.replace("\u00a0", " ")


def test_the_final_event_its_order_in_two_clicks_and_its_report(office: Office) -> None:
    people = {row.surname: row.id for row in mentors.list_mentors(office.workspace)}
    activities.add_activity(
        office.workspace,
        ActivityData(
            kind="event",
            title="Итоговая встреча пар",
            date=dt.date(2027, 5, 20),
            place="актовый зал",
            programme="Представление опыта\nНаграждение",
            responsible="curator",
            participants={people["Петрова"]: None},
        ),
    )
    hand = office.hand
    hand.tab("Дорожная карта")
    hand.tab("Мероприятия")
    hand.row("Итоговая встреча пар")
    before = hand.actions

    def order() -> None:
        hand.press("Издать приказ")
        hand.press("Готово")

    hand.press("Приказ…", order)
    assert hand.actions - before <= 3
    (event,) = activities.list_activities(office.workspace)
    (issued,) = register.list_orders(office.workspace)
    assert event.order_id == issued.id
    assert issued.type == "final_event"

    def report() -> None:
        hand.press("Сохранить PDF…")
        hand.key(Qt.Key.Key_Escape)

    hand.row("Итоговая встреча пар")
    hand.press("Отчёт…", report)
    text = office.saved_pdf("Отчёт")
    assert "о проведении мероприятия «Итоговая встреча пар»" in text
    assert "1. Представление опыта 2. Награждение" in text
    assert f"№ {issued.number}" in text.replace("\u00a0", " ")
