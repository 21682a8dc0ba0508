"""Making a roadmap for a school year: from templates, from last year's, and putting it into the recycle bin."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.codes import RoadmapItemStatus
from curator_app.domain.school_year import SchoolYear, moved
from curator_app.models import AcademicYear, Roadmap, RoadmapItem
from curator_app.runtime.errors import Conflict, KnownProblem
from curator_app.services.roadmaps.ordering import add_missing, item_of
from curator_app.services.roadmaps.reading import USUAL_TITLE, require
from curator_app.services.roadmaps.templates import merged, template
from curator_app.services.school import ensure_year
from curator_app.services.validation import LINE_LIMIT, TEXT_LIMIT, Checker
from curator_app.services.workspace import Workspace


def create_from_templates(workspace: Workspace, year: str, codes: Sequence[str], *, title: str | None = None) -> int:
    """The roadmap of a school year from one template or several without doubles. Raises KnownProblem: no template
    chosen, the year has a roadmap already; NotFound."""
    if not codes:
        raise KnownProblem("Выберите хотя бы один шаблон дорожной карты.")
    chosen, lines = template(codes[0]), merged(codes)
    school_year = _year(year)
    with workspace.action(f"Создана дорожная карта на {year}") as session:
        roadmap = _empty(session, school_year, title)
        roadmap.template_code, roadmap.columns = ",".join(dict.fromkeys(codes)), chosen.columns
        for sort, line in enumerate(lines):
            item = item_of(line, school_year)
            item.sort = sort
            roadmap.items.append(item)
        session.flush()
        return roadmap.id


def create_empty(workspace: Workspace, year: str, *, title: str | None = None) -> int:
    """A roadmap without rows, to be written by hand. Raises KnownProblem when the year has one already."""
    with workspace.action(f"Создана дорожная карта на {year}") as session:
        return _empty(session, _year(year), title).id


def create_copy(workspace: Workspace, source_id: int, year: str, codes: Sequence[str] = ()) -> int:
    """Last year's roadmap for another year: days moved by whole years, every row planned anew; ``codes``: templates
    whose missing rows come along. Raises KnownProblem, NotFound."""
    school_year = _year(year)
    with workspace.action(f"Дорожная карта скопирована на {year}") as session:
        made = copy_into(session, require(session, source_id), school_year)
        if codes:
            add_missing(made, codes, school_year)
        return made.id


def copy_into(session: Session, source: Roadmap, year: SchoolYear) -> Roadmap:
    """The copy inside the caller's action. Cancelled rows stay behind. Raises Conflict."""
    own = session.get_one(AcademicYear, source.academic_year_id)
    shift = year.first - own.start_date.year
    made = _empty(session, year, source.title)
    made.template_code, made.columns, made.note = source.template_code, source.columns, source.note
    kept = [one for one in source.items if one.status != RoadmapItemStatus.CANCELLED.value]
    for sort, one in enumerate(kept):
        made.items.append(
            RoadmapItem(
                sort=sort,
                start_date=_moved(one.start_date, shift),
                due_date=_moved(one.due_date, shift),
                **{
                    name: getattr(one, name)
                    for name in (
                        "stage",
                        "content",
                        "term_text",
                        "rule_code",
                        "expected_result",
                        "resources",
                        "responsible",
                        "basis",
                        "source",
                    )
                },
            )
        )
    session.flush()
    return made


def update_roadmap(
    workspace: Workspace,
    roadmap_id: int,
    *,
    title: str,
    columns: str | None,
    approved_on: dt.date | None,
    note: str | None,
) -> None:
    """Title, set of columns, day of approval, note under the table. Raises InvalidInput, NotFound."""
    checker = Checker()
    cleaned = checker.text("title", title, limit=LINE_LIMIT, required=True)
    approved = checker.date("approved_on", approved_on)
    remark = checker.text("note", note, limit=TEXT_LIMIT, lines=True)
    checker.done()
    with workspace.action("Изменена дорожная карта") as session:
        roadmap = require(session, roadmap_id)
        roadmap.title = cleaned or ""
        roadmap.columns, roadmap.approved_on, roadmap.note = columns, approved, remark


def _year(label: str) -> SchoolYear:
    found = SchoolYear.parse(label)
    if found is None:
        raise KnownProblem(f"«{label}» — не учебный год. Укажите год вида 2026/2027.")
    return found


def _empty(session: Session, year: SchoolYear, title: str | None) -> Roadmap:
    row = ensure_year(session, year.start)
    query = select(Roadmap.id).where(Roadmap.academic_year_id == row.id, Roadmap.deleted_at.is_(None))
    if session.scalar(query) is not None:
        raise Conflict(f"На {year.label} дорожная карта уже есть. Измените её или сначала удалите в корзину.")
    roadmap = Roadmap(title=title or USUAL_TITLE, academic_year_id=row.id)
    session.add(roadmap)
    session.flush()
    return roadmap


def _moved(day: dt.date | None, years: int) -> dt.date | None:
    return None if day is None else moved(day, years)
