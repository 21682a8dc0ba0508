"""Frozen rows of terms that screens and the command line receive."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

OWN_RULE = "own"
"""``TaskRow.rule_id`` of a task the curator has set herself."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TaskRow:
    """One task as it stands on a day.

    ``id`` is stable text (``s2-p1:mentee:7``, with an occurrence ``s0-8:school:0:2026-09``, an own task ``own:3``).
    ``rule``: the term in words; ``source``: the item of the model document («S2-П1»). ``raw_due`` as the rule reckons,
    ``due`` moved off days of rest, ``moved``: «сб 06.09 → пн 08.09» with the reason, empty when not moved.
    ``window_start``/``window_end``: when it may be done, where the rule says so. ``acts_on`` is the day everything is
    judged by: ``postponed_to`` if postponed, else ``due``. ``days_left``: from the day asked to ``acts_on``, negative
    when late. ``ladder``: the last reminder reached (-7, -1, 0, 7, 14…). ``needs``: what it is done with, a code of
    ``texts.terms.NEEDS``. ``trigger_changed``: the date it was done (or postponed) for is no longer the date in the
    base — ask. ``derived``: done by a fact of the base (an issued order), not by a mark. ``calendar_known`` is false
    where the transfers of the year are not known. ``inherited``: fell due before the base was made, so it may have been
    done on paper. Dates are None for ``no_trigger``.
    """

    id: str
    rule_id: str
    occurrence: str
    title: str
    rule: str
    source: str
    object_kind: str
    object_id: int
    object_title: str
    persons: tuple[int, ...]
    trigger: str
    trigger_date: dt.date | None
    raw_due: dt.date | None
    due: dt.date | None
    window_start: dt.date | None
    window_end: dt.date | None
    moved: str
    acts_on: dt.date | None
    state: str
    days_left: int | None
    ladder: int | None
    needs: str | None
    responsible: tuple[str, ...]
    result: str | None
    done_on: dt.date | None
    evidence: str | None
    note: str | None
    postponed_to: dt.date | None
    trigger_changed: bool
    derived: bool
    calendar_known: bool
    inherited: bool = False
