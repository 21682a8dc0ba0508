"""Settings of the school as the curator changes them: facts in the base after the clicks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QPushButton, QSpinBox
from pytestqt.qtbot import QtBot
from tests.ui.desk import Desk

from curator_app.domain.codes import Catalogue
from curator_app.services import catalogues, people, school
from curator_app.services.people import PersonData
from curator_app.services.workspace import Workspace
from curator_app.ui.common import dialogs
from curator_app.ui.common.theme import theme
from curator_app.ui.settings.appearance import saved_mode
from curator_app.ui.settings.dialog import SettingsDialog
from curator_app.ui.settings.header_preview import HeaderPreview

LISTS = 3


@pytest.fixture
def settings(desk: Desk, workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> SettingsDialog:
    monkeypatch.setattr(dialogs, "confirm", lambda *_a, **_k: True)
    people.add_person(
        workspace,
        PersonData(surname="Леонова", first_name="Наталья", patronymic="Сергеевна", position="заместитель директора"),
    )
    school.save_school(workspace, school.SchoolData(full_name="Школа № 99", short_name="СОШ № 99"))
    made = SettingsDialog(desk, workspace)
    qtbot.addWidget(made)
    made.show()
    return made


def click(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def type_in(settings: SettingsDialog, field: str, text: str) -> None:
    box = settings.form.boxes[field]
    box.set_text(text)
    box.edited.emit()
    box.left.emit()


def test_requisites_are_saved_together(settings: SettingsDialog, workspace: Workspace, desk: Desk) -> None:
    type_in(settings, "founder", "Администрация города Заречинска")
    type_in(settings, "inn", "1234567890")
    type_in(settings, "order_number_suffix", "-од")
    click(settings.save_button)
    facts = school.get_school(workspace)
    assert (facts.founder, facts.inn, facts.order_number_suffix) == (
        "Администрация города Заречинска",
        "1234567890",
        "-од",
    )
    assert desk.said == ["Сведения о школе сохранены"]
    assert not settings.save_button.isEnabled()


def test_a_wrong_number_is_told_at_once_and_not_saved(settings: SettingsDialog, workspace: Workspace) -> None:
    type_in(settings, "inn", "12345")
    assert "10 или 12 цифр" in settings.form.boxes["inn"].problem
    settings.sections.setCurrentRow(2)
    click(settings.save_button)
    assert school.get_school(workspace).inn is None
    assert settings.sections.currentRow() == 0  # led to the field
    type_in(settings, "inn", "1234567890")
    assert settings.form.boxes["inn"].problem == ""


def test_the_curator_is_picked_and_the_director_typed_anew(settings: SettingsDialog, workspace: Workspace) -> None:
    curator = settings.form.curator.combo
    curator.setCurrentIndex(curator.findText("Леонова Наталья Сергеевна — заместитель директора"))
    settings.form.director.combo.setEditText("Тамара Андреевна Могилевских")
    click(settings.save_button)
    facts = school.get_school(workspace)
    assert facts.curator == people.list_people(workspace)[0].id
    assert facts.director is not None
    director = people.get_person(workspace, facts.director)
    assert (director.full_name, director.position) == ("Могилевских Тамара Андреевна", "директор")
    workspace.undo()
    assert [row.surname for row in people.list_people(workspace)] == ["Леонова"]


def test_rules_are_numbers(settings: SettingsDialog, workspace: Workspace) -> None:
    settings.form.boxes["working_week"].set_text("шестидневная")
    spin = settings.form.boxes["default_capacity"].input
    assert isinstance(spin, QSpinBox)
    spin.setValue(3)
    click(settings.save_button)
    facts = school.get_school(workspace)
    assert (facts.working_week, facts.default_capacity) == (6, 3)


def test_the_head_of_an_order_follows_the_fields(settings: SettingsDialog) -> None:
    preview = settings.findChild(HeaderPreview)
    assert preview is not None
    type_in(settings, "place", "с. Лесное")
    settings.form.director.combo.setEditText("Могилевских Тамара Андреевна")
    assert "с. Лесное" in preview.shown
    assert "Т.А. Могилевских" in preview.shown


def test_unsaved_work_is_asked_about(settings: SettingsDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    type_in(settings, "place", "с. Лесное")
    monkeypatch.setattr(dialogs, "confirm", lambda *_a, **_k: False)
    QTest.keyClick(settings, Qt.Key.Key_Escape)
    assert settings.isVisible()


def titles(workspace: Workspace, catalogue: Catalogue, *, hidden: bool = False) -> list[str]:
    return [row.title for row in catalogues.list_catalogue(workspace, catalogue, hidden=hidden)]


def test_a_line_is_added_renamed_hidden_and_moved(settings: SettingsDialog, workspace: Workspace) -> None:
    settings.sections.setCurrentRow(LISTS)
    lists = settings.lists
    QAbstractItemModelTester(lists.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    lists.new_title.setText("астрономия")
    QTest.keyClick(lists.new_title, Qt.Key.Key_Return)
    assert titles(workspace, Catalogue.SUBJECT)[-1] == "астрономия"
    assert lists.model.setData(lists.view.currentIndex(), "астрономия и физика")
    assert titles(workspace, Catalogue.SUBJECT)[-1] == "астрономия и физика"
    QTest.mouseClick(lists.up_button, Qt.MouseButton.LeftButton)
    assert titles(workspace, Catalogue.SUBJECT)[-2] == "астрономия и физика"
    QTest.mouseClick(lists.hide_button, Qt.MouseButton.LeftButton)
    assert "астрономия и физика" not in titles(workspace, Catalogue.SUBJECT)
    assert "астрономия и физика" in titles(workspace, Catalogue.SUBJECT, hidden=True)
    assert lists.hide_button.text() == "Показывать"
    workspace.undo()
    assert "астрономия и физика" in titles(workspace, Catalogue.SUBJECT)


def test_a_repeated_line_is_refused_and_the_typed_text_stays(settings: SettingsDialog, workspace: Workspace) -> None:
    settings.sections.setCurrentRow(LISTS)
    before = titles(workspace, Catalogue.SUBJECT)
    settings.lists.new_title.setText("Физика")
    click(settings.lists.add_button)
    assert titles(workspace, Catalogue.SUBJECT) == before
    assert "уже есть" in settings.lists.trouble
    assert settings.lists.new_title.text() == "Физика"


def test_the_look_changes_at_once_and_is_remembered(settings: SettingsDialog, desk: Desk) -> None:
    settings.appearance.choices["dark"].setChecked(True)
    assert theme().palette.name == "dark"
    assert saved_mode(desk.state) == "dark"
    settings.appearance.choices["light"].setChecked(True)
    assert theme().palette.name == "light"
