"""The three steps of the first start: facts in the base after the clicks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from tests.ui import looking
from tests.ui.desk import Desk

from curator_app.services import mentees, mentors, people, school
from curator_app.services.workspace import Workspace
from curator_app.ui.common import dialogs
from curator_app.ui.common.draft_store import use_store
from curator_app.ui.common.turns import at_rest
from curator_app.ui.first_start import Outcome, is_unfinished
from curator_app.ui.first_start import dialog as first_start
from curator_app.ui.first_start.dialog import FirstStart, Step
from curator_app.ui.privacy.drafts import DraftsOfBase
from curator_app.ui.settings.header_preview import HeaderPreview


@pytest.fixture
def start(desk: Desk, workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> FirstStart:
    monkeypatch.setattr(dialogs, "confirm", lambda *_a, **_k: True)
    made = FirstStart(desk, workspace)
    qtbot.addWidget(made)
    made.show()
    return made


def click(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def at(start: FirstStart) -> Step:
    return start.step


def fill(start: FirstStart, *, curator: str = "Леонова Наталья Сергеевна") -> None:
    boxes = start.form.boxes
    boxes["short_name"].set_text("МБОУ СОШ № 99")
    boxes["full_name"].set_text("Муниципальное бюджетное общеобразовательное учреждение «СОШ № 99»")
    boxes["place"].set_text("г. Заречинск")
    start.form.director.combo.setEditText("Могилевских Тамара Андреевна")
    start.form.curator.combo.setEditText(curator)


def quick(start: FirstStart, name: str, post: str, role: str) -> None:
    start.people_step.quick.edit.setText(name)
    start.people_step.quick.post.setCurrentText(post)
    start.people_step.quick.role.setCurrentIndex(start.people_step.quick.role.findData(role))
    QTest.keyClick(start.people_step.quick.edit, Qt.Key.Key_Return)


def test_school_and_people_by_hand(start: FirstStart, workspace: Workspace) -> None:
    fill(start)
    click(start.next_button)
    assert at(start) is Step.PEOPLE
    assert not school.is_set_up(workspace)  # nothing is saved until people are chosen
    click(start.people_step.hand_card.button)
    quick(start, "Петрова Анна Сергеевна", "учитель математики", "mentor")
    quick(start, "Сидоренко Илья Олегович", "учитель физики", "mentee")
    click(start.next_button)
    assert at(start) is Step.DONE
    assert start.outcome is Outcome.SET_UP
    facts = school.get_school(workspace)
    assert (facts.short_name, facts.place) == ("МБОУ СОШ № 99", "г. Заречинск")
    posts = {row.full_name: row.position for row in people.list_people(workspace)}
    assert posts["Могилевских Тамара Андреевна"] == "директор"
    assert posts["Леонова Наталья Сергеевна"] == "заместитель директора по УВР"
    assert facts.director is not None
    assert people.get_person(workspace, facts.director).surname == "Могилевских"
    assert [row.full_name for row in mentors.list_mentors(workspace)] == ["Петрова Анна Сергеевна"]
    assert [row.full_name for row in mentees.list_mentees(workspace)] == ["Сидоренко Илья Олегович"]
    click(start.next_button)
    assert not start.isVisible()


def test_the_curator_may_be_a_mentor_and_is_not_entered_twice(start: FirstStart, workspace: Workspace) -> None:
    fill(start)
    click(start.next_button)
    click(start.people_step.hand_card.button)
    quick(start, "Леонова Наталья Сергеевна", "", "mentor")
    assert [row.full_name for row in people.list_people(workspace)].count("Леонова Наталья Сергеевна") == 1
    assert mentors.list_mentors(workspace)[0].position == "заместитель директора по УВР"


def test_what_is_missing_is_told_at_its_field(start: FirstStart, workspace: Workspace) -> None:
    fill(start, curator="Леонова Н.С.")
    start.form.boxes["full_name"].set_text("")
    click(start.next_button)
    assert at(start) is Step.SCHOOL
    assert "Заполните поле" in start.form.boxes["full_name"].problem
    assert start.form.boxes["curator"].problem == "Напишите фамилию, имя и отчество полностью."
    assert people.list_people(workspace) == []


def test_initials_make_nobody(start: FirstStart, workspace: Workspace) -> None:
    fill(start)
    click(start.next_button)
    click(start.people_step.hand_card.button)
    quick(start, "Рогов И.П.", "учитель", "mentor")
    assert "полностью" in start.people_step.quick.name.problem
    assert mentors.list_mentors(workspace) == []


def test_the_demonstration_school_is_not_made_in_the_own_base(start: FirstStart, workspace: Workspace) -> None:
    click(start.school_step.demo_button)
    assert start.outcome is Outcome.DEMO
    assert not start.isVisible()
    assert people.list_people(workspace) == []


def test_import_leads_to_the_end_only_when_something_was_imported(
    start: FirstStart, workspace: Workspace, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    fill(start)
    click(start.next_button)
    monkeypatch.setattr(first_start, "run_import", lambda *_: None)
    click(start.people_step.import_card.button)
    qtbot.waitUntil(at_rest)
    assert at(start) is Step.PEOPLE
    assert school.is_set_up(workspace)
    monkeypatch.setattr(first_start, "run_import", lambda *_: object())
    click(start.people_step.import_card.button)
    qtbot.waitUntil(at_rest)
    assert at(start) is Step.DONE


def test_later_saves_nothing_and_asks_when_something_was_typed(
    start: FirstStart, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(start)
    monkeypatch.setattr(dialogs, "confirm", lambda *_a, **_k: False)
    click(start.later_button)
    assert start.isVisible()
    monkeypatch.setattr(dialogs, "confirm", lambda *_a, **_k: True)
    click(start.later_button)
    assert not start.isVisible()
    assert start.outcome is Outcome.LATER
    assert not school.is_set_up(workspace)


def test_a_base_with_people_is_not_offered_the_demonstration(desk: Desk, workspace: Workspace, qtbot: QtBot) -> None:
    people.add_person(workspace, people.PersonData(surname="Ким", first_name="Вера"))
    made = FirstStart(desk, workspace)
    qtbot.addWidget(made)
    assert not made.school_step.demo_button.isVisibleTo(made)


def test_escape_goes_back_and_loses_nothing(start: FirstStart) -> None:
    fill(start)
    click(start.next_button)
    click(start.people_step.hand_card.button)
    QTest.keyClick(start, Qt.Key.Key_Escape)
    assert not start.people_step.adding
    QTest.keyClick(start, Qt.Key.Key_Escape)
    assert (at(start), start.isVisible()) == (Step.SCHOOL, True)
    assert start.form.boxes["short_name"].text() == "МБОУ СОШ № 99"


def test_a_name_typed_and_not_added_is_added_by_the_end(start: FirstStart, workspace: Workspace) -> None:
    fill(start)
    click(start.next_button)
    click(start.people_step.hand_card.button)
    quick(start, "Петрова Анна Сергеевна", "учитель математики", "mentor")
    start.people_step.quick.edit.setText("Рогов И.П.")
    click(start.next_button)
    assert at(start) is Step.PEOPLE
    assert "полностью" in start.people_step.quick.name.problem
    start.people_step.quick.edit.setText("Рогов Илья Петрович")
    click(start.next_button)
    assert at(start) is Step.DONE
    assert {row.surname for row in mentors.list_mentors(workspace)} == {"Петрова", "Рогов"}
    assert start.next_button.text() == "Внести нового сотрудника"


def test_the_last_one_added_is_taken_back(start: FirstStart, workspace: Workspace) -> None:
    fill(start)
    click(start.next_button)
    click(start.people_step.hand_card.button)
    quick(start, "Петрова Анна Сергеевна", "учитель математики", "mentor")
    quick(start, "Ошибкина Анна Сергеевна", "", "mentor")
    click(start.people_step.quick.undo_button)
    assert [row.surname for row in mentors.list_mentors(workspace)] == ["Петрова"]
    click(start.people_step.quick.undo_button)
    assert mentors.list_mentors(workspace) == []
    assert start.people_step.quick.undo_button.isHidden()


def test_the_last_one_goes_though_the_school_was_changed_since(start: FirstStart, workspace: Workspace) -> None:
    fill(start)
    click(start.next_button)
    click(start.people_step.hand_card.button)
    quick(start, "Ошибкина Анна Сергеевна", "", "mentor")
    for _step in range(2):
        QTest.keyClick(start, Qt.Key.Key_Escape)
    start.form.boxes["short_name"].set_text("Лицей № 7")
    click(start.next_button)
    click(start.people_step.hand_card.button)
    click(start.people_step.quick.undo_button)
    assert mentors.list_mentors(workspace) == []
    assert school.get_school(workspace).short_name == "Лицей № 7"


@pytest.fixture
def drafts(workspace: Workspace) -> Iterator[None]:
    use_store(DraftsOfBase(workspace))
    yield
    use_store(None)


def again(desk: Desk, workspace: Workspace, qtbot: QtBot) -> FirstStart:
    made = FirstStart(desk, workspace)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.usefixtures("drafts")
def test_what_was_typed_comes_back_and_the_steps_go_on(desk: Desk, workspace: Workspace, qtbot: QtBot) -> None:
    first = again(desk, workspace, qtbot)
    fill(first)
    first.school_step.curator_post.setCurrentText("методист")
    click(first.later_button)  # asks nothing: nothing is lost
    assert is_unfinished(workspace)
    assert not school.is_set_up(workspace)

    second = again(desk, workspace, qtbot)
    assert second.form.boxes["place"].text() == "г. Заречинск"
    click(second.next_button)
    click(second.people_step.hand_card.button)  # the school is saved now
    quick(second, "Петрова Анна Сергеевна", "", "mentee")
    second.close()
    assert is_unfinished(workspace)

    third = again(desk, workspace, qtbot)
    assert (at(third), third.outcome) == (Step.PEOPLE, Outcome.SET_UP)
    click(third.next_button)
    assert third.next_button.text() == "Выбрать наставников"
    click(third.next_button)
    assert not is_unfinished(workspace)
    assert [row.position for row in people.list_people(workspace) if row.surname == "Леонова"] == ["методист"]


@pytest.mark.parametrize("size", [(900, 440), (920, 540)])
def test_the_head_of_the_order_is_whole_in_a_low_window(start: FirstStart, size: tuple[int, int]) -> None:
    """1366×768 at 150 % and 125 %; the name of a school takes three lines of the narrow sheet."""
    name = "Муниципальное бюджетное общеобразовательное учреждение «Средняя общеобразовательная школа № 99»"
    start.form.boxes["full_name"].set_text(name)
    start.resize(*size)
    start.show()
    for _ in range(4):
        QApplication.processEvents()
    preview = start.findChildren(HeaderPreview)[0]
    assert name in preview.shown
    assert looking.cut(preview) == []
    assert looking.misplaced(preview) == []
