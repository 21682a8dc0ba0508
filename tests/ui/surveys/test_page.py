"""The tab «Анкеты»: empty, waves, people, results with drilling, proposals."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from tests.services.surveys import base
from tests.ui.desk import Desk

from curator_app.domain.surveys.questions import Answer
from curator_app.services.surveys import planning, replies, waves
from curator_app.services.surveys.rows import ReplyData, WaveView
from curator_app.services.surveys.settings import SurveySettings, get_settings
from curator_app.services.workspace import Workspace
from curator_app.ui.common.wrapped_text import WrappedText
from curator_app.ui.surveys import page as page_module
from curator_app.ui.surveys.add_people_dialog import AddPeopleDialog
from curator_app.ui.surveys.page import PEOPLE, QUESTIONS, RESULTS, SurveysPage
from curator_app.ui.surveys.people_dialog import PeopleDialog
from curator_app.ui.surveys.settings_dialog import thresholds_dialog
from curator_app.ui.surveys.wave_dialog import WaveDialog

_HIGH: dict[str, Answer] = {"comfort": 9, "support": 10, "satisfaction": 8, "glad": "yes", "valuable": "Открытые уроки"}
_LOW: dict[str, Answer] = {"comfort": 3, "support": 2, "glad": "no"}


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, workspace: Workspace) -> SurveysPage:
    made = SurveysPage(desk, workspace)
    qtbot.addWidget(made.widget)
    made.widget.resize(1200, 640)
    made.widget.show()
    made.refresh(None)
    return made


def answer(workspace: Workspace, wave: WaveView, place: int, answers: dict[str, Answer]) -> None:
    row = wave.respondents[place]
    replies.save_reply(
        workspace,
        ReplyData(wave=wave.row.id, person=row.person, role=row.role, answers=answers, date=dt.date(2026, 12, 5)),
    )


def states(page: SurveysPage) -> list[str]:
    return [row.state for _, row in page.people.panel.model.rows]


def test_empty_says_what_to_do(page: SurveysPage) -> None:
    seen = [one.text() for one in page.widget.findChildren(QPushButton) if one.isVisible()]
    assert "Новый опрос…" in seen
    assert not page.key.isEnabled()
    page.show_part(RESULTS)
    page.show_part(QUESTIONS)


def test_a_wave_shows_its_people(page: SurveysPage, workspace: Workspace, wave: WaveView) -> None:
    answer(workspace, wave, 0, _HIGH)
    page.refresh(None)
    rows = page.people.panel.model.rows
    assert len(rows) == len(wave.respondents)
    assert page.list.current_id() == wave.row.id
    assert "Ответили 1 из 5" in str(page.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))
    page.people.panel.chips.choose(["answered"])
    assert page.people.panel.model.rowCount() == 1


def test_results_are_charts_with_honest_numbers(page: SurveysPage, workspace: Workspace, wave: WaveView) -> None:
    for place, answers in ((0, _HIGH), (1, _LOW)):
        answer(workspace, wave, place, answers)
    page.refresh(None)
    page.show_part(RESULTS)
    told = " ".join(one.accessibleDescription() for one in page.results.charts())
    assert "удовлетворены — 1 из 2 (50 %)" in told
    assert "мало ответов" in told
    assert "анонимности нет" in page.results.notice.text
    page.results.show_part("each")
    told = " ".join(one.accessibleDescription() for one in page.results.charts())
    assert "среднее 6 (n = 2)" in told
    page.results.show_part("words")
    assert page.results.words.isVisible()


def test_a_bar_leads_to_its_people(
    page: SurveysPage, workspace: Workspace, wave: WaveView, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place, answers in ((0, _HIGH), (1, _LOW)):
        answer(workspace, wave, place, answers)
    page.refresh(None)
    page.show_part(RESULTS)
    shown: list[PeopleDialog] = []

    def run(dialog: PeopleDialog) -> bool:
        shown.append(dialog)
        return True

    monkeypatch.setattr(page_module, "run_dialog", run)
    chart = next(one for one in page.results.charts() if "удовлетворённость" in one.accessibleName())
    spot = next(one.rect.center().toPoint() for one in chart.marks() if one.words.startswith("удовлетворены"))
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=spot)
    (dialog,) = shown
    assert [one.person.name for one in dialog.panel.model.rows] == [wave.respondents[0].name]
    dialog.deleteLater()


def test_questions_are_readable(page: SurveysPage, wave: WaveView) -> None:
    page.refresh(None)
    page.show_part(QUESTIONS)
    words = [one.text for one in page.questions.findChildren(WrappedText)]
    assert any("Мне спокойно и удобно работать с наставником" in one for one in words)
    assert wave.forms


def test_excused_and_struck_off(page: SurveysPage, workspace: Workspace, wave: WaveView, desk: Desk) -> None:
    page.refresh(None)
    planning.excuse(workspace, wave.row.id, [wave.respondents[0].id or 0], "в отпуске")
    page.told("Отмечено")
    assert states(page)[0] == "excused"
    page.acts.ask_again([page.people.panel.model.rows[0][1]])
    assert states(page)[0] == "waiting"
    page.acts.strike([page.people.panel.model.rows[0][1]])
    assert len(page.people.panel.model.rows) == len(wave.respondents) - 1
    assert "Исключены из опроса" in desk.said


def test_closing_and_opening_again(
    page: SurveysPage, workspace: Workspace, wave: WaveView, monkeypatch: pytest.MonkeyPatch
) -> None:
    from curator_app.ui.surveys import acts

    answer(workspace, wave, 0, _HIGH)
    page.refresh(None)
    monkeypatch.setattr(acts, "confirm", lambda *_args, **_more: True)
    page.acts.close_or_open()
    assert not page.key.isEnabled()
    page.acts.close_or_open()
    assert page.key.isEnabled()


def test_a_proposal_becomes_a_wave_by_one_click(
    qtbot: QtBot, page: SurveysPage, workspace: Workspace, school: base.School, desk: Desk
) -> None:
    del school
    page.refresh(None)

    def offered() -> list[QPushButton]:
        return [one for one in page.widget.findChildren(QPushButton) if one.text() == "Провести" and one.isVisible()]

    qtbot.waitUntil(lambda: bool(offered()))
    (button,) = offered()
    before = len(waves.list_waves(workspace))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(waves.list_waves(workspace)) == before + 1
    assert "Опрос начат" in desk.said
    assert page.list.current_id() is not None


def test_a_record_is_shown(page: SurveysPage, wave: WaveView) -> None:
    page.refresh(None)
    assert page.show_record("survey_wave", wave.row.id)
    assert not page.show_record("pair", wave.row.id)
    page.show_part(PEOPLE)
    page.focus_search()


def test_a_new_wave_of_a_usual_kind(qtbot: QtBot, workspace: Workspace, school: base.School) -> None:
    del school
    dialog = WaveDialog(workspace)
    qtbot.addWidget(dialog)
    dialog.kit.set_value("adaptation")
    dialog.kit.edited.emit()
    assert len(dialog.asked()) == 5
    dialog.people.choose(dialog.people.chosen()[:2])
    dialog.save()
    assert dialog.wave_id is not None
    view = waves.get_wave(workspace, dialog.wave_id)
    assert len(view.respondents) == 2
    assert view.row.title.startswith("Удовлетворённость через три месяца")


def test_thresholds_are_kept_and_checked(qtbot: QtBot, workspace: Workspace) -> None:
    dialog = thresholds_dialog(workspace)
    qtbot.addWidget(dialog)
    dialog.form.set_values({"low": 80})
    dialog.save()
    assert get_settings(workspace) == SurveySettings()
    assert dialog.form.fields["middle"].problem
    dialog.form.set_values({"low": 30, "few": 3})
    dialog.save()
    assert (get_settings(workspace).low, get_settings(workspace).few) == (30, 3)


def test_a_search_that_finds_nothing_keeps_the_wave_in_hand(
    page: SurveysPage, workspace: Workspace, wave: WaveView
) -> None:
    other = base.wave(workspace, {base.MENTEE: "needs"}, "Запросы")
    page.refresh(None)
    assert page.show_wave(wave.row.id)
    page.search.edit.setText("такого нет")
    assert page.list.waves.rowCount() == 0
    assert len(states(page)) == len(wave.respondents)
    page.search.edit.setText("запросы")
    assert page.list.current_id() == other
    page.search.clear()
    assert page.list.current_id() == other


def test_another_year_shows_its_own_waves(page: SurveysPage, desk: Desk, wave: WaveView) -> None:
    assert wave.row.academic_year == "2026/2027"
    desk.year = "2025/2026"
    page.refresh(None)
    assert not page.show_wave(wave.row.id)
    desk.year = "2026/2027"
    page.refresh(None)
    assert page.list.current_id() == wave.row.id


def test_more_people_are_those_not_asked_yet(
    qtbot: QtBot, workspace: Workspace, wave: WaveView, school: base.School
) -> None:
    row = wave.respondents[0]
    planning.remove_respondents(workspace, wave.row.id, [row.id or 0])
    dialog = AddPeopleDialog(workspace, waves.get_wave(workspace, wave.row.id))
    qtbot.addWidget(dialog)
    assert not dialog.keep.isEnabled()
    offered = [dialog.people.model().index(place, 0).data() for place in range(dialog.people.count)]
    assert row.name in offered
    assert wave.respondents[1].name not in offered
    dialog.people.choose([offered.index(row.name)])
    assert [one.person for one in dialog.asked()] == [row.person]
    assert school.pairs
