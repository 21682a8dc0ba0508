"""Screens of personal data: withdrawing, erasing with the curator's decisions, registers, the reminder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from tests.ui.desk import Desk

from curator_app.runtime.clock import fixed
from curator_app.runtime.paths import data_folder
from curator_app.services import consents, people
from curator_app.services.consents import ConsentData
from curator_app.services.people import PersonData
from curator_app.services.privacy import consent_register, erasing, exports, retention
from curator_app.services.workspace import Workspace, open_workspace
from curator_app.ui.common import leaving
from curator_app.ui.people.person_dialog import PersonDialog
from curator_app.ui.privacy import consents_dialog, erase_dialog, journals, people_dialog
from curator_app.ui.records.changes_dialog import ChangesDialog

pytestmark = pytest.mark.usefixtures("look")
DAY = dt.date(2026, 9, 1)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = open_workspace(data_folder(tmp_path / "данные"), fixed(dt.datetime(2026, 10, 5, 9, 0)))
    yield opened
    opened.close()


@pytest.fixture
def desk(tmp_path: Path, workspace: Workspace) -> Desk:
    return Desk(tmp_path, workspace.clock)


@pytest.fixture
def person(workspace: Workspace) -> int:
    number = people.add_person(workspace, PersonData(surname="Жмыхова", first_name="Аглая", position="учитель"))
    consents.add_consents(workspace, [ConsentData(person=number, kind="personal_data", date=DAY)])
    return number


def test_a_withdrawal_is_written_with_its_task(
    qtbot: QtBot, desk: Desk, workspace: Workspace, person: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = consents_dialog.RegisterDialog(desk, workspace)
    qtbot.addWidget(dialog)
    assert not dialog.withdraw.isEnabled()
    dialog.panel.table.selectRow(0)
    assert dialog.withdraw.isEnabled()

    def write(asked: consents_dialog.WithdrawDialog) -> bool:
        assert "152-ФЗ" in asked.steps.text()
        asked.write.click()
        asked.deleteLater()
        return asked.plan is not None

    monkeypatch.setattr(consents_dialog, "run_dialog", write)
    dialog.run_withdraw()
    assert desk.said == ["Отзыв записан, задача поставлена до 04.11.2026"]
    assert [row.state for row in consent_register.list_register(workspace)] == ["withdrawn"]
    assert not dialog.withdraw.isEnabled()


def test_erasing_needs_a_reason_and_keeps_to_the_ticks(
    qtbot: QtBot, workspace: Workspace, person: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = ("Жмыховой Аглае отдать книги", "Спросить Жмыхову А. и Аглаю Жмыхову")
    kept = [
        people.add_person(workspace, PersonData(surname=f"Лось{'ь' * number}", first_name="Пётр", note=note))
        for number, note in enumerate(notes)
    ]
    dialog = erase_dialog.EraseDialog([erasing.preview_erasure(workspace, person)])
    qtbot.addWidget(dialog)
    monkeypatch.setattr(erase_dialog, "confirm", lambda *_args, **_more: True)
    dialog.run()
    assert "причину" in dialog.notice.text
    assert dialog.whole.isChecked()
    second = dialog.mentions.topLevelItem(1)
    assert second is not None
    second.setCheckState(0, Qt.CheckState.Unchecked)
    dialog.reason.setText("отзыв согласия")
    assert second.text(0) == "Спросить [Жмыхову А.] и Аглаю Жмыхову"
    assert second.text(2) == "этого человека"
    dialog.run()
    assert len(erasing.erase_many(workspace, dialog.commands)) == 1
    told = [people.get_person(workspace, one).note for one in kept]
    assert told == ["[имя удалено] отдать книги", "Спросить Жмыхову А. и [имя удалено]"]


def test_who_may_not_be_erased_is_told_why(
    qtbot: QtBot, desk: Desk, workspace: Workspace, person: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from curator_app.models import School

    with workspace.action("Директор") as session:
        session.get_one(School, 1).director_id = person
    said: list[str] = []
    monkeypatch.setattr(erase_dialog, "show_problem", lambda _parent, words: said.append(words))
    erase_dialog.run_erase(desk, workspace, None, [person])
    assert "директор" in said[0]
    dialog = people_dialog.PeopleDialog(desk, workspace)
    qtbot.addWidget(dialog)
    dialog.panel.table.selectRow(0)
    assert dialog.sheet.isEnabled()
    assert not dialog.erase.isEnabled()


def test_the_term_of_keeping_is_a_setting_and_marks_those_due(
    qtbot: QtBot, desk: Desk, workspace: Workspace, person: int
) -> None:
    with workspace.action("Архив") as session:
        from curator_app.models import Person

        session.get_one(Person, person).archived_on = dt.date(2024, 1, 1)
    dialog = people_dialog.PeopleDialog(desk, workspace)
    qtbot.addWidget(dialog)
    assert [row.due for row in dialog.panel.model.rows] == [False]
    dialog.years.setValue(2)
    dialog.keep()
    assert [(row.due, row.keep_until) for row in dialog.panel.model.rows] == [(True, dt.date(2026, 1, 1))]


def test_the_registers_show_and_print(
    qtbot: QtBot, desk: Desk, workspace: Workspace, person: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    exports.note_export(workspace, "workbook", "Книга", "/x/Книга.xlsx", 60)
    erasing.erase(workspace, erasing.ErasureCommand(person=person, kind="destroyed", reason="отзыв"))
    shown: list[str] = []

    def look_at(window: object) -> bool:
        shown.append(window.windowTitle())  # type: ignore[attr-defined]  # a dialog, whichever
        window.deleteLater()  # type: ignore[attr-defined]
        return True

    monkeypatch.setattr("curator_app.ui.common.run_dialog.run_dialog", look_at)
    made = journals.ExportsDialog(desk, workspace)
    gone = journals.ErasuresDialog(desk, workspace)
    for dialog in (made, gone):
        qtbot.addWidget(dialog)
    made.run_print()
    gone.panel.table.selectRow(0)
    gone.show_deed()
    assert shown == ["Журнал выгрузок", "Акт об уничтожении персональных данных"]


def test_what_changed_tells_both_sides_and_forgets_the_erased(
    qtbot: QtBot, desk: Desk, workspace: Workspace, person: int
) -> None:
    people.update_person(workspace, person, PersonData(surname="Жмыхова", first_name="Аглая", position="завуч"))
    dialog = ChangesDialog(desk, workspace)
    qtbot.addWidget(dialog)
    column = dialog.panel.model.column_index("change")
    assert column is not None
    rows = [dialog.panel.model.display(row, column) for row in dialog.panel.model.rows]
    assert "Должность: учитель → завуч" in rows
    erasing.erase(workspace, erasing.ErasureCommand(person=person, kind="destroyed", reason="отзыв"))
    dialog.reload()
    told = " ".join(
        dialog.panel.model.display(row, at)
        for row in dialog.panel.model.rows
        for at in range(len(dialog.panel.model.columns))
    )
    assert "Жмыхова" not in told


def test_many_names_without_a_password_ask_first(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(leaving, "confirm", lambda _parent, words, *_args, **_more: asked.append(words))
    assert leaving.may_leave(None, 50, 50)
    assert not leaving.may_leave(None, 51, 50)
    assert asked == ["В файле будут имена и данные 51 человек без пароля."]


def test_from_the_list_to_the_deed(
    qtbot: QtBot, desk: Desk, workspace: Workspace, person: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []

    def answer(window: QDialog) -> bool:
        shown.append(window.windowTitle())
        if isinstance(window, erase_dialog.EraseDialog):
            window.reason.setText("отзыв согласия")
            window.run()
        window.deleteLater()
        return True

    monkeypatch.setattr("curator_app.ui.common.run_dialog.run_dialog", answer)
    monkeypatch.setattr(erase_dialog, "run_dialog", answer)
    monkeypatch.setattr(erase_dialog, "confirm", lambda *_args, **_more: True)
    dialog = people_dialog.PeopleDialog(desk, workspace)
    qtbot.addWidget(dialog)
    dialog.panel.table.selectRow(0)
    dialog.run_erase()
    assert shown == ["Уничтожить или обезличить данные", "Акт об уничтожении персональных данных"]
    assert desk.said == ["Данные удалены, база переписана начисто"]
    assert dialog.panel.model.rows == []
    assert [row.person for row in erasing.list_erasures(workspace)] == [person]


def test_the_card_of_somebody_without_a_role_is_changed(
    qtbot: QtBot, desk: Desk, workspace: Workspace, person: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = people_dialog.PeopleDialog(desk, workspace)
    qtbot.addWidget(dialog)
    assert not dialog.card.isEnabled()
    dialog.panel.table.selectRow(0)

    def fill(card: PersonDialog) -> bool:
        assert card.form.values()["position"] == "учитель"
        card.form.fields["surname"].set_value("Ясная")
        card.save()
        return card.result() == QDialog.DialogCode.Accepted

    monkeypatch.setattr(people_dialog, "run_dialog", fill)
    dialog.card.click()
    assert [row.name for row in retention.list_kept(workspace)] == ["Ясная Аглая"]
    changed = people.get_person(workspace, person)
    assert (changed.name.surname, changed.position) == ("Ясная", "учитель")
    workspace.undo()
    assert people.get_person(workspace, person).name.surname == "Жмыхова"
