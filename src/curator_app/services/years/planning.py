"""What a going over to the next school year touches, and what the program proposes for each of it."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from curator_app.domain.codes import MentorStatus, PairStatus, PersonKind, RouteStatus
from curator_app.domain.school_year import SchoolYear
from curator_app.models import Mentor, Pair, PaperTemplate, Person, Route
from curator_app.runtime.errors import KnownProblem
from curator_app.services import pair_facts
from curator_app.services.roadmaps.reading import roadmap_of
from curator_app.services.workspace import Workspace
from curator_app.services.years.listing import year_to_leave
from curator_app.texts.collation import collation_key

PairFate = Literal["continue", "extend", "end"]
RouteFate = Literal["continue", "extend", "end"]
MentorFate = Literal["keep", "reserve", "left"]
_CLASS = re.compile(r"\s*(\d{1,2})(.*)")
_LAST_CLASS = 11


@dataclass(frozen=True, slots=True)
class PairLine:
    """An unfinished pair. ``until``: the end proposed for an extension (at most a year, Пол-1.2). ``ordered``: an order
    issued here has fixed its term, so that only an order can move it."""

    id: int
    mentor: int
    mentees: tuple[int, ...]
    title: str
    start: dt.date | None
    end: dt.date | None
    status: str
    has_order: bool
    ordered: bool
    fate: PairFate
    until: dt.date


@dataclass(frozen=True, slots=True)
class RouteLine:
    """An unfinished route and what becomes of it by its own days; see ``route_fate``."""

    id: int
    title: str
    pair: int | None
    end: dt.date
    fate: RouteFate


@dataclass(frozen=True, slots=True)
class MentorLine:
    """A mentor who has not left. ``running``: pairs that may run on; ``ahead``: pairs that begin in the new year; see
    ``mentor_fate``."""

    id: int
    name: str
    status: str
    running: int
    ahead: int


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody who may go to the archive. ``why``: what speaks for it, «» for nobody in particular;
    ``next_class``: the class of a pupil in the new year."""

    id: int
    name: str
    kind: str
    about: str
    why: str
    leaves: bool
    next_class: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class RolloverPlan:
    """All that a going over touches, with what the program proposes. ``ahead``: pairs formed already for the new year,
    which stay as they are; ``roadmap``: number of its rows, None = none; ``has_next_roadmap``: the new year has one
    already; ``wordings``: own wordings of papers, which simply stay."""

    year: str
    next: str
    pairs: tuple[PairLine, ...]
    ahead: tuple[PairLine, ...]
    routes: tuple[RouteLine, ...]
    mentors: tuple[MentorLine, ...]
    people: tuple[PersonLine, ...]
    roadmap: int | None
    has_next_roadmap: bool
    wordings: int


def plan(workspace: Workspace, year: str | None = None) -> RolloverPlan:
    """What a going over from ``year`` (see ``year_to_leave``) to the next would touch. A constant number of queries."""
    label = year or year_to_leave(workspace)
    own = SchoolYear.parse(label)
    if own is None:
        raise KnownProblem(f"«{label}» — не учебный год. Укажите год вида 2026/2027.")
    roadmap = roadmap_of(workspace, label)
    following = roadmap_of(workspace, own.next.label)
    with workspace.read() as session:
        names = {one.id: one for one in session.scalars(select(Person).where(Person.deleted_at.is_(None)))}
        unfinished = _pairs(session, own, names)
        pairs = tuple(one for one in unfinished if one.start is None or one.start <= own.end)
        ahead = tuple(one for one in unfinished if one.start is not None and one.start > own.end)
        return RolloverPlan(
            year=label,
            next=own.next.label,
            pairs=pairs,
            ahead=ahead,
            routes=_routes(session, own),
            mentors=_mentors(session, names, pairs, ahead),
            people=_people(own, names, (*pairs, *ahead)),
            roadmap=None if roadmap is None else len(roadmap.items),
            has_next_roadmap=following is not None,
            wordings=len(list(session.scalars(select(PaperTemplate.id)))),
        )


def route_fate(route: RouteLine, pairs: Mapping[int, PairFate]) -> RouteFate:
    """A route goes with its pair: ends with it, is extended with it; one that ends in the year ends anyway."""
    pair = pairs.get(route.pair or 0)
    if pair == "end":
        return "end"
    return "extend" if pair == "extend" and route.fate == "end" else route.fate


