"""Papers, form files and pictures of the tab; what a reply says when it is opened."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot
from tests.services.surveys import base
from tests.ui.desk import Desk

from curator_app.services import mentees
from curator_app.services.privacy import exports
from curator_app.services.surveys.rows import WaveView
from curator_app.services.surveys.waves import get_wave
from curator_app.services.workspace import Workspace
from curator_app.ui.common import leaving
from curator_app.ui.surveys import acts as acts_module
from curator_app.ui.surveys import outputs
from curator_app.ui.surveys.forms_taken_dialog import FormsTakenDialog
from curator_app.ui.surveys.page import RESULTS, SurveysPage
from curator_app.ui.surveys.reply_dialog import ReplyDialog


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, workspace: Workspace, wave: WaveView) -> SurveysPage:
    del wave
    made = SurveysPage(desk, workspace)
    qtbot.addWidget(made.widget)
    made.refresh(None)
    return made


def test_form_files_are_given_to_everybody_that_has_not_answered(
    page: SurveysPage, desk: Desk, wave: WaveView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path / "флешка"))
    (tmp_path / "флешка").mkdir()
    page.acts.out.give_forms()
    assert len(list((tmp_path / "флешка").glob("*.html"))) == len(wave.respondents)
    assert desk.said[-1] == "Записано: 5 файлов-анкет"


def test_form_files_about_many_ask_first(page: SurveysPage, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(exports, "MANY", 4)
    monkeypatch.setattr(leaving, "confirm", lambda _parent, words, *_args, **_more: asked.append(words))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: pytest.fail("asked where to"))
    page.acts.out.give_forms()
    assert asked == ["В файле будут имена и данные 5 человек без пароля."]


def test_files_that_came_back_are_listed(
    page: SurveysPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    wrong = tmp_path / "Анкета.json"
    wrong.write_text("{", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: ([str(wrong)], ""))
    shown: list[FormsTakenDialog] = []
    monkeypatch.setattr(outputs, "run_dialog", shown.append)
    page.acts.out.take_forms()
    (dialog,) = shown
    qtbot.addWidget(dialog)
    ((_, row),) = dialog.panel.model.rows
    assert row.outcome == "rejected"
    assert row.problems


def test_the_charts_shown_are_saved_as_a_picture(
    page: SurveysPage, workspace: Workspace, wave: WaveView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = wave.respondents[0]
    base.answer(workspace, wave.row.id, row.person, row.role, {"comfort": 7, "glad": "yes"})
    page.refresh(None)
    page.show_part(RESULTS)
    target = tmp_path / "графики"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    page.results.save.click()
    picture = QImage(str(target.with_name("графики.png")))
    assert picture.width() > 1000


def test_a_reply_is_read_and_its_deficits_become_a_request(
    qtbot: QtBot, workspace: Workspace, school: base.School, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = base.wave(workspace, {base.MENTEE: "needs"}, "Запросы")
    view = get_wave(workspace, number)
    row = view.respondents[0]
    reply = base.answer(workspace, number, row.person, row.role, {"discipline": 3, "expectations": "Советы"})
    page = SurveysPage(desk, workspace)
    qtbot.addWidget(page.widget)
    page.refresh(None)
    shown: list[ReplyDialog] = []

    def run(dialog: ReplyDialog) -> bool:
        shown.append(dialog)
        qtbot.addWidget(dialog)
        next(one for one in dialog.findChildren(QPushButton) if one.text() == "Завести запрос").click()
        return True

    monkeypatch.setattr(acts_module, "run_dialog", run)
    page.acts.show_reply(reply)
    assert shown
    made = [one for one in mentees.list_requests(workspace) if one.mentee == row.person]
    assert [[one.severity for one in request.deficits] for request in made] == [[3]]
    assert desk.opened[-1] == ("mentee", row.person)
    assert school["gro"]
