"""Years in the window: the list with its numbers, the wizard, leavers, the switch."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot
from tests.services.papers.school import School, assignment
from tests.ui.desk import Desk

from curator_app.models import Pair
from curator_app.runtime.clock import fixed
from curator_app.runtime.paths import data_folder
from curator_app.services import pairs, people
from curator_app.services.pair_life import orders as pair_life
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.papers.issuing import issue_order
from curator_app.services.roadmaps import making
from curator_app.services.roadmaps.reading import roadmap_of
from curator_app.services.workspace import Workspace
from curator_app.services.years import listing
from curator_app.ui.app import make_window
from curator_app.ui.common import dialogs
from curator_app.ui.common.errors import ErrorBoundary
from curator_app.ui.common.window_state import WindowState
from curator_app.ui.years import years_dialog
from curator_app.ui.years.leavers_dialog import LeaversDialog
from curator_app.ui.years.rollover_dialog import RolloverDialog
from curator_app.ui.years.switch import YearSwitch
from curator_app.ui.years.years_dialog import YearsDialog

YEAR, NEXT = "2026/2027", "2027/2028"


@pytest.fixture
def june(workspace: Workspace, school: School, desk: Desk) -> Workspace:
    del school
    workspace.clock = fixed(dt.datetime(2027, 6, 15, 9))
    desk._clock = workspace.clock
    making.create_from_templates(workspace, YEAR, ["school"])
    return workspace


def test_the_wizard_goes_over_in_a_few_clicks(june: Workspace, school: School, desk: Desk, qtbot: QtBot) -> None:
    dialog = RolloverDialog(desk, june)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.pairs.choose(school.pair, "extend")
    for _step in range(3):
        dialog.next.click()
    assert dialog.next.text() == f"Перейти на {NEXT}"
    assert "Пары: завершить 2, продлить 1, идут дальше 0." in dialog.last.summary.text()
    assert dialog.last.closes()
    dialog.next.click()
    qtbot.waitUntil(lambda: dialog.outcome is not None)
    assert dialog.outcome is not None
    assert (dialog.outcome.extended, dialog.outcome.ended) == (1, 2)
    assert roadmap_of(june, NEXT) is not None
    assert [row.label for row in listing.list_years(june) if row.closed] == [YEAR]
    june.undo()
    assert {row.status for row in pairs.list_pairs(june)} == {"ready"}


def test_a_refusal_keeps_the_wizard_open(
    june: Workspace, school: School, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def note(_parent: QWidget | None, words: str) -> None:
        told.append(words)

    monkeypatch.setattr(dialogs, "show_problem", note)
    dialog = RolloverDialog(desk, june)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.pairs.choose(school.other, "extend")
    dialog.people.list.choose([school.people["kim"]])
    dialog.turn(3)
    dialog.next.click()
    qtbot.waitUntil(lambda: bool(told))
    assert "уходит в архив" in told[0]
    assert dialog.outcome is None
    assert dialog.isVisible()
    assert listing.current_year(june) == YEAR


def test_a_mentor_whose_pair_goes_on_is_not_sent_to_the_reserve(
    june: Workspace, school: School, desk: Desk, qtbot: QtBot
) -> None:
    from curator_app.models import Mentor

    with june.action("Назначены") as session:
        for name in ("petrova", "babenko"):
            session.get_one(Mentor, school.people[name]).status = "appointed"
    dialog = RolloverDialog(desk, june)
    qtbot.addWidget(dialog)
    assert set(dialog.mentors.fates().values()) == {"reserve"}
    dialog.pairs.choose(school.other, "extend")
    dialog.turn(1)
    assert dialog.mentors.fates() == {school.people["babenko"]: "keep", school.people["petrova"]: "reserve"}


def test_years_are_closed_and_opened_from_the_list(
    june: Workspace, school: School, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for one in (school.pair, school.other, school.pupil):
        pairs.end_pair(june, one, dt.date(2027, 5, 31), "plan_completed")
    shown: list[str] = []
    dialog = YearsDialog(desk, june, shown.append)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.about.text() == "Пары по формам: педагог – педагог — 3."
    monkeypatch.setattr(years_dialog, "confirm", lambda *_words, **_more: True)
    dialog.close_chosen()
    assert desk.said == [f"Закрыт {YEAR} учебный год"]
    dialog.panel.show_id(2026)
    assert dialog.reopen.isEnabled()
    assert not dialog.close_year.isEnabled()
    dialog.show_pairs.click()
    assert (shown, dialog.tab_wanted) == ([YEAR], "pairs")


def test_leavers_go_to_the_bin(june: Workspace, desk: Desk, qtbot: QtBot) -> None:
    gone = people.add_person(june, people.PersonData(surname="Лось", first_name="Пётр"))
    people.set_archived(june, [gone], archived=True)
    june.clock = fixed(dt.datetime(2033, 1, 10, 9))
    dialog = LeaversDialog(desk, june)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.panel.model.display(dialog.panel.model.row(0), 3) == "15.06.2032"
    dialog.years.setValue(7)
    dialog.keep()
    assert desk.said == ["Карточки выбывших хранятся 7 лет"]
    dialog.panel.show_id(gone)
    dialog.put_into_bin()
    assert dialog.panel.model.rowCount() == 0


def test_the_switch_shows_another_year_in_every_tab(june: Workspace, tmp_path: Path, qtbot: QtBot) -> None:
    data = data_folder(tmp_path)
    window = make_window(june, WindowState(tmp_path / "window.ini"), ErrorBoundary(data, june.clock))
    qtbot.addWidget(window)
    (switch,) = window.findChildren(YearSwitch)
    assert switch.text() == "2026/2027 уч. год"
    listing.open_next(june)
    switch._fill()
    words = [action.text() for action in switch.menu().actions() if action.text()]
    assert words[:2] == [NEXT, f"{YEAR} — текущий"]
    window.show_year(NEXT)
    assert (window.year, switch.text()) == (NEXT, f"{NEXT} уч. год")
    window.show_year(None)
    assert window.year == YEAR


def test_a_record_of_another_year_is_shown_in_its_year(
    june: Workspace, school: School, tmp_path: Path, qtbot: QtBot
) -> None:
    """Links, Ctrl+K and histories lead to pairs of last year too; a record that is nowhere changes nothing."""
    issue_order(june, assignment(school.pair))
    ended = pair_life.completion(june, school.pair, dt.date(2027, 5, 31), "plan_completed")
    issue_order(june, replace(ended, number="71-ОД", date=dt.date(2027, 5, 31)))
    june.clock = fixed(dt.datetime(2027, 10, 5, 9))
    window = make_window(
        june, WindowState(tmp_path / "окно.ini"), ErrorBoundary(data_folder(tmp_path / "журнал"), june.clock)
    )
    qtbot.addWidget(window)
    assert window.year == NEXT
    window.open_record("pair", 10_000)
    assert window.year == NEXT
    window.open_record("pair", school.pair)
    assert window.year == YEAR


def test_a_pair_of_an_order_is_extended_by_an_order_first(
    june: Workspace, school: School, desk: Desk, qtbot: QtBot
) -> None:
    issue_order(june, assignment(school.pair))
    dialog = RolloverDialog(desk, june)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.pairs.order.isVisible()
    dialog.pairs.choose(school.pair, "extend")
    dialog.pairs.choose(school.other, "extend")
    assert dialog.pairs.order.text() == "Приказ о продлении (1)…"
    dialog.pairs.order.click()
    assert dialog.order_wanted == ([school.pair], dt.date(2028, 5, 31))
    command = OrderCommand(
        type="extension", pairs=(school.pair,), end_date=dt.date(2028, 5, 31), number="70-од", date=dt.date(2027, 6, 15)
    )
    issue_order(june, command)
    again = RolloverDialog(desk, june, before=dialog.kept)
    qtbot.addWidget(again)
    assert again.pairs.fates() == {school.pair: "continue", school.other: "extend", school.pupil: "end"}
    again.apply()
    qtbot.waitUntil(lambda: again.outcome is not None)
    assert again.outcome is not None
    assert (again.outcome.continued, again.outcome.extended) == (1, 1)


def test_what_was_decided_before_the_order_is_there_after_it(
    june: Workspace, school: School, desk: Desk, qtbot: QtBot
) -> None:
    issue_order(june, assignment(school.pair))
    with june.action("Срок за пределами года") as session:
        session.get_one(Pair, school.pupil).end_date = dt.date(2027, 12, 31)
    dialog = RolloverDialog(desk, june)
    qtbot.addWidget(dialog)
    dialog.pairs.choose(school.pupil, "end")
    dialog.pairs.choose(school.other, "extend")
    dialog.pairs.days[school.other].set_date(dt.date(2028, 1, 31))
    dialog.people.list.choose([school.people["sokolova"]])
    dialog.last.close_year.setChecked(False)
    mentor = dialog.mentors.choices[school.people["petrova"]]
    mentor.setCurrentIndex(mentor.findData("left"))
    dialog.pairs.choose(school.pair, "extend")
    dialog.pairs.order.click()
    again = RolloverDialog(desk, june, before=dialog.kept)
    qtbot.addWidget(again)
    again.mentors.follow(again.pairs.fates())
    assert again.wish() == dialog.kept


def test_a_transition_that_has_begun_is_not_left_before_it_is_told(
    june: Workspace, school: School, desk: Desk, qtbot: QtBot
) -> None:
    dialog = RolloverDialog(desk, june)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.apply()
    dialog.reject()
    assert dialog.isVisible()
    qtbot.waitUntil(lambda: dialog.outcome is not None)
    assert dialog.result() == QDialog.DialogCode.Accepted
