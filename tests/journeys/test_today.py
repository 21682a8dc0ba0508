"""A morning with «Сегодня»: what is due is seen, printed, done, taken back; the counter on the tab follows."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar
from tests.journeys.conftest import NOW, Office

from curator_app.services.terms import own, tasks

pytestmark = pytest.mark.journey
_TODAY = NOW.date()


def _tab(office: Office) -> str:
    bars = [one for one in office.window.findChildren(QTabBar) if one.isVisible()]
    return bars[0].tabText(0)


def test_a_task_of_today_is_counted_done_and_taken_back(office: Office) -> None:
    hand, workspace = office.hand, office.workspace
    before = sum(1 for one in tasks.list_tasks(workspace) if one.state in {"overdue", "due"})

    def write() -> None:
        hand.fill("Что сделать", "Позвонить в методический центр")
        hand.press("Сохранить")

    hand.press("Своя задача…", write)
    hand.wait(lambda: _tab(office) == f"Сегодня · {before + 1}")
    hand.row("Позвонить в методический центр")
    hand.key(Qt.Key.Key_Space)
    (mine,) = [one for one in tasks.list_tasks(workspace) if one.rule_id == "own"]
    assert (mine.state, mine.done_on) == ("done", _TODAY)
    hand.wait(lambda: _tab(office) == (f"Сегодня · {before}" if before else "Сегодня"))
    hand.press("Отменить")
    (mine,) = [one for one in tasks.list_tasks(workspace) if one.rule_id == "own"]
    assert mine.state == "due"


def test_the_questionnaire_is_printed_from_its_line_and_the_task_done_with_evidence(office: Office) -> None:
    hand, workspace = office.hand, office.workspace

    def paper() -> None:
        hand.press("Сохранить PDF…")
        hand.press("Закрыть")

    def done() -> None:
        hand.fill("Чем подтверждается", "анкета в папке наставляемого")
        hand.press("Отметить")

    hand.search("анкетирование сидоренко")
    hand.row("Анкетирование")
    hand.sees("не позднее 3 календарных дней со дня выхода на работу")
    hand.press("Анкета", paper)
    assert "Сидоренко Илья Олегович" in office.saved_pdf("Анкета")
    hand.press("Сделано…", done)
    row = next(one for one in tasks.list_tasks(workspace) if one.rule_id == "s2-p2" and "Сидоренко" in one.object_title)
    assert (row.state, row.evidence) == ("done", "анкета в папке наставляемого")


def test_a_change_on_another_tab_is_counted_at_once(office: Office) -> None:
    hand, workspace = office.hand, office.workspace
    hand.tab("Наставники")
    before = _tab(office)
    own.add_own_task(workspace, own.OwnTaskData(title="Сверить списки", due=_TODAY - dt.timedelta(days=1)))
    hand.wait(lambda: _tab(office) != before)