def mentor_fate(mentor: MentorLine, proposed: RolloverPlan, pairs: Mapping[int, PairFate]) -> MentorFate:
    """An appointed mentor without a pair that goes on waits in the reserve; everybody else stays."""
    running = any(one.mentor == mentor.id and pairs.get(one.id, one.fate) != "end" for one in proposed.pairs)
    free = mentor.status == MentorStatus.APPOINTED.value and not running and not mentor.ahead
    return "reserve" if free else "keep"


def _pairs(session: Session, own: SchoolYear, names: Mapping[int, Person]) -> tuple[PairLine, ...]:
    query = (
        select(Pair)
        .where(Pair.deleted_at.is_(None), pair_facts.not_ended())
        .options(selectinload(Pair.members))
        .order_by(Pair.id)
    )
    orders = pair_facts.assigning_orders(session)
    lines = []
    for pair in session.scalars(query):
        mentees = tuple(one.mentee_id for one in pair.members)
        who = _short(names.get(pair.mentor_id))
        whom = _short(names.get(mentees[0])) if len(mentees) == 1 else f"группа, {len(mentees)} чел."
        runs_on = pair.end_date is None or pair.end_date > own.end
        lines.append(
            PairLine(
                pair.id,
                pair.mentor_id,
                mentees,
                f"{who} — {whom}",
                pair.start_date,
                pair.end_date,
                pair.status,
                pair.id in orders or pair.order_number is not None,
                pair.id in orders,
                "continue" if runs_on or pair.status == PairStatus.DRAFT.value else "end",
                max(own.next.day(5, 31), pair.end_date or own.end),
            )
        )
    return tuple(sorted(lines, key=lambda line: collation_key(line.title)))


def _routes(session: Session, own: SchoolYear) -> tuple[RouteLine, ...]:
    query = (
        select(Route)
        .where(Route.deleted_at.is_(None), Route.start_date <= own.end)
        .where(Route.status.in_((RouteStatus.DRAFT.value, RouteStatus.APPROVED.value)))
        .order_by(Route.id)
    )
    return tuple(
        RouteLine(
            route.id,
            route.title,
            route.pair_id,
            route.end_date,
            "end" if route.end_date <= own.end else "continue",
        )
        for route in session.scalars(query)
    )


def _mentors(
    session: Session, names: Mapping[int, Person], pairs: tuple[PairLine, ...], ahead: tuple[PairLine, ...]
) -> tuple[MentorLine, ...]:
    later = Counter(one.mentor for one in ahead)
    running: dict[int, int] = {}
    for pair in pairs:
        running[pair.mentor] = running.get(pair.mentor, 0) + (pair.fate != "end")
    query = select(Mentor).where(Mentor.deleted_at.is_(None), Mentor.status != MentorStatus.LEFT.value)
    lines = [
        MentorLine(
            one.id,
            names[one.id].name.full,
            one.status,
            running.get(one.id, 0),
            later[one.id],
        )
        for one in session.scalars(query)
        if one.id in names and names[one.id].archived_on is None
    ]
    return tuple(sorted(lines, key=lambda line: collation_key(line.name)))


def _people(own: SchoolYear, names: Mapping[int, Person], pairs: tuple[PairLine, ...]) -> tuple[PersonLine, ...]:
    busy = {who for pair in pairs if pair.fate != "end" for who in (pair.mentor, *pair.mentees)}
    lines = []
    for one in names.values():
        if one.archived_on is not None:
            continue
        following, why = None, ""
        if one.kind == PersonKind.PUPIL.value:
            following, graduates = next_class(one.class_name)
            why = "выпускник" if graduates else ""
        elif one.dismissal_date is not None and one.dismissal_date <= own.end:
            why = f"уволен(а) {one.dismissal_date:%d.%m.%Y}"
        about = (f"{one.class_name} класс" if one.class_name else "") or one.position or ""
        lines.append(
            PersonLine(one.id, one.name.full, one.kind, about, why, bool(why) and one.id not in busy, following)
        )
    return tuple(sorted(lines, key=lambda line: (not line.why, collation_key(line.name))))


def next_class(name: str | None) -> tuple[str | None, bool]:
    """The class after a class («9А» → «10А») and whether it is the last one; (None, False) for what is no class."""
    found = _CLASS.fullmatch(name or "")
    if found is None or not 1 <= int(found[1]) <= _LAST_CLASS:
        return None, False
    number = int(found[1])
    return (None, True) if number == _LAST_CLASS else (f"{number + 1}{found[2]}", False)


def _short(person: Person | None) -> str:
    if person is None:
        return "запись в корзине"
    return person.name.surname_initials
