"""The tab «Пары»: the list, the card, and what can be done with a pair."""

from __future__ import annotations

import datetime as dt

import pytest
from pytestqt.qtbot import QtBot
from tests.ui.desk import Desk, shown
from tests.ui.pairs.invented import FORM, Invented, give_consents

from curator_app.services import bin as recycle_bin
from curator_app.services import pairs
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.papers.issuing import issue_order
from curator_app.ui import papers
from curator_app.ui.common.card_content import Bullets, CardContent, PeriodBar
from curator_app.ui.pairs.edit_dialog import EditPairDialog
from curator_app.ui.pairs.end_dialog import EndPairDialog
from curator_app.ui.pairs.missing_consents import missing_of
from curator_app.ui.pairs.page import PairsPage
from curator_app.ui.people.missing_consents import MissingConsentsDialog

START, END = dt.date(2026, 9, 1), dt.date(2027, 5, 31)


def _form(base: Invented, mentor: int, *mentees: int) -> int:
    data = pairs.PairData(mentor=mentor, mentees=mentees, start_date=START, end_date=END, mentoring_form=FORM)
    return pairs.form_pairs(base.workspace, [data])[0]


@pytest.fixture
def page(base: Invented, desk: Desk, qtbot: QtBot) -> PairsPage:
    made = PairsPage(desk, base.workspace)
    shown(made.widget, qtbot)
    return made


def _card(page: PairsPage) -> CardContent:
    content = page.card.content
    assert content is not None
    return content


def test_list_and_chips(base: Invented, page: PairsPage) -> None:
    give_consents(base, base.petrova, base.ivanova, day=START)
    ready = _form(base, base.petrova, base.ivanova)
    _form(base, base.zaitsev, base.sidorov, base.kim)
    page.refresh(None)
    assert page.panel.model.total == 2
    page.panel.chips.choose(["ready"])
    assert page.panel.model.shown_ids() == [ready]
    page.panel.chips.choose([])
    page.panel.search.edit.setText("сидоренко")
    assert page.panel.model.rowCount() == 1


def test_card_tells_the_whole_life(base: Invented, page: PairsPage, desk: Desk) -> None:
    give_consents(base, base.petrova, base.ivanova, day=START)
    one = _form(base, base.petrova, base.ivanova)
    issue_order(base.workspace, OrderCommand(type="assignment", pairs=(one,), number="7-од", date=START))
    page.refresh(None)
    assert page.show_record("pair", one)
    content = _card(page)
    assert content.title == "Петрова Анна Сергеевна"
    assert [badge.text for badge in content.badges] == ["закреплена"]
    sections = {section.title: section for section in content.sections}
    orders = sections["Приказы"].parts[0]
    assert isinstance(orders, Bullets)
    assert orders.items[0].text == "№ 7-од от 01.09.2026"
    assert orders.items[0].do is not None
    orders.items[0].do()
    assert desk.opened[0][0] == "order"
    strip, happened = sections["Жизнь пары"].parts
    assert isinstance(strip, PeriodBar)
    assert (strip.first, strip.last, strip.orders) == (START, END, (START,))
    assert isinstance(happened, Bullets)
    told = [item.text.split("  ")[1] for item in happened.items]
    assert sorted(told) == ["Начало работы", "Получены согласия", "Приказ № 7-од", "Сформирована"]
    remove = content.more[-1]
    assert remove is not None
    assert not remove.enabled


def test_several_pairs_are_summed_up(base: Invented, page: PairsPage) -> None:
    _form(base, base.petrova, base.ivanova)
    _form(base, base.zaitsev, base.sidorov)
    page.refresh(None)
    page.panel.table.selectAll()
    assert _card(page).title == "Выбрано: 2 строки"


def test_deleted_pair_comes_back_by_undo(base: Invented, page: PairsPage, desk: Desk) -> None:
    one = _form(base, base.petrova, base.ivanova)
    page.refresh(None)
    page.show_record("pair", one)
    page.delete()
    assert pairs.list_pairs(base.workspace) == []
    assert [row.id for row in recycle_bin.list_bin(base.workspace)] == [one]
    assert desk.said == ["Пара удалена в корзину"]
    base.workspace.undo()
    page.refresh(None)
    assert page.panel.model.shown_ids() == [one]


