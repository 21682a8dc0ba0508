"""«Бланки» and «Формулировки»."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot
from tests.ui.desk import Desk
from tests.ui.pairs.invented import Invented, give_consents
from tests.ui.papers.steps import form, issued, text_of

from curator_app.documents.preview import page_count
from curator_app.services.papers import wordings
from curator_app.services.papers.blanks import ConsentBlank
from curator_app.ui.common import dialogs
from curator_app.ui.papers import paper_window, show_blanks
from curator_app.ui.papers.blanks_view import MISSING, SHEET, BlanksView, read_people
from curator_app.ui.papers.paper_source import PaperSource
from curator_app.ui.papers.wordings_view import WordingsView


@pytest.fixture
def blanks(base: Invented, desk: Desk, qtbot: QtBot) -> BlanksView:
    view = BlanksView(desk, base.workspace)
    qtbot.addWidget(view)
    view.resize(1200, 600)
    view.show()
    view.refresh()
    return view


@pytest.fixture
def texts(base: Invented, desk: Desk, qtbot: QtBot) -> WordingsView:
    form(base, base.petrova, base.ivanova)
    view = WordingsView(desk, base.workspace)
    qtbot.addWidget(view)
    view.resize(1200, 600)
    view.show()
    view.refresh()
    return view


def test_who_may_get_which_blank(base: Invented) -> None:
    give_consents(base, base.petrova)
    people = {one.id: one for one in read_people(base.workspace)}
    assert not people[base.petrova].fits(MISSING)
    assert people[base.petrova].fits("mentoring")
    assert people[base.pupil].missing == ("mentee", "personal_data", "parent")
    assert people[base.pupil].fits("parent")
    assert not people[base.ivanova].fits("parent")
    assert people[base.director].fits(SHEET)
    assert not people[base.director].fits("personal_data")


def test_missing_consents_of_everybody_are_one_paper(base: Invented, blanks: BlanksView) -> None:
    give_consents(base, base.petrova, base.zaitsev, base.chernykh)
    blanks.refresh()
    blanks.all.click()
    blanks.redraw()
    # two sheets each for three workers, three for the pupil
    assert page_count(blanks.view.pages.pdf) >= 9
    told = text_of(blanks.view.pages.pdf)
    assert "Ивановой Марии Петровны" in told
    assert all(button.isEnabled() for button in blanks.bar.buttons)


def test_nobody_ticked_prints_nothing(blanks: BlanksView) -> None:
    blanks.redraw()
    assert blanks.view.pages.pdf == b""
    assert not blanks.bar.print.isEnabled()


def test_sheet_names_documents_order_and_people(base: Invented, blanks: BlanksView) -> None:
    order = issued(base, form(base, base.petrova, base.ivanova))
    blanks.refresh()
    blanks.choose(SHEET, [base.petrova, base.ivanova])
    blanks.order.set_value(order)
    blanks.documents.set_value("с Положением о системе наставничества\nс дорожной картой")
    blanks.redraw()
    told = text_of(blanks.view.pages.pdf)
    assert "ЛИСТ ОЗНАКОМЛЕНИЯ" in told
    assert "с дорожной картой" in told
    assert "7-од" in told
    assert "Иванова Мария Петровна" in told


def test_door_for_other_tabs_shows_the_blanks(
    base: Invented, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[PaperSource] = []
    gone: list[bool] = []

    class Window:
        def __init__(self, _host: object, source: PaperSource, _parent: object) -> None:
            shown.append(source)

        def exec(self) -> int:
            return 1

        def deleteLater(self) -> None:
            gone.append(True)

    monkeypatch.setattr(paper_window, "PaperWindow", Window)
    show_blanks(desk, base.workspace, None, [ConsentBlank(person=base.ivanova, kind="personal_data")])
    assert "СОГЛАСИЕ" in text_of(shown[0].pdf())
    assert gone == [True]


def test_wording_is_tried_out_at_once_and_kept_on_demand(base: Invented, texts: WordingsView) -> None:
    texts.show_wording("assignment")
    texts.editor.setPlainText(texts.editor.toPlainText() + "\n[слева] Приказ хранится постоянно.\n")
    texts.redraw()
    assert "Приказ хранится постоянно." in text_of(texts.view.pages.pdf)
    assert not any(row.own for row in wordings.list_wordings(base.workspace))
    texts.save.click()
    assert [row.code for row in wordings.list_wordings(base.workspace) if row.own] == ["assignment"]
    assert not texts.dirty
    texts.reset.click()
    assert not any(row.own for row in wordings.list_wordings(base.workspace))
    assert "хранится постоянно" not in texts.editor.toPlainText()


def test_mistake_is_told_with_its_line_and_is_not_kept(base: Invented, texts: WordingsView) -> None:
    texts.show_wording("assignment")
    lines = texts.editor.toPlainText().splitlines()
    lines.insert(4, "{{ mentor | неведомый }}")
    texts.editor.setPlainText("\n".join(lines))
    texts.redraw()
    assert "строка 5" in texts.problem.text
    texts.save.click()
    assert not any(row.own for row in wordings.list_wordings(base.workspace))
    assert texts.editor.textCursor().blockNumber() == 4
    assert texts.dirty


def test_field_of_the_list_is_put_into_the_text(texts: WordingsView) -> None:
    texts.show_wording("assignment")
    item = texts.fields.item(0)
    assert item is not None
    texts.fields.itemActivated.emit(item)
    assert texts.editor.toPlainText().startswith("{{ ")


def test_another_paper_is_opened_only_with_leave(texts: WordingsView, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [False, True]
    monkeypatch.setattr(dialogs, "confirm", lambda *_, **__: answers.pop(0))
    texts.show_wording("assignment")
    texts.editor.setPlainText("[абзац] Черновик")
    at = texts.choice.findData("change")
    texts.choice.setCurrentIndex(at)
    texts.choice.activated.emit(at)
    assert texts.editor.toPlainText() == "[абзац] Черновик"
    assert texts.choice.currentData() == "assignment"
    texts.choice.setCurrentIndex(at)
    texts.choice.activated.emit(at)
    assert texts.choice.currentData() == "change"
    assert "Внести в приказ" in texts.editor.toPlainText()
