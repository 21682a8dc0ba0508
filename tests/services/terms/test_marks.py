"""Marks: done, postponed, not applicable, and what becomes of them when the date changes; own tasks."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.services.terms.base import D, fill, order, tasks

from curator_app.domain.codes import TaskObject
from curator_app.models import OwnTask, Person, TaskMark
from curator_app.runtime.errors import InvalidInput, KnownProblem, NotFound
from curator_app.services import bin as recycle_bin
from curator_app.services import records
from curator_app.services.terms.marks import confirm, drop, mark_done, postpone, reopen
from curator_app.services.terms.own import OwnTaskData, add_own_task, change_own_task
from curator_app.services.terms.rows import TaskRow
from curator_app.services.workspace import Workspace


def first(workspace: Workspace) -> TaskRow:
    """«ИОМ» of the mentee who came on 1 September: due on the 4th, late today."""
    return next(row for row in tasks(workspace).values() if row.rule_id == "s2-p1" and row.due == D(2026, 9, 4))


def again(workspace: Workspace, row: TaskRow) -> TaskRow:
    """The same task now."""
    return tasks(workspace)[row.id]


def move_first_day(workspace: Workspace, row: TaskRow, day: dt.date) -> None:
    """The first day at work was another one."""
    with workspace.action("Дата выхода") as session:
        session.get_one(Person, row.object_id).work_start_date = day


def test_done_with_evidence_and_taken_back(workspace: Workspace) -> None:
    fill(workspace)
    row = first(workspace)
    mark_done(workspace, [row], on=D(2026, 9, 4), evidence="ИОМ от 04.09", note="Всё в папке")
    done = again(workspace, row)
    assert (done.state, done.done_on, done.evidence, done.note) == (
        "done",
        D(2026, 9, 4),
        "ИОМ от 04.09",
        "Всё в папке",
    )
    assert (done.ladder, done.trigger_changed, done.derived) == (None, False, False)
    workspace.undo()
    assert again(workspace, row).state == "overdue"
    workspace.redo()
    reopen(workspace, [again(workspace, row)])
    assert again(workspace, row).state == "overdue"


def test_a_changed_first_day_moves_what_is_open_and_asks_about_what_is_done(workspace: Workspace) -> None:
    fill(workspace)
    row = first(workspace)
    other = tasks(workspace)[row.id.replace("s2-p1", "s2-p2")]
    mark_done(workspace, [row], on=D(2026, 9, 4))
    move_first_day(workspace, row, D(2026, 9, 14))
    asked, moved = again(workspace, row), again(workspace, other)
    assert (asked.state, asked.done_on, asked.trigger_changed) == ("done", D(2026, 9, 4), True)
    assert (moved.due, moved.trigger_changed) == (D(2026, 9, 17), False)
    confirm(workspace, [asked])
    assert (again(workspace, row).state, again(workspace, row).trigger_changed) == ("done", False)


def test_a_date_that_went_away_is_asked_about_too(workspace: Workspace) -> None:
    fill(workspace)
    row = first(workspace)
    mark_done(workspace, [row], on=D(2026, 9, 4))
    with workspace.action("Дата выхода") as session:
        session.get_one(Person, row.object_id).work_start_date = None
    assert (again(workspace, row).state, again(workspace, row).trigger_changed) == ("done", True)


def test_postponed_with_a_reason(workspace: Workspace) -> None:
    fill(workspace)
    row = first(workspace)
    postpone(workspace, [row], to=D(2026, 10, 12), reason="Болеет")
    later = again(workspace, row)
    assert (later.state, later.due, later.acts_on, later.days_left) == ("open", D(2026, 9, 4), D(2026, 10, 12), 7)
    assert (later.note, later.postponed_to, later.ladder) == ("Болеет", D(2026, 10, 12), -7)
    assert tasks(workspace, D(2026, 10, 13))[row.id].state == "overdue"
    mark_done(workspace, [later], on=D(2026, 10, 5))
    assert (again(workspace, row).state, again(workspace, row).postponed_to) == ("done", None)
    assert again(workspace, row).note == "Болеет", "why it was late is asked about at an inspection"


def test_not_applicable(workspace: Workspace) -> None:
    fill(workspace)
    row = first(workspace)
    drop(workspace, [row], reason="Пришла из декрета")
    assert (again(workspace, row).state, again(workspace, row).note) == ("dropped", "Пришла из декрета")
    assert row.id not in tasks(workspace, horizon=30)
    move_first_day(workspace, row, D(2026, 9, 14))
    assert not again(workspace, row).trigger_changed


def test_many_at_once_are_one_action(workspace: Workspace) -> None:
    fill(workspace)
    late = [row for row in tasks(workspace).values() if row.object_kind == "mentee" and row.state == "overdue"]
    mark_done(workspace, late, on=D(2026, 10, 5))
    assert {again(workspace, row).state for row in late} == {"done"}
    entry = workspace.undo()
    assert entry.title.startswith(f"Сделано: {len(late)} ")
    assert {again(workspace, row).state for row in late} == {"overdue"}


def test_what_has_never_been_done_can_be_done_for_the_first_time(workspace: Workspace) -> None:
    fill(workspace)
    mark_done(workspace, [tasks(workspace)["s1-3.4-2:school:0"]], on=D(2026, 10, 1))
    assert "s1-3.4-2:school:0" not in tasks(workspace)
    following = tasks(workspace)["s1-3.4-2:school:0:2026-10-01"]
    assert (following.due, following.state) == (D(2027, 10, 1), "open")
    mark_done(workspace, [following], on=D(2026, 10, 5))
    assert "s1-3.4-2:school:0:2026-10-05" in tasks(workspace)


def test_an_occurrence_is_done_by_itself(workspace: Workspace) -> None:
    fill(workspace)
    mark_done(workspace, [tasks(workspace)["s0-8:school:0:2026-09"]], on=D(2026, 9, 30))
    assert tasks(workspace)["s0-8:school:0:2026-09"].state == "done"
    assert tasks(workspace)["s0-8:school:0:2027-04"].state == "open"


@pytest.mark.parametrize("on", [D(2026, 10, 6), D(1900, 1, 1)])
def test_nothing_is_done_tomorrow(workspace: Workspace, on: dt.date) -> None:
    fill(workspace)
    with pytest.raises(InvalidInput) as refused:
        mark_done(workspace, [first(workspace)], on=on)
    assert refused.value.problems[0].field == "done_on"


@pytest.mark.parametrize(("to", "reason"), [(D(2026, 10, 5), "Болеет"), (D(2026, 10, 12), "  ")])
def test_postponing_needs_a_later_day_and_a_reason(workspace: Workspace, to: dt.date, reason: str) -> None:
    fill(workspace)
    with pytest.raises(InvalidInput):
        postpone(workspace, [first(workspace)], to=to, reason=reason)
    assert first(workspace).state == "overdue"


def test_what_an_order_did_is_not_taken_back_by_a_mark(workspace: Workspace) -> None:
    school = fill(workspace)
    order(workspace, school)
    row = tasks(workspace)[f"s2-p4:mentee:{school.people['new']}"]
    with pytest.raises(KnownProblem, match="по документу"):
        reopen(workspace, [row])
    with pytest.raises(NotFound):
        confirm(workspace, [row])


def test_a_mark_keeps_the_term_it_was_made_for(workspace: Workspace) -> None:
    fill(workspace)
    mark_done(workspace, [first(workspace)], on=D(2026, 9, 4))
    with workspace.read() as session:
        mark = session.query(TaskMark).one()
        assert (mark.trigger_date, mark.due, mark.object_kind) == (D(2026, 9, 1), D(2026, 9, 4), "mentee")


def test_an_order_does_what_was_postponed_without_a_question(workspace: Workspace) -> None:
    school = fill(workspace)
    task = f"s2-p4:mentee:{school.people['new']}"
    postpone(workspace, [tasks(workspace)[task]], to=D(2026, 10, 12), reason="Ждём согласия")
    records.set_records(workspace, "person", [{"id": school.people["new"], "work_start_date": "2026-09-02"}])
    assert tasks(workspace)[task].trigger_changed
    order(workspace, school)
    done = tasks(workspace)[task]
    assert (done.state, done.trigger_changed) == ("done", False)


def test_what_was_said_of_somebody_goes_when_he_is_erased(workspace: Workspace) -> None:
    school = fill(workspace)
    late = school.people["late"]
    drop(workspace, [tasks(workspace)[f"s2-m1:mentee:{late}"]], reason="Болел ветрянкой")
    mark_done(workspace, [first(workspace)], on=D(2026, 9, 4))
    add_own_task(workspace, OwnTaskData(title="Навестить", due=D(2026, 10, 9), object_kind="person", object_id=late))
    recycle_bin.delete(workspace, "person", [late])
    recycle_bin.erase(workspace, "person", late)
    with workspace.read() as session:
        assert [mark.note for mark in session.query(TaskMark)] == [None]
        assert session.query(OwnTask).all() == []
    workspace.undo()
    with workspace.read() as session:
        assert {mark.note for mark in session.query(TaskMark)} == {None, "Болел ветрянкой"}


def test_own_tasks(workspace: Workspace) -> None:
    school = fill(workspace)
    number = add_own_task(
        workspace,
        OwnTaskData(title=" Позвонить ", due=D(2026, 10, 7), object_kind="mentor", object_id=school.people["mentor"]),
    )
    row = tasks(workspace)[f"own:{number}"]
    assert (row.title, row.state, row.days_left, row.object_title) == ("Позвонить", "open", 2, "Петрова А.С.")
    assert (row.rule_id, row.source, row.persons) == ("own", "", (school.people["mentor"],))
    change_own_task(workspace, number, OwnTaskData(title="Написать", due=D(2026, 10, 8)))
    assert (again(workspace, row).title, again(workspace, row).object_title) == ("Написать", "")
    postpone(workspace, [again(workspace, row)], to=D(2026, 10, 20), reason="В отпуске")
    assert again(workspace, row).due == D(2026, 10, 20)
    mark_done(workspace, [again(workspace, row)], on=D(2026, 10, 5), evidence="Ответила")
    assert (again(workspace, row).state, again(workspace, row).evidence) == ("done", "Ответила")
    reopen(workspace, [again(workspace, row)])
    drop(workspace, [again(workspace, row)])
    assert row.id not in tasks(workspace)
    with pytest.raises(NotFound):
        mark_done(workspace, [row], on=D(2026, 10, 5))
    with pytest.raises(NotFound):
        change_own_task(workspace, number, OwnTaskData(title="Поздно", due=D(2026, 10, 8)))


@pytest.mark.parametrize(
    ("data", "field"),
    [
        (OwnTaskData(title=" ", due=D(2026, 10, 7)), "task"),
        (OwnTaskData(title="Звонок", due=None), "due"),
        (OwnTaskData(title="Звонок", due=D(2026, 10, 7), object_kind="pair", object_id=99), "object"),
        (OwnTaskData(title="Звонок", due=D(2026, 10, 7), object_kind="class", object_id=1), "object"),
    ],
)
def test_what_is_no_task_is_refused(workspace: Workspace, data: OwnTaskData, field: str) -> None:
    fill(workspace)
    with pytest.raises(InvalidInput) as refused:
        add_own_task(workspace, data)
    assert {problem.field for problem in refused.value.problems} == {field}


def test_a_task_of_the_school(workspace: Workspace) -> None:
    fill(workspace)
    data = OwnTaskData(title="Педсовет", due=D(2026, 10, 7), object_kind=TaskObject.SCHOOL.value)
    number = add_own_task(workspace, data)
    assert tasks(workspace)[f"own:{number}"].object_title == "Школа № 7"
