"""How the school counts: the two readings of ТК РФ ст. 14 and the moving of a last day."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CountingSettings:
    """``event_day_counts``: the day of the event is day 1 of a term in days (default: the day after it is).
    ``roll_forward``: a term that ends on a day off ends on the next working day (ТК РФ ст. 14)."""

    event_day_counts: bool = False
    roll_forward: bool = True
