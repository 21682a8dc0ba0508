"""Terms as a part of the whole: the demonstration school, a dump of everything that was said about tasks."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from pathlib import Path

from tests.services.terms.base import D, fill, tasks

from curator_app.domain.terms.settings import CountingSettings
from curator_app.runtime.clock import fixed
from curator_app.runtime.paths import data_folder
from curator_app.services import demo, transfer
from curator_app.services.terms.counting import save_counting, settle_day
from curator_app.services.terms.marks import drop, mark_done, postpone
from curator_app.services.terms.own import OwnTaskData, add_own_task
from curator_app.services.terms.rule_editing import list_rules, save_rule, set_rule_enabled
from curator_app.services.terms.tasks import list_tasks
from curator_app.services.workspace import Workspace, open_workspace


def test_the_demonstration_school_has_work_done_and_work_left(workspace: Workspace) -> None:
    demo.fill_with_orders(workspace)
    rows = list_tasks(workspace, on=D(2026, 10, 5), missed=False)
    states = Counter(row.state for row in rows)
    assert states["done"] > states["overdue"] > 4
    assert states["no_trigger"] > 4
    assert not [row for row in rows if row.state == "done" and row.trigger_changed]
    assert {row.rule_id for row in rows if row.state == "done"} >= {"s2-m1", "s2-p1", "s2-p2", "s2-p4", "s2-p6", "own"}


def test_everything_said_about_tasks_goes_through_a_dump(workspace: Workspace, tmp_path: Path) -> None:
    school = fill(workspace)
    new = school.people["new"]
    settle_day(workspace, D(2026, 10, 5), "holiday", "День учителя")
    save_counting(workspace, CountingSettings(event_day_counts=True))
    save_rule(workspace, replace(list_rules(workspace)[0].rule, amount=4))
    set_rule_enabled(workspace, "s2-p3", enabled=False)
    found = tasks(workspace)
    mark_done(workspace, [found[f"s2-p1:mentee:{new}"]], on=D(2026, 9, 4), evidence="ИОМ")
    postpone(workspace, [found[f"s2-p2:mentee:{new}"]], to=D(2026, 11, 1), reason="Болеет")
    drop(workspace, [found[f"s2-m1:mentee:{new}"]], reason="Прошла в прежней школе")
    add_own_task(workspace, OwnTaskData(title="Позвонить", due=D(2026, 10, 9)))
    before = list_tasks(workspace)
    transfer.dump(workspace, tmp_path / "dump.json")
    other = open_workspace(data_folder(tmp_path / "другая"), fixed(dt.datetime(2026, 10, 5, 9, 0)))
    try:
        transfer.load(other, tmp_path / "dump.json")
        assert list_tasks(other) == before
    finally:
        other.close()
