"""The three stages of a route from its two dates (S2-М2: the adaptation takes three months)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from curator_app.domain.codes import RouteStageCode
from curator_app.domain.terms.arithmetic import add_months

ADAPTATION_MONTHS = 3
EVALUATION_MONTHS = 1

_DAY = dt.timedelta(days=1)
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class StageSpan:
    """A stage with its first and last day."""

    code: RouteStageCode
    start: dt.date
    end: dt.date

    def holds(self, day: dt.date) -> bool:
        """The day belongs to the stage."""
        return self.start <= day <= self.end


def stages_between(start: dt.date, end: dt.date) -> tuple[StageSpan, StageSpan, StageSpan]:
    """Adaptation of three months, evaluation in the last month, the main stage between them; no gap, no overlap.

    A short route gives evaluation a fifth of its days at most and adaptation half of the rest at most, so that every
    stage has at least a day; below three days all stages are the whole route. Raises ValueError: end before start.
    """
    if end < start:
        raise ValueError("a route cannot end before it starts")
    length = (end - start).days + 1
    if length < _SHORTEST:
        return (
            StageSpan(RouteStageCode.ADAPTATION, start, end),
            StageSpan(RouteStageCode.MAIN, start, end),
            StageSpan(RouteStageCode.EVALUATION, start, end),
        )
    month = (end - add_months(end, -EVALUATION_MONTHS)).days
    evaluation = max(1, min(month, length // 5))
    rest = length - evaluation
    quarter = (add_months(start, ADAPTATION_MONTHS) - start).days
    adaptation = quarter if quarter < rest else max(1, rest // 2)
    first_main = start + dt.timedelta(days=adaptation)
    first_evaluation = end - dt.timedelta(days=evaluation - 1)
    return (
        StageSpan(RouteStageCode.ADAPTATION, start, first_main - _DAY),
        StageSpan(RouteStageCode.MAIN, first_main, first_evaluation - _DAY),
        StageSpan(RouteStageCode.EVALUATION, first_evaluation, end),
    )
