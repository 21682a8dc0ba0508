"""What other services need to know of pairs: who is busy with whom today."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from curator_app.domain.codes import PairStatus
from curator_app.models import Pair, PairMentee

_ENDED = (PairStatus.COMPLETED.value, PairStatus.TERMINATED.value)


def not_ended() -> ColumnElement[bool]:
    """A pair that is planned or running."""
    return Pair.status.not_in(_ENDED)


def load(session: Session, on: dt.date) -> dict[int, int]:
    """Mentees of every mentor who are running or planned on a day (an ended period does not count)."""
    query = (
        select(Pair.mentor_id, func.count())
        .join(PairMentee, PairMentee.pair_id == Pair.id)
        .where(
            Pair.deleted_at.is_(None),
            not_ended(),
            or_(PairMentee.end_date.is_(None), PairMentee.end_date >= on),
        )
        .group_by(Pair.mentor_id)
    )
    return dict(session.execute(query).all())