def test_order_of_the_selection_has_the_right_kind(
    base: Invented, page: PairsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    wishes: list[OrderCommand] = []
    monkeypatch.setattr(papers, "new_order", lambda _host, _base, _parent, wish: wishes.append(wish))
    first, second = _form(base, base.petrova, base.ivanova), _form(base, base.zaitsev, base.sidorov)
    page.refresh(None)
    page.show_record("pair", first)
    page.make_order()
    page.panel.table.selectAll()
    page.make_order()
    assert [(wish.type, set(wish.pairs)) for wish in wishes] == [
        ("assignment", {first}),
        ("assignment_list", {first, second}),
    ]


def test_pair_of_another_tab_is_not_ours(page: PairsPage) -> None:
    assert not page.show_record("mentor", 1)


def test_editing_changes_terms_and_keeps_people(base: Invented, desk: Desk, qtbot: QtBot) -> None:
    one = _form(base, base.petrova, base.ivanova)
    dialog = EditPairDialog(base.workspace, pairs.list_pairs(base.workspace)[0])
    qtbot.addWidget(dialog)
    dialog.terms.set_values({"psychologist_opinion": "совместимы", "mutual_choice": True, "focus": None})
    dialog.save.click()
    row = pairs.list_pairs(base.workspace)[0]
    assert (row.id, row.psychologist_opinion, row.mutual_choice) == (one, "совместимы", True)
    assert row.mentees == (base.ivanova,)


def test_term_fixed_by_an_order_is_locked(base: Invented, qtbot: QtBot) -> None:
    give_consents(base, base.petrova, base.ivanova, day=START)
    one = _form(base, base.petrova, base.ivanova)
    issue_order(base.workspace, OrderCommand(type="assignment", pairs=(one,), number="7", date=START))
    dialog = EditPairDialog(base.workspace, pairs.list_pairs(base.workspace)[0])
    qtbot.addWidget(dialog)
    assert not dialog.terms.start.isEnabled()
    dialog.terms.set_values({"note": "важное"})
    dialog.save.click()
    assert pairs.list_pairs(base.workspace)[0].note == "важное"


@pytest.mark.parametrize(
    ("button", "reason", "status"),
    [
        (0, "plan_completed", "completed"),
        (1, "participants_initiative", "terminated"),
        (2, "curator_initiative", "terminated"),
    ],
)
def test_ending_has_three_reasons(base: Invented, qtbot: QtBot, button: int, reason: str, status: str) -> None:
    _form(base, base.petrova, base.ivanova)
    dialog = EndPairDialog(base.workspace, pairs.list_pairs(base.workspace)[0])
    qtbot.addWidget(dialog)
    dialog.reasons[button].click()
    dialog.day.set_value(dt.date(2026, 12, 1))
    dialog.end.click()
    row = pairs.list_pairs(base.workspace)[0]
    assert (row.status, row.closing_reason, row.end_date) == (status, reason, dt.date(2026, 12, 1))


def test_ending_before_the_beginning_is_told_at_the_date(base: Invented, qtbot: QtBot) -> None:
    _form(base, base.petrova, base.ivanova)
    dialog = EndPairDialog(base.workspace, pairs.list_pairs(base.workspace)[0])
    qtbot.addWidget(dialog)
    dialog.day.set_value(dt.date(2026, 8, 1))
    dialog.end.click()
    assert "раньше начала" in dialog.day.problem
    assert pairs.list_pairs(base.workspace)[0].status == "ready"


def test_consents_of_several_pairs_are_asked_once(base: Invented, desk: Desk, qtbot: QtBot) -> None:
    _form(base, base.petrova, base.ivanova)
    _form(base, base.petrova, base.sidorov)
    rows = pairs.list_pairs(base.workspace)
    asked = [(one.person, one.kind) for one, _pair in missing_of(base.workspace, rows)]
    assert len(asked) == len(set(asked)) == 6
    dialog = MissingConsentsDialog(
        desk, base.workspace, "Согласия участников", lambda: missing_of(base.workspace, rows)
    )
    qtbot.addWidget(dialog)
    dialog.gate.mark.click()
    assert all(not row.missing for row in pairs.list_pairs(base.workspace))
