"""Roadmap, consultations, trainings and the event of the demonstration school."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from curator_app.services import activities
from curator_app.services.activities import ActivityData
from curator_app.services.roadmaps import items, making
from curator_app.services.roadmaps.reading import roadmap_of
from curator_app.services.roadmaps.rows import RoadmapRow
from curator_app.services.workspace import Workspace

_MORNING = dt.time(9, 0)


def fill_roadmap(
    workspace: Workspace,
    told: Mapping[str, Any],
    ids: Mapping[str, int],
    at: Callable[[Workspace, dt.datetime], Workspace],
) -> None:
    """Makes the roadmap from its templates, marks what was done by the day of the example, writes down activities.

    ``told``: resources/demo/roadmap.json; ``ids``: people by their names in the files; ``at``: the same base with a
    clock that stands at a moment. Raises KnownProblem.
    """
    made = at(workspace, _moment(told["made"]))
    making.create_from_templates(made, told["year"], told["templates"])
    roadmap = _roadmap(workspace, told)
    making.update_roadmap(
        at(workspace, _moment(told["approved_on"])),
        roadmap.id,
        title=roadmap.title,
        columns=roadmap.columns,
        approved_on=dt.date.fromisoformat(told["approved_on"]),
        note=roadmap.note,
    )
    for mark in told["marks"]:
        chosen = [item.id for item in roadmap.items if item.source in mark["sources"]]
        day = mark.get("on")
        items.set_status(
            at(workspace, _moment(day)) if day else workspace,
            chosen,
            mark["status"],
            on=dt.date.fromisoformat(day) if day else None,
            result=mark.get("result"),
            evidence=mark.get("evidence"),
        )
    for one in told["activities"]:
        activities.add_activity(workspace, _activity(one, ids))


def _roadmap(workspace: Workspace, told: Mapping[str, Any]) -> RoadmapRow:
    roadmap = roadmap_of(workspace, told["year"])
    assert roadmap is not None
    return roadmap


def _activity(one: Mapping[str, Any], ids: Mapping[str, int]) -> ActivityData:
    names = {field.name for field in fields(ActivityData)}
    plain = {name: value for name, value in one.items() if name in names and name != "participants"}
    for name in ("date", "end_date"):
        if name in plain:
            plain[name] = dt.date.fromisoformat(plain[name])
    if "responsible_person" in plain:
        plain["responsible_person"] = ids[plain["responsible_person"]]
    told = one.get("participants", {})
    people = told if isinstance(told, dict) else dict.fromkeys(told)
    return ActivityData(**plain, participants={ids[ref]: document for ref, document in people.items()})


def _moment(day: str) -> dt.datetime:
    return dt.datetime.combine(dt.date.fromisoformat(day), _MORNING)
