"""Consultations, trainings, events."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from tests.services.papers.school import School, fill

from curator_app.runtime.errors import InvalidInput
from curator_app.services import activities
from curator_app.services import bin as recycle_bin
from curator_app.services.activities import ActivityData, ActivityRow
from curator_app.services.workspace import Workspace

TRAINING = ActivityData(
    kind="training", title="Школа наставника", date=dt.date(2026, 9, 14), end_date=dt.date(2026, 9, 18), hours=36
)


@pytest.fixture
def school(workspace: Workspace) -> School:
    return fill(workspace)


def one(workspace: Workspace, activity_id: int) -> ActivityRow:
    return next(row for row in activities.list_activities(workspace) if row.id == activity_id)


def test_participants_come_and_go_with_their_documents(workspace: Workspace, school: School) -> None:
    people = school.people
    added = activities.add_activity(
        workspace, replace(TRAINING, participants={people["petrova"]: "Удостоверение № 1", people["kim"]: None})
    )
    row = one(workspace, added)
    assert [(part.name, part.is_mentor, part.document) for part in row.participants] == [
        ("Ким Лев Олегович", False, None),
        ("Петрова Анна Сергеевна", True, "Удостоверение № 1"),
    ]
    assert (row.number_of_people, row.late, row.year) == (2, True, "2026/2027")
    activities.update_activity(
        workspace,
        added,
        replace(activities.data_of(row), participants={people["petrova"]: " ", people["babenko"]: "2"}),
    )
    assert [part.document for part in one(workspace, added).participants] == ["2", None]
    workspace.undo()
    assert one(workspace, added) == row


def test_trained_mentors_are_those_of_held_trainings(workspace: Workspace, school: School) -> None:
    everybody = dict.fromkeys(school.people.values())
    held = activities.add_activity(workspace, replace(TRAINING, participants=everybody, status="held"))
    activities.add_activity(workspace, replace(TRAINING, title="План", participants=everybody))
    activities.add_activity(workspace, replace(TRAINING, kind="consultation", participants=everybody, status="held"))
    rows = activities.trained_mentors(workspace, year="2026/2027")
    assert [(row.name, row.activity) for row in rows] == [
        ("Бабенко Илья Кузьмич", held),
        ("Петрова Анна Сергеевна", held),
    ]
    assert activities.trained_mentors(workspace, year="2027/2028") == []


def test_lists_follow_kind_and_year_and_the_bin(workspace: Workspace, school: School) -> None:
    first = activities.add_activity(workspace, TRAINING)
    later = activities.add_activity(
        workspace, replace(TRAINING, kind="event", date=dt.date(2027, 9, 1), end_date=None, attended=40)
    )
    assert [row.id for row in activities.list_activities(workspace, year="2026/2027")] == [first]
    assert [row.id for row in activities.list_activities(workspace, kinds=["event"])] == [later]
    assert one(workspace, later).number_of_people == 40
    activities.set_status(workspace, [first], "held")
    assert not one(workspace, first).late
    recycle_bin.delete(workspace, "activity", [first])
    assert [row.id for row in activities.list_activities(workspace)] == [later]
    recycle_bin.restore(workspace, "activity", first)
    assert len(activities.list_activities(workspace)) == 2


def test_bad_input_names_its_fields(workspace: Workspace, school: School) -> None:
    bad = replace(TRAINING, title="", end_date=dt.date(2026, 9, 1), hours=0, participants={999: None})
    with pytest.raises(InvalidInput) as refusal:
        activities.add_activity(workspace, bad)
    assert {one.field for one in refusal.value.problems} == {"title", "end_date", "hours", "participants"}
    with pytest.raises(InvalidInput, match="Укажите дату"):
        activities.add_activity(workspace, replace(TRAINING, date=None))
    assert activities.list_activities(workspace) == []
