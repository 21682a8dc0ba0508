"""How long the data of leavers are kept: a setting in years, the list of those due, the way into the recycle bin.

Rows on which pairs, orders or replies rest are hidden by the bin but not erased: those are papers of the school.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from curator_app.domain.school_year import moved
from curator_app.models import ActivityParticipant, PairMentee, Person, Reply, Route, Setting
from curator_app.services import bin as recycle_bin
from curator_app.services.validation import Checker
from curator_app.services.workspace import Workspace
from curator_app.texts.collation import collation_key

_KEY = "retention"
_DEFAULT_YEARS = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class LeaverRow:
    """Somebody in the archive. ``due``: the time has passed; ``erasable``: nothing rests on the card, so that it can
    be erased for good, else it can only be hidden in the bin."""

    id: int
    name: str
    kind: str
    about: str
    archived_on: dt.date
    keep_until: dt.date
    due: bool
    erasable: bool


def keep_years(workspace: Workspace) -> int:
    """For how many years after somebody went to the archive the card is kept."""
    with workspace.read() as session:
        row = session.scalar(select(Setting).where(Setting.key == _KEY))
        return int(row.value.get("years", _DEFAULT_YEARS)) if row is not None else _DEFAULT_YEARS


def set_keep_years(workspace: Workspace, years: int) -> None:
    """Sets it (1 to 75). Raises InvalidInput."""
    checker = Checker()
    checker.number("years", years, 1, 75)
    checker.done()
    with workspace.action("Изменён срок хранения карточек выбывших") as session:
        row = session.scalar(select(Setting).where(Setting.key == _KEY))
        if row is None:
            session.add(Setting(key=_KEY, value={"years": years}))
        else:
            row.value = {"years": years}


def list_leavers(workspace: Workspace) -> list[LeaverRow]:
    """Everybody in the archive, those whose time has passed first. A constant number of queries."""
    years, today = keep_years(workspace), workspace.clock.today()
    with workspace.read() as session:
        query = select(Person).where(Person.archived_on.is_not(None), Person.deleted_at.is_(None))
        resting = set(session.scalars(select(PairMentee.mentor_id).union(select(PairMentee.mentee_id))))
        for leaning in (Reply.respondent_id, ActivityParticipant.person_id, Route.mentee_id):
            resting |= set(session.scalars(select(func.distinct(leaning))))
        rows = []
        for one in session.scalars(query.order_by(Person.archived_on, Person.id)):
            assert one.archived_on is not None
            until = moved(one.archived_on, years)
            rows.append(
                LeaverRow(
                    id=one.id,
                    name=one.name.full,
                    kind=one.kind,
                    about=(f"{one.class_name} класс" if one.class_name else "") or one.position or "",
                    archived_on=one.archived_on,
                    keep_until=until,
                    due=until < today,
                    erasable=one.id not in resting,
                )
            )
    return sorted(rows, key=lambda row: (not row.due, row.keep_until, collation_key(row.name)))


def put_into_bin(workspace: Workspace, people: Sequence[int]) -> None:
    """Hands leavers over to the recycle bin, from where they can be erased. Raises KnownProblem, NotFound."""
    recycle_bin.delete(workspace, "person", people)
