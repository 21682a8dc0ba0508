"""The journal of the demonstration school told in Russian: no code, no column; called by the walk over all windows."""

from __future__ import annotations

import datetime as dt

from tests.ui.looking import is_foreign
from tests.ui.scene import Scene

from curator_app.services import history
from curator_app.services.changes_since import LIMIT, list_changes
from curator_app.services.rows import HistoryRow
from curator_app.ui.records import values
from curator_app.ui.records.changes_dialog import change_words, kind_words


def check_words(scene: Scene) -> None:
    """Everything that «Что изменилось» can tell; the histories of a record of every kind."""
    rows = list_changes(scene.workspace, dt.date(2025, 1, 1), limit=10 * LIMIT)
    assert {row.table for row in rows} >= {"person", "route_step", "meeting", "incentive", "reply", "order", "paper"}
    said = {f"{kind_words(row.table)}, {row.about}: {change_words(row)}" for row in rows}
    foreign = [one for one in sorted(said) if is_foreign(one)]
    assert not foreign, foreign
    told = [row for kind in _KINDS for row in history.record_history(scene.workspace, kind, 1)]
    fields = {f"{values.field_words(row.table, row.field)}: {_both(row)}" for row in told if _shown(row)}
    assert len(fields) > len(_KINDS)
    foreign = [one for one in sorted(fields) if is_foreign(one)]
    assert not foreign, foreign


_KINDS = ("person", "pair", "request", "route", "order", "paper", "reply", "meeting", "activity", "roadmap")


def _shown(row: HistoryRow) -> bool:
    return values.field_words(row.table, row.field) is not None and not row.field.endswith("_id")


def _both(row: HistoryRow) -> str:
    return " → ".join(values.told(row.table, row.field, value) for value in (row.before, row.after))
