"""Reading the log of meetings: rows, totals of a pair, days without a meeting."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Row as SqlRow
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from curator_app.domain.codes import PairStatus
from curator_app.domain.names import PersonName
from curator_app.models import LessonVisit, Meeting, Pair, PairMentee, Person
from curator_app.services.meetings.rows import MeetingRow, PairTotals, VisitRow
from curator_app.services.pair_life.facts import paused_pairs
from curator_app.services.workspace import Workspace
from curator_app.texts.labels import code_label
from curator_app.texts.route_words import MEETING_KIND

_MEETINGS = select(Meeting.__table__)  # plain columns: a year has a thousand meetings
_RUNNING = (PairStatus.ASSIGNED.value, PairStatus.READY.value)


def list_meetings(workspace: Workspace, *, pair: int | None = None) -> list[MeetingRow]:
    """Meetings of all pairs or of one, the latest first."""
    with workspace.read() as session:
        query = _MEETINGS.where(Meeting.deleted_at.is_(None)).order_by(Meeting.date.desc(), Meeting.id.desc())
        if pair is not None:
            query = query.where(Meeting.pair_id == pair)
        found = session.execute(query).all()
        titles = pair_titles(session, {one.pair_id for one in found})
        return [meeting_row(one, titles) for one in found]


def list_visits(workspace: Workspace, *, pair: int | None = None) -> list[VisitRow]:
    """Lessons visited in all pairs or in one, the latest first."""
    with workspace.read() as session:
        query = select(LessonVisit).where(LessonVisit.deleted_at.is_(None))
        query = query.order_by(LessonVisit.date.desc(), LessonVisit.id.desc())
        if pair is not None:
            query = query.where(LessonVisit.pair_id == pair)
        found = list(session.scalars(query))
        titles = pair_titles(session, {one.pair_id for one in found})
        names = full_names(session, {one for visit in found for one in (visit.teacher_id, visit.visitor_id)})
        return [_visit_row(one, titles, names) for one in found]


def pair_totals(workspace: Workspace) -> list[PairTotals]:
    """Every pair with its log in numbers, in the order of entry; a paused pair is expected to hold no meeting."""
    today = workspace.clock.today()
    with workspace.read() as session:
        pairs = list(
            session.scalars(
                select(Pair).where(Pair.deleted_at.is_(None)).options(selectinload(Pair.members)).order_by(Pair.id)
            )
        )
        titles = pair_titles(session, {pair.id for pair in pairs})
        meetings: dict[int, list[SqlRow[Any]]] = defaultdict(list)
        for one in session.execute(_MEETINGS.where(Meeting.deleted_at.is_(None)).order_by(Meeting.date)):
            meetings[one.pair_id].append(one)
        visits: dict[int, int] = defaultdict(int)
        for pair_id in session.scalars(select(LessonVisit.pair_id).where(LessonVisit.deleted_at.is_(None))):
            visits[pair_id] += 1
        paused = paused_pairs(session, today)
        return [
            _totals(pair, titles[pair.id], meetings[pair.id], visits[pair.id], today, paused=pair.id in paused)
            for pair in pairs
        ]


def meetings_of_pairs(session: Session, pair_ids: Collection[int]) -> dict[int, list[MeetingRow]]:
    """{pair: its meetings by date} inside the caller's session."""
    query = _MEETINGS.where(Meeting.pair_id.in_(pair_ids), Meeting.deleted_at.is_(None))
    found = session.execute(query.order_by(Meeting.date, Meeting.id)).all()
    titles = pair_titles(session, {one.pair_id for one in found})
    result: dict[int, list[MeetingRow]] = defaultdict(list)
    for one in found:
        result[one.pair_id].append(meeting_row(one, titles))
    return result


def meeting_row(meeting: SqlRow[Any], titles: dict[int, str]) -> MeetingRow:
    """The row of a meeting read as plain columns."""
    return MeetingRow(
        id=meeting.id,
        pair=meeting.pair_id,
        pair_title=titles.get(meeting.pair_id, ""),
        step=meeting.step_id,
        kind=meeting.kind,
        kind_label=code_label(meeting.kind, MEETING_KIND),
        date=meeting.date,
        duration_minutes=meeting.duration_minutes,
        form=meeting.form,
        topic=meeting.topic,
        done=meeting.done,
        agreed=meeting.agreed,
        next_date=meeting.next_date,
        rating=meeting.rating,
        absent=tuple(meeting.absent or ()),
    )


def pair_titles(session: Session, pair_ids: Collection[int]) -> dict[int, str]:
    """{pair: «Петрова А.С. — Иванова М.П.»} in three queries."""
    of_pairs = select(PairMentee.pair_id, PairMentee.mentee_id).where(PairMentee.pair_id.in_(pair_ids))
    members: dict[int, list[int]] = defaultdict(list)
    for pair_id, mentee_id in session.execute(of_pairs.order_by(PairMentee.id)):
        members[pair_id].append(mentee_id)
    mentors = dict(session.execute(select(Pair.id, Pair.mentor_id).where(Pair.id.in_(pair_ids))).all())
    query = select(Person.id, Person.surname, Person.first_name, Person.patronymic)
    ids = {one for group in members.values() for one in group} | set(mentors.values())
    found = session.execute(query.where(Person.id.in_(ids)))
    short = {row.id: PersonName(*row[1:]).surname_initials for row in found}
    return {
        pair_id: f"{short.get(mentor_id, '')} — "
        + (short.get(group[0], "") if len(group := members[pair_id]) == 1 else f"группа, {len(group)} чел.")
        for pair_id, mentor_id in mentors.items()
    }


def full_names(session: Session, ids: Iterable[int | None]) -> dict[int, str]:
    """{person: «Иванова Мария Петровна»} in one query."""
    query = select(Person.id, Person.surname, Person.first_name, Person.patronymic)
    wanted = {one for one in ids if one is not None}
    return {row.id: PersonName(*row[1:]).full for row in session.execute(query.where(Person.id.in_(wanted)))}


def _totals(
    pair: Pair, title: str, meetings: Sequence[SqlRow[Any]], visits: int, today: dt.date, *, paused: bool
) -> PairTotals:
    held = [one for one in meetings if one.date <= today]
    last = held[-1].date if held else None
    planned = [one.next_date for one in held if one.next_date is not None and one.next_date >= today]
    since = last or pair.start_date
    running = pair.status in _RUNNING and not paused and (pair.end_date is None or pair.end_date >= today)
    return PairTotals(
        pair=pair.id,
        title=title,
        mentor=pair.mentor_id,
        mentees=tuple(one.mentee_id for one in pair.members),
        running=running,
        meetings=len(meetings),
        minutes=sum(one.duration_minutes or 0 for one in meetings),
        kinds=tuple(one.kind for one in meetings),
        last=last,
        next_date=min(planned) if planned else None,
        days_since=(today - since).days if running and since is not None and since <= today else None,
        visits=visits,
    )


def _visit_row(visit: LessonVisit, titles: dict[int, str], names: dict[int, str]) -> VisitRow:
    return VisitRow(
        id=visit.id,
        pair=visit.pair_id,
        pair_title=titles.get(visit.pair_id, ""),
        teacher=visit.teacher_id,
        teacher_name=names.get(visit.teacher_id, ""),
        visitor=visit.visitor_id,
        visitor_name="" if visit.visitor_id is None else names.get(visit.visitor_id, ""),
        date=visit.date,
        class_name=visit.class_name,
        subject=visit.subject,
        topic=visit.topic,
        purpose=visit.purpose,
        observed=visit.observed,
        advice=visit.advice,
    )
