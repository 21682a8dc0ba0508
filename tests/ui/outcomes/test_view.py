"""«Итоги»: five lists, their dialogs, papers and tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog
from pytestqt.qtbot import QtBot
from tests.services.papers.school import School
from tests.ui.desk import Desk

from curator_app.documents.preview import page_count
from curator_app.services import bin as recycle_bin
from curator_app.services import outcomes
from curator_app.services.outcome_rows import OutcomeKind, list_outcome_rows
from curator_app.services.outcomes import (
    AgreementData,
    ContestData,
    IncentiveData,
    OutcomeData,
    PracticeData,
    PublicationData,
)
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.routes import life, making, reading, steps
from curator_app.services.workspace import Workspace
from curator_app.ui import papers
from curator_app.ui.outcomes import describing, list_view, rewarding
from curator_app.ui.outcomes.case_dialog import CaseDialog
from curator_app.ui.outcomes.dialogs import OutcomeDialog
from curator_app.ui.outcomes.rewarding import RewardingDialog, reward_order
from curator_app.ui.outcomes.view import OutcomesView
from curator_app.ui.outcomes.words import ORDER, WORDS
from curator_app.ui.papers.paper_window import PaperWindow

DAY = dt.date(2026, 10, 2)
Runner = Callable[[QDialog], bool]


def _filled(monkeypatch: pytest.MonkeyPatch, act: Callable[[QDialog], object]) -> list[QDialog]:
    """Runs ``act`` on every dialog of the lists in place of showing it."""
    seen: list[QDialog] = []

    def run(dialog: QDialog) -> bool:
        seen.append(dialog)
        act(dialog)
        return dialog.result() == QDialog.DialogCode.Accepted

    monkeypatch.setattr("curator_app.ui.common.run_dialog.run_dialog", run)
    monkeypatch.setattr(list_view, "run_dialog", run)
    monkeypatch.setattr(rewarding, "run_dialog", run)
    monkeypatch.setattr(describing, "run_dialog", run)
    return seen


def _data(kind: OutcomeKind, school: School) -> OutcomeData:
    told: dict[OutcomeKind, OutcomeData] = {
        "contest": ContestData(title="Дебют", date=DAY, level="city", result="призёр", pair=school.pair),
        "publication": PublicationData(title="Статья", date=DAY, place="сайт школы"),
        "practice": PracticeData(title="Урок в два голоса", date=DAY, problem="Страх", actions="Раз\nДва"),
        "incentive": IncentiveData(person=school.people["petrova"], kind="payment", date=DAY, amount="5000 рублей"),
        "agreement": AgreementData(partner="Лицей", date=DAY, until=dt.date(2027, 8, 31)),
    }
    return told[kind]


@pytest.mark.parametrize("kind", ORDER)
def test_an_empty_list_says_what_to_do(view: OutcomesView, kind: OutcomeKind) -> None:
    one = view.show_kind(kind)
    assert view.shown is one
    assert one.panel.model.total == 0
    empty = [action for action in one.more_menu().actions() if "Excel" in action.text()]
    assert [action.isEnabled() for action in empty] == [False]
    assert WORDS[kind].empty


@pytest.mark.parametrize("kind", ORDER)
def test_each_kind_is_added_changed_found_deleted(
    view: OutcomesView,
    school: School,
    workspace: Workspace,
    desk: Desk,
    kind: OutcomeKind,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one = view.show_kind(kind)
    data = _data(kind, school)

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, OutcomeDialog)
        for name, field in dialog.form.fields.items():
            field.set_value(getattr(data, name))
        dialog.save()

    _filled(monkeypatch, fill)
    one.add()
    (row,) = list_outcome_rows(workspace, kind)
    assert row.data == data
    assert desk.said[-1] == WORDS[kind].added
    assert one.panel.table.selected_ids() == [row.id]
    one.edit()
    assert [found.data for found in list_outcome_rows(workspace, kind)] == [data]
    assert view.show_record(kind, row.id)
    QTest.keyClick(one.panel.table, Qt.Key.Key_Delete)
    assert list_outcome_rows(workspace, kind) == []
    assert [(found.kind, found.id) for found in recycle_bin.list_bin(workspace)] == [(kind, row.id)]
    workspace.undo()
    one.refresh()
    assert one.panel.model.total == 1


def test_what_is_refused_stands_at_its_field(workspace: Workspace, school: School, qtbot: QtBot) -> None:
    del school
    dialog = OutcomeDialog(workspace, "practice")
    qtbot.addWidget(dialog)
    dialog.form.fields["title"].set_value("Урок вдвоём")
    dialog.form.fields["problem"].set_value("Ивановой было трудно")
    dialog.save()
    assert "«Ивановой»" in dialog.form.fields["problem"].problem
    assert list_outcome_rows(workspace, "practice") == []


def test_a_case_is_proposed_only_where_something_was_done(workspace: Workspace, school: School, qtbot: QtBot) -> None:
    del school
    dialog = CaseDialog(workspace)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.empty.isVisible()
    assert not dialog.take.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.route is None


def test_a_route_is_told_and_saved(
    view: OutcomesView, school: School, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed = making.propose_route(workspace, school.people["ivanova"]).data
    route = making.create_route(
        workspace,
        making.RouteData(**{name: getattr(proposed, name) for name in making.RouteData.__dataclass_fields__}),
    )
    life.approve_route(workspace, route, DAY)
    step = reading.get_route(workspace, route).steps[0]
    steps.mark_many_done(workspace, [step.id], steps.Completion(done_on=DAY))

    def act(dialog: QDialog) -> None:
        if isinstance(dialog, CaseDialog):
            dialog.take.click()
        elif isinstance(dialog, OutcomeDialog):
            dialog.save()

    seen = _filled(monkeypatch, act)
    one = view.show_kind("practice")
    one.describe()
    assert [type(dialog) for dialog in seen] == [CaseDialog, OutcomeDialog]
    (row,) = list_outcome_rows(workspace, "practice")
    assert (row.data.route, row.from_route) == (route, "Иванова М.П.")
    assert one.panel.table.selected_ids() == [row.id]


def test_practices_as_paper_text_and_table(
    view: OutcomesView,
    school: School,
    workspace: Workspace,
    desk: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    number = outcomes.save_outcome(workspace, _data("practice", school))
    one = view.show_kind("practice")
    view.refresh()
    one.panel.show_id(number)
    shown = _filled(monkeypatch, lambda _dialog: None)
    one.show_case()
    assert [type(dialog) for dialog in shown] == [PaperWindow]
    one.copy_for_site()
    assert QApplication.clipboard().text().startswith("Урок в два голоса")
    target = tmp_path / "банк"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    one.save_sheet()
    assert target.with_name("банк.xlsx").read_bytes()[:2] == b"PK"
    assert desk.said[-1] == "Сохранено: банк.xlsx"


def test_a_payment_is_marked_as_made(
    view: OutcomesView, school: School, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = outcomes.save_outcome(workspace, _data("incentive", school))
    one = view.show_kind("incentive")
    view.refresh()
    one.panel.show_id(number)
    _filled(monkeypatch, lambda dialog: dialog.save())  # type: ignore[attr-defined]  # a FormDialog
    one.mark_paid()
    (row,) = list_outcome_rows(workspace, "incentive")
    assert row.data.paid_on == dt.date(2026, 10, 5)
    assert row.data.amount == "5000 рублей"


def test_thanks_and_certificates_of_the_whole_list(
    view: OutcomesView, school: School, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, kind in (("petrova", "gratitude"), ("babenko", "diploma"), ("kim", "honour_board")):
        outcomes.save_outcome(workspace, IncentiveData(person=school.people[name], kind=kind, date=DAY))
    one = view.show_kind("incentive")
    view.refresh()
    one.panel.table.clearSelection()
    shown = _filled(monkeypatch, lambda _dialog: None)
    for kind in ("gratitude", "certificate"):
        one.show_awards(kind)
    assert [dialog.windowTitle() for dialog in shown] == ["Благодарности", "Почётные грамоты"]
    # The board of honour has no paper of its own: it may go with either.
    assert [page_count(dialog.source.pdf()) for dialog in shown if isinstance(dialog, PaperWindow)] == [2, 2]


def test_whom_to_reward_and_the_order(
    workspace: Workspace, school: School, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcomes.save_outcome(workspace, _data("contest", school))
    dialog = RewardingDialog(workspace, "2026/2027")
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.go.isEnabled()
    assert not dialog.amount.isVisible()
    dialog.reward.set_value("payment")
    dialog.reward.edited.emit()
    assert dialog.amount.isVisible()
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    assert dialog.go.text() == "Подготовить приказ: 1 человек…"
    wished: list[OrderCommand] = []

    def issue(*args: object, **_more: object) -> int:
        wished.append(next(one for one in args if isinstance(one, OrderCommand)))
        return 1

    def choose(opened: QDialog) -> None:
        assert isinstance(opened, RewardingDialog)
        opened.list.choose([school.people["petrova"]])
        opened.reward.set_value("diploma")
        opened.go.click()

    monkeypatch.setattr(papers, "new_order", issue)
    _filled(monkeypatch, choose)
    assert reward_order(desk, workspace, None)
    (reward,) = wished[0].rewards
    assert (reward.person, reward.kind, reward.amount) == (school.people["petrova"], "diploma", None)
    assert reward.reason == "результативное наставничество и подготовку к конкурсам профессионального мастерства"


def test_nobody_is_rewarded_when_the_dialog_is_left(
    workspace: Workspace, school: School, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    del school
    _filled(monkeypatch, lambda dialog: dialog.reject())
    assert not reward_order(desk, workspace, None)
