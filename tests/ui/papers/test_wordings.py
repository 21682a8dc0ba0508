"""«Формулировки»: the text in chips, the paper beside it, versions, sets between schools."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from tests.ui.desk import Desk
from tests.ui.pairs.invented import Invented
from tests.ui.papers.steps import form, text_of
from tests.ui.waiting import settled

from curator_app.documents.catalogue import PAPERS, default_source
from curator_app.documents.template_fields import FieldForm
from curator_app.services.papers import wordings
from curator_app.ui.common import dialogs
from curator_app.ui.common.theme import Theme
from curator_app.ui.papers import wording_sets_door, wordings_view
from curator_app.ui.papers.chip_editor import ChipEditor
from curator_app.ui.papers.field_dialog import FieldDialog
from curator_app.ui.papers.mark_dialog import MarkDialog
from curator_app.ui.papers.versions_dialog import VersionsDialog
from curator_app.ui.papers.wording_sets_door import SetDialog
from curator_app.ui.papers.wordings_view import WordingsView

CLAUSE = "\n[слева] Приказ хранится постоянно.\n"


@pytest.fixture
def texts(base: Invented, desk: Desk, qtbot: QtBot) -> WordingsView:
    form(base, base.petrova, base.ivanova)
    view = WordingsView(desk, base.workspace)
    qtbot.addWidget(view)
    view.resize(1200, 600)
    view.show()
    view.refresh()
    return view


def own(base: Invented) -> list[str]:
    return [row.code for row in wordings.list_wordings(base.workspace) if row.own]


@pytest.fixture
def editor(look: Theme, qtbot: QtBot) -> ChipEditor:
    del look
    made = ChipEditor()
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize("code", [paper.code for paper in PAPERS])
def test_every_shipped_wording_comes_out_as_it_went_in(editor: ChipEditor, code: str) -> None:
    editor.set_source(default_source(code))
    assert editor.source() == default_source(code)


def test_chip_is_one_letter_and_comes_back_by_undo(editor: ChipEditor) -> None:
    editor.set_source("Наставник {{ mentor | genitive | short }}!")
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    cursor = editor.textCursor()
    cursor.deletePreviousChar()
    cursor.deletePreviousChar()
    assert editor.source() == "Наставник "
    editor.undo()
    editor.undo()
    assert editor.source() == "Наставник {{ mentor | genitive | short }}!"


def test_what_is_copied_is_the_template(editor: ChipEditor) -> None:
    editor.set_source("[пункт] Дата {{ date | date_short }}\nи ещё")
    editor.selectAll()
    copied = editor.createMimeDataFromSelection().text()
    assert copied == "[пункт] Дата {{ date | date_short }}\nи ещё"


def test_a_line_of_the_template_is_found_among_chips(editor: ChipEditor) -> None:
    editor.set_source("раз\n{# заметка\nна две строки #}\n{{ number }} вот")
    editor.show_line(4)
    assert editor.textCursor().block().text().endswith(" вот")


def test_wording_is_tried_out_at_once_and_kept_on_demand(base: Invented, texts: WordingsView) -> None:
    texts.show_wording("assignment")
    texts.set_text(texts.text() + CLAUSE)
    texts.redraw()
    settled(texts)
    assert "Приказ хранится постоянно." in text_of(texts.view.pages.pdf)
    assert not own(base)
    texts.save.click()
    assert own(base) == ["assignment"]
    assert not texts.dirty
    texts.reset.click()
    assert not own(base)
    assert "хранится постоянно" not in texts.text()


def test_the_paper_is_made_beside_the_window(texts: WordingsView, qtbot: QtBot) -> None:
    texts.show_wording("assignment")
    settled(texts)
    texts.editor.put("Сразу видно. ")
    qtbot.waitUntil(lambda: "Сразу видно." in text_of(texts.view.pages.pdf), timeout=8000)


def test_mistake_is_told_with_its_line_and_is_not_kept(base: Invented, texts: WordingsView) -> None:
    texts.show_wording("assignment")
    lines = texts.text().splitlines()
    lines.insert(4, "{{ mentor | неведомый }}")
    texts.set_text("\n".join(lines))
    texts.redraw()
    settled(texts)
    assert "строка 5" in texts.problem.text
    texts.save.click()
    assert not own(base)
    assert texts.editor.textCursor().blockNumber() == 4
    assert texts.dirty


def test_text_without_end_is_told_and_not_kept(base: Invented, texts: WordingsView) -> None:
    texts.show_wording("assignment")
    texts.set_text("{% for a in range(200) %}{% for b in range(200) %}[подпись] а | б\n{% endfor %}{% endfor %}")
    texts.save.click()
    assert "слишком долго" in texts.problem.text
    assert not own(base)


def test_too_long_a_text_is_not_pasted(texts: WordingsView) -> None:
    from PySide6.QtCore import QMimeData

    texts.show_wording("assignment")
    data = QMimeData()
    data.setText("а" * 10_000_000)
    before = texts.text()
    texts.editor.insertFromMimeData(data)
    assert texts.text() == before
    assert "Вставить нельзя" in texts.problem.text


@pytest.mark.usefixtures("look")
def test_field_in_a_case_is_put_in_by_keyboard(qtbot: QtBot) -> None:
    dialog = FieldDialog("assignment")
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.search.setText("директор")
    assert dialog.form is not None
    assert dialog.form.path == "school.director"
    dialog.case.combo.setCurrentIndex(dialog.case.combo.findData("dative"))
    dialog.case.edited.emit()
    assert dialog.example.text == "Например: Петровой\u00a0А.С."
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.result() == 1
    assert dialog.form.expression() == "school.director | dative | short"


@pytest.mark.usefixtures("look")
def test_word_in_the_gender_of_a_person(qtbot: QtBot) -> None:
    dialog = FieldDialog("assignment", FieldForm("mentor", "person", "", "short"))
    qtbot.addWidget(dialog)
    dialog.shape.set_value("agree")
    dialog.shape.edited.emit()
    dialog.he.set_value("назначен")
    dialog.she.set_value("назначена")
    dialog.she.edited.emit()
    assert dialog.form is not None
    assert dialog.form.expression() == 'mentor | agree("назначен", "назначена")'
    assert "назначена" in dialog.example.text


def test_double_click_changes_the_case_of_a_chip(texts: WordingsView, monkeypatch: pytest.MonkeyPatch) -> None:
    def choose(dialog: FieldDialog) -> bool:
        assert dialog.form == FieldForm("mentor", "person", "genitive", "short")
        dialog.case.set_value("instrumental")
        dialog.case.edited.emit()
        return True

    texts.show_wording("assignment")
    texts.set_text("[слева] {{ mentor | genitive | short }}")
    texts.editor.moveCursor(texts.editor.textCursor().MoveOperation.End)
    monkeypatch.setattr(wordings_view, "run_dialog", choose)
    raw = texts.editor.chip_at_cursor()
    assert raw is not None
    texts.editor.chip_opened.emit(raw, texts.editor.rect().topLeft())
    assert texts.text() == "[слева] {{ mentor | instrumental | short }}"


def test_chip_of_a_part_opens_the_part(texts: WordingsView) -> None:
    texts.show_wording("assignment")
    texts.editor.chip_opened.emit('{% include "order_tail" %}', texts.editor.rect().topLeft())
    assert texts.choice.currentData() == "order_tail"


@pytest.mark.usefixtures("look")
def test_condition_is_told_in_russian(qtbot: QtBot) -> None:
    dialog = MarkDialog("{% if is_group %}")
    qtbot.addWidget(dialog)
    assert dialog.words.text == "Читается так: если это группа"


def test_markup_is_shown_on_demand_and_says_the_same(texts: WordingsView) -> None:
    texts.show_wording("assignment")
    before = texts.text()
    texts.show_markup(True)
    assert texts.markup.toPlainText() == before == texts.text()
    texts.show_markup(False)
    assert texts.text() == before
    assert not texts.dirty


def test_another_paper_is_opened_only_with_leave(texts: WordingsView, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [False, True]
    monkeypatch.setattr(dialogs, "confirm", lambda *_, **__: answers.pop(0))
    texts.show_wording("assignment")
    texts.set_text("[абзац] Черновик")
    at = texts.choice.findData("change")
    texts.choice.setCurrentIndex(at)
    texts.choice.activated.emit(at)
    assert texts.text() == "[абзац] Черновик"
    assert texts.choice.currentData() == "assignment"
    texts.choice.setCurrentIndex(at)
    texts.choice.activated.emit(at)
    assert texts.choice.currentData() == "change"
    assert "Внести в приказ" in texts.text()


def test_a_former_text_is_shown_with_differences_and_opened(base: Invented, qtbot: QtBot) -> None:
    first = default_source("change") + CLAUSE
    wordings.save_wording(base.workspace, "change", first)
    second = first.replace("постоянно", "пять лет")
    wordings.save_wording(base.workspace, "change", second)
    dialog = VersionsDialog(base.workspace, "change", second)
    qtbot.addWidget(dialog)
    assert not dialog.act.isEnabled()
    dialog.list.setCurrentRow(1)
    told = dialog.view.toPlainText()
    assert "− [слева] Приказ хранится пять лет." in told
    assert "+ [слева] Приказ хранится постоянно." in told
    dialog.act.click()
    assert dialog.chosen == first
    dialog.list.setCurrentRow(2)
    dialog.act.click()
    assert dialog.chosen == default_source("change")


def test_texts_go_to_another_school_and_are_shown_before_they_are_taken(
    base: Invented, desk: Desk, texts: WordingsView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    wordings.save_wording(base.workspace, "assignment", default_source("assignment") + CLAUSE)
    wordings.save_wording(base.workspace, "extension", default_source("extension") + CLAUSE)
    path = tmp_path / "тексты.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    wording_sets_door.export(texts, base.workspace, desk)
    assert "2 текста" in desk.said[-1]
    wordings.reset_wording(base.workspace, "assignment")
    wordings.reset_wording(base.workspace, "extension")
    content = json.loads(path.read_text(encoding="utf-8"))
    content["texts"][1]["text"] = "[пункт] {{ number.__class__ }}"
    path.write_text(json.dumps(content), encoding="utf-8")
    shown: list[SetDialog] = []

    def look(dialog: SetDialog) -> bool:
        shown.append(dialog)
        assert dialog.chosen() == ["assignment"]
        dialog.list.setCurrentRow(1)
        assert "читать в шаблоне нельзя" in dialog.view.toPlainText()
        dialog.act.click()
        return True

    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(wording_sets_door, "run_dialog", look)
    assert wording_sets_door.take(texts, base.workspace, desk)
    assert own(base) == ["assignment"]
