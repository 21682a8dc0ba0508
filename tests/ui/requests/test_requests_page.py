"""The tab «Наставляемые»: after the clicks the base holds what was meant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.ui.desk import Desk

from curator_app.runtime.clock import fixed
from curator_app.runtime.paths import data_folder
from curator_app.services import mentees, records
from curator_app.services.workspace import Workspace, open_workspace
from curator_app.ui.common import theme
from curator_app.ui.requests.mentee_dialog import MenteeDialog
from curator_app.ui.requests.page import RequestsPage
from curator_app.ui.requests.request_dialog import RequestDialog

CLOCK = fixed(dt.datetime(2026, 9, 7, 10, 0))


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = open_workspace(data_folder(tmp_path), CLOCK)
    records.add_records(
        opened,
        "mentee",
        [
            {"surname": "Лосева", "first_name": "Анна", "patronymic": "Игоревна", "position": "учитель химии"},
            {"surname": "Ёжикова", "first_name": "Вера", "kind": "pupil", "class_name": "9 «Б»"},
        ],
    )
    yield opened
    opened.close()


@pytest.fixture
def page(qtbot: QtBot, look: theme.Theme, workspace: Workspace, tmp_path: Path) -> RequestsPage:
    made = RequestsPage(Desk(tmp_path, CLOCK), workspace)
    qtbot.addWidget(made.widget)
    made.refresh(None)
    return made


def test_the_list_finds_by_any_part_and_ignores_yo(page: RequestsPage) -> None:
    page.panel.model.set_query("ежик")
    assert [page.panel.model.row(0).surname, page.panel.model.rowCount()] == ["Ёжикова", 1]


def test_a_pupil_needs_three_consents(page: RequestsPage) -> None:
    assert page.show_record("mentee", 2)
    content = page.card.content
    assert content is not None
    assert content.subtitle == "9 «Б» класс"
    assert "нет 3 из 3" in page.panel.model.display(
        page.panel.selected_rows()[0], page.panel.model.column_index("consents") or 0
    )


def test_a_new_card_keeps_its_first_request(qtbot: QtBot, look: theme.Theme, workspace: Workspace) -> None:
    dialog = MenteeDialog(workspace, None, None)
    qtbot.addWidget(dialog)
    dialog.show()
    fields = dialog.form.fields
    fields["surname"].set_value("Цой")
    fields["first_name"].set_value("Ян")
    fields["wording"].set_value("Помогите с журналом")
    fields["deficits"].set_value([("documentation", 3), ("Шахматы", 1)])
    fields["work_start_date"].set_value(dt.date(2026, 9, 4))
    dialog.save()
    row = next(one for one in mentees.list_mentees(workspace) if one.surname == "Цой")
    assert (row.id, row.work_start_date) == (dialog.person_id, dt.date(2026, 9, 4))
    request = row.requests[0]
    assert (request.wording, request.source, request.date) == ("Помогите с журналом", "survey", dt.date(2026, 9, 7))
    assert [(one.area, one.severity) for one in request.deficits] == [("documentation", 3), ("Шахматы", 1)]


def test_a_refused_card_stays_open_with_the_work_in_it(qtbot: QtBot, look: theme.Theme, workspace: Workspace) -> None:
    dialog = MenteeDialog(workspace, None, None)
    qtbot.addWidget(dialog)
    dialog.show()
    fields = dialog.form.fields
    fields["surname"].set_value("Цой")
    fields["first_name"].set_value("Ян")
    fields["work_start_date"].set_value(dt.date(1939, 1, 1))
    fields["email"].set_value("не адрес")
    dialog.save()
    assert dialog.isVisible()
    assert "01.01.1939" in fields["work_start_date"].problem
    assert "электронной почты" in fields["email"].problem
    assert fields["surname"].value() == "Цой"
    assert len(mentees.list_mentees(workspace)) == 2
    fields["surname"].set_value("")
    dialog.save()
    assert fields["surname"].problem == "Заполните это поле."
    dialog.form.set_values({"surname": None})
    dialog.close()


def test_a_date_that_is_none_is_told_at_its_field(qtbot: QtBot, look: theme.Theme, workspace: Workspace) -> None:
    row = mentees.list_mentees(workspace)[0]
    dialog = MenteeDialog(workspace, row, None)
    qtbot.addWidget(dialog)
    day = dialog.form.fields["work_start_date"]
    day.editor.edit.setText("31.02.2026")  # type: ignore[attr-defined]  # the editor of a DayField
    dialog.save()
    assert "Не понимаю дату" in day.problem
    assert mentees.list_mentees(workspace)[0] == row


def test_a_request_is_changed_and_keeps_the_words_of_its_deficits(
    qtbot: QtBot, look: theme.Theme, workspace: Workspace
) -> None:
    records.add_records(
        workspace,
        "request",
        [{"mentee": 1, "wording": "Методика", "deficits": [{"area": "methodical", "text": "этапы", "severity": 3}]}],
    )
    row = mentees.list_mentees(workspace)[0]
    dialog = RequestDialog(workspace, row.id, row.full_name, row.requests[0], None)
    qtbot.addWidget(dialog)
    dialog.form.fields["deficits"].set_value([("methodical", 1), ("digital", 2)])
    dialog.form.fields["urgent"].set_value(True)
    dialog.save()
    request = mentees.list_mentees(workspace)[0].requests[0]
    assert [(one.area, one.severity, one.text) for one in request.deficits] == [
        ("methodical", 1, "этапы"),
        ("digital", 2, None),
    ]
    assert request.urgent


def test_delete_and_undo(page: RequestsPage, workspace: Workspace, qtbot: QtBot) -> None:
    page.widget.show()
    page.show_record("mentee", 1)
    QTest.keyClick(page.panel.table, Qt.Key.Key_Delete)
    assert [row.id for row in mentees.list_mentees(workspace)] == [2]
    workspace.undo()
    page.refresh(None)
    assert [row.id for row in mentees.list_mentees(workspace)] == [1, 2]
