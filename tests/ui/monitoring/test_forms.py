"""A curator loads the form of the district, marks it by the keyboard and fills it."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from tests.exchange.form_filling.made import FACTS, PAIRS, form
from tests.services.papers.school import fill
from tests.ui.desk import Desk

from curator_app.runtime.clock import fixed
from curator_app.runtime.paths import data_folder
from curator_app.services.monitoring import letters, measuring
from curator_app.services.monitoring.forms import keeping, registers
from curator_app.services.monitoring.forms.marks import CellMark
from curator_app.services.monitoring.forms.sources import read_sources
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.papers.issuing import issue_order
from curator_app.services.privacy import exports
from curator_app.services.workspace import Workspace, open_workspace
from curator_app.ui.common import dialogs, leaving
from curator_app.ui.common.form_dialog import FormDialog
from curator_app.ui.common.theme import Theme
from curator_app.ui.monitoring import book_acts
from curator_app.ui.monitoring.forms import form_letter, forms_dialog, mapping_dialog, register_dialog
from curator_app.ui.monitoring.forms.form_letter import send_form
from curator_app.ui.monitoring.forms.forms_dialog import FormsDialog, MadeFile
from curator_app.ui.monitoring.forms.mapping_dialog import MappingDialog
from curator_app.ui.monitoring.forms.register_dialog import RegisterDialog, read_codes, write_codes
from curator_app.ui.monitoring.forms.table_dialog import TableDialog
from curator_app.ui.monitoring.view import MonitoringView

PERIOD = "2026-Q3"
NOW = dt.datetime(2026, 10, 5, 9, 0)
ENTER = Qt.Key.Key_Return


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Two pairs at work since the 4th of September, one base for all tests: they only keep forms in it."""
    opened = open_workspace(data_folder(tmp_path_factory.mktemp("школа")), fixed(NOW))
    made = fill(opened)
    issue_order(
        opened,
        OrderCommand(type="assignment_list", pairs=(made.pair, made.other), number="1", date=dt.date(2026, 9, 4)),
    )
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def no_forms_left(workspace: Workspace) -> Iterator[None]:
    yield
    for one in keeping.list_forms(workspace):
        keeping.remove_form(workspace, one.id)


@pytest.fixture
def view(look: Theme, qtbot: QtBot) -> QWidget:
    """What stands behind the dialogs."""
    del look
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "Форма района.xlsx"
    file.write_bytes(form())
    return file


