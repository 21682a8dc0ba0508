"""«Новый приказ»: what is seen at the right is what is issued, and nothing typed is lost on a problem."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from tests.ui.desk import Desk
from tests.ui.pairs.invented import Invented, give_consents
from tests.ui.papers.steps import DAY, END, form, issued, text_of
from tests.ui.waiting import settled

from curator_app.runtime.errors import Cancelled
from curator_app.runtime.progress import Progress
from curator_app.services import pairs, people
from curator_app.services.outcome_rows import list_outcome_rows
from curator_app.services.papers import entries, name_forms, register
from curator_app.services.papers.commands import OrderCommand, RewardChoice
from curator_app.texts.grammar import Case
from curator_app.ui.common import dialogs
from curator_app.ui.papers import order_dialog
from curator_app.ui.papers.cases_dialog import NameCasesDialog, PostCasesDialog
from curator_app.ui.papers.changes_field import ChangesField
from curator_app.ui.papers.order_dialog import OrderDialog
from curator_app.ui.papers.rewards_field import RewardsField


def _dialog(base: Invented, desk: Desk, qtbot: QtBot, wish: OrderCommand) -> OrderDialog:
    dialog = OrderDialog(desk, base.workspace, wish)
    qtbot.addWidget(dialog)
    dialog.show()
    return settled(dialog)


def _seen(dialog: OrderDialog) -> str:
    return text_of(settled(dialog).view.pages.pdf)


def test_from_pair_to_issued_order_in_two_clicks(base: Invented, desk: Desk, qtbot: QtBot) -> None:
    pair = form(base, base.petrova, base.ivanova)
    dialog = _dialog(base, desk, qtbot, OrderCommand(type="assignment", pairs=(pair,)))
    assert dialog.form.number.value() == "1-од"
    assert "Закрепить за молодым специалистом Ивановой Марией Петровной" in _seen(dialog)
    settled(dialog).next.click()
    assert "нельзя исправить или удалить" in dialog.check.statement.text
    settled(dialog).next.click()
    assert dialog.issued is not None
    order = register.get_order(base.workspace, dialog.issued)
    assert (order.number, order.date, order.pairs) == ("1-од", DAY, (pair,))
    (row,) = pairs.list_pairs(base.workspace)
    assert (row.status, row.order_number) == ("assigned", "1-од")
    assert settled(dialog).view.pages.pdf == register.reprint(base.workspace, order.id)
    assert "наставника Петрову Анну Сергеевну" in _seen(dialog)
    assert desk.said == ["Издан приказ № 1-од"]
    settled(dialog).next.click()
    assert not dialog.isVisible()


def test_declined_sentence_stands_before_issuing(base: Invented, desk: Desk, qtbot: QtBot) -> None:
    pair = form(base, base.zaitsev, base.sidorov)
    dialog = _dialog(base, desk, qtbot, OrderCommand(type="assignment", pairs=(pair,)))
    settled(dialog).next.click()
    told = dialog.check.sentences
    assert "Закрепить за Сидоренко Ильёй Олеговичем, учителем физики," in told[0]
    assert "наставника Зайцева Петра Ильича" in told[0]
    assert any("Наставнику Зайцеву П.И." in clause for clause in told)


def test_issuing_that_was_given_up_leaves_the_dialog_as_it_was(
    base: Invented, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = form(base, base.petrova, base.ivanova)
    dialog = _dialog(base, desk, qtbot, OrderCommand(type="assignment", pairs=(pair,)))
    settled(dialog).next.click()

    def given_up(*_args: object, **_more: object) -> None:
        raise Cancelled

    with monkeypatch.context() as patch:
        patch.setattr(order_dialog, "issue_order", given_up)
        settled(dialog).next.click()
    assert dialog.issued is None
    assert register.list_orders(base.workspace) == []
    settled(dialog).next.click()
    assert dialog.issued is not None


def test_nothing_is_kept_or_closed_while_the_order_is_being_issued(
    base: Invented, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = form(base, base.petrova, base.ivanova)
    dialog = _dialog(base, desk, qtbot, OrderCommand(type="assignment", pairs=(pair,)))
    settled(dialog).next.click()
    begun: list[Callable[[], None]] = []

    def later(
        title: str,
        job: Callable[[Progress], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], bool] | None = None,
    ) -> None:
        begun.append(partial(Desk.run, desk, title, job, done, failed))

    monkeypatch.setattr(desk, "run", later)
    settled(dialog).next.click()
    dialog.check.remade.emit("Согласие отмечено")
    QTest.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    dialog.keep.click()
    dialog.back.click()
    dialog.reject()
    assert dialog.isVisible()
    (finish,) = begun
    finish()
    assert dialog.issued is not None
    assert [entry.kind for entry in entries.list_entries(base.workspace)] == ["order"]
    assert settled(dialog).view.pages.pdf == register.reprint(base.workspace, dialog.issued)
    assert not dialog.remark.isVisible()


def test_missing_consents_are_marked_inside_the_dialog(base: Invented, desk: Desk, qtbot: QtBot) -> None:
    pair = form(base, base.petrova, base.ivanova, consents=False)
    dialog = _dialog(base, desk, qtbot, OrderCommand(type="assignment", pairs=(pair,)))
    settled(dialog).next.click()
    settled(dialog).next.click()
    assert dialog.issued is None
    assert "Нет согласий" in dialog.problem.text
    assert dialog.check.gate.missing == 4
    dialog.check.gate.mark.click()
    assert settled(dialog).check.gate.missing == 0
    assert not dialog.problem.text
    settled(dialog).next.click()
    assert dialog.issued is not None


def test_number_that_is_taken_is_refused_and_stays_typed(base: Invented, desk: Desk, qtbot: QtBot) -> None:
    issued(base, form(base, base.petrova, base.ivanova), "12-ОД")
    second = form(base, base.zaitsev, base.sidorov)
    dialog = _dialog(base, desk, qtbot, OrderCommand(type="assignment", pairs=(second,)))
    assert dialog.form.number.value() == "13-од"
    dialog.form.number.line.setText("12 - од")
    settled(dialog).next.click()
    assert "уже есть" in dialog.problem.text
    assert dialog.form.number.value() == "12 - од"
    assert dialog.form.isVisible()


def test_what_is_not_told_is_asked_at_its_field(base: Invented, desk: Desk, qtbot: QtBot) -> None:
    form(base, base.petrova, base.ivanova)
    dialog = _dialog(base, desk, qtbot, OrderCommand(type="assignment"))
    dialog.form.number.line.setText("")
    settled(dialog).next.click()
    assert dialog.form.number.problem == "Заполните поле «Приказ, №»."
    assert "Выберите пары" in dialog.form.subject.problem


def test_list_of_pairs_goes_into_an_appendix(base: Invented, desk: Desk, qtbot: QtBot) -> None:
    ids = (form(base, base.petrova, base.ivanova), form(base, base.zaitsev, base.sidorov))
    dialog = _dialog(base, desk, qtbot, OrderCommand(type="assignment_list", pairs=ids))
    assert "Утвердить перечень наставнических пар (групп) на 2026/2027 учебный год" in _seen(dialog)
    settled(dialog).next.click()
    settled(dialog).next.click()
    assert {row.order_number for row in pairs.list_pairs(base.workspace)} == {"1-од"}


def test_norms_ticked_by_hand_are_cited(base: Invented, desk: Desk, qtbot: QtBot) -> None:
    pair = form(base, base.petrova, base.ivanova)
    dialog = _dialog(base, desk, qtbot, OrderCommand(type="assignment", pairs=(pair,)))
    assert "№ 273-ФЗ" not in _seen(dialog)
    norms = dialog.form.norms
    norms.box("fz_273").click()
    norms.own.text.insertPlainText("приказом управления образования от 01.09.2026 № 120")
    dialog.redraw()
    assert "№ 273-ФЗ" in _seen(dialog)
    assert "приказом управления образования от 01.09.2026 № 120" in _seen(dialog)
    norms.usual.click()
    dialog.redraw()
    assert "№ 273-ФЗ" not in _seen(dialog)


def test_order_of_an_earlier_day_cites_only_what_was_in_force(base: Invented, desk: Desk, qtbot: QtBot) -> None:
    pair = form(base, base.petrova, base.ivanova)
    dialog = _dialog(base, desk, qtbot, OrderCommand(type="assignment", pairs=(pair,), date=dt.date(2024, 9, 2)))
    assert "tk_351_8" not in dialog.form.norms.offered()
    assert "351.8" not in _seen(dialog)


def test_conditions_reach_the_paper(base: Invented, desk: Desk, qtbot: QtBot) -> None:
    pair = form(base, base.petrova, base.ivanova)
    dialog = _dialog(base, desk, qtbot, OrderCommand(type="assignment", pairs=(pair,)))
    conditions = dialog.form.conditions
    conditions.set_values({"pay_clause": "part_of_duties", "control": base.curator, "executor": 0})
    conditions.fields["extra_clauses"].set_value("Библиотекарю подобрать литературу.")
    conditions.edited.emit()
    dialog.redraw()
    seen = _seen(dialog)
    assert "в рамках должностных обязанностей" in seen
    assert "возложить на заместителя директора по УВР Леонову" in seen
    assert "Библиотекарю подобрать литературу." in seen


def test_cases_put_right_are_printed_and_remembered(base: Invented, desk: Desk, qtbot: QtBot) -> None:
    pair = form(base, base.petrova, base.ivanova)
    cases = NameCasesDialog(base.workspace, base.ivanova)
    qtbot.addWidget(cases)
    cases.edits[Case.INSTRUMENTAL]["surname"].setText("Ивановою")
    cases.save.click()
    dialog = _dialog(base, desk, qtbot, OrderCommand(type="assignment", pairs=(pair,)))
    assert "Ивановою Марией Петровной" in _seen(dialog)
    again = NameCasesDialog(base.workspace, base.ivanova)
    qtbot.addWidget(again)
    again.by_rules.click()
    again.save.click()
    assert not any(row.by_hand for row in name_forms.get_name_forms(base.workspace, base.ivanova))


def test_surname_that_is_not_declined_stays(base: Invented, qtbot: QtBot) -> None:
    cases = NameCasesDialog(base.workspace, base.zaitsev)
    qtbot.addWidget(cases)
    cases.indeclinable.click()
    cases.save.click()
    forms = {row.case: row.name.full for row in name_forms.get_name_forms(base.workspace, base.zaitsev)}
    assert forms[Case.DATIVE] == "Зайцев Петру Ильичу"
    assert people.get_person(base.workspace, base.zaitsev).indeclinable


def test_empty_form_of_a_name_is_refused(base: Invented, qtbot: QtBot) -> None:
    cases = NameCasesDialog(base.workspace, base.ivanova)
    qtbot.addWidget(cases)
    cases.show()
    cases.edits[Case.DATIVE]["surname"].setText("  ")
    cases.save.click()
    assert cases.isVisible()
    assert "Фамилия" in cases.problem.text


def test_unknown_post_is_asked_once(base: Invented, desk: Desk, qtbot: QtBot) -> None:
    person = people.get_person(base.workspace, base.ivanova)
    data = people.data_of(person)
    people.update_person(base.workspace, base.ivanova, replace(data, position="кванторианец-наладчик"))
    pair = form(base, base.petrova, base.ivanova)
    dialog = _dialog(base, desk, qtbot, OrderCommand(type="assignment", pairs=(pair,)))
    settled(dialog).next.click()
    assert any("кванторианец-наладчик" in words for words in dialog.check.remarks)
    posts = PostCasesDialog(base.workspace, "кванторианец-наладчик")
    qtbot.addWidget(posts)
    posts.edits[Case.INSTRUMENTAL].setText("кванторианцем-наладчиком")
    posts.save.click()
    dialog.check.remade.emit("Падежи должности запомнены")
    settled(dialog)
    assert not any("кванторианец-наладчик" in words for words in dialog.check.remarks)
    assert "кванторианцем-наладчиком" in _seen(dialog)


def test_gender_is_asked_when_it_cannot_be_told(base: Invented, desk: Desk, qtbot: QtBot) -> None:
    data = people.data_of(people.get_person(base.workspace, base.kim))
    people.update_person(
        base.workspace,
        base.kim,
        replace(data, surname="Ким", first_name="Саша", patronymic=None, gender=None),
    )
    pair = form(base, base.petrova, base.kim)
    dialog = _dialog(base, desk, qtbot, OrderCommand(type="assignment", pairs=(pair,)))
    settled(dialog).next.click()
    (woman,) = [one for one in dialog.check.findChildren(QPushButton) if one.text() == "Женщина" and one.isVisible()]
    woman.click()
    settled(dialog)
    assert people.get_person(base.workspace, base.kim).gender == "f"
    assert not any("мужчина это или женщина" in words for words in dialog.check.remarks)


def test_change_of_an_order_refers_to_it(base: Invented, desk: Desk, qtbot: QtBot) -> None:
    first = issued(base, form(base, base.petrova, base.ivanova))
    dialog = _dialog(base, desk, qtbot, OrderCommand(type="change", refers_to=first))
    settled(dialog).next.click()
    assert "Напишите, что изменяется" in dialog.form.subject.fields["changes"].problem
    changes = dialog.form.subject.fields["changes"]
    assert isinstance(changes, ChangesField)
    changes.rows[0].clause.setText("пункт 2")
    changes.rows[0].wording.setPlainText("Наставнику вести журнал встреч.")
    dialog.redraw()
    assert "Внести в приказ от 03.09.2026 № 7-од" in _seen(dialog)
    settled(dialog).next.click()
    settled(dialog).next.click()
    assert register.get_order(base.workspace, first).status == "changed"


def test_cancelled_order_frees_its_pair(base: Invented, desk: Desk, qtbot: QtBot) -> None:
    pair = form(base, base.petrova, base.ivanova)
    first = issued(base, pair)
    dialog = _dialog(base, desk, qtbot, OrderCommand(type="cancellation", refers_to=first))
    settled(dialog).next.click()
    settled(dialog).next.click()
    assert register.get_order(base.workspace, first).status == "cancelled"
    assert pairs.list_pairs(base.workspace)[0].status == "ready"


def test_replacement_offers_other_mentors_and_moves_the_mentee(base: Invented, desk: Desk, qtbot: QtBot) -> None:
    pair = form(base, base.petrova, base.ivanova)
    issued(base, pair)
    give_consents(base, base.zaitsev)
    dialog = _dialog(base, desk, qtbot, OrderCommand(type="replacement", pairs=(pair,)))
    subject = dialog.form.subject
    combo = subject.fields["new_mentor"].editor
    offered = [combo.itemData(at) for at in range(1, combo.count())]  # type: ignore[attr-defined]  # a QComboBox
    assert offered == [base.zaitsev, base.chernykh]
    subject.fields["new_mentor"].set_value(base.zaitsev)
    subject.fields["from_date"].set_value(dt.date(2026, 11, 2))
    settled(dialog).next.click()
    settled(dialog).next.click()
    assert dialog.issued is not None
    old, new = pairs.list_pairs(base.workspace)
    assert (old.status, old.end_date) == ("terminated", dt.date(2026, 11, 1))
    assert (new.mentor, new.mentees, new.start_date, new.end_date) == (
        base.zaitsev,
        (base.ivanova,),
        dt.date(2026, 11, 2),
        END,
    )


def test_another_kind_asks_for_other_things(base: Invented, desk: Desk, qtbot: QtBot) -> None:
    dialog = _dialog(base, desk, qtbot, OrderCommand(type="assignment"))
    subject = dialog.form.subject
    assert subject.list.isVisible()
    assert not subject.refers_to.isVisible()
    dialog.form.type.set_value("final_event")
    dialog.form.type.edited.emit()
    assert not subject.list.isVisible()
    assert subject.fields["event_title"].isVisible()
    subject.fields["event_title"].set_value("круглый стол")
    dialog.redraw()
    assert "круглый стол" in _seen(dialog)


def test_rewards_are_for_the_people_ticked(base: Invented, desk: Desk, qtbot: QtBot) -> None:
    dialog = _dialog(base, desk, qtbot, OrderCommand(type="incentive"))
    settled(dialog).next.click()
    assert dialog.form.subject.problem == "Отметьте, кого поощрить."
    dialog.form.subject.list.choose([base.petrova, base.ivanova])
    rewards = dialog.form.subject.fields["rewards"]
    assert isinstance(rewards, RewardsField)
    rewards.rows[0].reason.setText("За результативное наставничество.")
    rewards.rows[1].kind.setCurrentIndex(rewards.rows[1].kind.findData("payment"))
    rewards.rows[1].amount.setText("5000 рублей")
    dialog.redraw()
    seen = _seen(dialog)
    assert "За результативное наставничество объявить благодарность Петровой А" in seen
    assert "стимулирующую выплату в размере 5000 рублей" in seen
    settled(dialog).next.click()
    settled(dialog).next.click()
    assert register.get_order(base.workspace, 1).type == "incentive"
    rows = list_outcome_rows(base.workspace, "incentive")
    assert {(row.data.person, row.data.kind, row.data.amount, row.data.order) for row in rows} == {
        (base.petrova, "gratitude", None, 1),
        (base.ivanova, "payment", "5000 рублей", 1),
    }


def test_a_wish_keeps_what_each_is_thanked_for(base: Invented, desk: Desk, qtbot: QtBot) -> None:
    wish = OrderCommand(
        type="incentive",
        rewards=(
            RewardChoice(person=base.petrova, kind="diploma", reason="высокие результаты"),
            RewardChoice(person=base.ivanova, reason="участие в конкурсе"),
        ),
    )
    dialog = _dialog(base, desk, qtbot, wish)
    assert set(dialog.form.command().rewards) == set(wish.rewards)
    dialog.form.subject.list.choose([base.ivanova])
    assert dialog.form.command().rewards == wish.rewards[1:]


def test_escape_asks_before_work_is_lost(
    base: Invented, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    form(base, base.petrova, base.ivanova)
    answers = [False, True]
    monkeypatch.setattr(dialogs, "confirm", lambda *_, **__: answers.pop(0))
    dialog = _dialog(base, desk, qtbot, OrderCommand(type="assignment"))
    dialog.form.subject.list.choose_first()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert register.list_orders(base.workspace) == []
