"""Consultations, trainings, events on the screen."""

from __future__ import annotations

import datetime as dt

import pytest
from pytestqt.qtbot import QtBot
from tests.services.papers.school import School
from tests.ui.desk import Desk, shown

from curator_app.services import activities
from curator_app.services.activities import ActivityData
from curator_app.services.workspace import Workspace
from curator_app.ui.roadmap.activity_dialog import ActivityDialog
from curator_app.ui.roadmap.documents_dialog import DocumentsDialog
from curator_app.ui.roadmap.page import CONSULTATIONS, EVENT_LIST, RoadmapPage
from curator_app.ui.roadmap.participants import read_candidates

TODAY = dt.date(2026, 10, 5)


@pytest.fixture
def page(school: School, workspace: Workspace, desk: Desk, qtbot: QtBot) -> RoadmapPage:
    people = dict.fromkeys((school.people["petrova"], school.people["kim"]))
    for kind, day, status in (
        ("consultation", dt.date(2026, 9, 9), "held"),
        ("consultation", dt.date(2026, 9, 23), "planned"),
        ("training", dt.date(2026, 9, 14), "held"),
        ("event", dt.date(2027, 5, 20), "planned"),
        ("event", dt.date(2027, 9, 20), "planned"),
    ):
        activities.add_activity(
            workspace,
            ActivityData(kind=kind, title=f"{kind} {day}", date=day, status=status, hours=2, participants=people),
        )
    made = RoadmapPage(desk, workspace)
    shown(made.widget, qtbot)
    made.refresh(None)
    return made


def test_each_part_lists_its_kinds_of_the_year(page: RoadmapPage) -> None:
    page.show_part(CONSULTATIONS)
    view = page.part(CONSULTATIONS)
    assert view.panel.model.rowCount() == 3
    assert view._sum.text() == "Проведено 2 из 3, 4 часа, обучено 1 наставник"
    assert page.part(EVENT_LIST).panel.model.rowCount() == 1
    view.panel.chips.choose(["late"])
    assert [row.title for row in (view.panel.model.row(0),)] == ["consultation 2026-09-23"]


def test_the_window_opens_an_activity(page: RoadmapPage, workspace: Workspace) -> None:
    event = next(row for row in activities.list_activities(workspace) if row.kind == "event")
    assert page.show_record("activity", event.id)
    assert page.part(EVENT_LIST).panel.table.current_id() == event.id
    assert not page.show_record("activity", 999)
    assert not page.show_record("pair", 1)


def test_marks_and_the_bin(page: RoadmapPage, workspace: Workspace, desk: Desk) -> None:
    view = page.part(CONSULTATIONS)
    late = next(row.id for row in activities.list_activities(workspace) if row.late)
    view.panel.show_id(late)
    view.set_status("held")
    assert not any(row.late for row in activities.list_activities(workspace))
    view.remove()
    assert desk.said == ["Отмечено: проведено", "Удалено в корзину"]
    assert view.panel.model.rowCount() == 2


def test_people_are_ticked_from_a_list_mentors_first(
    school: School, page: RoadmapPage, workspace: Workspace, qtbot: QtBot
) -> None:
    candidates = read_candidates(workspace)
    assert [one.name for one in candidates[:2]] == ["Бабенко Илья Кузьмич", "Петрова Анна Сергеевна"]
    saved: list[ActivityData] = []
    row = next(row for row in activities.list_activities(workspace) if row.kind == "training")
    dialog = ActivityDialog(activities.data_of(row), candidates, TODAY, saved.append, parent=page.widget)
    qtbot.addWidget(dialog)
    field = dialog.form.fields["participants"]
    assert set(field.value()) == {school.people["petrova"], school.people["kim"]}
    field.set_value({school.people["babenko"]: "Удостоверение № 1"})
    dialog.save()
    assert saved[0].participants == {school.people["babenko"]: "Удостоверение № 1"}
    assert (saved[0].date, saved[0].kind, saved[0].hours) == (row.date, "training", 2)


def test_documents_of_a_training_are_keyed_in_line_by_line(
    school: School, page: RoadmapPage, workspace: Workspace, qtbot: QtBot
) -> None:
    row = next(row for row in activities.list_activities(workspace) if row.kind == "training")
    dialog = DocumentsDialog(workspace, row, page.widget)
    qtbot.addWidget(dialog)
    dialog.form.fields[f"person_{school.people['petrova']}"].set_value("Удостоверение № 7")
    dialog.save()
    (trained,) = activities.trained_mentors(workspace)
    assert trained.document == "Удостоверение № 7"