@pytest.fixture(autouse=True)
def closed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The end of a test closes windows with unsaved work in them."""
    for module in (mapping_dialog, register_dialog):
        monkeypatch.setattr(module, "confirm", lambda *_told, **_named: True)


@pytest.fixture
def problems(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    told: list[str] = []
    monkeypatch.setattr(dialogs, "show_problem", lambda _parent, sentence: told.append(sentence))
    return told


@pytest.fixture
def mapping(view: QWidget, workspace: Workspace, path: Path, qtbot: QtBot) -> MappingDialog:
    number = keeping.keep_form(workspace, path)
    kept = keeping.get_form(workspace, number)
    dialog = MappingDialog(workspace, kept, keeping.view_of(workspace, kept), read_sources(workspace, PERIOD), view)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def marks(dialog: MappingDialog) -> dict[str, str]:
    return {one.place: one.source for one in dialog.marking.marks if isinstance(one, CellMark)}


def test_enter_accepts_the_suggestion_and_moves_on(mapping: MappingDialog) -> None:
    assert mapping.grid.place == (2, 1)
    assert mapping.counter.text() == "Заполнено 0 из 6"
    for _cell in range(6):
        QTest.keyClick(mapping.grid, ENTER)
    assert marks(mapping) == {
        "B2": "school/full_name",
        "B4": "period/today",
        "B5": "count/young_specialists",
        "B6": "count/active_mentors",
        "B7": "count/active_mentees",
        "B8": "indicator/K3/value",
    }
    assert mapping.counter.text() == "Заполнено 6 из 6"
    assert mapping.grid.laid[6, 1].text == "2"


def test_typing_finds_a_source_and_comes_back_to_the_grid(mapping: MappingDialog) -> None:
    mapping.grid.go(5, 1)
    QTest.keyClicks(mapping.grid, "K")
    assert mapping.choice.search.text() == "K"
    mapping.choice.search.setText("K11 знаменатель")
    assert mapping.choice.shown[0].key == "indicator/K11/denominator"
    QTest.keyClick(mapping.choice.search, ENTER)
    assert marks(mapping) == {"B5": "indicator/K11/denominator"}
    assert mapping.grid.place == (6, 1)
    QTest.keyClick(mapping.choice.search, Qt.Key.Key_Escape)
    mapping.grid.go(5, 1)
    QTest.keyClick(mapping.grid, Qt.Key.Key_Delete)
    assert marks(mapping) == {}


def test_words_of_ones_own_are_written_as_they_are(mapping: MappingDialog) -> None:
    mapping.grid.go(7, 1)
    mapping.choice.search.setText("не проводилось")
    assert mapping.choice.told.isVisibleTo(mapping)
    QTest.keyClick(mapping.choice.search, ENTER)
    assert marks(mapping) == {"B7": "text/не проводилось"}


def test_a_formula_says_why_it_stays(mapping: MappingDialog) -> None:
    mapping.grid.go(9, 1)
    assert "Здесь формула" in mapping.label.text()
    assert not mapping.set_button.isEnabled()
    QTest.keyClick(mapping.grid, ENTER)
    assert marks(mapping) == {}


def test_a_cell_under_a_merged_range_is_its_first_one(mapping: MappingDialog) -> None:
    mapping.grid.go(2, 3)
    assert mapping.grid.place == (2, 1)
    assert mapping.place.text() == "Ячейка B2"


def test_all_suggestions_at_once_and_saving(mapping: MappingDialog, workspace: Workspace) -> None:
    mapping.all_button.click()
    assert not mapping.all_button.isVisibleTo(mapping)
    mapping.save_button.click()
    assert mapping.result() == QDialog.DialogCode.Accepted
    assert keeping.list_forms(workspace)[0].cells == 6
    assert {one.label for one in keeping.list_forms(workspace)[0].marks if isinstance(one, CellMark)} >= {
        "Число наставников"
    }


def test_a_table_is_suggested_and_marked(mapping: MappingDialog, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    mapping.tabs.setCurrentIndex(1)
    assert mapping.notice.text == "Похоже на таблицу со строки 4: «Закрепления: строка — наставляемый»."
    shown: list[TableDialog] = []

    def run(dialog: TableDialog) -> bool:
        qtbot.addWidget(dialog)
        shown.append(dialog)
        dialog.accept()
        return bool(dialog.result())

    monkeypatch.setattr(mapping_dialog, "run_dialog", run)
    mapping._table_hint.click()
    assert shown[0].notice.text == "В форме приготовлено: 5 строк. Сейчас в таблице: 2 записи."
    assert shown[0].samples[1].text() == "Петрова Анна Сергеевна"
    assert mapping.notice.text == ""
    assert mapping.grid.laid[4, 1].text == "↓ ФИО наставника"
    assert mapping.counter.text() == "Заполнено 1 из 7"
    mapping.grid.go(6, 2)
    assert mapping.label.text() == "Строка таблицы «Закрепления: строка — наставляемый»."
    assert not mapping.set_button.isEnabled()


def test_closing_with_work_in_it_asks(mapping: MappingDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def no(_parent: object, question: str, _do: str, **_told: object) -> bool:
        asked.append(question)
        return False

    monkeypatch.setattr(mapping_dialog, "confirm", no)
    QTest.keyClick(mapping.grid, ENTER)
    mapping.reject()
    assert mapping.isVisible()
    assert asked == ["Закрыть без сохранения?"]


# --- the list of forms


@pytest.fixture
def forms(view: QWidget, workspace: Workspace, desk: Desk, qtbot: QtBot) -> tuple[FormsDialog, list[MadeFile]]:
    sent: list[MadeFile] = []
    dialog = FormsDialog(desk, workspace, measuring.measure(workspace, PERIOD), sent.append, view)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog, sent


def test_from_the_file_to_the_filled_form(
    forms: tuple[FormsDialog, list[MadeFile]], path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    dialog, sent = forms
    opened: list[str] = []

    def mark(shown: MappingDialog) -> bool:
        qtbot.addWidget(shown)
        shown.accept_all()
        shown.save()
        return True

    target = tmp_path / "готово"
    monkeypatch.setattr(forms_dialog, "run_dialog", mark)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_told: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_told: (str(target), ""))

    def open_url(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    assert not dialog.fill.isEnabled()
    dialog.load.click()
    assert dialog.chosen is not None
    assert dialog.chosen.title == "Форма района"
    monkeypatch.setattr(exports, "MANY", -1)
    monkeypatch.setattr(leaving, "confirm", lambda *_args, **_more: False)
    dialog.fill.click()
    assert not target.exists()
    monkeypatch.setattr(exports, "MANY", 50)
    dialog.fill.click()
    written = tmp_path / "готово.xlsx"
    sheet = load_workbook(io.BytesIO(written.read_bytes()))[FACTS]
    assert (sheet["B6"].value, sheet["B7"].value) == (2, 2)
    assert "«готово.xlsx»: заполнено 6 ячеек, на 30.09.2026." in dialog.notice.text
    dialog.open_button.click()
    dialog.letter_button.click()
    assert opened == [str(written)]
    assert [one.path for one in sent] == [written]


def test_a_new_file_and_removing(
    forms: tuple[FormsDialog, list[MadeFile]],
    workspace: Workspace,
    path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    problems: list[str],
) -> None:
    dialog, _sent = forms
    number = keeping.keep_form(workspace, path)
    kept = keeping.get_form(workspace, number)
    lost = CellMark(sheet=PAIRS, row=40, column=1, source="period/on", label="Чего нет")
    keeping.save_marks(workspace, number, [lost], keeping.view_of(workspace, kept))
    dialog.refresh()
    newer = tmp_path / "новая.xlsx"
    book: Any = load_workbook(path)
    book.save(newer)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_told: (str(newer), ""))
    dialog.renew.click()
    assert dialog.notice.text.startswith("Не нашлось мест с прежними подписями: Пары, B40.")
    newer.write_bytes(b"not a book")
    dialog.renew.click()
    assert "не книга Excel" in problems[-1]
    dialog.remove.click()
    assert keeping.list_forms(workspace) == []


def test_the_letter_carries_the_form(
    view: QWidget,
    workspace: Workspace,
    desk: Desk,
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    def run(dialog: FormDialog) -> bool:
        qtbot.addWidget(dialog)
        dialog.form.set_values({**dialog.form.values(), "to": "otdel@example.org"})
        dialog.save()
        return bool(dialog.result())

    monkeypatch.setattr(form_letter, "run_dialog", run)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    send_form(desk, workspace, MadeFile(path, measuring.measure(workspace, PERIOD)), view)
    assert path.with_suffix(".eml").exists()
    assert [one.files[0][0] for one in letters.list_letters(workspace)] == ["Форма района.xlsx"]


# --- the register


@pytest.fixture
def register(view: QWidget, workspace: Workspace, desk: Desk, qtbot: QtBot) -> RegisterDialog:
    dialog = RegisterDialog(desk, workspace, measuring.measure(workspace, PERIOD), view)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_a_profile_is_made_kept_and_written(
    register: RegisterDialog, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cell: Callable[[int, int], Any] = register.columns.item
    cell(0, 0).setText("LAST_NAME")
    cell(5, 2).setText("наставник=1; наставляемый=2")
    assert cell(5, 3).text() == "1"
    register.columns.setCurrentCell(0, 0)
    register.move_column(1)
    assert cell(1, 0).text() == "LAST_NAME"
    register.add_column()
    register.remove_column()
    register.save_profile()
    kept = registers.list_registers(workspace)[0]
    assert kept.columns[1].heading == "LAST_NAME"
    assert kept.columns[5].codes == (("наставник", "1"), ("наставляемый", "2"))
    assert "личные данные" in register.notice.text
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_told: (str(tmp_path / "реестр"), ""))
    register.save_csv()
    register.save_xlsx()
    assert (tmp_path / "реестр.csv").read_bytes().startswith("\ufeffИмя;LAST_NAME;".encode())
    assert load_workbook(tmp_path / "реестр.xlsx").active is not None
    register.remove_profile()
    assert registers.list_registers(workspace) == []


def test_a_column_without_a_heading_is_told(register: RegisterDialog, problems: list[str]) -> None:
    register.add_column()
    assert "нет заголовка" in register.notice.text
    register.save_profile()
    assert "нет заголовка" in problems[0]


def test_codes_as_typed() -> None:
    assert read_codes("м=1;  ж = 2;", "Пол") == (("м", "1"), ("ж", "2"))
    assert write_codes((("м", "1"), ("ж", "2"))) == "м=1; ж=2"


def test_the_tab_opens_both_windows(
    workspace: Workspace, desk: Desk, look: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    del look
    shown: list[str] = []

    def run(dialog: QDialog) -> bool:
        shown.append(dialog.windowTitle())
        dialog.deleteLater()
        return False

    monkeypatch.setattr(book_acts, "run_dialog", run)
    tab = MonitoringView(desk, workspace)
    qtbot.addWidget(tab)
    tab.refresh()
    tab.form.click()
    assert tab.measured is not None
    tab.acts.show_register(tab.measured)
    assert shown == ["Формы района", "Реестр для информационной системы"]
