"""Tasks of a day from the facts of the base."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import event
from tests.services.terms.base import D, fill, order, route, tasks

from curator_app.domain.codes import PairEventKind
from curator_app.domain.pair_life import earliest_release
from curator_app.models import Mentee, Pair, PairEvent, PairMentee, Person
from curator_app.runtime.errors import NotFound
from curator_app.services import pairs, records
from curator_app.services.papers.commands import OrderCommand, RewardChoice
from curator_app.services.papers.issuing import issue_order
from curator_app.services.terms import rule_editing
from curator_app.services.terms.counting import get_calendar, keep_terms_since
from curator_app.services.terms.marks import mark_done
from curator_app.services.terms.own import OwnTaskData, add_own_task
from curator_app.services.terms.shipped import shipped_rules
from curator_app.services.terms.tasks import get_task, list_tasks
from curator_app.services.workspace import Workspace

BY_WORK_START = {"s2-p1", "s2-p2", "s2-p4", "s2-m1", "s2-m2a"}
BY_ORDER = {"s2-p6", "s2-p7", "s2-p8"}
BY_ROUTE = {"s2-m2b", "s2-m3", "s2-m4", "s2-n2"}


def of(workspace: Workspace, kind: str, number: int, on: dt.date | None = None) -> dict[str, str]:
    """{rule: state} of one object."""
    return {
        row.rule_id: row.state
        for row in list_tasks(workspace, on=on)
        if (row.object_kind, row.object_id) == (kind, number)
    }


def test_nobody_no_tasks(workspace: Workspace) -> None:
    assert list_tasks(workspace) == []


def test_the_first_day_at_work_starts_five_clocks(workspace: Workspace) -> None:
    school = fill(workspace)
    late = of(workspace, "mentee", school.people["late"], D(2026, 10, 2))
    assert late == dict.fromkeys(BY_WORK_START, "open")
    task = tasks(workspace, D(2026, 10, 2))[f"s2-p1:mentee:{school.people['late']}"]
    # Thursday 1 October + 3 days is a Sunday
    assert (task.raw_due, task.due, task.days_left, task.ladder) == (D(2026, 10, 4), D(2026, 10, 5), 3, -7)
    assert (task.trigger_date, task.calendar_known, task.needs) == (D(2026, 10, 1), True, "route")
    assert task.moved == "вс 04.10 → пн 05.10 (выходной)"
    assert (task.object_title, task.persons, task.source) == ("Ким Л.", (school.people["late"],), "S2-П1")
    assert of(workspace, "mentee", school.people["late"], D(2026, 10, 5))["s2-p1"] == "due"
    assert of(workspace, "mentee", school.people["late"], D(2026, 10, 6))["s2-p1"] == "overdue"


def test_without_the_first_day_the_rules_are_named_as_lacking_it(workspace: Workspace) -> None:
    school = fill(workspace)
    unknown = of(workspace, "mentee", school.people["unknown"])
    assert unknown == dict.fromkeys(BY_WORK_START, "no_trigger")
    task = tasks(workspace)[f"s2-p1:mentee:{school.people['unknown']}"]
    assert (task.raw_due, task.due, task.days_left, task.ladder, task.acts_on) == (None, None, None, None, None)


def test_the_first_day_does_not_concern_pupils_and_old_hands(workspace: Workspace) -> None:
    school = fill(workspace)
    assert of(workspace, "mentee", school.people["pupil"]) == {}
    assert of(workspace, "mentee", school.people["old"]) == {}


def test_who_has_gone_has_no_tasks(workspace: Workspace) -> None:
    school = fill(workspace)
    records.set_records(workspace, "person", [{"id": school.people["late"], "archived": True}])
    assert of(workspace, "mentee", school.people["late"]) == {}


def test_the_order_starts_three_clocks_and_does_its_own_task(workspace: Workspace) -> None:
    school = fill(workspace)
    before = of(workspace, "pair", school.pair)
    assert {rule: before[rule] for rule in BY_ORDER} == dict.fromkeys(BY_ORDER, "no_trigger")
    order(workspace, school)
    after = tasks(workspace)
    for rule in BY_ORDER:
        assert (after[f"{rule}:pair:{school.pair}"].due, after[f"{rule}:pair:{school.pair}"].state) == (
            D(2026, 9, 7),  # Thursday + 3 = Sunday
            "overdue",
        )
    done = after[f"s2-p4:mentee:{school.people['new']}"]
    assert (done.state, done.done_on, done.evidence, done.derived) == ("done", D(2026, 9, 3), "Приказ № 7", True)
    assert after[f"s2-p6:pair:{school.pair}"].object_title == "Петрова А.С. — Иванова М."


def test_an_order_made_elsewhere_counts_and_a_cancelled_one_does_not(workspace: Workspace) -> None:
    school = fill(workspace)
    number = order(workspace, school)
    issue_order(
        workspace, OrderCommand(type="cancellation", refers_to=number, number="8", date=D(2026, 9, 10), reason="ошибка")
    )
    assert of(workspace, "pair", school.pair)["s2-p6"] == "no_trigger"
    assert of(workspace, "mentee", school.people["new"])["s2-p4"] == "overdue"
    with workspace.action("Реестр") as session:
        session.get_one(Pair, school.pair).order_date = D(2026, 9, 14)
    assert tasks(workspace)[f"s2-p6:pair:{school.pair}"].raw_due == D(2026, 9, 17)


def test_programme_rules_last_as_long_as_the_pair(workspace: Workspace) -> None:
    school = fill(workspace)
    task = tasks(workspace)[f"s2-i1:pair:{school.pair}"]
    assert (task.window_start, task.raw_due, task.state) == (D(2026, 9, 7), D(2027, 5, 31), "open")
    limits = tasks(workspace)[f"s1-1.2:pair:{school.pair}"]
    assert (limits.window_start, limits.raw_due) == (D(2026, 12, 7), D(2027, 9, 7))


def test_the_route_starts_its_clocks(workspace: Workspace) -> None:
    school = fill(workspace)
    new = school.people["new"]
    lacking = of(workspace, "mentee", new)
    assert {rule: lacking[rule] for rule in BY_ROUTE} == dict.fromkeys(BY_ROUTE, "no_trigger")
    number = route(workspace, new, pair_id=school.pair, approved_on=D(2026, 9, 8), status="approved")
    assert set(of(workspace, "mentee", new)) == BY_WORK_START
    found = tasks(workspace)
    assert found[f"s2-p1:mentee:{new}"].done_on == D(2026, 9, 8)
    assert found[f"s2-m3:route:{number}"].raw_due == D(2027, 9, 7)
    final = found[f"s2-m4:route:{number}"]
    assert (final.raw_due, final.window_end) == (D(2027, 5, 31), D(2027, 6, 14))
    assert final.persons == (new,)


def test_every_mentee_of_a_group_has_to_sign(workspace: Workspace) -> None:
    school = fill(workspace)
    order(workspace, school)
    new, late = school.people["new"], school.people["late"]
    number = tasks(workspace)[f"s2-p8:pair:{school.pair}"]
    assert number.state == "overdue"
    with workspace.action("Группа") as session:
        session.add(
            PairMentee(
                pair_id=school.pair, mentor_id=school.people["mentor"], mentee_id=late, start_date=D(2026, 10, 1)
            )
        )
    route(workspace, new, pair_id=school.pair, acquainted_on=D(2026, 9, 5))
    assert tasks(workspace)[number.id].state == "overdue"
    route(workspace, late, pair_id=school.pair, acquainted_on=D(2026, 10, 2))
    signed = tasks(workspace)[number.id]
    assert (signed.state, signed.done_on, signed.evidence) == ("done", D(2026, 10, 2), "Подпись в ИОМ")


def test_the_order_about_rewards_does_its_task(workspace: Workspace) -> None:
    school = fill(workspace)
    order(workspace, school)
    issue_order(
        workspace,
        OrderCommand(
            type="incentive",
            pairs=(school.pair,),
            number="1-к",
            date=D(2026, 10, 2),
            rewards=(RewardChoice(person=school.people["mentor"]),),
        ),
    )
    done = tasks(workspace)[f"s2-n1:pair:{school.pair}"]
    assert (done.state, done.done_on, done.evidence) == ("done", D(2026, 10, 2), "Приказ № 1-к")


def test_what_fell_due_before_the_base_was_made_is_told(workspace: Workspace) -> None:
    school = fill(workspace)  # the base is made on 5 October
    found = tasks(workspace)
    assert found[f"s2-p1:mentee:{school.people['new']}"].inherited
    assert not found[f"s2-p1:mentee:{school.people['late']}"].inherited
    assert not found[f"s2-p1:mentee:{school.people['unknown']}"].inherited
    keep_terms_since(workspace, D(2026, 9, 1))
    assert not tasks(workspace)[f"s2-p1:mentee:{school.people['new']}"].inherited


def test_a_route_completed_early_ends_then(workspace: Workspace) -> None:
    school = fill(workspace)
    number = route(workspace, school.people["new"], status="completed", completed_on=D(2027, 3, 1))
    assert tasks(workspace)[f"s2-m4:route:{number}"].raw_due == D(2027, 3, 1)
    gone = route(workspace, school.people["late"], status="terminated")
    assert not of(workspace, "route", gone)


def test_an_ended_pair_sets_no_more_tasks(workspace: Workspace) -> None:
    school = fill(workspace)
    order(workspace, school)
    pairs.end_pair(workspace, school.pair, D(2026, 10, 4), "plan_completed")
    assert of(workspace, "pair", school.pair) == {}
    assert of(workspace, "mentee", school.people["new"]) == {}


def test_what_was_done_for_an_ended_pair_stays_in_the_full_list(workspace: Workspace) -> None:
    school = fill(workspace)
    order(workspace, school)
    task = f"s2-p6:pair:{school.pair}"
    mark_done(workspace, [tasks(workspace)[task]], on=D(2026, 9, 7))
    pairs.end_pair(workspace, school.pair, D(2026, 10, 4), "plan_completed")
    assert {one for one, row in tasks(workspace).items() if row.object_kind == "pair"} == {task}
    assert task not in tasks(workspace, horizon=30)


def test_who_comes_back_starts_anew(workspace: Workspace) -> None:
    school = fill(workspace)
    order(workspace, school)
    pairs.end_pair(workspace, school.pair, D(2026, 10, 4), "plan_completed")
    records.set_records(workspace, "person", [{"id": school.people["new"], "work_start_date": "2026-10-05"}])
    assert of(workspace, "mentee", school.people["new"]) == dict.fromkeys(BY_WORK_START, "open")


def test_who_has_left_a_group_is_not_of_it(workspace: Workspace) -> None:
    school = fill(workspace)
    order(workspace, school)
    with workspace.action("Группа") as session:
        session.add(
            PairMentee(
                pair_id=school.pair,
                mentor_id=school.people["mentor"],
                mentee_id=school.people["late"],
                start_date=D(2026, 9, 7),
                end_date=D(2026, 10, 2),
            )
        )
    assert tasks(workspace)[f"s2-p6:pair:{school.pair}"].object_title == "Петрова А.С. — Иванова М."
    assert of(workspace, "mentee", school.people["late"]) == {}
    assert len(tasks(workspace, D(2026, 10, 2))[f"s2-p6:pair:{school.pair}"].persons) == 3


def test_a_notice_before_an_early_end(workspace: Workspace) -> None:
    school = fill(workspace)
    order(workspace, school)
    with workspace.action("Сложение") as session:
        session.add(
            PairEvent(
                pair_id=school.pair,
                kind=PairEventKind.RESIGNATION_REQUEST.value,
                date=D(2026, 10, 5),
                effective_on=D(2026, 10, 12),
            )
        )
    task = tasks(workspace)[f"tk-351.8:pair:{school.pair}"]
    # Friday is the last working day with the mentor; three whole working days pass between the warning and Monday
    assert (task.due, task.trigger_date, task.state) == (D(2026, 10, 6), D(2026, 10, 9), "open")
    assert earliest_release(task.due or D(2026, 1, 1), get_calendar(workspace)) <= D(2026, 10, 12)
    assert earliest_release(D(2026, 10, 7), get_calendar(workspace)) > D(2026, 10, 12)
    with workspace.action("Уведомление") as session:
        session.add(
            PairEvent(
                pair_id=school.pair,
                kind=PairEventKind.EARLY_NOTICE.value,
                date=D(2026, 10, 6),
                effective_on=D(2026, 10, 12),
            )
        )
    told = tasks(workspace)[f"tk-351.8:pair:{school.pair}"]
    assert (told.state, told.done_on) == ("done", D(2026, 10, 6))


def test_a_pair_ended_early_is_told_of_for_a_month(workspace: Workspace) -> None:
    school = fill(workspace)
    order(workspace, school)
    pairs.end_pair(workspace, school.pair, D(2026, 10, 4), "participants_initiative")
    assert of(workspace, "pair", school.pair) == {"tk-351.8": "overdue"}
    assert of(workspace, "pair", school.pair, D(2026, 11, 10)) == {}


def test_the_school_has_its_year(workspace: Workspace) -> None:
    fill(workspace)
    found = tasks(workspace, D(2026, 10, 5), missed=False)
    assert (found["s4-5.1:school:0:2026-Q4"].raw_due, found["s4-5.1:school:0:2026-Q4"].due) == (
        D(2026, 12, 31),
        D(2027, 1, 11),
    )
    assert not found["s4-5.1:school:0:2026-Q4"].calendar_known
    assert found["s1-o8.1:school:0"].raw_due == D(2027, 1, 20)
    assert found["s1-3.4-2:school:0"].state == "no_trigger"
    assert "s0-8:school:0:2026-09" not in found
    missed = tasks(workspace, D(2026, 10, 5))
    assert (missed["s0-8:school:0:2026-09"].state, missed["s0-8:school:0:2027-04"].state) == ("overdue", "open")


def test_the_list_of_mentees_is_gone_through_every_year(workspace: Workspace) -> None:
    school = fill(workspace)
    with workspace.action("Актуализировано") as session:
        session.get_one(Mentee, school.people["new"]).actualized_on = D(2025, 10, 1)
    task = tasks(workspace)["s1-3.4-2:school:0:2025-10-01"]
    assert task.due == D(2026, 10, 1)
    mark_done(workspace, [task], on=D(2026, 10, 1))
    with workspace.action("Актуализирован позже отметки") as session:
        session.get_one(Mentee, school.people["new"]).actualized_on = D(2026, 10, 4)
    assert "s1-3.4-2:school:0:2026-10-04" in tasks(workspace)


def test_an_own_rule_after_the_last_time_does_not_start_from_the_list_of_mentees(workspace: Workspace) -> None:
    school = fill(workspace)
    with workspace.action("Список просмотрен") as session:
        session.get_one(Mentee, school.people["new"]).actualized_on = D(2026, 9, 1)
    rule = replace(shipped_rules()["s1-3.4-2"], id="", task="Обновить стенд", needs=None)
    code = rule_editing.save_rule(workspace, rule)
    assert tasks(workspace)[f"{code}:school:0"].state == "no_trigger"


@pytest.mark.parametrize(
    ("on", "horizon", "listed"),
    [(D(2026, 10, 2), 2, False), (D(2026, 10, 2), 3, True), (D(2026, 10, 2), None, True), (D(2026, 12, 1), 1, True)],
)
def test_the_horizon(workspace: Workspace, on: dt.date, horizon: int | None, listed: bool) -> None:
    school = fill(workspace)
    assert (f"s2-p1:mentee:{school.people['late']}" in tasks(workspace, on, horizon=horizon)) is listed


def test_what_is_done_leaves_the_horizon_on_both_sides(workspace: Workspace) -> None:
    school = fill(workspace)
    order(workspace, school)
    done = f"s2-p4:mentee:{school.people['new']}"  # due on 4 September
    assert done in tasks(workspace, D(2026, 10, 4), horizon=30)
    assert done not in tasks(workspace, D(2026, 10, 5), horizon=30)
    assert done in tasks(workspace, D(2026, 10, 5))


def test_the_most_urgent_stands_first_and_the_dateless_last(workspace: Workspace) -> None:
    fill(workspace)
    rows = list_tasks(workspace)
    dated = [row.acts_on for row in rows if row.acts_on is not None]
    assert dated == sorted(dated)
    assert [row.acts_on is None for row in rows] == sorted(row.acts_on is None for row in rows)
    assert len({row.id for row in rows}) == len(rows)


def test_one_task_by_its_id(workspace: Workspace) -> None:
    school = fill(workspace)
    assert get_task(workspace, f"s2-p1:mentee:{school.people['new']}").rule_id == "s2-p1"
    with pytest.raises(NotFound):
        get_task(workspace, "s2-p1:mentee:999")


def test_the_number_of_queries_does_not_grow(workspace: Workspace) -> None:
    school = fill(workspace)
    add_own_task(workspace, OwnTaskData(title="Позвонить", due=D(2026, 10, 6), object_kind="person", object_id=1))
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(workspace._engine, "before_cursor_execute", note)
    list_tasks(workspace)
    few = len(asked)
    with workspace.action("Ещё сто") as session:
        session.add_all([Person(id=500 + one, surname="Новый", first_name="Ян") for one in range(100)])
    many = [{"person": 500 + one} for one in range(100)]
    records.add_records(workspace, "mentee", many, {})
    more = [
        pairs.PairData(mentor=school.people["other"], mentees=[500 + one], start_date=D(2026, 9, 1)) for one in range(2)
    ]
    pairs.form_pairs(workspace, more)
    asked.clear()
    list_tasks(workspace)
    assert len(asked) == few <= 24
