"""The mentor's card as a form: what was typed is what the base holds."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from tests.ui.pairs.invented import Invented

from curator_app.services import history, mentors, people
from curator_app.services.rows import MentorRow
from curator_app.ui.common import form_dialog
from curator_app.ui.common.fields import TextField
from curator_app.ui.mentors.mentor_dialog import MentorDialog
from curator_app.ui.people import namesakes


def by_surname(base: Invented, surname: str) -> MentorRow:
    return next(row for row in mentors.list_mentors(base.workspace) if row.surname == surname)


def opened(qtbot: QtBot, base: Invented, surname: str | None) -> MentorDialog:
    dialog = MentorDialog(base.workspace, None if surname is None else by_surname(base, surname))
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def type_in(dialog: MentorDialog, name: str, text: str) -> None:
    field = dialog.form.fields[name]
    assert isinstance(field, TextField)
    field.line.selectAll()
    field.line.insert(text)  # tells the form as typing does


def test_a_new_mentor_with_everything(qtbot: QtBot, base: Invented) -> None:
    dialog = opened(qtbot, base, None)
    fields = dialog.form.fields
    assert (fields["capacity"].value(), fields["status"].value()) == (2, "potential")
    values = {
        "surname": "Громов",
        "first_name": "Егор",
        "patronymic": "Львович",
        "position": "учитель химии",
        "subjects": ["химия", "биология"],
        "qualification_category": "first",
        "experience_years": 12,
        "young_specialist": False,
        "phone": "8 (900) 555-12-12",
        "email": "gromov@school.ru",
        "capacity": 3,
        "competence_areas": [("digital", 3), ("Робототехника", 1)],
        "competencies": "Готовит к олимпиадам.",
        "achievements": "Победитель конкурса.",
        "interests": "Походы.",
        "desired_mentee_age": "до 30 лет",
        "time_resource": "среда после 14:00",
        "program_entry_date": dt.date(2026, 9, 2),
        "mentoring_form": "педагог – педагог",
        "status": "reserve",
        "mentor_note": "Согласен вести группу.",
        "birth_date": dt.date(1984, 5, 6),
        "education": "Педагогический институт",
        "note": "Живёт рядом.",
        "indeclinable": True,
    }
    dialog.form.set_values(values)
    dialog.save()
    row = by_surname(base, "Громов")
    assert row.id == dialog.person_id
    assert not dialog.isVisible()
    told = {name: getattr(row, name) for name in values if name not in {"competence_areas", "subjects", "phone"}}
    assert told == {name: values[name] for name in told}
    assert [(one.area, one.level) for one in row.competence_areas] == [("digital", 3), ("Робототехника", 1)]
    assert (row.subjects, row.phone, row.gender) == (("химия", "биология"), "79005551212", "m")


@pytest.mark.parametrize("surname", ["Петрова", "Зайцев", "Черных"])
def test_opening_and_saving_changes_nothing(qtbot: QtBot, base: Invented, surname: str) -> None:
    before = by_surname(base, surname)
    dialog = opened(qtbot, base, surname)
    assert not dialog.form.dirty
    dialog.save()
    assert by_surname(base, surname) == before
    assert history.record_history(base.workspace, "person", before.id)[0].action.startswith("Добавлен")


def test_a_refusal_stands_at_its_field_and_the_work_stays(qtbot: QtBot, base: Invented) -> None:
    dialog = opened(qtbot, base, "Петрова")
    type_in(dialog, "email", "без собаки")
    type_in(dialog, "patronymic", "Степановна")
    dialog.save()
    assert dialog.isVisible()
    assert "электронной почты" in dialog.form.fields["email"].problem
    assert by_surname(base, "Петрова").patronymic == "Сергеевна"
    type_in(dialog, "email", "petrova@school.ru")
    dialog.activateWindow()
    QApplication.processEvents()
    QTest.keyClick(dialog.form.fields["email"].editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not dialog.isVisible()
    row = by_surname(base, "Петрова")
    assert (row.patronymic, row.email) == ("Степановна", "petrova@school.ru")


def test_a_name_of_the_base_is_taken_not_doubled(qtbot: QtBot, base: Invented) -> None:
    before = len(people.list_people(base.workspace))
    dialog = opened(qtbot, base, None)
    type_in(dialog, "surname", "леонова")
    assert dialog.notice.text == ""
    type_in(dialog, "first_name", "Наталья")
    assert "уже есть в базе: Леонова Наталья Сергеевна" in dialog.notice.text
    type_in(dialog, "patronymic", "Ивановна")
    assert dialog.notice.text == "", "another patronymic is another person"
    type_in(dialog, "patronymic", "")
    type_in(dialog, "patronymic", "Сергеевна")
    take = next(one for one in dialog.notice.findChildren(type(dialog.save_button)) if one.text() == "Взять из базы")
    take.click()
    assert dialog.notice.text == "Леонова Н.С.: карточка взята из базы. Проверьте сведения и сохраните."
    assert take.isHidden(), "what is done is not offered again"
    type_in(dialog, "patronymic", "Сергеевна")
    assert take.isHidden()
    assert dialog.form.fields["position"].value() == "заместитель директора по УВР"
    dialog.save()
    assert by_surname(base, "Леонова").id == base.curator
    assert len(people.list_people(base.workspace)) == before


@pytest.mark.parametrize(
    ("answer", "open_still", "owner", "cards"),
    [(None, True, "Леонова", 0), (0, True, "Леонова", 0), (1, False, "Жаркова", 0)],
    ids=["back", "another person", "the same person"],
)
def test_another_name_over_a_card_that_was_taken_is_asked_about(
    qtbot: QtBot,
    base: Invented,
    monkeypatch: pytest.MonkeyPatch,
    answer: int | None,
    open_still: bool,
    owner: str,
    cards: int,
) -> None:
    asked: list[str] = []

    def choose(_parent: object, question: str, *_told: object, **_kinds: object) -> int | None:
        asked.append(question)
        return answer

    monkeypatch.setattr(namesakes, "choose", choose)
    before = len(people.list_people(base.workspace))
    dialog = opened(qtbot, base, None)
    for name, words in (("surname", "Леонова"), ("first_name", "Наталья"), ("patronymic", "Сергеевна")):
        type_in(dialog, name, words)
    next(one for one in dialog.notice.findChildren(QPushButton) if one.text() == "Взять из базы").click()
    type_in(dialog, "surname", "Жаркова")
    dialog.save()
    assert asked == ["Взята карточка: Леонова Наталья Сергеевна. В полях другое имя: Жаркова Наталья Сергеевна."]
    assert dialog.isVisible() is open_still
    assert people.get_person(base.workspace, base.curator).surname == owner
    if answer == 0:
        assert "Будет новая карточка. Остальное в полях взято из карточки «Леонова Н.С.»" in dialog.notice.text
        dialog.save()
        assert len(asked) == 1
        cards = 1
        assert by_surname(base, "Жаркова").id != base.curator
    assert len(people.list_people(base.workspace)) == before + cards


def test_what_is_asked_follows_who_it_is(qtbot: QtBot, base: Invented) -> None:
    dialog = opened(qtbot, base, None)
    fields = dialog.form.fields
    assert (fields["position"].isVisible(), fields["class_name"].isVisible()) == (True, False)
    fields["kind"].set_value("pupil")
    assert (fields["position"].isVisible(), fields["class_name"].isVisible()) == (False, True)
    fields["class_name"].set_value("10-А")
    fields["kind"].set_value("external")
    assert fields["workplace"].isVisible()
    assert fields["class_name"].isVisible(), "what holds something is never hidden"


def test_enter_moves_on_and_does_not_save(qtbot: QtBot, base: Invented) -> None:
    dialog = opened(qtbot, base, "Петрова")
    dialog.activateWindow()
    fields = dialog.form.fields
    fields["surname"].setFocus()
    QTest.keyClick(fields["surname"].editor, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.focusWidget() is fields["first_name"].editor


def test_esc_asks_before_typed_work_is_thrown_away(
    qtbot: QtBot, base: Invented, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [False, True]
    monkeypatch.setattr(form_dialog, "confirm", lambda *_args, **_kinds: answers.pop(0))
    dialog = opened(qtbot, base, "Петрова")
    type_in(dialog, "patronymic", "Степановна")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert by_surname(base, "Петрова").patronymic == "Сергеевна"
    untouched = opened(qtbot, base, "Петрова")
    QTest.keyClick(untouched, Qt.Key.Key_Escape)
    assert not untouched.isVisible()
