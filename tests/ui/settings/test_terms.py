"""Rules of terms and the production calendar in the settings: previews before, facts in the base after."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot
from tests.ui.desk import Desk

from curator_app.domain.codes import CalendarDayKind
from curator_app.domain.terms.rules import Kind, Trigger, Unit
from curator_app.services import mentees
from curator_app.services.people import PersonData
from curator_app.services.terms import counting, rule_editing, tasks
from curator_app.services.terms.rule_editing import RuleRow
from curator_app.services.terms.shipped import shipped_rules
from curator_app.services.workspace import Workspace
from curator_app.ui import reminder
from curator_app.ui.common import dialogs
from curator_app.ui.settings import terms_page
from curator_app.ui.settings.calendar_page import CalendarPage
from curator_app.ui.settings.counting_dialog import CountingDialog
from curator_app.ui.settings.rule_dialog import RuleDialog
from curator_app.ui.settings.rule_form import rule_of, rule_values
from curator_app.ui.settings.terms_page import TermsPage


@pytest.fixture
def newcomer(workspace: Workspace) -> int:
    """Came to work on Tuesday 1 September 2026: three calendar days end on Friday the 4th."""
    person = PersonData(surname="Осипова", first_name="Мария", work_start_date=dt.date(2026, 9, 1))
    return mentees.save_mentee(workspace, person, mentees.MenteeData(category="newcomer"))


@pytest.fixture
def page(workspace: Workspace, desk: Desk, newcomer: int, qtbot: QtBot) -> TermsPage:
    del newcomer
    made = TermsPage(desk, workspace)
    qtbot.addWidget(made)
    made.show()
    return made


def rule(workspace: Workspace, code: str) -> RuleRow:
    return next(row for row in rule_editing.list_rules(workspace) if row.id == code)


def due(workspace: Workspace, code: str, person: int) -> dt.date | None:
    return next((row.due for row in tasks.list_tasks(workspace) if row.id == f"{code}:mentee:{person}"), None)


def choose(page: TermsPage, code: str) -> None:
    place = [row.id for row in rule_editing.list_rules(page._workspace)].index(code) + 1
    assert page.panel.show_id(place)


def test_every_shipped_rule_goes_through_the_form_unchanged() -> None:
    assert len(shipped_rules()) >= 49
    for shipped in shipped_rules().values():
        assert rule_of(shipped, rule_values(shipped)) == shipped


def test_the_preview_tells_what_moves_before_it_is_kept(workspace: Workspace, newcomer: int, qtbot: QtBot) -> None:
    dialog = RuleDialog(workspace, rule(workspace, "s2-p1"), None)
    qtbot.addWidget(dialog)
    assert dialog.preview.told == "Открытые задачи не изменятся."
    dialog.form.fields["amount"].set_value(6)
    dialog.look()
    assert dialog.preview.told == "Что изменится: 1 задача."
    assert dialog.preview.list.item(0).text().startswith("пт 04.09.2026 → пн 07.09.2026")
    assert due(workspace, "s2-p1", newcomer) == dt.date(2026, 9, 4)
    dialog.save()
    assert due(workspace, "s2-p1", newcomer) == dt.date(2026, 9, 7)
    assert rule(workspace, "s2-p1").origin == "changed"


def test_a_wrong_rule_is_refused_at_its_field(workspace: Workspace, qtbot: QtBot) -> None:
    dialog = RuleDialog(workspace, rule(workspace, "s1-o8.1"), None)
    qtbot.addWidget(dialog)
    dialog.form.fields["first_day"].set_value("31 фев")
    dialog.save()
    assert "20.01" in dialog.form.fields["first_day"].problem
    dialog.form.fields["first_day"].set_value("30.02")
    dialog.save()
    assert not dialog.result()
    assert rule(workspace, "s1-o8.1").origin == "shipped"


def test_the_kind_shows_its_own_fields_and_triggers(workspace: Workspace, qtbot: QtBot) -> None:
    dialog = RuleDialog(workspace, None, None)
    qtbot.addWidget(dialog)
    dialog.show()
    fields = dialog.form.fields
    assert fields["amount"].isVisible()
    assert not fields["months"].isVisible()
    fields["kind"].set_value(Kind.MONTH.value)
    assert fields["months"].isVisible()
    assert not fields["amount"].isVisible()
    assert fields["trigger"].value() == Trigger.FIXED.value
    dialog.form.set_values({"task": "Сверить базу", "months": ["10"]})
    dialog.save()
    added = rule(workspace, dialog.saved)
    assert (added.origin, added.words, added.rule.months) == ("own", "в октябре", (10,))


def test_switched_off_and_returned(
    page: TermsPage, workspace: Workspace, newcomer: int, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def agree(*_told: object, detail: str) -> bool:
        asked.append(detail)
        return True

    monkeypatch.setattr(terms_page, "confirm", agree)
    choose(page, "s2-m1")
    page.switch()
    assert asked == ["Что изменится: 1 задача."]
    assert due(workspace, "s2-m1", newcomer) is None
    assert desk.said[-1] == "Правило выключено"
    page.switch()
    assert due(workspace, "s2-m1", newcomer) == dt.date(2026, 9, 4)
    rule_editing.save_rule(
        workspace,
        rule_of(
            rule(workspace, "s2-m1").rule,
            {**rule_values(rule(workspace, "s2-m1").rule), "amount": 9, "unit": Unit.WORKING_DAYS.value},
        ),
    )
    page.reload("s2-m1")
    assert page.back.isEnabled()
    page.reset()
    assert rule(workspace, "s2-m1").origin == "shipped"


def test_counting_is_previewed_and_kept(workspace: Workspace, newcomer: int, qtbot: QtBot) -> None:
    dialog = CountingDialog(workspace, None)
    qtbot.addWidget(dialog)
    dialog.form.fields["event_day_counts"].set_value(True)
    dialog.look()
    assert dialog.preview.told.startswith("Что изменится: ")
    dialog.save()
    assert counting.get_counting(workspace).event_day_counts
    assert due(workspace, "s2-p1", newcomer) == dt.date(2026, 9, 3)


@pytest.fixture
def year(workspace: Workspace, desk: Desk, newcomer: int, qtbot: QtBot) -> CalendarPage:
    del newcomer
    made = CalendarPage(desk, workspace)
    qtbot.addWidget(made)
    made.resize(760, 560)
    made.show()
    return made


def test_a_day_made_free_moves_the_term_and_is_told(
    year: CalendarPage, workspace: Workspace, newcomer: int, desk: Desk
) -> None:
    friday = dt.date(2026, 9, 4)
    year.settle(friday, CalendarDayKind.HOLIDAY)
    assert due(workspace, "s2-p1", newcomer) == dt.date(2026, 9, 7)
    assert "Сроков перенеслось: 4" in desk.said[-1]
    assert year.view.words(friday) == "04.09.2026: выходной школы"
    year.settle(friday, None)
    assert due(workspace, "s2-p1", newcomer) == friday
    assert counting.list_calendar_days(workspace) == []


def test_the_year_is_gone_through_by_keys_and_a_menu_is_offered(year: CalendarPage) -> None:
    year.view.setFocus()
    QTest.keyClick(year.view, Qt.Key.Key_Right)
    QTest.keyClick(year.view, Qt.Key.Key_Down)
    assert year.view.current == dt.date(2026, 9, 11)
    QTest.keyClick(year.view, Qt.Key.Key_Return)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [one.text() for one in menu.actions() if one.isEnabled() and one.text()] == [
        "Рабочий день",
        "Нерабочий день",
        "Сокращённый день",
    ]
    menu.close()


def test_a_click_picks_the_day_under_it(year: CalendarPage, qtbot: QtBot) -> None:
    day = dt.date(2026, 11, 4)
    at: QPoint = year.view._place(day).center()
    with qtbot.waitSignal(year.view.picked) as picked:
        QTest.mouseClick(year.view, Qt.MouseButton.LeftButton, pos=at)
    assert picked.args is not None
    assert picked.args[0] == day
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()
    assert year.view.words(day) == "04.11.2026: праздник"


def test_an_unknown_year_says_so(year: CalendarPage) -> None:
    assert year.unknown.text == ""
    year.show_year(2040)
    assert "2040 год ещё не известны" in year.unknown.text
    assert year.view.words(dt.date(2040, 1, 3)) == "03.01.2040: праздник"


def test_the_reminder_is_off_until_switched_on(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialogs, "confirm", lambda *_a, **_k: True)
    assert not reminder.is_on(desk.state)
    reminder.set_on(desk.state, on=True)
    assert reminder.is_on(desk.state)


def test_a_new_year_is_loaded_from_a_file_and_put_away_again(
    year: CalendarPage, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = {
        "years": [
            {"year": 2031, "decree": "Постановление № 1", "transfers": [{"from": "2031-01-04", "to": "2031-01-09"}]}
        ]
    }
    file = tmp_path / "календарь.json"
    file.write_text(json.dumps(told), encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(file), ""))
    year.load_file()
    assert (year.title.text(), year.unknown.text) == ("2031", "")
    assert year.view.words(dt.date(2031, 1, 9)) == "09.01.2031: перенесённый выходной"
    assert desk.said[-1] == "Загружен календарь: 2031"
    year.forget_year()
    assert "2031 год ещё не известны" in year.unknown.text
