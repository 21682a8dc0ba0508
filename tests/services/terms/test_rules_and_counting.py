"""Rules changed, switched off and added by the school, the settings of counting, the days of the school."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest
from tests.services.terms.base import D, fill, order, tasks

from curator_app.domain.terms.calendar import WorkCalendar
from curator_app.domain.terms.rules import Kind, Repeat, Rule, Trigger, Unit
from curator_app.domain.terms.settings import CountingSettings
from curator_app.models import DeadlineRule, School
from curator_app.runtime.errors import InvalidInput, KnownProblem, NotFound
from curator_app.services.terms.calendar_years import (
    forget_calendar_year,
    list_calendar_years,
    load_calendar_file,
)
from curator_app.services.terms.counting import (
    get_calendar,
    get_counting,
    list_calendar_days,
    save_counting,
    settle_day,
    unsettle_day,
)
from curator_app.services.terms.marks import mark_done
from curator_app.services.terms.rule_editing import (
    RuleRow,
    list_rules,
    preview_counting,
    preview_rule,
    reset_rule,
    save_rule,
    set_rule_enabled,
)
from curator_app.services.workspace import Workspace

CALL = Rule(
    id="",
    trigger=Trigger.ORDER_DATE,
    kind=Kind.NOT_LATER_THAN,
    task="Позвонить наставнику",
    amount=5,
    unit=Unit.WORKING_DAYS,
    responsible=("curator",),
)


def rule(workspace: Workspace, code: str) -> RuleRow:
    """One rule as the settings show it."""
    return next(row for row in list_rules(workspace) if row.id == code)


def test_all_rules_are_shown_as_they_came(workspace: Workspace) -> None:
    rows = list_rules(workspace)
    assert len(rows) == 49
    assert {(row.origin, row.enabled, row.default) for row in rows} == {("shipped", True, None)}
    assert rows[0].words == "не позднее 3 календарных дней со дня выхода на работу"


def test_a_changed_rule_moves_its_tasks_and_can_be_put_back(workspace: Workspace) -> None:
    school = fill(workspace)
    order(workspace, school)
    task = f"s2-p6:pair:{school.pair}"
    shipped = rule(workspace, "s2-p6").rule
    changed = replace(shipped, amount=10)
    (told,) = preview_rule(workspace, changed)
    assert (told.task, told.old_due, told.new_due, told.done) == (task, D(2026, 9, 7), D(2026, 9, 14), False)
    assert tasks(workspace)[task].due == D(2026, 9, 7)
    save_rule(workspace, changed)
    assert tasks(workspace)[task].due == D(2026, 9, 14)
    row = rule(workspace, "s2-p6")
    assert (row.origin, row.default) == ("changed", shipped)
    reset_rule(workspace, "s2-p6")
    assert tasks(workspace)[task].due == D(2026, 9, 7)
    workspace.undo()
    save_rule(workspace, shipped)
    assert rule(workspace, "s2-p6").origin == "shipped"
    with workspace.read() as session:
        assert session.query(DeadlineRule).all() == []


def test_a_rule_switched_off_sets_no_tasks(workspace: Workspace) -> None:
    school = fill(workspace)
    task = f"s2-m1:mentee:{school.people['new']}"
    gone = {one.task for one in preview_rule(workspace, rule(workspace, "s2-m1").rule, enabled=False)}
    assert task in gone
    set_rule_enabled(workspace, "s2-m1", enabled=False)
    assert task not in tasks(workspace)
    assert not rule(workspace, "s2-m1").enabled
    save_rule(workspace, replace(rule(workspace, "s2-m1").rule, amount=4))
    assert not rule(workspace, "s2-m1").enabled
    set_rule_enabled(workspace, "s2-m1", enabled=True)
    assert tasks(workspace)[task].raw_due == D(2026, 9, 5)
    reset_rule(workspace, "s2-m1")
    set_rule_enabled(workspace, "s2-m1", enabled=False)
    set_rule_enabled(workspace, "s2-m1", enabled=True)
    assert rule(workspace, "s2-m1").origin == "shipped"


def test_an_own_rule(workspace: Workspace) -> None:
    school = fill(workspace)
    order(workspace, school)
    (told,) = preview_rule(workspace, CALL)
    assert (told.old_due, told.new_due) == (None, D(2026, 9, 10))
    code = save_rule(workspace, CALL)
    assert code == "own-1"
    assert rule(workspace, code).origin == "own"
    row = tasks(workspace)[f"own-1:pair:{school.pair}"]
    assert (row.title, row.due, row.rule) == (
        "Позвонить наставнику",
        D(2026, 9, 10),
        "не позднее 5 рабочих дней со дня приказа о закреплении",
    )
    assert save_rule(workspace, replace(CALL, task="Спросить наставляемого")) == "own-2"
    mark_done(workspace, [tasks(workspace)[f"own-2:pair:{school.pair}"]], on=D(2026, 10, 5))
    reset_rule(workspace, "own-2")
    assert save_rule(workspace, CALL) == "own-3"  # the mark of the removed rule never passes to another
    reset_rule(workspace, code)
    assert f"own-1:pair:{school.pair}" not in tasks(workspace)
    with pytest.raises(NotFound):
        set_rule_enabled(workspace, "own-1", enabled=True)
    with pytest.raises(NotFound):
        reset_rule(workspace, "s2-p1")


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        (replace(CALL, task=" "), "task"),
        (replace(CALL, amount=-1), "offset"),
        (replace(CALL, unit=None), "unit"),
        (replace(CALL, trigger=Trigger.CALENDAR), "trigger"),
        (replace(CALL, kind=Kind.MONTH, trigger=Trigger.FIXED, amount=None), "offset"),
        (
            replace(CALL, kind=Kind.LENGTH_BETWEEN, trigger=Trigger.PROGRAM_START, limits=(12, 3), unit=Unit.MONTHS),
            "offset",
        ),
        (replace(CALL, id="Правило"), "id"),
    ],
)
def test_what_is_no_rule_is_refused_in_russian(workspace: Workspace, bad: Rule, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        save_rule(workspace, bad)
    assert refused.value.problems[0].field == field
    assert refused.value.message
    assert len(list_rules(workspace)) == 49


def test_a_rule_a_newer_program_does_not_read_gives_way_to_the_shipped_one(workspace: Workspace) -> None:
    with workspace.action("Из будущего") as session:
        session.add(DeadlineRule(code="s2-p1", definition={"kind": "by_moon"}))
        session.add(DeadlineRule(code="own-9", definition={"kind": "by_moon"}))
    assert rule(workspace, "s2-p1").origin == "shipped"
    assert len(list_rules(workspace)) == 49


def test_a_done_task_is_marked_in_the_preview(workspace: Workspace) -> None:
    school = fill(workspace)
    order(workspace, school)
    mark_done(workspace, [tasks(workspace)[f"s2-p6:pair:{school.pair}"]], on=D(2026, 9, 5))
    (told,) = preview_rule(workspace, replace(rule(workspace, "s2-p6").rule, amount=10))
    assert told.done


@pytest.mark.parametrize("repeat", [Repeat.YEARLY, Repeat.ONCE])
def test_a_yearly_rule_comes_back(workspace: Workspace, repeat: Repeat) -> None:
    fill(workspace)
    yearly = Rule(id="", trigger=Trigger.FIXED, kind=Kind.NOT_LATER_THAN, task="Отчёт", days=((9, 10),), repeat=repeat)
    save_rule(workspace, yearly)
    (row,) = [one for one in tasks(workspace).values() if one.rule_id == "own-1"]
    mark_done(workspace, [row], on=D(2026, 9, 9))
    (following,) = [one for one in tasks(workspace, D(2027, 9, 5)).values() if one.rule_id == "own-1"]
    assert following.state == ("open" if repeat is Repeat.YEARLY else "done")


def test_the_settings_of_counting(workspace: Workspace) -> None:
    school = fill(workspace)
    task = f"s2-p1:mentee:{school.people['late']}"
    assert get_counting(workspace) == CountingSettings()
    wanted = CountingSettings(event_day_counts=True, roll_forward=False)
    dues = {one.task: (one.old_due, one.new_due) for one in preview_counting(workspace, wanted)}
    assert dues[task] == (D(2026, 10, 5), D(2026, 10, 3))
    save_counting(workspace, wanted)
    assert get_counting(workspace) == wanted
    assert (tasks(workspace)[task].raw_due, tasks(workspace)[task].due) == (D(2026, 10, 3), D(2026, 10, 3))
    save_counting(workspace, replace(wanted, event_day_counts=False))
    assert tasks(workspace)[task].due == D(2026, 10, 4)


def test_a_six_day_week(workspace: Workspace) -> None:
    school = fill(workspace)
    with workspace.action("Шестидневка") as session:
        session.get_one(School, 1).working_week = 6
    assert get_calendar(workspace).week == 6
    save_rule(workspace, replace(rule(workspace, "s2-p1").rule, amount=2))
    assert tasks(workspace)[f"s2-p1:mentee:{school.people['late']}"].due == D(2026, 10, 3)


def test_days_settled_by_the_school(workspace: Workspace) -> None:
    school = fill(workspace)
    task = f"s2-p1:mentee:{school.people['late']}"
    settle_day(workspace, D(2026, 10, 5), "holiday", "День учителя")
    assert tasks(workspace)[task].due == D(2026, 10, 6)
    assert tasks(workspace)[task].moved == "вс 04.10 → вт 06.10 (выходной, нерабочий день школы)"
    (day,) = list_calendar_days(workspace)
    assert (day.date, day.kind, day.note) == (D(2026, 10, 5), "holiday", "День учителя")
    settle_day(workspace, D(2026, 10, 5), "short")
    settle_day(workspace, D(2026, 10, 4), "working")
    assert tasks(workspace)[task].due == D(2026, 10, 4)
    unsettle_day(workspace, D(2026, 10, 4))
    assert tasks(workspace)[task].due == D(2026, 10, 5)
    with pytest.raises(NotFound):
        unsettle_day(workspace, D(2026, 10, 4))
    with pytest.raises(InvalidInput):
        settle_day(workspace, D(2026, 10, 4), "feast")


def test_another_calendar_can_be_tried(workspace: Workspace) -> None:
    fill(workspace)
    plain = WorkCalendar(6)
    changes = preview_counting(workspace, CountingSettings(), calendar=plain)
    assert changes
    assert all(one.old_due != one.new_due for one in changes)
    days = [one.new_due for one in changes if one.new_due is not None]
    assert days == sorted(days)
    assert isinstance(days[0], dt.date)


def test_a_new_year_of_the_calendar_comes_from_a_file(workspace: Workspace, tmp_path: Path) -> None:
    fill(workspace)
    task = "s4-5.1:school:0:2026-Q4"
    assert (tasks(workspace)[task].due, tasks(workspace)[task].calendar_known) == (D(2027, 1, 11), False)
    path = tmp_path / "calendar.json"
    moved = [{"from": "2027-01-02", "to": "2027-01-11"}, {"from": "2027-01-03", "to": "2027-12-31"}]
    path.write_text(json.dumps({"years": [{"year": 2027, "decree": "№ 1", "transfers": moved}]}), encoding="utf-8")
    assert load_calendar_file(workspace, path) == [2027]
    assert (tasks(workspace)[task].due, tasks(workspace)[task].calendar_known) == (D(2027, 1, 12), True)
    rows = list_calendar_years(workspace)
    assert [(row.year, row.loaded) for row in rows][-2:] == [(2026, False), (2027, True)]
    forget_calendar_year(workspace, 2027)
    assert not tasks(workspace)[task].calendar_known
    with pytest.raises(NotFound):
        forget_calendar_year(workspace, 2027)
    workspace.undo()
    assert tasks(workspace)[task].calendar_known


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe", b'{"years": [5]}', b'{"years": []}', b" " * 1_000_001])
def test_another_file_is_no_calendar(workspace: Workspace, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "calendar.json"
    path.write_bytes(content)
    with pytest.raises(KnownProblem, match="не файл производственного календаря"):
        load_calendar_file(workspace, path)
    with pytest.raises(KnownProblem, match="не читается"):
        load_calendar_file(workspace, tmp_path / "нет.json")
