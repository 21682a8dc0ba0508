"""The recycle bin as the curator uses it: facts in the base after the clicks."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.ui.desk import Desk
from tests.ui.pairs.invented import FORM, Invented

from curator_app.services import bin as recycle_bin
from curator_app.services import mentors, pairs, people
from curator_app.services.pairs import PairData
from curator_app.ui.common import dialogs
from curator_app.ui.records.bin_dialog import BinDialog


@pytest.fixture
def opened(base: Invented, desk: Desk, qtbot: QtBot) -> BinDialog:
    recycle_bin.delete(base.workspace, "mentor", [base.zaitsev])
    recycle_bin.delete(base.workspace, "person", [base.kim])
    dialog = BinDialog(desk, base.workspace)
    qtbot.addWidget(dialog)
    return dialog


def names(dialog: BinDialog) -> set[str]:
    return {line.row.title for line in dialog.panel.model.rows}


def choose(dialog: BinDialog, *titles: str) -> None:
    dialog.panel.table.select_ids([line.number for line in dialog.panel.model.rows if line.row.title in titles])


def test_a_chosen_mentor_comes_back(opened: BinDialog, base: Invented, desk: Desk, qtbot: QtBot) -> None:
    choose(opened, "Зайцев П.И.")
    QTest.mouseClick(opened.restore_button, Qt.MouseButton.LeftButton)
    assert base.zaitsev in {row.id for row in mentors.list_mentors(base.workspace)}
    assert names(opened) == {"Ким В.И."}
    assert desk.said == ["Возвращено: Зайцев П.И."]


def test_several_come_back_in_one_action(opened: BinDialog, base: Invented, qtbot: QtBot) -> None:
    opened.panel.table.selectAll()
    assert opened.restore_button.text() == "Вернуть (2)"
    QTest.mouseClick(opened.restore_button, Qt.MouseButton.LeftButton)
    assert recycle_bin.list_bin(base.workspace) == []
    base.workspace.undo()
    assert len(recycle_bin.list_bin(base.workspace)) == 2


def test_erasing_asks_first(opened: BinDialog, base: Invented, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def refuse(_parent: object, question: str, *_words: str, **_more: object) -> bool:
        asked.append(question)
        return False

    monkeypatch.setattr(dialogs, "confirm", refuse)
    choose(opened, "Ким В.И.")
    QTest.mouseClick(opened.erase_button, Qt.MouseButton.LeftButton)
    assert asked == ["Стереть из корзины: Ким В.И.?"]
    assert len(recycle_bin.list_bin(base.workspace)) == 2


def test_erased_for_good(opened: BinDialog, base: Invented, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialogs, "confirm", lambda *_a, **_k: True)
    choose(opened, "Ким В.И.")
    QTest.mouseClick(opened.erase_button, Qt.MouseButton.LeftButton)
    assert names(opened) == {"Зайцев П.И."}
    assert "Ким" not in {row.surname for row in people.list_people(base.workspace)}


def test_what_pairs_rest_on_is_not_erased_and_the_dialog_says_why(
    base: Invented, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = pairs.form_pairs(
        base.workspace,
        [PairData(mentor=base.petrova, mentees=(base.ivanova,), mentoring_form=FORM, start_date=dt.date(2026, 9, 7))],
    )[0]
    recycle_bin.delete(base.workspace, "pair", [pair])
    recycle_bin.delete(base.workspace, "person", [base.petrova])
    monkeypatch.setattr(dialogs, "confirm", lambda *_a, **_k: True)
    dialog = BinDialog(desk, base.workspace)
    qtbot.addWidget(dialog)
    choose(dialog, "Петрова А.С.")
    QTest.mouseClick(dialog.erase_button, Qt.MouseButton.LeftButton)
    assert "Петрова А.С." in names(dialog)
    assert "держатся пары" in dialog.trouble


def test_an_empty_bin_offers_nothing(base: Invented, desk: Desk, qtbot: QtBot) -> None:
    dialog = BinDialog(desk, base.workspace)
    qtbot.addWidget(dialog)
    assert not dialog.restore_button.isEnabled()
    assert not dialog.erase_button.isEnabled()
