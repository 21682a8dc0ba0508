"""The import wizard as a curator goes through it: facts in the base after the clicks."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from tests.ui.desk import Desk
from tests.ui.imports.conftest import CsvMaker

from curator_app.runtime.progress import Progress
from curator_app.services import mentors, pairs, people
from curator_app.services.people import PersonData
from curator_app.services.workspace import Workspace
from curator_app.ui.common import dialogs
from curator_app.ui.common.worker import ProgressDialog
from curator_app.ui.imports import session as steps
from curator_app.ui.imports.questions_dialog import QuestionsDialog
from curator_app.ui.imports.session import Imported, ImportSession
from curator_app.ui.imports.wizard import ImportWizard, Step

STAFF = [
    ["№", "ФИО", "Должность", "Телефон", "Дата рождения"],
    ["1", "Лось Пётр Кузьмич", "учитель химии", "8 (900) 555-10-20", "31.09.1980"],
    ["2", "Петрова Анна Сергеевна", "учитель физики", "", ""],
]


@pytest.fixture
def wizard(desk: Desk, workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> ImportWizard:
    monkeypatch.setattr(dialogs, "confirm", lambda *_a, **_k: True)
    made = ImportWizard(desk, workspace)
    qtbot.addWidget(made)
    made.show()
    return made


def rest(qtbot: QtBot, wizard: ImportWizard) -> None:
    qtbot.waitUntil(lambda: not wizard.jobs.busy, timeout=20_000)


def at(wizard: ImportWizard) -> Step:
    return wizard.step


def open_file(qtbot: QtBot, wizard: ImportWizard, path: Path) -> None:
    wizard.open_file(path)
    rest(qtbot, wizard)


def go_on(qtbot: QtBot, wizard: ImportWizard) -> None:
    QTest.mouseClick(wizard.next_button, Qt.MouseButton.LeftButton)
    rest(qtbot, wizard)


def names(workspace: Workspace) -> list[str]:
    return [row.full_name for row in people.list_people(workspace)]


def choose(wizard: ImportWizard, column: int, field: str | None) -> None:
    combo = wizard.columns_page.fields[column]
    place = combo.findData(field)
    combo.setCurrentIndex(place)
    combo.activated.emit(place)


def test_a_staff_list_goes_in_and_is_taken_back_whole(
    wizard: ImportWizard, workspace: Workspace, desk: Desk, qtbot: QtBot, make_csv: CsvMaker
) -> None:
    open_file(qtbot, wizard, make_csv("сотрудники.csv", STAFF))
    assert at(wizard) is Step.COLUMNS
    go_on(qtbot, wizard)
    assert at(wizard) is Step.REVIEW
    assert wizard.next_button.text() == "Загрузить 2 строки"
    assert names(workspace) == []  # nothing is saved before the last step
    go_on(qtbot, wizard)
    assert at(wizard) is Step.DONE
    assert names(workspace) == ["Лось Пётр Кузьмич", "Петрова Анна Сергеевна"]
    assert people.list_people(workspace)[0].phone == "79005551020"
    assert desk.refreshed == 1
    captions = {one.text() for one in wizard.done_page.findChildren(QLabel)}
    assert {"строки добавлено", "строк обновлено", "строк не вошло"} <= captions
    QTest.mouseClick(wizard.done_page.undo_button, Qt.MouseButton.LeftButton)
    rest(qtbot, wizard)
    assert names(workspace) == []
    assert wizard.imported is None


def test_a_cell_that_is_not_understood_is_told_with_its_reason(
    wizard: ImportWizard, qtbot: QtBot, make_csv: CsvMaker
) -> None:
    open_file(qtbot, wizard, make_csv("сотрудники.csv", STAFF))
    go_on(qtbot, wizard)
    line = wizard.review_page.panel.selected_rows()[0]  # the row with a problem is chosen at once
    assert line.row.title == "Лось Пётр Кузьмич"
    assert ["31.09.1980" in problem.message for problem in line.row.problems] == [True]
    readings = {reading.column: reading for reading in line.row.readings}
    assert readings[3].understood == "8 (900) 555-10-20"
    assert readings[4].understood == ""


def test_a_column_put_right_by_hand_is_remembered_for_the_next_file(
    wizard: ImportWizard, workspace: Workspace, desk: Desk, qtbot: QtBot, make_csv: CsvMaker
) -> None:
    rows = [["ФИО", "Приложение к тарификации"], ["Лось Пётр Кузьмич", "учитель химии"]]
    open_file(qtbot, wizard, make_csv("первый.csv", rows))
    assert wizard.columns_page.fields[1].currentData() is None
    choose(wizard, 1, "position")
    go_on(qtbot, wizard)
    go_on(qtbot, wizard)
    assert people.list_people(workspace)[0].position == "учитель химии"

    second = ImportWizard(desk, workspace)
    qtbot.addWidget(second)
    open_file(qtbot, second, make_csv("второй.csv", [rows[0], ["Ким Вера Игоревна", "психолог"]]))
    assert second.columns_page.fields[1].currentData() == "position"


def test_a_column_may_be_left_out(wizard: ImportWizard, workspace: Workspace, qtbot: QtBot, make_csv: CsvMaker) -> None:
    open_file(qtbot, wizard, make_csv("сотрудники.csv", STAFF))
    choose(wizard, 3, None)
    go_on(qtbot, wizard)
    go_on(qtbot, wizard)
    assert people.list_people(workspace)[0].phone is None


def test_another_kind_of_sheet_is_looked_at_anew(
    wizard: ImportWizard, workspace: Workspace, qtbot: QtBot, make_csv: CsvMaker
) -> None:
    open_file(qtbot, wizard, make_csv("сотрудники.csv", STAFF))
    kind = wizard.columns_page.kind
    kind.setCurrentIndex(kind.findData("mentors"))
    kind.activated.emit(kind.currentIndex())
    rest(qtbot, wizard)
    assert at(wizard) is Step.COLUMNS
    assert wizard.columns_page.fields[1].findData("competencies") >= 0
    go_on(qtbot, wizard)
    go_on(qtbot, wizard)
    assert [row.full_name for row in mentors.list_mentors(workspace)] == ["Лось Пётр Кузьмич", "Петрова Анна Сергеевна"]


def test_leaving_out_the_only_sheet_leaves_nothing_to_load(
    wizard: ImportWizard, qtbot: QtBot, make_csv: CsvMaker
) -> None:
    open_file(qtbot, wizard, make_csv("сотрудники.csv", STAFF))
    kind = wizard.columns_page.kind
    kind.setCurrentIndex(kind.findData(None))
    kind.activated.emit(kind.currentIndex())
    rest(qtbot, wizard)
    go_on(qtbot, wizard)
    assert wizard.review_page.panel.model.total == 0
    assert not wizard.next_button.isEnabled()


def test_namesakes_are_asked_and_the_answer_makes_the_pair(
    wizard: ImportWizard, workspace: Workspace, qtbot: QtBot, make_csv: CsvMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    for first, patronymic, position in (
        ("Татьяна", "Николаевна", "учитель химии"),
        ("Тамара", "Никитична", "учитель ИЗО"),
    ):
        people.add_person(
            workspace,
            PersonData(surname="Уварова", first_name=first, patronymic=patronymic, position=position),
        )
    rows = [
        ["Наставник", "Наставляемый", "Срок"],
        ["Уварова Т.Н.", "Рогов Илья Петрович", "01.09.2026 – 31.05.2027"],
    ]
    open_file(qtbot, wizard, make_csv("пары.csv", rows))
    go_on(qtbot, wizard)
    assert wizard.next_button.text() == "Загружать нечего"

    def answer(dialog: QuestionsDialog) -> int:
        choices = {choice.text(): choice for choice in dialog.choices.values()}
        choices["Уварова Тамара Никитична (учитель ИЗО)"].setChecked(True)
        return 1

    monkeypatch.setattr(QuestionsDialog, "exec", answer)
    QTest.mouseClick(wizard.review_page.answer_button, Qt.MouseButton.LeftButton)
    rest(qtbot, wizard)
    go_on(qtbot, wizard)
    [pair] = pairs.list_pairs(workspace)
    assert people.get_person(workspace, pair.mentor).position == "учитель ИЗО"


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("старый.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "старый.xls"),
        ("письмо.xlsx", b"not a workbook at all", "письмо.xlsx"),
        ("пусто.csv", b"", "пусто.csv"),
    ],
)
def test_an_unreadable_file_gets_one_sentence_and_the_step_stays(
    wizard: ImportWizard, workspace: Workspace, tmp_path: Path, qtbot: QtBot, name: str, content: bytes, word: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    open_file(qtbot, wizard, path)
    assert at(wizard) is Step.FILE
    assert word in wizard.file_page.trouble
    assert names(workspace) == []


def test_cancel_in_the_middle_leaves_nothing_and_the_step_stays(
    wizard: ImportWizard, workspace: Workspace, qtbot: QtBot, make_csv: CsvMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_file(qtbot, wizard, make_csv("сотрудники.csv", STAFF))
    go_on(qtbot, wizard)
    half_way = threading.Event()

    def slow(of: Workspace, _session: ImportSession, progress: Progress) -> Imported:
        with of.action("Импорт"):
            people_added = threading.Event()
            half_way.set()
            while not people_added.wait(0.01):
                progress.step(1, 2)
        raise AssertionError("cancel was not heard")

    monkeypatch.setattr(steps, "finish", slow)
    QTest.mouseClick(wizard.next_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(half_way.is_set)
    dialog = wizard.findChild(ProgressDialog)
    assert dialog is not None
    dialog.reject()
    rest(qtbot, wizard)
    assert at(wizard) is Step.REVIEW
    assert names(workspace) == []
    assert wizard.imported is None


def test_back_keeps_the_decisions(wizard: ImportWizard, qtbot: QtBot, make_csv: CsvMaker) -> None:
    open_file(qtbot, wizard, make_csv("сотрудники.csv", STAFF))
    choose(wizard, 3, "email")
    go_on(qtbot, wizard)
    QTest.mouseClick(wizard.back_button, Qt.MouseButton.LeftButton)
    assert at(wizard) is Step.COLUMNS
    assert wizard.columns_page.fields[3].currentData() == "email"


def test_closing_asks_only_when_work_by_hand_would_be_lost(
    wizard: ImportWizard, qtbot: QtBot, make_csv: CsvMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def stay(_parent: object, question: str, *_words: str, **_more: object) -> bool:
        asked.append(question)
        return False

    monkeypatch.setattr(dialogs, "confirm", stay)
    open_file(qtbot, wizard, make_csv("сотрудники.csv", STAFF))
    choose(wizard, 3, None)
    QTest.keyClick(wizard, Qt.Key.Key_Escape)
    assert asked == ["Прервать загрузку файла?"]
    assert wizard.isVisible()
    choose(wizard, 3, "phone")
    monkeypatch.setattr(dialogs, "confirm", lambda *_a, **_k: True)
    QTest.keyClick(wizard, Qt.Key.Key_Escape)
    assert not wizard.isVisible()


def test_the_same_file_again_has_nothing_to_load(
    wizard: ImportWizard, workspace: Workspace, desk: Desk, qtbot: QtBot, make_csv: CsvMaker
) -> None:
    path = make_csv("сотрудники.csv", STAFF)
    open_file(qtbot, wizard, path)
    go_on(qtbot, wizard)
    go_on(qtbot, wizard)
    again = ImportWizard(desk, workspace)
    qtbot.addWidget(again)
    open_file(qtbot, again, path)
    go_on(qtbot, again)
    assert not again.next_button.isEnabled()
    assert again.next_button.text() == "Загружать нечего"


def test_the_list_of_problems_is_a_workbook_with_texts_as_texts(
    wizard: ImportWizard, tmp_path: Path, qtbot: QtBot, make_csv: CsvMaker
) -> None:
    from openpyxl import load_workbook

    rows = [["ФИО", "Должность"], ["=СУММ(A1)", "учитель"], ["Ким Вера Игоревна", "психолог"]]
    open_file(qtbot, wizard, make_csv("люди.csv", rows))
    go_on(qtbot, wizard)
    go_on(qtbot, wizard)
    target = tmp_path / "замечания.xlsx"
    wizard.done_page.save_problems(target)
    sheet = load_workbook(target).active
    assert sheet is not None
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert cells[0] == ["Лист", "Строка", "Столбец", "Что написано", "Замечание"]
    assert cells[1][1] == 2
    typed = sheet.cell(2, 4)
    assert typed.data_type == "s"
    assert str(typed.value).startswith("=СУММ(A1)")
