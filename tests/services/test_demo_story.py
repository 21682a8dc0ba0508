"""The demonstration school is alive on whatever day the visitor comes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from curator_app.runtime.clock import fixed
from curator_app.runtime.paths import data_folder
from curator_app.services import demo, demonstration, pairs
from curator_app.services.demo_story import TOLD, Story
from curator_app.services.roadmaps.reading import roadmap_of
from curator_app.services.routes.reading import list_routes
from curator_app.services.terms.tasks import list_tasks
from curator_app.services.workspace import open_workspace

D = dt.date
_NAMES = (
    "people", "school", "mentors", "mentees", "consents", "wishes", "papers", "life", "routes", "tasks", "surveys",
    "roadmap", "outcomes", "register", "last_year",
)  # fmt: skip


def test_years_are_added_and_weekends_give_way() -> None:
    story = Story(D(2030, 3, 12))  # the school year 2029/2030: three years later
    assert story.day(D(2026, 9, 4)) == D(2029, 9, 4)
    assert story.day(D(2026, 9, 1)) == D(2029, 9, 3)  # Saturday
    assert story.day(D(2003, 2, 28)) == D(2006, 2, 28)  # as old as ever
    assert story.period("2026-09") == "2029-09"
    assert story.read("papers")["orders"][2]["heading"].endswith("на 2029/2030 учебный год")
    assert story.read("outcomes")["targets"]["year"] == 2029


def test_nothing_is_told_of_a_day_that_has_not_come() -> None:
    story = Story(D(2026, 9, 10))
    assert story.day(D(2026, 9, 30)) == D(2026, 9, 10)
    assert story.day(D(2027, 5, 31)) == D(2027, 5, 31)
    assert [one["date"] for one in story.read("routes")["meetings"]] == ["2026-09-08"]
    assert story.read("life")["pauses"] == []


@pytest.mark.parametrize("today", [D(2026, 11, 22), D(2027, 3, 10), D(2027, 7, 10), D(2028, 2, 29)])
def test_newcomers_have_come_just_now(today: dt.date) -> None:
    story = Story(today)
    came = {one["ref"]: one.get("work_start_date") for one in story.read("people")["person"]}
    assert came["@mukhametshin"] == (today - dt.timedelta(days=2)).isoformat()
    waiting = [one for one in story.read("papers")["pairs"] if one["order"] is None]
    assert all(one["start_date"] > today.isoformat() for one in waiting)
    assert all(one["end_date"] > one["start_date"] for one in story.read("papers")["pairs"])


def test_on_the_day_of_the_files_they_are_read_as_they_are() -> None:
    assert Story(TOLD).as_told
    assert all(Story().read(name) for name in _NAMES)
    assert Story().read("tasks")["shown"] == TOLD.isoformat()


@pytest.mark.parametrize("today", [D(2026, 9, 8), D(2027, 6, 20)])
def test_it_is_neither_dead_nor_late_everywhere(tmp_path: Path, today: dt.date) -> None:
    workspace = open_workspace(data_folder(tmp_path), fixed(dt.datetime.combine(today, dt.time(9))))
    try:
        demo.fill_with_orders(workspace)
        assert demonstration.shown_day(workspace) == today
        tasks = list_tasks(workspace)
        late = [-(row.days_left or 0) for row in tasks if row.state == "overdue"]
        assert len(late) <= 12
        assert max(late, default=0) <= 14
        assert any(row.days_left is not None and 0 <= row.days_left <= 7 for row in tasks if row.state != "done")
        assert sum(row.progress.overdue > 0 for row in list_routes(workspace)) <= 5
        roadmap = roadmap_of(workspace, "2026/2027")
        assert roadmap is not None
        assert {item.state for item in roadmap.items} >= {"planned", "in_progress", "done"}
        statuses = [row.status for row in pairs.list_pairs(workspace)]
        assert statuses.count("ready") == 2
        assert statuses.count("completed") >= 4
        assert "assigned" in statuses
        assert workspace.check() == []
    finally:
        workspace.close()
