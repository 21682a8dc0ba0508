"""Dates that an order sets: reckoned by the same rules as the tasks (S2-П6, П7, П8, М2, М4), so that they agree."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.documents.paper_data import Deadlines, PairData
from curator_app.domain.terms.calendar import WorkCalendar
from curator_app.domain.terms.occurrences import Span, due
from curator_app.domain.terms.rules import Rule
from curator_app.domain.terms.settings import CountingSettings
from curator_app.models import PairMentee, Person
from curator_app.services.terms.counting import read_calendar, read_counting
from curator_app.services.terms.rulebook import read_rulebook

_REGULATION, _PROGRAM, _ROUTE = "s2-p6", "s2-p7", "s2-p8"
_ADAPTATION, _FINAL = "s2-m2a", "s2-m4"


@dataclass(frozen=True, slots=True)
class Reckoner:
    """The rules, the calendar and the settings of counting as they are now."""

    rules: dict[str, Rule]
    calendar: WorkCalendar
    settings: CountingSettings

    def due(self, rule: str, event: dt.date | None) -> dt.date | None:
        """When a rule falls due after an event; None without the event."""
        if event is None:
            return None
        found = due(self.rules[rule], Span(event, event), event, self.calendar, self.settings)
        return found[0].due if found else None


def order_deadlines(
    session: Session, date: dt.date | None, pairs: Sequence[PairData], pair_ids: Sequence[int]
) -> Deadlines:
    """What is to be done after the order's date; the survey of satisfaction at the end of the adaptation of the first
    mentee (of the pair's first months where the first day at work is unknown or long past); the report at the end."""
    rules = {rule.id: rule for rule, _enabled in read_rulebook(session)}
    reckoner = Reckoner(rules, read_calendar(session), read_counting(session))
    starts = [pair.start for pair in pairs if pair.start is not None]
    ends = [pair.end for pair in pairs if pair.end is not None]
    final = reckoner.due(_FINAL, max(ends, default=None))
    return Deadlines(
        regulation=reckoner.due(_REGULATION, date),
        program=reckoner.due(_PROGRAM, date),
        route=reckoner.due(_ROUTE, date),
        satisfaction=_satisfaction(reckoner, date, _first_days(session, pair_ids), starts),
        report=final,
        monitoring=final,
    )


def _satisfaction(
    reckoner: Reckoner, date: dt.date | None, first_days: Sequence[dt.date], starts: Sequence[dt.date]
) -> dt.date | None:
    adapted = [day for one in first_days if (day := reckoner.due(_ADAPTATION, one)) is not None]
    ahead = [day for day in adapted if date is None or day >= date]
    return min(ahead) if ahead else reckoner.due(_ADAPTATION, min(starts, default=None))


def _first_days(session: Session, pair_ids: Sequence[int]) -> list[dt.date]:
    query = (
        select(Person.work_start_date)
        .join(PairMentee, PairMentee.mentee_id == Person.id)
        .where(PairMentee.pair_id.in_(pair_ids), Person.work_start_date.is_not(None))
    )
    return [day for day in session.scalars(query) if day is not None]
