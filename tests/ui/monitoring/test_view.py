"""Indicators on the screen: the period, the numbers, the people behind, one click to a card."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtWidgets import QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from tests.services.papers.school import School
from tests.ui.desk import Desk

from curator_app.services.monitoring import measuring, snapshots, targets
from curator_app.services.monitoring.rows import IndicatorRow
from curator_app.services.workspace import Workspace
from curator_app.ui.common.card_parts import Link
from curator_app.ui.common.wrapped_text import WrappedText
from curator_app.ui.monitoring import view as view_module
from curator_app.ui.monitoring import words
from curator_app.ui.monitoring.people_dialog import PeopleDialog
from curator_app.ui.monitoring.snapshots_dialog import SnapshotsDialog
from curator_app.ui.monitoring.targets_dialog import AimField, facts_dialog, targets_dialog
from curator_app.ui.monitoring.view import MonitoringView


def row(view: MonitoringView, code: str) -> IndicatorRow:
    assert view.measured is not None
    return view.measured.row(code)


def day_of(view: MonitoringView) -> dt.date | None:
    return None if view.measured is None else view.measured.on


def choose(view: MonitoringView, code: str) -> None:
    assert view.measured is not None
    view.list.choose([[one.code for one in view.measured.rows].index(code)])
    view.show_chosen()


def shown(widget: QWidget) -> str:
    return "\n".join(one.text for one in widget.findChildren(WrappedText))


def follow(view: MonitoringView, qtbot: QtBot, beginning: str) -> None:
    """Clicks a line of the card; the card is drawn a moment after the choice."""

    def found() -> list[Link]:
        return [one for one in view.card.findChildren(Link) if one.accessibleName().startswith(beginning)]

    qtbot.waitUntil(lambda: bool(found()))
    found()[0].click()


def test_the_last_quarter_that_is_over_is_offered(view: MonitoringView, workspace: Workspace) -> None:
    assert view.code == "2026-Q3"
    assert view.period.currentText() == "III квартал 2026 года"
    assert view.measured == measuring.measure(workspace, "2026-Q3")
    assert "По состоянию на 30.09.2026" in view.title.text()
    assert view.list.count == 20


def test_another_day(view: MonitoringView) -> None:
    view.period.setCurrentIndex(view.period.count() - 1)
    view.period.activated.emit(view.period.count() - 1)
    assert view.code == "2026-10-05"
    view.day.set_date(dt.date(2026, 9, 1))
    view.day.changed.emit()
    assert day_of(view) == dt.date(2026, 9, 1)
    assert row(view, "K9").numerator == 0
    view.refresh()
    assert day_of(view) == dt.date(2026, 9, 1)
    view.day.set_date(dt.date(1950, 1, 1))
    view.day.changed.emit()
    assert day_of(view) is None
    assert "не понятен" in view.title.text()
    assert view.list.count == 0


def test_numbers_are_those_of_the_services_in_words(view: MonitoringView) -> None:
    found = row(view, "K13")
    assert words.number(found) == f"{found.numerator} из {found.denominator} ({found.value})"
    assert words.number(row(view, "K5")) == "— (считать не из чего)"
    assert words.number(row(view, "K9")) == "2"
    line = words.item(0, found)
    assert line.title == f"K13 · {words.number(found)}"
    assert [one.icon for one in line.lines] == [None, "check" if found.met else "warning"]
    assert ("достигнута" if found.met else "не достигнута") in line.lines[1].text


def test_people_stand_behind_a_number_and_lead_to_their_cards(
    view: MonitoringView, school: School, desk: Desk, qtbot: QtBot
) -> None:
    choose(view, "K11")
    follow(view, qtbot, "Иванова Мария Петровна")
    assert desk.opened == [("mentee", school.people["ivanova"])]
    choose(view, "K8")
    follow(view, qtbot, "Петрова Анна Сергеевна")
    assert desk.opened[-1] == ("mentor", school.people["petrova"])
    choose(view, "K9")
    follow(view, qtbot, "Петрова Анна Сергеевна — Иванова")
    assert desk.opened[-1] == ("pair", school.pair)
    assert row(view, "K9").formula in shown(view.card)


def test_chips_and_search_narrow_the_list(view: MonitoringView) -> None:
    view.chips.choose(["unknown"])
    assert view.measured is not None
    unknown = [one for one in view.measured.rows if not one.known]
    assert view.list.count == len(unknown) > 0
    view.chips.choose([])
    view.list.set_query("партнёр")
    assert view.list.count == 1


def test_targets_are_set_and_judged(view: MonitoringView, workspace: Workspace, qtbot: QtBot) -> None:
    dialog = targets_dialog(workspace, 2026, view)
    qtbot.addWidget(dialog)
    field = dialog.form.fields["K9"]
    assert isinstance(field, AimField)
    field.line.setText("много")
    assert "нужно число" in field.own_problem()
    field.line.setText("1,5")
    dialog.save()
    assert dialog.result() == QDialog.DialogCode.Accepted
    view.measure()
    assert (row(view, "K9").target, row(view, "K9").met) == (1.5, True)
    assert [one.code for one in targets.list_targets(workspace, 2026) if one.own] == ["K9"]


def test_numbers_of_the_school_change_the_denominator(view: MonitoringView, workspace: Workspace, qtbot: QtBot) -> None:
    before = row(view, "K7").denominator
    dialog = facts_dialog(workspace, dt.date(2026, 9, 30), view)
    qtbot.addWidget(dialog)
    dialog.form.fields["teachers"].set_value(40)
    dialog.save()
    view.measure()
    assert (before, row(view, "K7").denominator) == (6, 40)
    assert "указанному школой на 30.09.2026" in row(view, "K7").basis
    again = facts_dialog(workspace, dt.date(2026, 10, 5), view)
    qtbot.addWidget(again)
    assert again.form.values()["teachers"] == 40


def test_a_snapshot_is_kept_and_compared(view: MonitoringView, workspace: Workspace, desk: Desk, qtbot: QtBot) -> None:
    view.take_snapshot()
    [kept] = snapshots.list_snapshots(workspace)
    assert (kept.period, kept.date) == ("2026-Q3", dt.date(2026, 9, 30))
    assert "срез зафиксирован 05.10.2026" in view.title.text()
    assert desk.said == ["Срез зафиксирован: III квартал 2026 года"]
    dialog = SnapshotsDialog(desk, workspace, measuring.list_periods(workspace), "2026-09", view)
    qtbot.addWidget(dialog)
    assert dialog.before.currentData() == kept.id
    assert dialog.after.currentData() == "2026-09"
    assert dialog.panel.model.rowCount() >= 20
    assert "30.09.2026" in dialog.told.text()


def test_a_long_list_opens_apart(
    view: MonitoringView, school: School, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "SHOWN", 1)
    opened: list[PeopleDialog] = []

    def keep(dialog: PeopleDialog) -> bool:
        opened.append(dialog)
        return False

    monkeypatch.setattr(view_module, "run_dialog", keep)
    choose(view, "K7")
    qtbot.waitUntil(lambda: bool(view.card.findChildren(QPushButton, "")))
    buttons = [one for one in view.card.findChildren(QPushButton) if one.text() == "Показать всех"]
    buttons[-1].click()
    [dialog] = opened
    qtbot.addWidget(dialog)
    assert dialog.panel.model.rowCount() == row(view, "K7").numerator
    assert dialog.panel.show_id(school.people["ivanova"])
    dialog.show_card()
    assert desk.opened == [("mentee", school.people["ivanova"])]
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_years_are_compared_with_the_one_before(view: MonitoringView, monkeypatch: pytest.MonkeyPatch) -> None:
    sides: list[tuple[object, ...]] = []

    def look(dialog: SnapshotsDialog) -> bool:
        sides.append(tuple(dialog.before.itemData(place) for place in range(dialog.before.count())))
        dialog.before.setCurrentIndex(dialog.before.findData("2025/2026"))
        dialog.before.activated.emit(dialog.before.currentIndex())
        sides.append((dialog.told.text(), dialog.after.currentData()))
        dialog.deleteLater()
        return True

    monkeypatch.setattr(view_module, "run_dialog", look)
    view.show_snapshots()
    assert {"2025/2026", "2026-Q3"} <= set(sides[0])
    assert "2027-Q1" not in sides[0]
    told, after = sides[1]
    assert str(told).startswith("Было: 2025/2026 учебный год, на 31.05.2026. Стало: III квартал 2026 года")
    assert after == "2026-Q3"
