"""Whether a mentor can be promised to one more mentee."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping

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
    locks (see ``promised``). None when there is a place."""
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
    locked = set(session.scalars(select(Lock.mentee_id).where(Lock.mentor_id == mentor_id)))
    taken = peak_load(running.values(), planned) + promised(mentee_id, locked, running, _asking(session))
    capacity = session.get_one(Mentor, mentor_id).capacity
    if mentee_id in running or taken <= capacity:
        return None
    return f"У наставника № {mentor_id} мест: {capacity}, все заняты. Увеличьте число мест или снимите закрепление."


def promised(mentee: int, locked: Collection[int], running: Collection[int], asking: Mapping[int, str]) -> int:
    """Places of a mentor that locked mentees take beside the running pairs once the mentee is locked too. A locked
    mentee brings the whole group; one who asks for nobody takes no place from somebody who does. ``asking``: {mentee
    with an open request: label of the group, folded}."""
    people = {one for one in locked if one in asking or mentee not in asking} | {mentee}
    groups = {label for one in people if (label := asking.get(one))}
    return len((people | {one for one, label in asking.items() if label in groups}) - set(running))


def _asking(session: Session) -> dict[int, str]:
    query = (
        select(Mentee.id, Mentee.group_label)
        .join(Person, Person.id == Mentee.id)
        .join(Request, Request.mentee_id == Mentee.id)
        .where(
            Mentee.deleted_at.is_(None),
            Person.deleted_at.is_(None),
            Person.archived_on.is_(None),
            Request.deleted_at.is_(None),
            Request.status.in_((RequestStatus.NEW.value, RequestStatus.IN_WORK.value)),
        )
    )
    return {mentee: fold(label or "") for mentee, label in session.execute(query)}
