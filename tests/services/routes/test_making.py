"""A route from a template: dates, deficits, defaults from the pair; copies; refusals."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from tests.services.papers.school import END, START
from tests.services.routes.conftest import Setting

from curator_app.runtime.errors import InvalidInput, NotFound
from curator_app.services import pairs
from curator_app.services.routes import life, making, reading, steps
from curator_app.services.routes.making import RouteData

D = dt.date


def test_a_route_is_dated_from_work_order_and_stages(setting: Setting) -> None:
    card = reading.get_route(setting.workspace, setting.route)
    route = card.route
    assert (route.start_date, route.end_date, route.pair) == (START, END, setting.school.pair)
    assert (route.mentee_name, route.mentor_name) == ("Иванова Мария Петровна", "Петрова Анна Сергеевна")
    assert (route.academic_year, route.status, route.template) == ("2026/2027", "draft", "newcomer")
    assert [(one.code, one.start_date, one.end_date) for one in card.stages] == [
        ("adaptation", START, D(2026, 12, 3)),
        ("main", D(2026, 12, 4), D(2027, 4, 30)),
        ("evaluation", D(2027, 5, 1), END),
    ]
    by_form = {step.form: step for step in card.steps}
    assert (by_form["встреча-знакомство"].start_date, by_form["встреча-знакомство"].due_date) == (START, D(2026, 9, 7))
    assert card.steps[0].due_date == D(2026, 9, 4), "three days from the first day of work, 1 September"
    assert by_form["анкетирование"].due_date == D(2026, 12, 3)
    assert [step.number for step in card.steps] == list(range(1, len(card.steps) + 1))
    assert all(route.start_date <= (step.start_date or END) <= (step.due_date or START) for step in card.steps)


def test_every_deficit_is_served_and_the_route_passes_its_own_check(setting: Setting) -> None:
    card = reading.get_route(setting.workspace, setting.route)
    assert {one.label for one in card.deficits} == {"проектирование урока", "ведение документации", "Робототехника"}
    served = {deficit for step in card.steps for deficit in step.deficits}
    assert served == {one.id for one in card.deficits}
    assert life.check_route(setting.workspace, setting.route) == []


def test_one_undo_takes_the_whole_route_back(setting: Setting) -> None:
    workspace = setting.workspace
    assert workspace.undo().title == "Создан маршрут: Иванова М.П."
    assert reading.list_routes(workspace) == []
    workspace.redo()
    assert reading.get_route(workspace, setting.route).steps[0].number == 1
    assert workspace.check() == []


def test_responsible_people_are_told_by_name(setting: Setting) -> None:
    named = {
        step.responsible: step.responsible_name for step in reading.get_route(setting.workspace, setting.route).steps
    }
    assert named == {"curator": "Леонтьева Н.С.", "mentor": "Петрова А.С.", "mentee": "Иванова М.П."}


def test_a_pupil_gets_a_template_of_pupils_and_reverse_mentoring_its_own(setting: Setting) -> None:
    workspace, school = setting.workspace, setting.school
    row = next(one for one in pairs.list_pairs(workspace) if one.id == school.pupil)
    pairs.update_pair(workspace, row.id, replace(pairs.data_of(row), mentoring_form="ученик – ученик"))
    assert making.propose_route(workspace, school.people["sokolova"]).data.template == "pupil_pupil"
    row = next(one for one in pairs.list_pairs(workspace) if one.id == school.other)
    pairs.update_pair(workspace, row.id, replace(pairs.data_of(row), mentoring_kind="реверсивное"))
    assert making.propose_route(workspace, school.people["kim"]).data.template == "reverse"


def test_without_a_pair_the_route_begins_today_and_ends_in_may(setting: Setting) -> None:
    workspace = setting.workspace
    pairs.end_pair(workspace, setting.school.other, D(2026, 10, 1), "plan_completed")
    proposal = making.propose_route(workspace, setting.school.people["kim"])
    assert (proposal.data.pair, proposal.data.start_date, proposal.data.end_date) == (None, D(2026, 10, 5), END)
    route = making.create_route(workspace, proposal.data)
    card = reading.get_route(workspace, route)
    assert {step.responsible_name for step in card.steps if step.responsible == "mentor"} == {"наставник"}


def test_mentees_without_a_route(setting: Setting) -> None:
    found = [name for _, name in making.mentees_without_route(setting.workspace)]
    assert found == ["Ким Лев Олегович", "Соколова Дарья Игоревна"]


def test_refusals(setting: Setting) -> None:
    workspace, school = setting.workspace, setting.school
    data = RouteData(mentee=setting.mentee, start_date=END, end_date=START)
    with pytest.raises(InvalidInput, match="раньше начала"):
        making.create_route(workspace, data)
    with pytest.raises(InvalidInput, match="не состоит в выбранной паре"):
        making.create_route(
            workspace, RouteData(mentee=setting.mentee, pair=school.other, start_date=START, end_date=END)
        )
    with pytest.raises(NotFound):
        making.create_route(workspace, RouteData(mentee=999, start_date=START, end_date=END))
    with pytest.raises(NotFound):
        making.create_route(workspace, RouteData(mentee=setting.mentee, template="no", start_date=START, end_date=END))
    assert len(reading.list_routes(workspace)) == 1


def test_a_second_route_is_warned_about_not_refused(setting: Setting) -> None:
    workspace = setting.workspace
    second = making.create_route(workspace, making.propose_route(workspace, setting.mentee).data)
    assert [one.kind for one in life.check_route(workspace, second)] == ["other_route"]


def test_a_copy_keeps_distances_and_forgets_marks(setting: Setting) -> None:
    workspace = setting.workspace
    first = reading.get_route(workspace, setting.route)
    steps.mark_done(workspace, first.steps[0].id, steps.Completion(done_on=D(2026, 9, 7), result="Готово"))
    kim = setting.school.people["kim"]
    copied = making.copy_route(workspace, setting.route, kim, start_date=D(2026, 9, 14), pair=setting.school.other)
    card = reading.get_route(workspace, copied)
    assert card.route.mentee_name == "Ким Лев Олегович"
    assert [one.content for one in card.steps] == [one.content for one in first.steps]
    shift = dt.timedelta(days=10)
    assert [one.due_date for one in card.steps] == [(one.due_date or END) + shift for one in first.steps]
    assert {one.status for one in card.steps} == {"planned"}
    assert {one.result for one in card.steps} == {None}
    assert all(not one.deficits for one in card.steps), "the deficits of another person are not taken over"
