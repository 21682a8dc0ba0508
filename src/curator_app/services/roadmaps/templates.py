"""Templates of roadmaps shipped with the program, made from the rows of the model roadmaps (S0–S4) in own words."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from curator_app.domain.school_year import SchoolYear
from curator_app.runtime.errors import NotFound
from curator_app.runtime.paths import resources

DEFAULT = "school"


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """A row of a template. ``topic``: what it is about; rows of one topic are doubles when templates are merged."""

    stage: str
    topic: str
    content: str
    term: str
    days: tuple[str, ...]
    rule: str | None
    result: str | None
    resources: str | None
    responsible: str | None
    basis: str | None
    source: str | None

    def dates(self, year: SchoolYear) -> tuple[dt.date | None, dt.date | None]:
        """First and last day in a school year; None and None when the term depends on an event."""
        if not self.days:
            return None, None
        first, last = (_day(one, year) for one in self.days)
        return first, last


@dataclass(frozen=True, slots=True)
class RoadmapTemplate:
    """A whole template; ``columns`` is the set of columns it is usually printed with."""

    code: str
    title: str
    description: str
    columns: str
    source: str
    lines: tuple[TemplateLine, ...]


def list_templates() -> tuple[RoadmapTemplate, ...]:
    """All templates, the default one first."""
    return _load()


def template(code: str) -> RoadmapTemplate:
    """One template. Raises NotFound."""
    for one in _load():
        if one.code == code:
            return one
    raise NotFound("Такого шаблона дорожной карты нет. Выберите шаблон из списка.")


def merged(codes: Sequence[str]) -> list[TemplateLine]:
    """Rows of several templates without doubles: of rows about one topic the first template's stays. A stage that
    only a later template has comes after the earlier ones. Raises NotFound."""
    seen: set[str] = set()
    lines: list[TemplateLine] = []
    for code in dict.fromkeys(codes):
        own = template(code).lines
        lines += [line for line in own if line.topic not in seen]
        seen |= {line.topic for line in own}
    stages = list(dict.fromkeys(line.stage for line in lines))
    return sorted(lines, key=lambda line: stages.index(line.stage))


@lru_cache(maxsize=1)
def _load() -> tuple[RoadmapTemplate, ...]:
    path = resources() / "catalogues" / "roadmap_templates.json"
    told = json.loads(path.read_text(encoding="utf-8"))["templates"]
    return tuple(
        RoadmapTemplate(
            one["code"],
            one["title"],
            one["description"],
            one["columns"],
            one["source"],
            tuple(_line(stage["title"], row) for stage in one["stages"] for row in stage["rows"]),
        )
        for one in told
    )


def _line(stage: str, row: dict[str, Any]) -> TemplateLine:
    return TemplateLine(
        stage,
        row["topic"],
        row["content"],
        row["term"],
        tuple(row.get("dates", ())),
        row.get("rule"),
        row.get("result"),
        row.get("resources"),
        row.get("responsible"),
        row.get("basis"),
        row.get("source"),
    )


def _day(told: str, year: SchoolYear) -> dt.date:
    """«09-15»; «-08-31» is the August before the year."""
    month, number = told.lstrip("-").split("-")
    return year.day(int(month), int(number), before=told.startswith("-"))
