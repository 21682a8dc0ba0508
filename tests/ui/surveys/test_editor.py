"""Questionnaires of the school: versions, order of questions, refusals, the way back to the shipped form."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot
from tests.services.surveys import base
from tests.ui.desk import Desk

from curator_app.domain.surveys.questions import Question, QuestionKind
from curator_app.services.surveys import catalogue
from curator_app.services.surveys.rows import WaveView
from curator_app.services.surveys.waves import get_wave
from curator_app.services.workspace import Workspace
from curator_app.ui.surveys.editor import editor_dialog, list_dialog
from curator_app.ui.surveys.editor.editor_dialog import EditorDialog
from curator_app.ui.surveys.editor.list_dialog import QuestionnairesDialog, area_choices
from curator_app.ui.surveys.editor.question_dialog import QuestionDialog

CODE = "satisfaction_short_mentee"


def editor(qtbot: QtBot, workspace: Workspace) -> EditorDialog:
    row, data = catalogue.get_questionnaire(workspace, CODE), catalogue.copy_of(workspace, CODE)
    made = EditorDialog(workspace, data, row, area_choices(workspace))
    qtbot.addWidget(made, before_close_func=_forget)
    return made


def _forget(dialog: EditorDialog) -> None:
    dialog.questions[:] = dialog._data.questions
    dialog.form.set_values({})


def test_an_answered_version_is_left_and_the_next_begins(qtbot: QtBot, workspace: Workspace, wave: WaveView) -> None:
    row = wave.respondents[0]
    base.answer(workspace, wave.row.id, row.person, row.role, {"comfort": 7})
    dialog = editor(qtbot, workspace)
    assert "станут версией 2" in dialog.notice.text
    dialog.shift(1)
    dialog.save()
    now = catalogue.get_questionnaire(workspace, CODE)
    assert [one.key for one in now.questions[:2]] == ["organisation", "comfort"]
    assert now.version == 2
    asked = get_wave(workspace, wave.row.id).form(row.role)
    assert asked is not None
    assert [one.key for one in asked.questions[:2]] == ["comfort", "organisation"]


def test_questions_are_moved_and_taken_out(qtbot: QtBot, workspace: Workspace) -> None:
    dialog = editor(qtbot, workspace)
    before = [one.key for one in dialog.questions]
    dialog.list.choose([2])
    dialog.shift(-1)
    assert dialog.list.chosen() == [1]
    dialog.shift(-1)
    dialog.shift(-1)  # the first stays the first
    assert [one.key for one in dialog.questions] == [before[2], *before[:2], *before[3:]]
    dialog.remove()
    assert [one.key for one in dialog.questions] == [*before[:2], *before[3:]]
    assert dialog.dirty


def test_an_empty_questionnaire_is_refused_in_words(qtbot: QtBot, workspace: Workspace) -> None:
    dialog = editor(qtbot, workspace)
    while dialog.questions:
        dialog.remove()
    dialog.save()
    assert "нет ни одного вопроса" in dialog.notice.text
    assert not dialog.result()


def test_esc_asks_when_something_was_changed(
    qtbot: QtBot, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(editor_dialog, "confirm", lambda _parent, words, *_rest, **_more: asked.append(words))
    dialog = editor(qtbot, workspace)
    dialog.show()
    dialog.shift(1)
    dialog.reject()
    assert len(asked) == 1
    assert dialog.isVisible()


def test_a_question_of_every_kind(qtbot: QtBot, workspace: Workspace) -> None:
    told: list[Question] = []
    dialog = QuestionDialog(Question("q1", "Вопрос", area="subject"), area_choices(workspace), [], told.append)
    qtbot.addWidget(dialog)
    dialog.form.set_values({"text": "Как часто?", "kind": "choice", "options": "часто"})
    dialog._look()
    assert dialog.form.fields["lowest"].isHidden()
    dialog.save()
    assert not told
    assert dialog.form.fields["options"].problem
    dialog.form.set_values({"options": "часто\n\n редко "})
    dialog.save()
    assert told == [Question("q1", "Как часто?", QuestionKind.CHOICE, options=("часто", "редко"))]


def test_a_scale_upside_down_is_refused(qtbot: QtBot, workspace: Workspace) -> None:
    told: list[Question] = []
    dialog = QuestionDialog(Question("q1", "Вопрос"), area_choices(workspace), [], told.append)
    qtbot.addWidget(dialog)
    dialog.form.set_values({"lowest": 5, "highest": 1})
    dialog.save()
    assert not told
    assert dialog.form.fields["highest"].problem


def test_the_list_leads_back_to_the_shipped_form(
    qtbot: QtBot, workspace: Workspace, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = catalogue.get_questionnaire(workspace, CODE).questions
    changed = editor(qtbot, workspace)
    changed.shift(1)
    changed.save()
    monkeypatch.setattr(list_dialog, "confirm", lambda *_args, **_more: True)
    dialog = QuestionnairesDialog(desk, workspace, lambda _code: None)
    qtbot.addWidget(dialog)
    dialog.show_code(CODE)
    assert dialog.default.isEnabled()
    dialog.return_to_default()
    assert catalogue.get_questionnaire(workspace, CODE).questions == shipped
    assert not dialog.default.isEnabled()


def test_hidden_ones_are_kept_apart(qtbot: QtBot, workspace: Workspace, desk: Desk) -> None:
    dialog = QuestionnairesDialog(desk, workspace, lambda _code: None)
    qtbot.addWidget(dialog)
    before = dialog.panel.model.rowCount()
    dialog.show_code("swot")
    dialog.hide_or_show()
    assert "swot" not in {one.code for one in catalogue.list_questionnaires(workspace)}
    dialog.panel.chips.choose([])
    assert dialog.panel.model.rowCount() == before - 1
    dialog.show_code("swot")
    dialog.hide_or_show()
    assert "swot" in {one.code for one in catalogue.list_questionnaires(workspace)}


def test_it_fits_a_small_screen(qtbot: QtBot, workspace: Workspace) -> None:
    assert editor(qtbot, workspace).minimumSizeHint().height() <= 464
