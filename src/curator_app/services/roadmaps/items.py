"""Rows of a roadmap: own rows, changes, order, status with evidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy.orm import Session

from curator_app.domain.codes import RoadmapItemStatus
from curator_app.domain.parsing.plan_terms import read_term
from curator_app.domain.school_year import SchoolYear
from curator_app.models import AcademicYear, Roadmap, RoadmapItem
from curator_app.services.people import assign
from curator_app.services.roadmaps.ordering import add_missing, place_after, renumber
from curator_app.services.roadmaps.reading import require, require_item
from curator_app.services.roadmaps.rows import ItemRow
from curator_app.services.validation import LINE_LIMIT, TEXT_LIMIT, Checker
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.texts.labels import code_label
from curator_app.texts.roadmap_words import ROADMAP_STATUS

_DONE = RoadmapItemStatus.DONE.value


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemData:
    """A row to be added or changed. Without days they are read from ``term_text`` («сентябрь», «до 20 января»)."""

    content: str
    stage: str | None = None
    term_text: str | None = None
    rule_code: str | None = None
    start_date: dt.date | None = None
    due_date: dt.date | None = None
    expected_result: str | None = None
    resources: str | None = None
    responsible: str | None = None
    basis: str | None = None
    source: str | None = None
    status: str = RoadmapItemStatus.PLANNED.value
    done_on: dt.date | None = None
    result: str | None = None
    evidence: str | None = None
    note: str | None = None


def data_of(row: ItemRow) -> ItemData:
    """The editable part of a row."""
    return ItemData(**{one.name: getattr(row, one.name) for one in fields(ItemData)})


def add_item(workspace: Workspace, roadmap_id: int, data: ItemData, *, after: int | None = None) -> int:
    """Adds a row after another (None: at the end of its stage). Raises InvalidInput, NotFound."""
    with workspace.action(f"Добавлена строка дорожной карты: {_short(data.content)}") as session:
        roadmap = require(session, roadmap_id)
        values = _checked(session, roadmap, data, workspace.clock.today())
        items = list(roadmap.items)
        place = place_after(items, values["stage"], after)
        item = RoadmapItem(**values)
        items.insert(place, item)
        roadmap.items.append(item)
        renumber(items)
        session.flush()
        return item.id


def update_item(workspace: Workspace, item_id: int, data: ItemData) -> None:
    """Changes a row; another stage moves it to the end of that stage. Raises InvalidInput, NotFound."""
    with workspace.action(f"Изменена строка дорожной карты: {_short(data.content)}") as session:
        item = require_item(session, item_id)
        roadmap = require(session, item.roadmap_id)
        values = _checked(session, roadmap, data, workspace.clock.today())
        moves = values["stage"] != item.stage
        assign(item, values)
        if moves:
            items = [one for one in roadmap.items if one is not item]
            items.insert(place_after(items, values["stage"], None), item)
            renumber(items)


def remove_items(workspace: Workspace, item_ids: Sequence[int]) -> None:
    """Takes rows out of their roadmap; undo brings them back. Raises NotFound."""
    words = counted(len(item_ids), "строка", "строки", "строк")
    with workspace.action(f"Удалено из дорожной карты: {words}") as session:
        for item_id in item_ids:
            session.delete(require_item(session, item_id))


def move_item(workspace: Workspace, item_id: int, step: int) -> bool:
    """Moves a row up (−1) or down (+1) among the rows of its roadmap; crossing the edge of a stage it goes over into
    the neighbouring one. False when it stands at the end already. Raises NotFound."""
    with workspace.action("Переставлена строка дорожной карты") as session:
        item = require_item(session, item_id)
        items = list(require(session, item.roadmap_id).items)
        place = items.index(item)
        target = place + step
        if not 0 <= target < len(items):
            return False
        if items[target].stage != item.stage:
            item.stage = items[target].stage
        else:
            items.insert(target, items.pop(place))
        renumber(items)
    return True


def set_status(
    workspace: Workspace,
    item_ids: Sequence[int],
    status: str,
    *,
    on: dt.date | None = None,
    result: str | None = None,
    evidence: str | None = None,
) -> None:
    """Sets the status of rows; «выполнено» gets the day ``on`` (today), another status takes it away. Empty words
    leave those already there. Raises InvalidInput, NotFound."""
    checker = Checker()
    code = checker.code("status", status, RoadmapItemStatus, required=True)
    day = checker.date("done_on", on, latest=workspace.clock.today())
    words = {
        "result": checker.text("result", result, limit=TEXT_LIMIT, lines=True),
        "evidence": checker.text("evidence", evidence, limit=LINE_LIMIT),
    }
    checker.done()
    what = code_label(code, ROADMAP_STATUS)
    rows = "" if len(item_ids) == 1 else f" ({counted(len(item_ids), 'строка', 'строки', 'строк')})"
    with workspace.action(f"Дорожная карта: {what}{rows}") as session:
        for item_id in item_ids:
            item = require_item(session, item_id)
            item.status = code or item.status
            item.done_on = (day or item.done_on or workspace.clock.today()) if code == _DONE else None
            for name, value in words.items():
                if value is not None:
                    setattr(item, name, value)


def add_from_templates(workspace: Workspace, roadmap_id: int, codes: Sequence[str]) -> int:
    """Adds the rows of templates that the roadmap has not yet (by source item and content). Gives how many came in.
    Raises NotFound."""
    with workspace.action("Дорожная карта дополнена из шаблона") as session:
        roadmap = require(session, roadmap_id)
        return add_missing(roadmap, codes, _year_of(session, roadmap))


def _checked(session: Session, roadmap: Roadmap, data: ItemData, today: dt.date) -> dict[str, Any]:
    checker = Checker()
    start, due = checker.date("start_date", data.start_date), checker.date("due_date", data.due_date)
    term = checker.text("term_text", data.term_text)
    if start is None and due is None and term is not None:
        start, due = read_term(term, _year_of(session, roadmap))
    checker.order("due_date", start, due)
    status = checker.code("status", data.status, RoadmapItemStatus, required=True)
    done_on = checker.date("done_on", data.done_on, latest=today)
    values: dict[str, Any] = {
        "stage": checker.text("stage", data.stage),
        "content": checker.text("content", data.content, limit=TEXT_LIMIT, required=True, lines=True),
        "term_text": term,
        "rule_code": data.rule_code,
        "start_date": start,
        "due_date": due,
        "status": status,
        "done_on": (done_on or today) if status == _DONE else None,
        "source": checker.text("source", data.source),
        "evidence": checker.text("evidence", data.evidence),
    }
    for field in ("expected_result", "resources", "responsible", "basis", "result", "note"):
        values[field] = checker.text(field, getattr(data, field), limit=TEXT_LIMIT, lines=True)
    checker.done()
    return values


def _year_of(session: Session, roadmap: Roadmap) -> SchoolYear:
    return SchoolYear(session.get_one(AcademicYear, roadmap.academic_year_id).start_date.year)


def _short(content: str) -> str:
    words = " ".join(content.split())
    return words if len(words) <= 60 else f"{words[:59]}…"
