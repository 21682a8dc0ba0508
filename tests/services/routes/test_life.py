"""Facts, approval with warnings, correction, extension, completion, re-dating, templates of the school's own."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from tests.services.papers.school import END, START
from tests.services.routes.conftest import Setting

from curator_app.runtime.errors import InvalidInput, KnownProblem, NotFound
from curator_app.services import bin as recycle_bin
from curator_app.services import records
from curator_app.services.meetings import keeping
from curator_app.services.routes import differences, life, making, reading, redating, steps, templates
from curator_app.services.routes.life import RouteFacts
from curator_app.services.routes.rows import RouteCard

D = dt.date


def card(setting: Setting) -> RouteCard:
    return reading.get_route(setting.workspace, setting.route)


def facts(setting: Setting) -> RouteFacts:
    route = card(setting).route
    return RouteFacts(**{name: getattr(route, name) for name in RouteFacts.__dataclass_fields__})


def test_warnings_name_what_is_wrong_and_forbid_nothing(setting: Setting) -> None:
    workspace = setting.workspace
    found = card(setting).steps
    robots = next(one for one in found if "Робототехника" in one.deficits_label)
    final = next(one for one in found if one.form == "итоговая встреча")
    steps.remove_steps(workspace, [robots.id, final.id])
    steps.move_step(workspace, found[0].id, D(2026, 8, 1), D(2026, 8, 3))
    told = [one.sentence for one in life.check_route(workspace, setting.route)]
    assert told == [
        "Дефицит «Робототехника» не закрыт ни одним мероприятием.",
        "Вне сроков маршрута: 1 мероприятие (№ 1).",
        "Не запланирована встреча: «итоговая встреча».",
    ]
    life.approve_route(workspace, setting.route, D(2026, 9, 7), note="С замечаниями")
    route = card(setting).route
    assert (route.status, route.approved_on) == ("approved", D(2026, 9, 7))
    assert [(one.kind, one.reason) for one in card(setting).changes] == [("approval", "С замечаниями")]


def test_new_days_of_a_draft_move_stages_and_steps(setting: Setting) -> None:
    workspace = setting.workspace
    by_hand = card(setting).steps[7]
    steps.move_step(workspace, by_hand.id, D(2026, 10, 20), D(2026, 10, 21))
    life.update_route(workspace, setting.route, replace(facts(setting), start_date=D(2026, 9, 14)))
    after = card(setting)
    assert after.stages[0].start_date == D(2026, 9, 14)
    assert after.stages[0].end_date == D(2026, 12, 13)
    assert next(one for one in after.steps if one.id == by_hand.id).start_date == D(2026, 10, 20)
    assert min(one.start_date for one in after.steps if one.start_date) == D(2026, 9, 14)
    workspace.undo()
    assert card(setting).route.start_date == START


def test_a_route_is_not_given_to_a_pair_of_others(setting: Setting) -> None:
    route = card(setting).route
    for pair in (setting.school.other, 999):
        facts = life.RouteFacts(title="ИОМ", pair=pair, start_date=route.start_date, end_date=route.end_date)
        with pytest.raises(InvalidInput, match="не состоит в выбранной паре"):
            life.update_route(setting.workspace, setting.route, facts)
    assert card(setting).route.pair == route.pair


def test_days_of_an_approved_route_change_by_extension_only(setting: Setting) -> None:
    workspace = setting.workspace
    life.approve_route(workspace, setting.route, D(2026, 9, 7))
    with pytest.raises(KnownProblem, match="Продлить"):
        life.update_route(workspace, setting.route, replace(facts(setting), end_date=D(2027, 6, 30)))
    life.update_route(workspace, setting.route, replace(facts(setting), goal="Иная цель"))
    with pytest.raises(InvalidInput, match="обоюдному согласию"):
        life.extend_route(workspace, setting.route, D(2027, 6, 30), D(2027, 5, 20), "Болезнь", agreed=False)
    with pytest.raises(InvalidInput, match="и так длится"):
        life.extend_route(workspace, setting.route, END, D(2027, 5, 20), "Болезнь", agreed=True)
    life.extend_route(workspace, setting.route, D(2027, 6, 30), D(2027, 5, 20), "Болезнь", agreed=True)
    after = card(setting)
    assert after.route.end_date == D(2027, 6, 30)
    assert after.stages[-1].end_date == D(2027, 6, 30)
    assert after.steps[-1].due_date == D(2027, 6, 30), "the report hangs on the end of the route"
    assert (after.changes[-1].kind, after.changes[-1].what) == ("extension", "Окончание: 31.05.2027 → 30.06.2027")


def test_a_correction_is_told_from_what_was_done(setting: Setting) -> None:
    workspace = setting.workspace
    life.approve_route(workspace, setting.route, D(2026, 9, 7))
    assert differences.changes_since_approval(workspace, setting.route) == []
    found = card(setting).steps
    steps.mark_done(workspace, found[0].id, steps.Completion(done_on=D(2026, 9, 7)))
    assert differences.changes_since_approval(workspace, setting.route) == [], "a mark is no correction"
    steps.move_step(workspace, found[4].id, D(2026, 9, 20), D(2026, 9, 25))
    steps.remove_steps(workspace, [found[6].id])
    steps.add_step(workspace, setting.route, steps.StepData(stage="main", content="Семинар", due_date=D(2027, 2, 1)))
    taken_back = card(setting).steps[8].id
    steps.edit_steps(workspace, [taken_back], steps.BulkEdit(level="city"))
    workspace.undo()
    told = differences.changes_since_approval(workspace, setting.route)
    was = f"{found[4].start_date:%d.%m.%Y}–{found[4].due_date:%d.%m.%Y}"
    assert told == [
        f"«{found[4].content}»: срок перенесён с {was} на 20.09.2026–25.09.2026.",
        f"Исключено: «{found[6].content if len(found[6].content) <= 80 else found[6].content[:79] + '…'}».",
        "Добавлено: «Семинар», 01.02.2027.",
    ]
    with pytest.raises(InvalidInput, match="Причина"):
        life.correct_route(workspace, setting.route, D(2026, 10, 1), " ", "\n".join(told))
    life.correct_route(workspace, setting.route, D(2026, 10, 1), "По итогам опроса", "\n".join(told))
    assert differences.changes_since_approval(workspace, setting.route) == []
    assert [one.kind for one in card(setting).changes] == ["approval", "correction"]


def test_completion_closes_the_route(setting: Setting) -> None:
    workspace = setting.workspace
    assert card(setting).route.progress.overdue > 0
    with pytest.raises(InvalidInput, match="будущим днём"):
        life.complete_route(workspace, setting.route, D(2026, 10, 6), "Готово")
    with pytest.raises(InvalidInput, match=r"Маршрут начинается 04\.09\.2026"):
        life.complete_route(workspace, setting.route, D(2025, 10, 5), "Готово")
    with pytest.raises(KnownProblem, match="ещё идёт"):
        life.tell_result(workspace, setting.route, "Готово")
    life.complete_route(workspace, setting.route, D(2026, 10, 5), "Дефициты сняты")
    route = card(setting).route
    assert (route.status, route.completed_on, route.result) == ("completed", D(2026, 10, 5), "Дефициты сняты")
    assert route.progress.overdue == 0
    assert not any(one.overdue for one in card(setting).steps)
    with pytest.raises(KnownProblem, match="уже окончен"):
        life.approve_route(workspace, setting.route, D(2026, 10, 5))
    assert (setting.mentee, "Иванова Мария Петровна") in making.mentees_without_route(workspace)
    workspace.undo()
    assert card(setting).route.status == "draft"


def test_termination_wants_a_reason(setting: Setting) -> None:
    with pytest.raises(InvalidInput, match="Причина"):
        life.terminate_route(setting.workspace, setting.route, D(2026, 10, 5), "")
    life.terminate_route(setting.workspace, setting.route, D(2026, 10, 5), "Увольнение")
    assert card(setting).route.status == "terminated"
    assert card(setting).changes[-1].reason == "Увольнение"


def test_acquaintance_and_the_bin(setting: Setting) -> None:
    workspace = setting.workspace
    life.acquaint(workspace, setting.route, D(2026, 9, 8))
    assert card(setting).route.acquainted_on == D(2026, 9, 8)
    life.remove_route(workspace, setting.route)
    assert reading.list_routes(workspace) == []
    with pytest.raises(NotFound):
        card(setting)
    [row] = recycle_bin.list_bin(workspace)
    assert (row.kind, row.title) == ("route", "Иванова М.П.: маршрут с 04.09.2026")
    recycle_bin.restore(workspace, "route", row.id)
    assert card(setting).route.acquainted_on == D(2026, 9, 8)
    life.remove_route(workspace, setting.route)
    recycle_bin.erase(workspace, "route", row.id)
    assert recycle_bin.list_bin(workspace) == []
    workspace.undo()
    recycle_bin.restore(workspace, "route", row.id)
    assert len(card(setting).steps) > 10
    assert workspace.check() == []


def test_what_routes_rest_on_is_not_erased(setting: Setting) -> None:
    workspace, kim = setting.workspace, setting.school.people["kim"]
    making.create_route(workspace, making.propose_route(workspace, kim).data)
    day = D(2026, 9, 8)
    meeting = keeping.MeetingData(pair=setting.school.other, kind="acquaintance", date=day)
    number = keeping.add_meeting(workspace, meeting)
    recycle_bin.delete(workspace, "pair", [setting.school.other])
    recycle_bin.delete(workspace, "mentee", [kim])
    assert [one.mentee for one in reading.list_routes(workspace)] == [setting.mentee]
    for kind, one in (("pair", setting.school.other), ("mentee", kim)):
        with pytest.raises(KnownProblem, match="маршруты, встречи"):
            recycle_bin.erase(workspace, kind, one)  # type: ignore[arg-type]  # its kinds
    keeping.remove_meeting(workspace, number)
    recycle_bin.restore(workspace, "meeting", number)
    assert [one.id for one in reading.get_route(workspace, 2).meetings] == [number], "pair and mentee came back too"


def test_redating_after_the_first_day_of_work_has_moved(setting: Setting) -> None:
    workspace = setting.workspace
    assert redating.preview_redating(workspace, setting.route) == []
    records.set_records(workspace, "person", [{"id": setting.mentee, "work_start_date": "2026-09-10"}])
    moves = redating.preview_redating(workspace, setting.route)
    assert {one.anchor for one in moves} == {"work_start"}
    assert (moves[0].number, moves[0].after[1]) == (1, D(2026, 9, 13))
    assert redating.apply_redating(workspace, setting.route, [moves[0].step]) == 1
    assert [one.step for one in redating.preview_redating(workspace, setting.route)] == [one.step for one in moves[1:]]
    assert redating.apply_redating(workspace, setting.route) == len(moves) - 1
    assert redating.apply_redating(workspace, setting.route) == 0


def test_wall_holds_everything_in_a_constant_number_of_queries(setting: Setting) -> None:
    from sqlalchemy import event
    from sqlalchemy.engine import Engine

    workspace = setting.workspace
    counted: list[int] = []
    for more in (0, 3):
        for _ in range(more):
            making.create_route(workspace, making.propose_route(workspace, setting.school.people["kim"]).data)
        asked: list[str] = []

        def note(_c: object, _cursor: object, statement: str, *_rest: object, into: list[str] = asked) -> None:
            into.append(statement)

        event.listen(Engine, "before_cursor_execute", note)
        try:
            wall = reading.wall(workspace)
        finally:
            event.remove(Engine, "before_cursor_execute", note)
        counted.append(len([one for one in asked if one.lstrip().upper().startswith("SELECT")]))
    assert counted[0] == counted[1]
    own = next(one for one in wall.routes if one.route.id == setting.route)
    assert [one.number for one in own.orders] == ["56-ОД"]
    assert len(own.stages) == 3
    assert {one.label for one in own.deficits} >= {"проектирование урока"}
    assert wall.today == D(2026, 10, 5)


def test_the_list_is_by_year_and_by_name(setting: Setting) -> None:
    workspace = setting.workspace
    kim = making.propose_route(workspace, setting.school.people["kim"]).data
    making.create_route(workspace, replace(kim, start_date=D(2027, 9, 6), end_date=D(2028, 5, 31)))
    assert [one.mentee_name.split()[0] for one in reading.list_routes(workspace)] == ["Иванова", "Ким"]
    assert [one.academic_year for one in reading.list_routes(workspace, year="2027/2028")] == ["2027/2028"]
    assert reading.current_route(workspace, setting.mentee) == card(setting).route


class TestTemplates:
    def test_own_wording_and_back(self, setting: Setting) -> None:
        workspace = setting.workspace
        before = templates.get_template(workspace, "newcomer")
        templates.save_template(workspace, replace(before, title="Наш шаблон", steps=before.steps[:3]))
        row = next(one for one in templates.list_templates(workspace) if one.code == "newcomer")
        assert (row.title, row.steps, row.changed, row.shipped) == ("Наш шаблон", 3, True, True)
        assert len(making.propose_route(workspace, setting.school.people["kim"], template="newcomer").steps) == 3
        assert len(card(setting).steps) > 3, "a route made earlier stays"
        templates.reset_template(workspace, "newcomer")
        assert templates.get_template(workspace, "newcomer") == before

    def test_hidden_templates_are_not_offered(self, setting: Setting) -> None:
        workspace = setting.workspace
        templates.set_template_hidden(workspace, "newcomer", hidden=True)
        assert "newcomer" not in {one.code for one in templates.list_templates(workspace)}
        assert "newcomer" in {one.code for one in templates.list_templates(workspace, hidden=True)}
        assert making.propose_route(workspace, setting.mentee).data.template != "newcomer"
        for row in templates.list_templates(workspace):
            templates.set_template_hidden(workspace, row.code, hidden=True)
        with pytest.raises(KnownProblem, match="скрыты"):
            making.propose_route(workspace, setting.mentee)

    def test_a_route_becomes_a_template_and_comes_back_the_same(self, setting: Setting) -> None:
        workspace = setting.workspace
        by_hand = card(setting).steps[7]
        steps.move_step(workspace, by_hand.id, D(2026, 10, 20), D(2026, 10, 25))
        code = templates.save_route_as_template(workspace, setting.route, "По опыту Ивановой")
        undoable = workspace.next_undo()
        assert undoable is not None
        assert undoable.title == "Новый шаблон маршрута: По опыту Ивановой"
        assert code == "own_1"
        kept = templates.get_template(workspace, code)
        assert "Иванова" not in str(kept.steps)
        again = making.propose_route(workspace, setting.mentee, template=code)
        was = {(one.content, one.start_date, one.due_date) for one in card(setting).steps}
        assert {(one.content, one.start, one.due) for one in again.steps} == was
        templates.reset_template(workspace, code)
        with pytest.raises(NotFound):
            templates.get_template(workspace, code)

    def test_a_route_outlives_its_template(self, setting: Setting) -> None:
        workspace = setting.workspace
        code = templates.save_route_as_template(workspace, setting.route, "Свой")
        route = making.create_route(workspace, making.propose_route(workspace, setting.mentee, template=code).data)
        templates.reset_template(workspace, code)
        assert reading.get_route(workspace, route).route.template == code
        assert redating.preview_redating(workspace, route) == []

    @pytest.mark.parametrize(("change", "words"), [({"title": " "}, "Название"), ({"steps": ()}, "ни одного")])
    def test_refusals(self, setting: Setting, change: dict[str, object], words: str) -> None:
        template = templates.get_template(setting.workspace, "reverse")
        with pytest.raises(InvalidInput, match=words):
            templates.save_template(setting.workspace, replace(template, **change))  # type: ignore[arg-type]  # told by name
