"""History of a record and the list of actions."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from tests.ui.desk import Desk
from tests.ui.pairs.invented import Invented, give_consents

from curator_app.models.base import Base
from curator_app.services import history, people
from curator_app.storage.triggers import UNLOGGED
from curator_app.ui.records import values, words
from curator_app.ui.records.actions_dialog import ActionsDialog
from curator_app.ui.records.history_dialog import HistoryDialog


def rename(base: Invented, person: int, position: str) -> None:
    row = people.get_person(base.workspace, person)
    people.update_person(base.workspace, person, dataclasses.replace(people.data_of(row), position=position))


def texts(dialog: HistoryDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel)]


def test_history_tells_what_was_and_what_became(base: Invented, qtbot: QtBot) -> None:
    rename(base, base.petrova, "учитель информатики")
    give_consents(base, base.petrova)
    dialog = HistoryDialog(base.workspace, "mentor", base.petrova, "Петрова Анна Сергеевна")
    qtbot.addWidget(dialog)
    shown = texts(dialog)
    assert "учитель математики  →  учитель информатики" in shown
    assert "на работу наставником" in shown
    assert "03.09.2026" in shown
    assert "высшая" in shown
    created = shown[shown.index("Фамилия") :]
    assert created.index("Должность") < created.index("Область")
    assert not [text for text in shown if text in {"staff", "highest", "mentoring", "f"}]


def test_an_action_out_of_turn_is_undone(base: Invented, desk: Desk, qtbot: QtBot) -> None:
    rename(base, base.petrova, "учитель информатики")
    rename(base, base.zaitsev, "учитель физики")
    dialog = ActionsDialog(desk, base.workspace)
    qtbot.addWidget(dialog)
    wanted = next(row for row in dialog.panel.model.rows if row.title == "Изменена карточка: Петрова А.С.")
    dialog.panel.table.show_id(wanted.id)
    QTest.mouseClick(dialog.undo_button, Qt.MouseButton.LeftButton)
    assert people.get_person(base.workspace, base.petrova).position == "учитель математики"
    assert people.get_person(base.workspace, base.zaitsev).position == "учитель физики"
    assert desk.said == ["Отменено: Изменена карточка: Петрова А.С."]
    assert not dialog.undo_button.isEnabled()


def test_esc_in_the_list_takes_the_search_away_and_then_closes(base: Invented, desk: Desk, qtbot: QtBot) -> None:
    dialog = ActionsDialog(desk, base.workspace)
    qtbot.addWidget(dialog)
    dialog.show()
    panel = dialog.panel
    panel.search.edit.setText("наставник")
    panel.table.setFocus()
    QTest.keyClick(panel.table, Qt.Key.Key_Escape)
    assert panel.search.text() == ""
    assert dialog.isVisible()
    QTest.keyClick(panel.table, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_an_overtaken_action_is_refused_with_the_reason(base: Invented, desk: Desk, qtbot: QtBot) -> None:
    rename(base, base.petrova, "учитель информатики")
    rename(base, base.petrova, "учитель физики")
    earlier = history.list_actions(base.workspace)[1]
    dialog = ActionsDialog(desk, base.workspace)
    qtbot.addWidget(dialog)
    dialog.panel.table.show_id(earlier.id)
    QTest.mouseClick(dialog.undo_button, Qt.MouseButton.LeftButton)
    assert people.get_person(base.workspace, base.petrova).position == "учитель физики"
    assert "с тех пор менялись" in dialog.trouble


def test_the_list_says_what_an_action_touched(base: Invented) -> None:
    newest = history.list_actions(base.workspace)[0]
    assert newest.title == "Добавлен наставляемый Лебедев А.Д."
    assert words.scope_words(history.touched(base.workspace, newest.id)) == "1 человек, 1 карточка наставляемого"


@pytest.mark.parametrize(
    ("table", "field", "value", "told"),
    [
        ("person", "work_start_date", "2026-09-01", "01.09.2026"),
        ("person", "deleted_at", "2026-09-01 10:05:00.000000", "01.09.2026, 10:05"),
        ("mentor", "status", "reserve", "в резерве"),
        ("route", "status", "completed", "завершён"),
        ("pair", "status", "completed", "завершена"),
        ("report_form", "kind", "form", "форма с ячейками"),
        ("order", "type", "replacement", "О замене наставника"),
        ("incentive", "kind", "gratitude", "благодарность"),
        ("reply", "answers", '{"exam_tasks": 0, "help_form": 2}', "2 ответа"),
        ("request", "urgent", 1, "да"),
        ("request", "urgent", 0, "нет"),
        ("request", "note", None, ""),
        ("mentor", "raw", '{"Стаж (лет)": "много"}', "Стаж (лет): много"),
        ("mentor", "note", "[без скобок", "[без скобок"),
        ("competence", "area", "своя область", "своя область"),
    ],
)
def test_values_are_told_in_russian(table: str, field: str, value: object, told: str) -> None:
    assert values.told(table, field, value) == told


@pytest.mark.parametrize(
    ("at", "told"),
    [
        (dt.datetime(2026, 9, 3, 9, 5), "сегодня, 9:05"),
        (dt.datetime(2026, 9, 2, 16, 30), "вчера, 16:30"),
        (dt.datetime(2026, 8, 1, 8, 0), "01.08.2026, 8:00"),
    ],
)
def test_moments_are_told_as_people_say_them(at: dt.datetime, told: str) -> None:
    assert words.moment(at, dt.date(2026, 9, 3)) == told


def test_rows_of_every_table_have_their_name() -> None:
    assert {*words.PARTS, *words.SILENT_PARTS} == set(Base.metadata.tables) - UNLOGGED
    assert not set(words.SILENT_PARTS) & set(words.PARTS)
