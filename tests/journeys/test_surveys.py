"""A round of questionnaires on paper: begun, blanks printed, keyed in by digits alone, read as charts, taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from tests.journeys.conftest import Office

from curator_app.services import mentees, mentors, pairs
from curator_app.services.surveys import replies, waves
from curator_app.ui.common.charts import ChartView

pytestmark = pytest.mark.journey
ENTER = Qt.Key.Key_Return
_KIT = "Удовлетворённость через три месяца"
_MOST_ACTIONS = 12


def _pair(office: Office) -> None:
    """Петрова and Иванова work together."""
    workspace = office.workspace
    mentor = next(one.id for one in mentors.list_mentors(workspace) if one.full_name.startswith("Петрова"))
    mentee = next(one.id for one in mentees.list_mentees(workspace) if one.full_name.startswith("Иванова"))
    pairs.form_pairs(workspace, [pairs.PairData(mentor=mentor, mentees=[mentee])])


def _digits(office: Office, digits: str) -> None:
    for one in digits:
        office.hand.key(Qt.Key(ord(one)))


def test_ten_questions_by_digits_and_enter(office: Office) -> None:
    hand, workspace = office.hand, office.workspace
    _pair(office)
    spent: list[int] = []

    def plan() -> None:
        hand.choose("Какой опрос", _KIT)
        hand.sees("Отмечено: 2 человека")
        hand.press("Начать опрос")

    def key_in() -> None:
        for digits in ("8970698", "7789078"):
            before = hand.actions
            _digits(office, digits)  # seven points; «0» is ten
            _digits(office, "1")  # glad
            hand.key(ENTER)  # nothing in words
            hand.key(ENTER)
            hand.key(ENTER)  # kept, the next person is there
            spent.append(hand.actions - before)
            hand.sees("Записано")
        hand.press("Закрыть")

    hand.tab("Анкеты")
    hand.press("Новый опрос…", plan)
    (wave,) = waves.list_waves(workspace)
    assert (wave.expected, wave.answered) == (2, 0)
    hand.press("Ввод ответов", key_in)
    assert max(spent) <= _MOST_ACTIONS  # at two keys a second: six seconds of the twenty allowed
    view = waves.get_wave(workspace, wave.id)
    assert view.row.answered == 2
    first = view.respondents[0]
    assert first.reply is not None
    assert replies.get_reply(workspace, first.reply).answers["practice"] == 6
    hand.tab("Итоги")
    told = " ".join(one.accessibleDescription() for one in office.window.findChildren(ChartView) if one.isVisible())
    assert "удовлетворены — 1 из 1 (100 %)" in told
    hand.sees("анонимности нет")
    hand.press("Отменить")
    assert waves.get_wave(workspace, wave.id).row.answered == 1


def test_blanks_are_printed_with_the_names(office: Office) -> None:
    hand = office.hand
    _pair(office)

    def plan() -> None:
        hand.choose("Какой опрос", _KIT)
        hand.press("Начать опрос")

    def paper() -> None:
        hand.press("Сохранить PDF…")
        hand.press("Закрыть")

    hand.tab("Анкеты")
    hand.press("Новый опрос…", plan)
    hand.press("Бланки…", paper, lambda: hand.press("Отметить"))
    text = office.saved_pdf("Бланки")
    assert "Иванова" in text
    assert "Петрова" in text
    (wave,) = waves.list_waves(office.workspace)
    assert all(one.printed_on is not None for one in waves.get_wave(office.workspace, wave.id).respondents)
