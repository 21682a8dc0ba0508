"""Which routes and steps are shown: typed words, chips."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from curator_app.services.routes.rows import Wall
from curator_app.texts.collation import fold, words
from curator_app.ui.common.chips import ChipBar
from curator_app.ui.routes import drawn
from curator_app.ui.routes.lines import StepLine
from curator_app.ui.routes.timeline import ItemKey, Row

OVER = "over"
"""The chip that shows routes that are over."""


@dataclass(frozen=True, slots=True)
class Found:
    """Rows of the wall and items that pass; ``items`` None: all of them, marks too."""

    rows: frozenset[str]
    items: frozenset[ItemKey] | None


def find(query: str, chips: ChipBar, wall: Wall, lines: Iterable[StepLine], rows: Sequence[Row]) -> Found:
    """What passes the words and the chips. A row found by its names keeps all it has, marks too."""
    typed, accept = words(query), chips.filter()
    chosen = set(chips.chosen()) - {OVER}
    over = OVER in chips.chosen()
    passing = frozenset(drawn.row_key(one.route.id) for one in wall.routes if over or not one.route.over)
    if not typed and not chosen:
        return Found(passing, None)
    items: set[ItemKey] = {
        drawn.step_key(line.step.id) for line in lines if (accept is None or accept(line)) and holds(line.text, typed)
    }
    if not chosen:
        for row in rows:
            if holds(f"{row.title} {row.subtitle}", typed):
                items |= {item.key for item in row.items}
    return Found(passing, frozenset(items))


def holds(text: str, typed: Sequence[str]) -> bool:
    """Every typed word occurs."""
    folded = fold(text)
    return all(word in folded for word in typed)


def titles(wall: Wall) -> list[tuple[int, str]]:
    """Routes by the names of their mentees; with the year where somebody has several."""
    routes = [one.route for one in wall.routes]
    names = Counter(route.mentee_name for route in routes)
    return [
        (one.id, one.mentee_name if names[one.mentee_name] == 1 else f"{one.mentee_name}, {one.start_date:%Y}")
        for one in routes
    ]
