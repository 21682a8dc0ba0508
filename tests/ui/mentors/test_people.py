"""What both tabs share: consents put on file, changed and withdrawn; the checklist; namesakes."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidgetItem
from pytestqt.qtbot import QtBot
from tests.ui.desk import Desk
from tests.ui.pairs.invented import TODAY, Invented, give_consents

from curator_app.services import consents, mentees, mentors, people
from curator_app.services.rows import ConsentRow, MenteeRow, MentorRow
from curator_app.ui.people import consent_dialog
from curator_app.ui.people.consent_dialog import ConsentsDialog, EditDialog, MarkDialog
from curator_app.ui.people.namesakes import namesake
from curator_app.ui.people.staff_picker import StaffPicker
from curator_app.ui.people.subjects import subject_of


def mentor(base: Invented, person: int) -> MentorRow:
    return next(row for row in mentors.list_mentors(base.workspace) if row.id == person)


def mentee(base: Invented, person: int) -> MenteeRow:
    return next(row for row in mentees.list_mentees(base.workspace) if row.id == person)


def on_file(base: Invented, person: int) -> list[tuple[str, dt.date | None]]:
    return [(row.kind, row.date) for row in consents.list_consents(base.workspace, person)]


def mark(qtbot: QtBot, base: Invented, *rows: MentorRow | MenteeRow) -> MarkDialog:
    dialog = MarkDialog(base.workspace, [subject_of(row) for row in rows])
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_what_is_missing_is_ticked_and_saved_in_one_action(qtbot: QtBot, base: Invented) -> None:
    dialog = mark(qtbot, base, mentor(base, base.petrova))
    ticked = {kind: dialog.form.fields[kind].value() for kind in ("mentoring", "personal_data", "publication")}
    assert ticked == {"mentoring": True, "personal_data": True, "publication": False}
    dialog.form.fields["until"].set_value(dt.date(2027, 8, 31))
    dialog.save()
    assert on_file(base, base.petrova) == [("mentoring", TODAY), ("personal_data", TODAY)]
    assert consents.list_consents(base.workspace)[0].until == dt.date(2027, 8, 31)
    assert mentor(base, base.petrova).missing_consents == ()
    base.workspace.undo()
    assert on_file(base, base.petrova) == []


def test_of_several_only_those_who_owe_get_a_line(qtbot: QtBot, base: Invented) -> None:
    give_consents(base, base.petrova, day=dt.date(2026, 9, 1))
    dialog = mark(qtbot, base, mentor(base, base.petrova), mentor(base, base.zaitsev))
    dialog.save()
    assert dialog.marked == 2
    assert on_file(base, base.zaitsev) == [("mentoring", TODAY), ("personal_data", TODAY)]
    assert [date for _, date in on_file(base, base.petrova)] == [dt.date(2026, 9, 1)] * 2


def test_a_pupil_is_asked_for_the_parent_and_a_teacher_is_not(qtbot: QtBot, base: Invented) -> None:
    dialog = mark(qtbot, base, mentee(base, base.pupil), mentee(base, base.ivanova))
    dialog.save()
    assert {kind for kind, _ in on_file(base, base.pupil)} == {"mentee", "personal_data", "parent"}
    assert {kind for kind, _ in on_file(base, base.ivanova)} == {"mentee", "personal_data"}


def test_a_refusal_is_not_ticked_over(qtbot: QtBot, base: Invented) -> None:
    consents.add_consents(
        base.workspace, [consents.ConsentData(person=base.petrova, kind="mentoring", date=TODAY, refused=True)]
    )
    dialog = mark(qtbot, base, mentor(base, base.petrova))
    assert dialog.form.fields["mentoring"].value() is False
    dialog.form.fields["personal_data"].set_value(False)
    dialog.save()
    assert dialog.isVisible()
    assert "Отметьте хотя бы одно" in dialog.form.fields["mentoring"].problem
    assert len(on_file(base, base.petrova)) == 1


def test_without_a_date_nothing_is_put_on_file(qtbot: QtBot, base: Invented) -> None:
    dialog = mark(qtbot, base, mentor(base, base.petrova))
    dialog.form.fields["date"].set_value(None)
    dialog.save()
    assert "Укажите дату согласия" in dialog.form.fields["date"].problem
    assert on_file(base, base.petrova) == []


def test_a_consent_is_withdrawn_and_taken_off(qtbot: QtBot, base: Invented) -> None:
    give_consents(base, base.petrova)
    row: ConsentRow = consents.list_consents(base.workspace, base.petrova)[0]
    edit = EditDialog(base.workspace, row, subject_of(mentor(base, base.petrova)))
    qtbot.addWidget(edit)
    edit.form.fields["withdrawn_on"].set_value(TODAY)
    edit.form.fields["note"].set_value("заявление от 03.09")
    edit.save()
    changed = consents.list_consents(base.workspace, base.petrova)[0]
    assert (changed.state, changed.note, changed.date) == ("withdrawn", "заявление от 03.09", row.date)
    assert "mentoring" in mentor(base, base.petrova).missing_consents


def test_the_list_of_one_person(qtbot: QtBot, base: Invented, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    give_consents(base, base.petrova)
    dialog = ConsentsDialog(desk, base.workspace, subject_of(mentor(base, base.petrova)))
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.remove.isEnabled()
    dialog.table.selectRow(1)
    assert dialog.remove.isEnabled()
    QTest.keyClick(dialog.table, Qt.Key.Key_Delete)
    assert [kind for kind, _ in on_file(base, base.petrova)] == ["mentoring"]
    assert desk.said == ["Запись о согласии удалена"]
    monkeypatch.setattr(consent_dialog.MarkDialog, "exec", lambda one: (one.save(), 1)[1])
    dialog.mark.click()
    assert {kind for kind, _ in on_file(base, base.petrova)} == {"mentoring", "personal_data"}
    assert dialog.model.rowCount() == 2


def test_the_checklist_finds_ticks_and_keeps_what_is_hidden(qtbot: QtBot, base: Invented) -> None:
    picker = StaffPicker("Кого взять", "Отметьте.", "Взять в базу", people.list_people(base.workspace))
    qtbot.addWidget(picker)
    picker.show()
    assert not picker.take.isEnabled()
    picker.search.edit.insert("математ")
    assert [item.text() for item in shown_items(picker)] == [
        "Иванова Мария Петровна — учитель математики",
        "Петрова Анна Сергеевна — учитель математики",
    ]
    QTest.keyClick(picker.search.edit, Qt.Key.Key_Down)
    QTest.keyClick(picker.list, Qt.Key.Key_Space)
    assert picker.chosen() == [base.ivanova]
    picker.search.clear()
    picker.search.edit.insert("лебедев 7")
    box = picker.list.visualItemRect(shown_items(picker)[0])
    QTest.mouseClick(picker.list.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert set(picker.chosen()) == {base.ivanova, base.pupil}
    assert picker.take.text() == "Взять в базу: 2 человека"
    QTest.mouseClick(picker.list.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert picker.chosen() == [base.ivanova]
    assert picker.take.text() == "Взять в базу: 1 человек"


def shown_items(picker: StaffPicker) -> list[QListWidgetItem]:
    return [picker.list.item(row) for row in range(picker.list.count()) if not picker.list.item(row).isHidden()]


@pytest.mark.parametrize(
    ("surname", "first_name", "patronymic", "found"),
    [
        ("Петрова", "Анна", "Сергеевна", True),
        ("ПЕТРОВА", " анна ", None, True),
        ("Петрова", "Анна", "Ивановна", False),
        ("Петров", "Анна", None, False),
        ("Петрова", "", None, False),
    ],
)
def test_namesakes(base: Invented, surname: str, first_name: str, patronymic: str | None, found: bool) -> None:
    row = namesake(people.list_people(base.workspace), surname, first_name, patronymic)
    assert (row is not None and row.id == base.petrova) is found
