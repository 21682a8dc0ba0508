"""What is typed into a form survives a crash and is offered back; nothing is left when the form ends well."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from curator_app.runtime.clock import fixed
from curator_app.runtime.paths import data_folder
from curator_app.services.privacy import drafts
from curator_app.services.workspace import Workspace, open_workspace
from curator_app.ui.common.draft_store import use_store
from curator_app.ui.common.fields import DayField, Field, TextField
from curator_app.ui.common.form import Section
from curator_app.ui.common.form_dialog import FormDialog
from curator_app.ui.privacy.drafts import DraftsOfBase

DAY = dt.date(2026, 10, 5)

pytestmark = pytest.mark.usefixtures("look")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = open_workspace(data_folder(tmp_path / "данные"), fixed(dt.datetime(2026, 10, 5, 9, 0)))
    use_store(DraftsOfBase(opened))
    yield opened
    use_store(None)
    opened.close()


def form(qtbot: QtBot, name: str = "", date: dt.date = DAY) -> FormDialog:
    fields: list[list[Field]] = [
        [TextField("name", "Имя"), DayField("date", "Дата", DAY)],
        [TextField("note", "Примечание")],
    ]
    dialog = FormDialog("Карточка", [Section("", fields)], lambda _values: None, values={"name": name, "date": date})
    qtbot.addWidget(dialog)
    return dialog


def typed(dialog: FormDialog, text: str) -> None:
    field = dialog.form.fields["note"]
    assert isinstance(field, TextField)
    field.line.setText(text)
    field.edited.emit()
    dialog.drafts.write()


def test_a_lost_text_is_offered_and_put_back(qtbot: QtBot, workspace: Workspace) -> None:
    lost = form(qtbot)
    typed(lost, "Долгое примечание")
    again = form(qtbot, date=dt.date(2026, 10, 6))
    assert "09:00" in again.drafts.notice.text
    next(button for button in again.findChildren(QPushButton) if button.text() == "Вернуть").click()
    assert again.form.values()["note"] == "Долгое примечание"
    assert again.form.values()["date"] == DAY
    assert again.form.dirty
    again.save()
    assert drafts.list_drafts(workspace) == []


def test_another_record_of_the_same_window_is_not_offered_it(qtbot: QtBot, workspace: Workspace) -> None:
    typed(form(qtbot, "Лось"), "Про Лося")
    assert form(qtbot, "Рысь").drafts.notice.text == ""
    assert form(qtbot, "Лось").drafts.notice.text != ""


def test_thrown_away_or_saved_leaves_nothing(qtbot: QtBot, workspace: Workspace) -> None:
    one = form(qtbot)
    typed(one, "Примечание")
    assert len(drafts.list_drafts(workspace)) == 1
    one.accept()
    assert drafts.list_drafts(workspace) == []
    typed(form(qtbot), "Примечание")
    two = form(qtbot)
    next(button for button in two.findChildren(QPushButton) if button.text() == "Не нужно").click()
    assert two.form.values()["note"] is None
    assert drafts.list_drafts(workspace) == []


def test_typing_is_written_by_itself_within_two_seconds(qtbot: QtBot, workspace: Workspace) -> None:
    dialog = form(qtbot)
    field = dialog.form.fields["note"]
    assert isinstance(field, TextField)
    field.line.setText("Примечание")
    field.edited.emit()
    assert 0 < dialog.drafts.due_within() <= 2200  # a coarse timer may be 5 % late
    assert drafts.list_drafts(workspace) == []
    dialog.accept()


def test_a_password_is_never_kept(qtbot: QtBot, workspace: Workspace) -> None:
    secret = TextField("password", "Пароль")
    secret.line.setEchoMode(QLineEdit.EchoMode.Password)
    dialog = FormDialog("Пароль", [Section("", [[secret, TextField("note", "Примечание")]])], lambda _values: None)
    qtbot.addWidget(dialog)
    secret.line.setText("тайна-тайн")
    typed(dialog, "видно")
    QApplication.processEvents()
    (draft,) = drafts.list_drafts(workspace)
    assert draft.values == {"note": "видно"}
