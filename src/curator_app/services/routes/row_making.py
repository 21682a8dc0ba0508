"""From what the base tells of routes, as plain columns, to their rows."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row

from curator_app.domain.codes import Responsible, RouteStatus, StepStatus
from curator_app.domain.names import PersonName
from curator_app.domain.route.progress import is_overdue, progress
from curator_app.models import Deficit, RouteChange
from curator_app.services.routes.rows import DeficitRef, RouteChangeRow, RouteRow, StageRow, StepRow
from curator_app.texts.labels import code_label
from curator_app.texts.route_words import (
    RESPONSIBLE,
    ROUTE_CHANGE_KIND,
    ROUTE_STAGE,
    ROUTE_STATUS,
    STEP_LEVEL,
    STEP_STATUS,
)

_ENDED = (RouteStatus.COMPLETED.value, RouteStatus.TERMINATED.value)
_OVER = (StepStatus.DONE.value, StepStatus.CANCELLED.value)


@dataclass(frozen=True, slots=True)
class Officials:
    """Short names by number; the numbers of the curator and the director."""

    names: Mapping[int, str]
    curator: int | None
    director: int | None


def route_row(route: Row[Any], steps: Sequence[Row[Any]], today: dt.date) -> RouteRow:
    """The row of a route with its ``steps``; ``route`` has the year, the mentee and the mentor beside its columns."""
    ahead = sorted(
        (step.due_date, step.sort, step.content)
        for step in steps
        if step.due_date is not None and step.status not in _OVER
    )
    return RouteRow(
        id=route.id,
        mentee=route.mentee_id,
        mentee_name=PersonName(route.mentee_surname, route.mentee_first_name, route.mentee_patronymic).full,
        pair=route.pair_id,
        mentor=route.mentor_id,
        mentor_name=""
        if route.mentor_id is None
        else PersonName(route.mentor_surname, route.mentor_first_name, route.mentor_patronymic).full,
        academic_year=route.year,
        template=route.template_code,
        title=route.title,
        goal=route.goal,
        strengths=route.strengths,
        mode=route.mode,
        start_date=route.start_date,
        end_date=route.end_date,
        status=route.status,
        status_label=code_label(route.status, ROUTE_STATUS),
        approved_on=route.approved_on,
        acquainted_on=route.acquainted_on,
        completed_on=route.completed_on,
        result=route.result,
        note=route.note,
        progress=progress(
            ((step.status, step.due_date, step.done_on) for step in steps), today, over=route.status in _ENDED
        ),
        next_due=ahead[0][0] if ahead else None,
        next_step=ahead[0][2] if ahead else None,
    )


def stage_row(stage: Row[Any]) -> StageRow:
    """The row of a stage."""
    return StageRow(
        id=stage.id,
        route=stage.route_id,
        code=stage.code,
        title=stage.title,
        start_date=stage.start_date,
        end_date=stage.end_date,
    )


def step_rows(
    steps: Sequence[Row[Any]],
    row: RouteRow,
    officials: Officials,
    links: Sequence[tuple[int, DeficitRef]],
    today: dt.date,
) -> list[StepRow]:
    """The rows of all ``steps`` of a route; ``links``: (step, deficit)."""
    deficits: dict[int, list[DeficitRef]] = defaultdict(list)
    for step_id, deficit in links:
        deficits[step_id].append(deficit)
    holders = {
        Responsible.MENTEE.value: row.mentee,
        Responsible.MENTOR.value: row.mentor,
        Responsible.CURATOR.value: officials.curator,
        Responsible.DIRECTOR.value: officials.director,
    }
    open_on = None if row.over else today
    return [
        _step_row(step, number, _responsible(step, holders, officials), deficits[step.id], open_on)
        for number, step in enumerate(steps, start=1)
    ]


def deficit_ref(deficit: Deficit, titles: Mapping[str, str]) -> DeficitRef:
    """A deficit as routes name it."""
    return DeficitRef(
        id=deficit.id,
        area=deficit.area,
        area_label=titles.get(deficit.area, deficit.area),
        text=deficit.text,
        severity=deficit.severity,
    )


def change_row(change: RouteChange) -> RouteChangeRow:
    """The row of a line of history."""
    return RouteChangeRow(
        id=change.id,
        kind=change.kind,
        kind_label=code_label(change.kind, ROUTE_CHANGE_KIND),
        date=change.date,
        reason=change.reason,
        what=change.what,
    )


def _step_row(
    step: Row[Any], number: int, responsible: str, deficits: Sequence[DeficitRef], open_on: dt.date | None
) -> StepRow:
    """``open_on``: today, None for a route that is over."""
    return StepRow(
        id=step.id,
        route=step.route_id,
        number=number,
        stage=step.stage,
        stage_label=code_label(step.stage, ROUTE_STAGE),
        content=step.content,
        form=step.form,
        level=step.level,
        level_label=code_label(step.level, STEP_LEVEL),
        expected_result=step.expected_result,
        resources=step.resources,
        report_document=step.report_document,
        responsible=step.responsible,
        responsible_label=code_label(step.responsible, RESPONSIBLE),
        responsible_person=step.responsible_person_id,
        responsible_name=responsible,
        start_date=step.start_date,
        due_date=step.due_date,
        anchor=step.anchor,
        offset_days=step.offset_days,
        status=step.status,
        status_label=code_label(step.status, STEP_STATUS),
        done_on=step.done_on,
        result=step.result,
        evidence=step.evidence,
        evidence_path=step.evidence_path,
        mentor_comment=step.mentor_comment,
        deficits=tuple(one.id for one in deficits),
        deficits_label=tuple(one.label for one in deficits),
        overdue=open_on is not None and is_overdue(step.status, step.due_date, open_on),
    )


def _responsible(step: Row[Any], holders: Mapping[str, int | None], officials: Officials) -> str:
    """The person named by the step, else whoever has its role, else the role in words."""
    who = step.responsible_person_id or holders.get(step.responsible or "")
    return officials.names.get(who or 0) or code_label(step.responsible, RESPONSIBLE)
