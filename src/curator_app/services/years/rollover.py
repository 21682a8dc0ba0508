"""Going over to the next school year: what is carried, what ends, what goes to the archive; one undoable action."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from curator_app.domain.school_year import SchoolYear
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.progress import Progress
from curator_app.services.backups import making as copies
from curator_app.services.backups.listing import BEFORE_YEAR
from curator_app.services.roadmaps import making, reading
from curator_app.services.roadmaps.reading import roadmap_of
from curator_app.services.workspace import Workspace
from curator_app.services.years import carrying
from curator_app.services.years.listing import close_in, put_current
from curator_app.services.years.planning import (
    MentorFate,
    PairFate,
    RolloverPlan,
    RouteFate,
    mentor_fate,
    plan,
    route_fate,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Rollover:
    """What the curator has decided; whatever is not named goes as ``plan`` proposed."""

    year: str
    pairs: Mapping[int, PairFate] = field(default_factory=dict)
    until: Mapping[int, dt.date] = field(default_factory=dict)
    routes: Mapping[int, RouteFate] = field(default_factory=dict)
    mentors: Mapping[int, MentorFate] = field(default_factory=dict)
    leavers: frozenset[int] | None = None
    move_classes: bool = True
    copy_roadmap: bool = True
    close: bool = True


@dataclass(frozen=True, slots=True)
class RolloverDone:
    """What was done, in numbers."""

    year: str
    continued: int
    extended: int
    ended: int
    archived: int
    reserved: int
    routes: int
    roadmap: int
    closed: bool


def apply(workspace: Workspace, decided: Rollover, progress: Progress | None = None) -> RolloverDone:
    """Does it all in one action. Raises KnownProblem when somebody who leaves still has a running pair, when the term
    of an extended pair was fixed by an order or would not end later, or when the year cannot be closed; Cancelled:
    nothing is changed then."""
    told = progress or Progress()
    proposed = plan(workspace, decided.year)
    fates = {one.id: decided.pairs.get(one.id, one.fate) for one in proposed.pairs}
    leavers = decided.leavers
    if leavers is None:
        leavers = frozenset(one.id for one in proposed.people if one.leaves)
    _refuse_leaving_in_pairs(proposed, fates, leavers, {one for one, fate in decided.mentors.items() if fate == "left"})
    _refuse_extending_without_order(proposed, fates)
    own = SchoolYear.parse(decided.year)
    assert own is not None
    today = workspace.clock.today()
    copies.before(workspace, BEFORE_YEAR, told)
    with workspace.action(f"Переход на {proposed.next} учебный год") as session:
        for one in proposed.pairs:
            carrying.carry_pair(session, one.id, fates[one.id], decided.until.get(one.id, one.until), own, today=today)
        routes = {one.id: decided.routes.get(one.id, route_fate(one, fates)) for one in proposed.routes}
        for route in proposed.routes:
            if routes[route.id] == "end":
                carrying.end_route(session, route.id, min(route.end, own.end))
            elif routes[route.id] == "extend" and route.pair is not None:
                until = decided.until.get(route.pair, _until(proposed, route.pair))
                carrying.extend_route(session, route.id, until, own, today)
        reserved = carrying.settle_mentors(
            session,
            {one.id: decided.mentors.get(one.id, mentor_fate(one, proposed, fates)) for one in proposed.mentors},
        )
        carrying.archive(session, leavers, today)
        if decided.move_classes:
            moves = {one.id: one.next_class for one in proposed.people if one.next_class and one.id not in leavers}
            carrying.move_classes(session, moves)
        rows = _copy_roadmap(session, workspace, proposed, own) if decided.copy_roadmap else 0
        put_current(session, own.next.label)
        if decided.close:
            close_in(session, decided.year, today)
        told.step(1, 1)  # the last moment at which it can be given up
    return RolloverDone(
        year=own.next.label,
        continued=sum(fate == "continue" for fate in fates.values()),
        extended=sum(fate == "extend" for fate in fates.values()),
        ended=sum(fate == "end" for fate in fates.values()),
        archived=len(leavers),
        reserved=reserved,
        routes=sum(fate == "end" for fate in routes.values()),
        roadmap=rows,
        closed=decided.close,
    )


def _until(proposed: RolloverPlan, pair: int) -> dt.date:
    return next(one.until for one in proposed.pairs if one.id == pair)


def _copy_roadmap(session: Session, workspace: Workspace, proposed: RolloverPlan, own: SchoolYear) -> int:
    if proposed.roadmap is None or proposed.has_next_roadmap:
        return 0
    source = roadmap_of(workspace, proposed.year)
    assert source is not None
    return len(making.copy_into(session, reading.require(session, source.id), own.next).items)


def _refuse_leaving_in_pairs(
    proposed: RolloverPlan, fates: Mapping[int, PairFate], leavers: frozenset[int], left: set[int]
) -> None:
    """``left``: mentors who are marked as gone without going to the archive."""
    for pair in (*(one for one in proposed.pairs if fates[one.id] != "end"), *proposed.ahead):
        goes_on = "продолжается" if pair.id in fates else f"работает в {proposed.next} учебном году"
        if leavers & {pair.mentor, *pair.mentees}:
            raise KnownProblem(
                f"Пара «{pair.title}» {goes_on}, а её участник уходит в архив. Завершите пару или снимите отметку "
                "с участника."
            )
        if pair.mentor in left:
            raise KnownProblem(
                f"Пара «{pair.title}» {goes_on}, а её наставник отмечен как выбывший. Завершите пару или оставьте "
                "наставника."
            )


def _refuse_extending_without_order(proposed: RolloverPlan, fates: Mapping[int, PairFate]) -> None:
    for pair in proposed.pairs:
        if fates[pair.id] == "extend" and pair.ordered:
            raise KnownProblem(
                f"Срок пары «{pair.title}» утверждён приказом. Сначала издайте приказ о продлении, затем повторите "
                "переход."
            )
