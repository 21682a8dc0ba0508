"""«Бланки»."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from tests.ui.desk import Desk
from tests.ui.pairs.invented import Invented, give_consents
from tests.ui.papers.steps import form, issued, text_of
from tests.ui.waiting import settled

from curator_app.documents.pdf import to_pdf
from curator_app.documents.preview import page_count
from curator_app.services.papers import registered
from curator_app.services.papers.blanks import ConsentBlank
from curator_app.ui.papers import paper_window, show_blanks
from curator_app.ui.papers.blanks_view import MISSING, SHEET, BlanksView, read_people
from curator_app.ui.papers.paper_source import PaperSource


@pytest.fixture
def blanks(base: Invented, desk: Desk, qtbot: QtBot) -> BlanksView:
    view = BlanksView(desk, base.workspace)
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
    settled(blanks)
    # two sheets each for three workers, three for the pupil
    assert page_count(blanks.view.pages.pdf) >= 9
    told = text_of(blanks.view.pages.pdf)
    assert "Ивановой Марии Петровны" in told
    assert all(button.isEnabled() for button in blanks.bar.buttons)


def test_nobody_ticked_prints_nothing(blanks: BlanksView) -> None:
    blanks.redraw()
    settled(blanks)
    assert blanks.view.pages.pdf == b""
    assert not blanks.bar.print.isEnabled()


def test_sheet_names_documents_order_and_people(base: Invented, blanks: BlanksView) -> None:
    order = issued(base, form(base, base.petrova, base.ivanova))
    blanks.refresh()
    blanks.choose(SHEET, [base.petrova, base.ivanova])
    blanks.order.set_value(order)
    blanks.documents.set_value("с Положением о системе наставничества\nс дорожной картой")
    blanks.redraw()
    settled(blanks)
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

    class Window(QDialog):
        def __init__(self, _host: object, source: PaperSource, _parent: object) -> None:
            super().__init__()
            shown.append(source)

        def exec(self) -> int:
            return 1

        def deleteLater(self) -> None:
            gone.append(True)

    monkeypatch.setattr(paper_window, "PaperWindow", Window)
    show_blanks(desk, base.workspace, None, [ConsentBlank(person=base.ivanova, kind="personal_data")])
    assert "СОГЛАСИЕ" in text_of(shown[0].pdf())
    assert gone == [True]


def test_a_click_on_register_takes_those_ticked_now(base: Invented, desk: Desk, blanks: BlanksView) -> None:
    blanks.choose(SHEET, [base.petrova])
    blanks.redraw()
    settled(blanks)
    blanks.people.choose([base.zaitsev])
    blanks.to_register.click()  # before the paper of those ticked a moment ago is begun
    (row,) = registered.list_papers(base.workspace)
    document = registered.paper_document(base.workspace, row.id)
    assert row.person == base.zaitsev
    assert document is not None
    assert "Зайцев" in text_of(to_pdf(document))
    assert "Петрова" not in text_of(to_pdf(document))


def test_a_blank_goes_into_the_register_in_one_click(base: Invented, desk: Desk, blanks: BlanksView) -> None:
    blanks.choose(SHEET, [base.petrova])
    blanks.redraw()
    settled(blanks)
    blanks.to_register.click()
    (row,) = registered.list_papers(base.workspace)
    assert (row.kind, row.status, row.person, row.number) == ("sheet", "draft", base.petrova, None)
    document = registered.paper_document(base.workspace, row.id)
    assert document is not None
    assert "Петрова Анна Сергеевна" in text_of(to_pdf(document))
    assert desk.said[-1].startswith("Записано в реестр")
    base.workspace.undo()
    assert registered.list_papers(base.workspace) == []
