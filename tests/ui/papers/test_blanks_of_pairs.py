"""«Бланки»: papers of pairs and of the school, what stays empty, facts typed before printing; the free order."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.ui.desk import Desk
from tests.ui.pairs.invented import Invented
from tests.ui.papers.steps import form, text_of
from tests.ui.waiting import settled

from curator_app.documents.paper_data import ExtraClause
from curator_app.services.papers.clause_lines import clauses_of, clauses_text
from curator_app.services.papers.commands import OrderCommand
from curator_app.ui.papers import blanks_view
from curator_app.ui.papers.blank_choices import GROUPS, TITLES, is_heading, subject_of
from curator_app.ui.papers.blanks_view import BlanksView
from curator_app.ui.papers.facts_dialog import ASKED, FactsDialog
from curator_app.ui.papers.order_form import OrderForm


@pytest.fixture
def blanks(base: Invented, desk: Desk, qtbot: QtBot) -> BlanksView:
    view = BlanksView(desk, base.workspace)
    qtbot.addWidget(view)
    view.resize(1200, 600)
    view.show()
    view.refresh()
    return view


def test_headings_are_read_and_not_chosen(blanks: BlanksView) -> None:
    combo = blanks.choice.combo
    codes = [combo.itemData(place) for place in range(combo.count())]
    assert [code for code in codes if not is_heading(code)] == list(TITLES)
    for place, code in enumerate(codes):
        shut = not combo.model().flags(combo.model().index(place, 0)) & Qt.ItemFlag.ItemIsEnabled
        assert shut == is_heading(code)
    assert blanks.choice.value() == blanks_view.MISSING
    assert sum(len(choices) for _title, choices in GROUPS) == len(TITLES)


def test_a_pair_is_ticked_and_its_programme_is_shown(base: Invented, blanks: BlanksView) -> None:
    pair = form(base, base.petrova, base.ivanova)
    blanks.choose("programme", [pair])
    blanks.redraw()
    settled(blanks)
    assert "ПЕРСОНАЛИЗИРОВАННАЯ ПРОГРАММА" in text_of(blanks.view.pages.pdf)
    assert "цель программы" in blanks.lacking.text()
    assert blanks.bar.print.isEnabled()
    blanks.choose("early_notice", [])
    blanks.redraw()
    settled(blanks)
    assert "пара или группа" in blanks.lacking.text()
    blanks.choose("mentoring", [])
    blanks.redraw()
    settled(blanks)
    assert "СОГЛАСИЕ" in text_of(blanks.view.pages.pdf)
    blanks.choose(blanks_view.MISSING, [])
    blanks.redraw()
    settled(blanks)
    assert not blanks.bar.print.isEnabled()
    assert blanks.lacking.isHidden()


def test_papers_of_the_school_need_nobody(blanks: BlanksView) -> None:
    blanks.choose("council_minutes", [])
    blanks.redraw()
    settled(blanks)
    assert "ПРОТОКОЛ" in text_of(blanks.view.pages.pdf)
    assert "секретарь" in blanks.lacking.text()
    assert not blanks.people.isVisible()
    blanks.choose("register_pairs", [])
    blanks.redraw()
    settled(blanks)
    assert blanks.year.isVisible()
    assert "РЕЕСТР НАСТАВНИЧЕСКИХ ПАР" in text_of(blanks.view.pages.pdf)


def test_facts_are_typed_and_come_back(base: Invented, blanks: BlanksView, monkeypatch: pytest.MonkeyPatch) -> None:
    def typed(dialog: FactsDialog) -> bool:
        dialog.form.fields["number"].set_value("7")
        dialog.form.fields["date"].set_value(dt.date(2026, 8, 28))
        dialog.form.fields["secretary"].set_value(base.petrova)
        dialog.form.fields["title_3"].set_value("О разном")
        dialog.save()
        return True

    monkeypatch.setattr(blanks_view, "run_dialog", typed)
    blanks.choose("council_minutes", [])
    blanks.facts.click()
    settled(blanks)
    told = text_of(blanks.view.pages.pdf)
    assert "№ 7" in told
    assert "3. О разном." in told
    again = FactsDialog(base.workspace, "council_minutes", blanks._facts["council_minutes"], "Протокол", blanks)
    assert again.form.values()["title_3"] == "О разном"
    assert again.form.values()["number"] == "7"
    assert not again.form.dirty


@pytest.mark.parametrize("code", sorted(ASKED))
def test_every_paper_that_asks_takes_the_answers(base: Invented, blanks: BlanksView, code: str) -> None:
    pair = form(base, base.petrova, base.ivanova)
    dialog = FactsDialog(base.workspace, code, {}, TITLES[code], blanks)
    dialog.save()
    blanks._facts[code] = dialog.facts
    blanks.choose(code, [pair] if subject_of(code) == "pair" else [])
    blanks.redraw()
    settled(blanks)
    assert blanks.bar.print.isEnabled()


def test_clauses_are_lines_and_lines_are_clauses() -> None:
    clauses = (ExtraClause("Первый.", ("а;", "б.")), ExtraClause("Второй."))
    assert clauses_text(clauses) == "Первый.\n- а;\n- б.\nВторой."
    assert clauses_of(clauses_text(clauses)) == clauses
    assert clauses_of("- сразу подпункт\n\n  –  ещё  \n-") == (ExtraClause("сразу подпункт", ("ещё",)),)
    assert clauses_of(None) == ()


def test_a_free_order_keeps_heading_and_clauses_once(base: Invented, qtbot: QtBot) -> None:
    wish = OrderCommand(
        type="generic", number="5", date=dt.date(2026, 9, 7), heading="О дне", extra_clauses=(ExtraClause("Провести."),)
    )
    shown = OrderForm(base.workspace, wish)
    shown.begin()
    qtbot.addWidget(shown)
    assert shown.command().heading == "О дне"
    assert shown.command().extra_clauses == (ExtraClause("Провести."),)
    shown.conditions.fields["extra_clauses"].set_value("Ещё один.")
    assert [one.text for one in shown.command().extra_clauses] == ["Провести.", "Ещё один."]


def test_an_empty_order_is_printed_but_not_registered(base: Invented, blanks: BlanksView) -> None:
    blanks.choose("working_group", [])
    blanks.redraw()
    settled(blanks)
    assert "О создании рабочей группы" in text_of(blanks.view.pages.pdf)
    assert "участники приказа" in blanks.lacking.text()
    assert blanks.bar.print.isEnabled()
    assert not blanks.to_register.isEnabled()
    blanks.choose("roadmap", [])
    blanks.redraw()
    settled(blanks)
    assert "мероприятия дорожной карты" in blanks.lacking.text()
    assert blanks.to_register.isEnabled()
