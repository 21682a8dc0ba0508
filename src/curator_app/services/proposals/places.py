"""Whether a mentor can be promised to one more mentee."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.codes import RequestStatus
from curator_app.domain.matching.periods import Period, peak_load
from curator_app.models import Ban, Lock, Mentee, Mentor, Pair, PairMentee, Person, Request
from curator_app.services import pair_facts
from curator_app.services.proposals.gathering import planned_period
from curator_app.texts.collation import fold


def no_place(session: Session, mentor_id: int, mentee_id: int, today: dt.date) -> str | None:
    """Why the mentor cannot be promised to the mentee: a ban, or no place left beside the running pairs and the other
    locks (a locked mentee brings the whole group). None when there is a place."""
    ban = select(Ban).where(Ban.mentor_id == mentor_id, Ban.mentee_id == mentee_id)
    if session.scalar(ban) is not None:
        return "Этой паре поставлен запрет. Сначала снимите его."
    planned = planned_period(today)
    query = (
        select(PairMentee.mentee_id, PairMentee.start_date, PairMentee.end_date)
        .join(Pair, Pair.id == PairMentee.pair_id)
        .where(Pair.mentor_id == mentor_id, Pair.deleted_at.is_(None), pair_facts.not_ended())
    )
    running = {
        mentee: period
        for mentee, start, end in session.execute(query)
        if (period := Period(start, end)).overlaps(planned)
    }
    promised = set(session.scalars(select(Lock.mentee_id).where(Lock.mentor_id == mentor_id))) | {mentee_id}
    taken = peak_load(running.values(), planned) + len(_with_groups(session, promised) - running.keys())
    capacity = session.get_one(Mentor, mentor_id).capacity
    if mentee_id in running or taken <= capacity:
        return None
    return f"У наставника № {mentor_id} мест: {capacity}, все заняты. Увеличьте число мест или снимите закрепление."


def _with_groups(session: Session, mentees: set[int]) -> set[int]:
    """The mentees and those of their groups who ask for a mentor too."""
    asking = {
        mentee: fold(label or "")
        for mentee, label in session.execute(
            select(Mentee.id, Mentee.group_label)
            .join(Person, Person.id == Mentee.id)
            .join(Request, Request.mentee_id == Mentee.id)
            .where(
                Mentee.group_label.is_not(None),
                Mentee.deleted_at.is_(None),
                Person.deleted_at.is_(None),
                Person.archived_on.is_(None),
                Request.deleted_at.is_(None),
                Request.status.in_((RequestStatus.NEW.value, RequestStatus.IN_WORK.value)),
            )
        )
    }
    groups = {asking[one] for one in mentees if one in asking}
    return mentees | {mentee for mentee, label in asking.items() if label in groups}
