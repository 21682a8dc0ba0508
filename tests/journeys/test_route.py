"""The tab «ИОМ»: a route in three clicks, a step moved by keys, done with evidence, approved, printed."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from tests.journeys.conftest import NOW, Office

from curator_app.services import mentees, mentors, pairs
from curator_app.services.routes.reading import current_route, get_route

pytestmark = pytest.mark.journey
_MOST_CLICKS = 3
_END = dt.date(2027, 5, 31)


def test_a_route_is_made_moved_done_approved_and_printed(office: Office) -> None:
    hand, workspace = office.hand, office.workspace
    mentee = next(one for one in mentees.list_mentees(workspace) if one.surname == "Иванова")
    mentor = next(one for one in mentors.list_mentors(workspace) if one.surname == "Петрова")
    pairs.form_pairs(
        workspace,
        [pairs.PairData(mentor=mentor.id, mentees=[mentee.id], start_date=NOW.date(), end_date=_END)],
    )

    def make() -> None:
        hand.sees("В маршруте будет")
        hand.press("Создать маршрут")

    hand.tab("ИОМ")
    hand.press("Создать маршрут…", make)
    print(f"actions from the tab to a route: {hand.actions}")  # noqa: T201 (for the person who looks)
    assert hand.actions <= _MOST_CLICKS
    row = current_route(workspace, mentee.id)
    assert row is not None
    route = get_route(workspace, row.id)
    assert (row.mentor_name, row.start_date, row.end_date) == ("Петрова Анна Сергеевна", NOW.date(), _END)
    assert {one.area for one in route.deficits} == {"methodical", "digital"}
    served = {deficit for step in route.steps for deficit in step.deficits}
    assert {one.id for one in route.deficits} <= served

    for _row in ("Этапы и встречи", "Методическая", "Цифровая", "Общие мероприятия"):
        hand.key(Qt.Key.Key_Down)
    hand.key(Qt.Key.Key_Right)
    hand.sees("Диагностика профессиональных компетенций")
    hand.sees("Перенести…")
    chosen = next(step for step in route.steps if f"№ {step.number} ·" in hand.screen())
    alt = Qt.KeyboardModifier.AltModifier
    hand.key(Qt.Key.Key_Down, alt)
    (moved,) = [one for one in get_route(workspace, row.id).steps if one.id == chosen.id]
    assert chosen.start_date is not None
    assert moved.start_date == chosen.start_date + dt.timedelta(days=7)

    def done() -> None:
        hand.fill("Чем подтверждено", "лист диагностики в папке наставляемого")
        hand.fill("Комментарий наставника", "Начинаем с планирования урока")
        hand.press("Выполнено")

    hand.press("Выполнено…", done)
    (marked,) = [one for one in get_route(workspace, row.id).steps if one.id == chosen.id]
    assert (marked.done_on, marked.evidence) == (NOW.date(), "лист диагностики в папке наставляемого")

    def approve() -> None:
        hand.press("Утвердить")

    hand.key(Qt.Key.Key_Escape)
    hand.press("Утвердить…", approve)
    approved = current_route(workspace, mentee.id)
    assert approved is not None
    assert (approved.status, approved.approved_on) == ("approved", NOW.date())

    def paper() -> None:
        hand.press("Сохранить PDF…")
        hand.press("Закрыть")

    hand.press("Печать и файлы")
    hand.pick("Маршрут (ИОМ)…", paper)
    told = office.saved_pdf("Маршрут")
    for words in (
        "ИНДИВИДУАЛЬНЫЙ ОБРАЗОВАТЕЛЬНЫЙ МАРШРУТ Ивановой Марии Петровны",
        "Наставник Петрова Анна Сергеевна, учитель математики",
        "03 сентября 2026 г.",
        "выполнено 03.09.2026",
        "Начинаем с планирования урока",
        f"{moved.start_date:%d.%m.%Y}",
    ):
        assert words in told, words
    assert "None" not in told
