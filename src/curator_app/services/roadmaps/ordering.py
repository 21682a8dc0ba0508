"""Rows of a roadmap among each other: new ones from templates, their places and numbers."""

from __future__ import annotations

from collections.abc import Sequence

from curator_app.domain.school_year import SchoolYear
from curator_app.models import Roadmap, RoadmapItem
from curator_app.services.roadmaps.templates import TemplateLine, list_templates, merged


def item_of(line: TemplateLine, year: SchoolYear) -> RoadmapItem:
    """A new row from a row of a template, dated in a school year."""
    first, last = line.dates(year)
    return RoadmapItem(
        stage=line.stage,
        content=line.content,
        term_text=line.term,
        rule_code=line.rule,
        start_date=first,
        due_date=last,
        expected_result=line.result,
        resources=line.resources,
        responsible=line.responsible,
        basis=line.basis,
        source=line.source,
    )


def add_missing(roadmap: Roadmap, codes: Sequence[str], year: SchoolYear) -> int:
    """Adds the rows of templates that the roadmap has not yet, each at the end of its stage. Gives how many."""
    rows = list(roadmap.items)
    covered = _topics(rows)
    new = [line for line in merged(codes) if line.topic not in covered]
    for line in new:
        item = item_of(line, year)
        rows.insert(place_after(rows, line.stage, None), item)
        roadmap.items.append(item)
    renumber(rows)
    return len(new)


def _topics(items: Sequence[RoadmapItem]) -> set[str]:
    """What the rows are already about, told by their words or the item of the model document they come from."""
    words, sources = {one.content for one in items}, {one.source for one in items if one.source}
    lines = [line for one in list_templates() for line in one.lines]
    return {line.topic for line in lines if line.content in words or line.source in sources}


def place_after(items: list[RoadmapItem], stage: str | None, after: int | None) -> int:
    """Where a new row of a stage goes: after the row ``after`` when it is of that stage, else at the stage's end."""
    for place, item in enumerate(items):
        if after is not None and item.id == after and item.stage == stage:
            return place + 1
    same = [place for place, item in enumerate(items) if item.stage == stage]
    return same[-1] + 1 if same else len(items)


def renumber(items: Sequence[RoadmapItem]) -> None:
    """Writes down the order of the rows."""
    for sort, item in enumerate(items):
        if item.sort != sort:
            item.sort = sort
