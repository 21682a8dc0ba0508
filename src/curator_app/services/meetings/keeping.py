"""Keeping the log of meetings: what a new entry begins with, add, change, remove; lessons visited."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.codes import MeetingKind, StepStatus
from curator_app.domain.route.integrity import meeting_order_broken, next_meeting
from curator_app.models import LessonVisit, Meeting, Pair, Route, RouteStep
from curator_app.runtime.errors import NotFound
from curator_app.services import pairs, people
from curator_app.services.meetings.reading import pair_titles
from curator_app.services.pair_life.facts import present
from curator_app.services.people import assign
from curator_app.services.validation import LINE_LIMIT, TEXT_LIMIT, Checker
from curator_app.services.workspace import Workspace
from curator_app.texts.route_words import MEETING_KIND, meeting_of_form

USUAL_MINUTES = 45
_TEXTS = ("form", "topic", "done", "agreed")
_SUGGESTED = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class MeetingData:
    """A meeting to be written down. ``absent``: mentees of a group who did not come."""

    pair: int
    kind: str
    date: dt.date
    duration_minutes: int | None = USUAL_MINUTES
    form: str | None = None
    topic: str | None = None
    done: str | None = None
    agreed: str | None = None
    next_date: dt.date | None = None
    rating: int | None = None
    absent: Sequence[int] = ()
    step: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class TopicHint:
    """A step of the route that the meeting may be about."""

    step: int
    topic: str


@dataclass(frozen=True, kw_only=True, slots=True)
class MeetingProposal:
    """What the dialog of a new meeting opens with; ``mentees``: {number: name} of a group, for marking the absent."""

    data: MeetingData
    pair_title: str
    topics: tuple[TopicHint, ...]
    mentees: tuple[tuple[int, str], ...]
    agreed_before: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class VisitData:
    """A visited lesson: ``teacher`` whose lesson it was, ``visitor`` who sat in."""

    pair: int
    teacher: int
    date: dt.date
    visitor: int | None = None
    class_name: str | None = None
    subject: str | None = None
    topic: str | None = None
    purpose: str | None = None
    observed: str | None = None
    advice: str | None = None


def propose_meeting(workspace: Workspace, pair_id: int) -> MeetingProposal:
    """A new entry filled in as far as possible: today, the next kind, 45 minutes, topics of steps that are due.
    Raises NotFound."""
    today = workspace.clock.today()
    with workspace.read() as session:
        pair = pairs.require(session, pair_id)
        held = _held(session, pair_id)
        last = held[-1] if held else None
        members = [one.mentee_id for one in present(pair)]
        names = tuple((one, people.title_of(people.require(session, one))) for one in members)
        return MeetingProposal(
            data=MeetingData(
                pair=pair_id,
                kind=next_meeting([one.kind for one in held]),
                date=today,
                form=last.form if last is not None else None,
            ),
            pair_title=pair_titles(session, [pair_id])[pair_id],
            topics=_topics(session, pair, today),
            mentees=names if len(names) > 1 else (),
            agreed_before=last.agreed if last is not None else None,
        )


def order_warning(
    workspace: Workspace, pair_id: int, kind: str, date: dt.date, *, but: int | None = None
) -> str | None:
    """A sentence when a meeting of this kind comes after a later one (S4-4.5) or lies outside of the days of its pair
    (a slip of the year, as a rule); nothing is forbidden."""
    with workspace.read() as session:
        pair = pairs.require(session, pair_id)
        start, end = pair.start_date, pair.end_date
        before = [one.kind for one in _held(session, pair_id) if one.date <= date and one.id != but]
    if start is not None and date < start:
        return f"Пара работает с {start:%d.%m.%Y}, а встреча записывается раньше. Проверьте дату."
    if end is not None and date > end:
        return f"Срок пары закончился {end:%d.%m.%Y}, а встреча записывается позже. Проверьте дату."
    later = meeting_order_broken(before, kind)
    if later is None:
        return None
    return f"До этого дня уже была «{MEETING_KIND[MeetingKind(later)]}»: порядок встреч нарушен. Проверьте вид и дату."


def add_meeting(workspace: Workspace, data: MeetingData) -> int:
    """Writes a meeting down. Raises InvalidInput, NotFound."""
    values = _checked(workspace, data)
    with workspace.action(f"Записана встреча {data.date:%d.%m.%Y}: {_whose(workspace, data.pair)}") as session:
        pairs.require(session, data.pair)
        meeting = Meeting(**values)
        session.add(meeting)
        session.flush()
        return meeting.id


def update_meeting(workspace: Workspace, meeting_id: int, data: MeetingData) -> None:
    """Changes an entry of the log. Raises InvalidInput, NotFound."""
    values = _checked(workspace, data)
    with workspace.action(f"Изменена встреча {data.date:%d.%m.%Y}: {_whose(workspace, data.pair)}") as session:
        pairs.require(session, data.pair)
        assign(_require(session, meeting_id), values)


def remove_meeting(workspace: Workspace, meeting_id: int) -> None:
    """Takes an entry out of the log. Raises NotFound."""
    with workspace.action("Встреча удалена из журнала") as session:
        _require(session, meeting_id).deleted_at = workspace.clock.now()


def add_visit(workspace: Workspace, data: VisitData) -> int:
    """Writes a visited lesson down. Raises InvalidInput, NotFound."""
    values = _checked_visit(workspace, data)
    with workspace.action(f"Записано посещение урока {data.date:%d.%m.%Y}") as session:
        _known_people(session, data)
        visit = LessonVisit(**values)
        session.add(visit)
        session.flush()
        return visit.id


def update_visit(workspace: Workspace, visit_id: int, data: VisitData) -> None:
    """Changes a visited lesson. Raises InvalidInput, NotFound."""
    values = _checked_visit(workspace, data)
    with workspace.action(f"Изменено посещение урока {data.date:%d.%m.%Y}") as session:
        _known_people(session, data)
        assign(_require_visit(session, visit_id), values)


def remove_visit(workspace: Workspace, visit_id: int) -> None:
    """Takes a visited lesson out. Raises NotFound."""
    with workspace.action("Посещение урока удалено") as session:
        _require_visit(session, visit_id).deleted_at = workspace.clock.now()


def _checked(workspace: Workspace, data: MeetingData) -> dict[str, Any]:
    checker = Checker()
    date = checker.date("date", data.date)
    if date is not None and date > workspace.clock.today():
        checker.fail("date", "В журнал пишут состоявшиеся встречи. Будущую укажите в поле «Следующая встреча».")
    next_date = checker.date("next_date", data.next_date)
    if date is not None and next_date is not None and next_date <= date:
        checker.fail("next_date", "Следующая встреча должна быть позже этой. Проверьте дату.")
    values = {
        "pair_id": data.pair,
        "step_id": data.step,
        "kind": checker.code("kind", data.kind, MeetingKind, required=True),
        "date": date,
        "duration_minutes": checker.number("duration_minutes", data.duration_minutes, 1, 1440),
        "next_date": next_date,
        "rating": checker.number("rating", data.rating, 1, 10),
        "absent": list(data.absent),
        **{field: checker.text(field, getattr(data, field), limit=TEXT_LIMIT, lines=True) for field in _TEXTS},
    }
    checker.done()
    return values


def _checked_visit(workspace: Workspace, data: VisitData) -> dict[str, Any]:
    checker = Checker()
    date = checker.date("date", data.date)
    if date is not None and date > workspace.clock.today():
        checker.fail("date", "Урок ещё не посещён: дата в будущем. Проверьте её.")
    if data.visitor is not None and data.visitor == data.teacher:
        checker.fail("visitor", "Посетить собственный урок нельзя. Выберите другого человека.")
    values = {
        "pair_id": data.pair,
        "teacher_id": data.teacher,
        "visitor_id": data.visitor,
        "date": date,
        "class_name": checker.text("class_name", data.class_name, limit=LINE_LIMIT),
        "subject": checker.text("subject", data.subject, limit=LINE_LIMIT),
        **{
            field: checker.text(field, getattr(data, field), limit=TEXT_LIMIT, lines=True)
            for field in ("topic", "purpose", "observed", "advice")
        },
    }
    checker.done()
    return values


def _known_people(session: Session, data: VisitData) -> None:
    pairs.require(session, data.pair)
    for one in (data.teacher, data.visitor):
        if one is not None:
            people.require(session, one)


def _held(session: Session, pair_id: int) -> list[Meeting]:
    query = select(Meeting).where(Meeting.pair_id == pair_id, Meeting.deleted_at.is_(None))
    return list(session.scalars(query.order_by(Meeting.date, Meeting.id)))


def _topics(session: Session, pair: Pair, today: dt.date) -> tuple[TopicHint, ...]:
    """Steps of the routes of this pair that are neither done nor cancelled: begun ones first."""
    query = (
        select(RouteStep)
        .join(Route, Route.id == RouteStep.route_id)
        .where(Route.pair_id == pair.id, Route.deleted_at.is_(None))
        .where(RouteStep.status.in_((StepStatus.PLANNED.value, StepStatus.IN_PROGRESS.value)))
        .order_by(RouteStep.due_date, RouteStep.id)
    )
    found = [one for one in session.scalars(query) if meeting_of_form(one.form) is None]
    begun = [one for one in found if one.start_date is not None and one.start_date <= today]
    ahead = [one for one in found if one not in begun]
    hints = {" ".join(one.content.split()): one.id for one in reversed((*begun, *ahead))}
    return tuple(TopicHint(step=step, topic=topic) for topic, step in reversed(hints.items()))[:_SUGGESTED]


def _whose(workspace: Workspace, pair_id: int) -> str:
    with workspace.read() as session:
        pairs.require(session, pair_id)
        return pair_titles(session, [pair_id])[pair_id]


def _require(session: Session, meeting_id: int) -> Meeting:
    meeting = session.get(Meeting, meeting_id)
    if meeting is None or meeting.deleted_at is not None:
        raise NotFound("Этой встречи в журнале уже нет. Обновите список.")
    return meeting


def _require_visit(session: Session, visit_id: int) -> LessonVisit:
    visit = session.get(LessonVisit, visit_id)
    if visit is None or visit.deleted_at is not None:
        raise NotFound("Этой записи о посещении уже нет. Обновите список.")
    return visit
