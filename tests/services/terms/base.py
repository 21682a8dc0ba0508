"""A small invented school with dates to reckon from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from curator_app.models import Route
from curator_app.services import pairs, records
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.papers.issuing import issue_order
from curator_app.services.terms.rows import TaskRow
from curator_app.services.terms.tasks import list_tasks
from curator_app.services.workspace import Workspace

D = dt.date
ORDERED = D(2026, 9, 3)
PEOPLE: list[dict[str, Any]] = [
    {"ref": "@mentor", "surname": "Петрова", "first_name": "Анна", "patronymic": "Сергеевна"},
    {"ref": "@other", "surname": "Бабенко", "first_name": "Илья"},
    {"ref": "@new", "surname": "Иванова", "first_name": "Мария", "work_start_date": "2026-09-01"},
    {"ref": "@late", "surname": "Ким", "first_name": "Лев", "work_start_date": "2026-10-01"},
    {"ref": "@unknown", "surname": "Цой", "first_name": "Ян"},
    {"ref": "@pupil", "surname": "Соколова", "first_name": "Дарья", "kind": "pupil"},
    {"ref": "@old", "surname": "Гусева", "first_name": "Нина", "work_start_date": "2005-09-01"},
]
MENTEES: list[dict[str, Any]] = [
    {"person": "@new", "category": "young_specialist"},
    {"person": "@late"},
    {"person": "@unknown"},
    {"person": "@pupil", "category": "pupil"},
    {"person": "@old", "category": "difficulties"},
]


@dataclass(frozen=True)
class School:
    """Numbers of people by name, and the pair Петрова–Иванова."""

    people: dict[str, int]
    pair: int


def fill(workspace: Workspace) -> School:
    """The school: one pair ready for its order, four mentees more."""
    ids: dict[str, int] = {}
    records.add_records(workspace, "person", PEOPLE, ids)
    records.add_records(workspace, "school", [{"full_name": "Школа № 7", "short_name": "Школа № 7"}], ids)
    records.add_records(workspace, "mentor", [{"person": "@mentor"}, {"person": "@other"}], ids)
    records.add_records(workspace, "mentee", MENTEES, ids)
    people = {ref.removeprefix("@"): number for ref, number in ids.items()}
    for name, kinds in (("mentor", ("mentoring", "personal_data")), ("new", ("mentee", "personal_data"))):
        given = [{"person": people[name], "kind": kind, "date": "2026-09-01"} for kind in kinds]
        records.add_records(workspace, "consent", given, {})
    data = pairs.PairData(
        mentor=people["mentor"], mentees=[people["new"]], start_date=D(2026, 9, 7), end_date=D(2027, 5, 31)
    )
    return School(people, pairs.form_pairs(workspace, [data])[0])


def order(workspace: Workspace, school: School, date: dt.date = ORDERED, number: str = "7") -> int:
    """Issues the order about the pair."""
    command = OrderCommand(type="assignment", pairs=(school.pair,), number=number, date=date)
    return issue_order(workspace, command).id


def route(workspace: Workspace, mentee: int, **fields: Any) -> int:
    """Puts a route into the base."""
    with workspace.action("ИОМ") as session:
        plain = {"title": "ИОМ", "start_date": D(2026, 9, 7), "end_date": D(2027, 5, 31)}
        made = Route(mentee_id=mentee, **{**plain, **fields})
        session.add(made)
        session.flush()
        return made.id


def tasks(workspace: Workspace, on: dt.date | None = None, **options: Any) -> dict[str, TaskRow]:
    """{id: task}."""
    return {row.id: row for row in list_tasks(workspace, on=on, **options)}
