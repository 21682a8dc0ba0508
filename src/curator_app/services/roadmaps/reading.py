"""Reading roadmaps: rows with their state on the day, numbers of progress. Two queries a roadmap."""

from __future__ import annotations

import datetime as dt
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from curator_app.domain.codes import RoadmapItemStatus
from curator_app.models import AcademicYear, Roadmap, RoadmapItem
from curator_app.runtime.errors import NotFound
from curator_app.services.roadmaps.rows import ItemRow, ItemState, Progress, RoadmapRow
from curator_app.services.workspace import Workspace

DEFAULT_COLUMNS = "school"
USUAL_TITLE = "Дорожная карта (план мероприятий) по реализации системы наставничества"
_OPEN = (RoadmapItemStatus.PLANNED.value, RoadmapItemStatus.IN_PROGRESS.value)


def roadmap_of(workspace: Workspace, year: str) -> RoadmapRow | None:
    """The roadmap of a school year «2026/2027», or None when there is none yet."""
    with workspace.read() as session:
        query = (
            select(Roadmap, AcademicYear)
            .join(AcademicYear, AcademicYear.id == Roadmap.academic_year_id)
            .where(AcademicYear.label == year, Roadmap.deleted_at.is_(None))
            .options(selectinload(Roadmap.items))
            .order_by(Roadmap.id)
        )
        found = session.execute(query).first()
        return None if found is None else _row(found[0], found[1], workspace.clock.today())


def list_roadmaps(workspace: Workspace) -> list[RoadmapRow]:
    """All roadmaps, the latest year first."""
    with workspace.read() as session:
        query = (
            select(Roadmap, AcademicYear)
            .join(AcademicYear, AcademicYear.id == Roadmap.academic_year_id)
            .where(Roadmap.deleted_at.is_(None))
            .options(selectinload(Roadmap.items))
            .order_by(AcademicYear.start_date.desc(), Roadmap.id)
        )
        today = workspace.clock.today()
        return [_row(roadmap, year, today) for roadmap, year in session.execute(query)]


def require(session: Session, roadmap_id: int) -> Roadmap:
    """The mapped roadmap. Raises NotFound."""
    roadmap = session.get(Roadmap, roadmap_id)
    if roadmap is None or roadmap.deleted_at is not None:
        raise NotFound("Этой дорожной карты уже нет. Обновите список.")
    return roadmap


def require_item(session: Session, item_id: int) -> RoadmapItem:
    """The mapped row. Raises NotFound."""
    item = session.get(RoadmapItem, item_id)
    if item is None:
        raise NotFound("Этой строки дорожной карты уже нет. Обновите список.")
    return item


def _row(roadmap: Roadmap, year: AcademicYear, today: dt.date) -> RoadmapRow:
    items = [_item(item, number, today) for number, item in enumerate(roadmap.items, start=1)]
    return RoadmapRow(
        id=roadmap.id,
        title=roadmap.title,
        year=year.label,
        closed=year.closed_on is not None,
        template_code=roadmap.template_code,
        columns=roadmap.columns or DEFAULT_COLUMNS,
        approved_on=roadmap.approved_on,
        note=roadmap.note,
        items=tuple(items),
        progress=Progress.of(items),
    )


def _item(item: RoadmapItem, number: int, today: dt.date) -> ItemRow:
    late = item.status in _OPEN and item.due_date is not None and item.due_date < today
    return ItemRow(
        id=item.id,
        number=number,
        stage=item.stage or "",
        content=item.content,
        term_text=item.term_text,
        rule_code=item.rule_code,
        start_date=item.start_date,
        due_date=item.due_date,
        expected_result=item.expected_result,
        resources=item.resources,
        responsible=item.responsible,
        basis=item.basis,
        source=item.source,
        status=item.status,
        state="overdue" if late else cast(ItemState, item.status),
        done_on=item.done_on,
        result=item.result,
        evidence=item.evidence,
        note=item.note,
    )
