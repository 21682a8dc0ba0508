"""What the sheet about one person tells besides the main parts: every other place where the base keeps something."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from sqlalchemy import Connection

from curator_app.documents.privacy_papers import SheetPart
from curator_app.services.privacy import holdings
from curator_app.storage import plain_rows

# Free words of these places; a place without words is told by the number of its records.
_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "name_form": (),
    "competence": (),
    "wish": (),
    "pair_lock": ("reason",),
    "pair_ban": ("reason",),
    "proposal_draft_pair": (),
    "round_participant": (),
    "wave_respondent": ("excused",),
    "contest": ("title", "result", "note"),
    "pair": ("justification", "psychologist_opinion", "note"),
    "pair_event": ("reason",),
    "meeting": ("topic", "done", "agreed"),
    "route_step": ("title", "result", "evidence", "mentor_comment"),
    "route_change": ("what", "reason"),
    "task_mark": ("evidence", "note"),
    "own_task": ("title", "note"),
}


def rest(connection: Connection, person_id: int, hide: Callable[[str | None], str]) -> SheetPart:
    """The part. ``hide`` takes other people's names out of a text."""
    rows: list[tuple[str, str, str]] = []
    for held in holdings.gather(connection, person_id):
        holding = held.holding
        words = _WORDS.get(holding.table)
        # The pairs of a mentor stand in a part of their own; what is said in a pair is about the mentee.
        if words is None or not held.ids or (holding.table == "pair" and holding.parent is None):
            continue
        told = [plain_rows.row(connection, holding.table, row_id) for row_id in sorted(held.ids)]
        told = [row for row in told if row.get("deleted_at") is None]
        said = [hide(str(row[word])) for row in told for word in words if row.get(word)]
        if told:
            rows.append((holding.category, str(len(told)), "; ".join(said)))
    return SheetPart("Что ещё записано", ("О чём", "Записей", "Слова"), tuple(rows), (0.34, 0.12, 0.54))
